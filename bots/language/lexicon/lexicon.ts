/**
 * What words mean, one file per language, as data.
 *
 * A sense is one thing that a word or phrase can say about a command; `command-rules.ts` says
 * which senses together make which command. A phrase stands in exactly one sense of a language; a
 * longer phrase is read before a shorter one. Words of the seller (SKUs, places) are not in here.
 */

export const SENSES = [
  ...['sold', 'received', 'damaged', 'returned', 'counted', 'moved', 'reserved', 'released'],
  ...['add', 'set', 'change', 'remove', 'safety', 'show', 'each', 'not', 'howMuch', 'have'],
  ...['stock', 'howMany', 'left', 'low', 'out', 'all', 'value', 'why', 'asOf', 'prove', 'who'],
  ...['changes', 'undo', 'order', 'orders', 'hold', 'unhold', 'cancel', 'ship', 'return'],
  ...['returns', 'shortage', 'open', 'onHold', 'sync', 'dead', 'retry', 'unmapped', 'pause'],
  ...['resume', 'price', 'locations', 'report', 'top', 'deadStock', 'cover', 'chart', 'lasts'],
  ...['export', 'import', 'alerts', 'subscribe', 'unsubscribe', 'mute', 'unmute', 'digest'],
  ...['below', 'people', 'invite', 'role', 'me', 'home', 'language', 'settings', 'askAbove'],
  ...['askAlways', 'help', 'owner', 'manager', 'warehouse', 'viewer', 'entries', 'days'],
  ...['english', 'hindi', 'hinglish', 'spanish', 'stop', 'start', 'access', 'book', 'buyer'],
  ...['given', 'make', 'reprice', 'stated', 'callOff', 'take', 'up', 'down', 'sales'],
  ...['supplier', 'priced', 'setPrice', 'back', 'iAm', 'want', 'off', 'fetch'],
] as const;
export type Sense = (typeof SENSES)[number];

/** What stands before (or, in Hindi, after) a name and says what it is there for. */
export type Mark = 'in' | 'from' | 'to' | 'on' | 'for' | 'of' | 'at' | 'by' | 'with';

export interface Lexicon {
  /** Phrases of a sense, each line a list parted by '|'. */
  readonly senses: Readonly<Partial<Record<Sense, readonly string[]>>>;
  readonly marksBefore: Readonly<Partial<Record<Mark, string>>>;
  readonly marksAfter: Readonly<Partial<Record<Mark, string>>>;
  /** Words that change nothing. */
  readonly fillers: readonly string[];
  readonly joins: string;
  /** "it", "that one": what was spoken of before. */
  readonly references: string;
}

export function phrasesOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split('|')).filter((phrase) => phrase !== '');
}
