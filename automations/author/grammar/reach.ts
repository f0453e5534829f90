import { spanText } from './entities.ts';
import type { Part } from './part.ts';
import type { Text } from './read.ts';
import { startsFrom } from './say.ts';
import { readParts } from './sentence.ts';

const STUCK_WORDS_MAX = 4;

/** What a reading made of a text of which no rule came. */
export interface Reached {
  /** The first words that nothing could account for. */
  readonly stuckAt: string | null;
  /** All of it says what is to be done, or when, and the other is missing. */
  readonly lacks: 'event' | 'act' | null;
}

export function readReach(text: Text): Reached {
  const { whole, furthest } = readParts(text);
  const isAll = (kinds: readonly Part['part'][]) =>
    whole.some(({ value }) => value.every(({ part }) => kinds.includes(part)));
  if (isAll(['acts', 'words', 'once', 'cool-down'])) return { stuckAt: null, lacks: 'event' };
  if (isAll(['happening', 'condition', 'window'])) return { stuckAt: null, lacks: 'act' };
  return { stuckAt: furthest === 0 ? null : wordsFrom(text, furthest), lacks: null };
}

function wordsFrom(text: Text, from: number): string | null {
  const start = Math.max(...startsFrom(text, from).map(({ to }) => to));
  const said = spanText(text, start, Math.min(text.tokens.length, start + STUCK_WORDS_MAX));
  return said.trim() === '' ? null : said.trim();
}
