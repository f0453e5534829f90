import {
  ASKED_OF_OTHERS,
  FUTURE,
  HYPOTHETICAL,
  NEGATED,
  PAST_QUESTION,
  QUESTION_END,
  QUESTION_START,
  REPORTED,
  REQUEST,
  WHENEVER,
  WISH,
} from './lexicon/inert-words.ts';
import type { Sense } from './lexicon/lexicon.ts';
import { type Item, isKind } from './message-item.ts';
import type { Token } from './split-tokens.ts';
import type { Inert } from './understanding.ts';

/** Commands that a sense alone gives away, for the answer to a text that must not act. */
const COMMAND_OF: Readonly<Partial<Record<Sense, string>>> = {
  ...{
    sold: 'sold',
    given: 'sold',
    received: 'received',
    add: 'received',
    damaged: 'damaged',
    remove: 'damaged',
  },
  ...{
    returned: 'returned',
    return: 'return',
    counted: 'count',
    set: 'count',
    change: 'set price',
  },
  ...{ up: 'received', down: 'damaged', take: 'move' },
  ...{ moved: 'move', reserved: 'reserve', released: 'release', safety: 'safety', hold: 'hold' },
  ...{
    unhold: 'unhold',
    cancel: 'cancel',
    callOff: 'cancel',
    ship: 'ship',
    pause: 'pause',
    resume: 'resume',
  },
  ...{ retry: 'retry', subscribe: 'subscribe', unsubscribe: 'unsubscribe', mute: 'mute' },
  ...{ unmute: 'unmute', undo: 'undo', role: 'role', home: 'home', invite: 'invite' },
  ...{ language: 'language', askAbove: 'ask above', askAlways: 'ask above', import: 'import' },
};

export function commandOfSense(sense: Sense): string | null {
  return COMMAND_OF[sense] ?? null;
}

/** The first command of a message that would change something; null: none is spoken of. */
export function writtenCommand(items: readonly Item[]): string | null {
  const hasBuyer = items.some((item) => isKind(item, 'cue') && item.senses.includes('buyer'));
  for (const item of items) {
    if (!isKind(item, 'cue') || (item.isFiller && item.senses.length > 1)) continue;
    // "khana kha liya": taken, and by no buyer.
    if (item.senses[0] === 'given' && !hasBuyer) continue;
    const command = item.senses
      .map((sense) => COMMAND_OF[sense])
      .find((each) => each !== undefined);
    if (command !== undefined) return command;
  }
  const isPriced = items.some((item) => isKind(item, 'cue') && item.senses.includes('price'));
  return isPriced && items.some((item) => isKind(item, 'number')) ? 'set price' : null;
}

export type Inertness = { readonly why: Inert } | null;

/** "When stock drops below 10, tell me": another reader's. */
export function isRuleWish(tokens: readonly Token[]): boolean {
  const line = tokens.map(({ word }) => (word === '\n' ? ' ' : word)).join(' ');
  return WHENEVER.test(line) && WISH.test(line);
}

/** Why the message must not act, though it speaks of something to be done; null: it may. */
export function findInertness(tokens: readonly Token[], items: readonly Item[]): Inertness {
  const line = openWords(tokens, items);
  const whole = namelessWords(tokens, items).join(' ');
  if (isQuoted(tokens, items) || REPORTED.test(line) || ASKED_OF_OTHERS.test(whole)) {
    return { why: 'quoted' };
  }
  if (NEGATED.test(line)) return { why: 'negated' };
  if (HYPOTHETICAL.test(line)) return { why: 'hypothetical' };
  if (FUTURE.test(line) || tokens.some(({ text }) => /['’]ll$/.test(text)))
    return { why: 'future' };
  const isRequest = REQUEST.test(whole);
  const isAsked = tokens.some(({ word }) => word === '?' || word === '¿' || word === '؟');
  const isQuestion = isAsked || QUESTION_START.test(whole) || QUESTION_END.test(whole);
  if ((isQuestion && !isRequest) || PAST_QUESTION.test(line)) return { why: 'past-question' };
  return null;
}

/** Whoever is named is somebody: the patterns know no names. */
function namelessWords(tokens: readonly Token[], items: readonly Item[]): string[] {
  const words = tokens.map(({ word }) => (word === '\n' ? ' ' : word));
  for (const item of items) if (isKind(item, 'person')) words[item.from] = 'somebody';
  return words;
}

/** The words that no longer phrase of the lexicon and no name of the seller's has taken. */
function openWords(tokens: readonly Token[], items: readonly Item[]): string {
  const words = namelessWords(tokens, items).map((word) =>
    /^[\p{L}\p{M}\p{N}.]+$/u.test(word) ? word : ';',
  );
  for (const item of items) {
    const isPhrase = item.to - item.from > 1 && isKind(item, 'cue', 'filler');
    const isEnd = isKind(item, 'span') && item.isEnd;
    // One word of a title may be "agar" all the same.
    const isTitle = isKind(item, 'sku') && (item.mention.isByName || item.mention.used > 1);
    const isName = isEnd || isTitle || isKind(item, 'place', 'account', 'order');
    const isPast = isPhrase && FUTURE_FILLER.test(words.slice(item.from, item.to).join(' '));
    if (!(isPhrase || isName) || isPast) continue;
    for (let at = item.from; at < item.to; at += 1) words[at] = '_';
  }
  return words.join(' ');
}

// Polite phrases that still say that it is not done yet.
const FUTURE_FILLER = /^(?:i want to|i need to|we need to|will be|id like to|have to)$/;

function isQuoted(tokens: readonly Token[], items: readonly Item[]): boolean {
  if (items.some(({ kind }) => kind === 'quote')) return true;
  const isLineQuote = tokens.some(
    ({ word }, at) => word === '>' && (at === 0 || tokens[at - 1]?.kind === 'break'),
  );
  return isLineQuote;
}
