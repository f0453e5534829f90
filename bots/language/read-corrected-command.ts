import { READ_COMMANDS } from './command-slots.ts';
import { CORRECTIONS } from './lexicon/follow-up-words.ts';
import type { Reading } from './reading.ts';
import type { Draft, Understood } from './understanding.ts';

const REMEMBERED_MS = 15 * 60_000;
/** Commands with the same slots, so that one can be meant for another. */
const ALIKE = new Set('sold received damaged returned count'.split(' '));

/** "no, received 5": a command that replaces the one before it, whose pieces it keeps. */
export function readCorrectedCommand(
  reading: Reading,
  readByItself: (reading: Reading) => Understood,
): Understood | null {
  const { last } = reading.scene.memory;
  if (!last || last.drafts.some(({ command }) => READ_COMMANDS.has(command))) return null;
  if (reading.scene.now.getTime() - last.at.getTime() > REMEMBERED_MS) return null;
  const words = reading.tokens.map(({ word }) => word);
  const start = CORRECTIONS.find((phrase) =>
    phrase.split(' ').every((word, at) => words[at] === word),
  );
  if (start === undefined) return null;
  let used = start.split(' ').length;
  const isParted = /^[,.;:!–-]$/.test(words[used] ?? '');
  // "no sold": without a comma it may as well deny.
  if (!isParted && /^(?:no|not|nahi|nahin|mat|नहीं)$/.test(start)) return null;
  while (/^[,.;:!–-]$/.test(words[used] ?? '')) used += 1;
  const read = readByItself({ ...reading, tokens: reading.tokens.slice(used) });
  if (read.kind !== 'drafts' || read.drafts.some(({ command }) => READ_COMMANDS.has(command)))
    return null;
  const [draft, ...others] = read.drafts;
  const [before, ...more] = last.drafts;
  const isOne = draft !== undefined && before !== undefined && others.length + more.length === 0;
  if (!isOne) return null;
  const isAlike =
    draft.command === before.command || (ALIKE.has(draft.command) && ALIKE.has(before.command));
  if (!isAlike) return null;
  const merged: Draft = { command: draft.command, slots: { ...before.slots, ...draft.slots } };
  return { kind: 'drafts', drafts: [merged], instead: last.state === 'done' ? 'done' : 'pending' };
}
