import { amendDrafts } from './amend-drafts.ts';
import { READ_COMMANDS } from './command-slots.ts';
import { RESTATED } from './lexicon/follow-up-words.ts';
import { isKind } from './message-item.ts';
import { toPieces } from './read-follow-up.ts';
import { type Reading, tagReading } from './reading.ts';
import type { Understood } from './understanding.ts';

/** "sold 2 red mugs, sorry 3": corrected in the same breath. */
export function readRestated(
  reading: Reading,
  readByItself: (reading: Reading) => Understood,
): Understood | null {
  const words = reading.tokens.map(({ word }) => word);
  const found = findBreak(words);
  if (!found) return null;
  const before = { ...reading, tokens: reading.tokens.slice(0, found.from) };
  const behind = { ...reading, tokens: reading.tokens.slice(found.to) };
  const first = readByItself({ ...before, whole: before.tokens });
  if (first.kind !== 'drafts' || first.drafts.some(({ command }) => READ_COMMANDS.has(command))) {
    return null;
  }
  const items = tagReading(behind, 'sku');
  const pieces = items.filter((item) => isKind(item, 'number', 'sku', 'place', 'account', 'time'));
  const isOnly = items.every((item) =>
    isKind(item, 'number', 'sku', 'place', 'account', 'filler', 'mark', 'join', 'end'),
  );
  if (!isOnly || pieces.length === 0) return null;
  const drafts = amendDrafts(first.drafts, toPieces(pieces), reading);
  return drafts && { kind: 'drafts', drafts, instead: null };
}

function findBreak(words: readonly string[]): { from: number; to: number } | null {
  for (const at of words.keys()) {
    if (at === 0) continue;
    const rest = `${words.slice(at, at + 3).join(' ')} `;
    const phrase = RESTATED.find((each) => rest.startsWith(`${each} `));
    if (phrase === undefined) continue;
    let [from, to] = [at, at + phrase.split(' ').length];
    while (/^[,.;–-]$/.test(words[from - 1] ?? '')) from -= 1;
    while (/^[,.;:–-]$/.test(words[to] ?? '')) to += 1;
    return to < words.length ? { from, to } : null;
  }
  return null;
}
