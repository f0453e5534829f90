import { READ_COMMANDS } from './command-slots.ts';
import { findInertness, writtenCommand } from './find-inertness.ts';
import { CORRECTIONS } from './lexicon/follow-up-words.ts';
import { isKind } from './message-item.ts';
import { type Reading, tagReading } from './reading.ts';
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
  const rest = { ...reading, tokens: reading.tokens.slice(used) };
  const renamed = readRenamed(rest, last.drafts);
  if (renamed) return { kind: 'drafts', drafts: renamed, instead: insteadOf(last.state) };
  const read = readByItself(rest);
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
  return { kind: 'drafts', drafts: [merged], instead: insteadOf(last.state) };
}

const insteadOf = (state: string) => (state === 'done' ? 'done' : 'pending');

/** "no, received": the same units, and another thing that happened to them. */
function readRenamed(rest: Reading, before: readonly Draft[]): readonly Draft[] | null {
  const items = tagReading(rest, 'cue').filter((item) => !isKind(item, 'filler', 'end'));
  const isOnly = items.length > 0 && items.every((item) => isKind(item, 'cue', 'reference'));
  const command = isOnly ? writtenCommand(items) : null;
  const isAlike = command !== null && ALIKE.has(command) && !findInertness(rest.tokens, items);
  const isOther = before.every((draft) => ALIKE.has(draft.command) && draft.command !== command);
  return isAlike && isOther ? before.map(({ slots }) => ({ command, slots })) : null;
}
