import { COUNTRIES } from '../lexicon/country-words.ts';
import { comma, spanText } from './entities.ts';
import { either, type Grammar, kept, listOf, type Read } from './read.ts';
import { say, startsFrom } from './say.ts';
import { foldWord } from './split-text.ts';

const WORDS_MAX = 5;

const country: Grammar<string> = kept((text, at) =>
  startsFrom(text, at).flatMap(({ to: start, cost }) => {
    const found: Read<string>[] = [];
    for (let to = start + 1; to <= Math.min(text.tokens.length, start + WORDS_MAX); to += 1) {
      const typed = spanText(text, start, to);
      const code = /^[A-Z]{2}$/.test(typed) && typed !== 'UK' ? typed : undefined;
      const named = COUNTRIES.get(foldWord(typed)) ?? isoOf(code);
      if (named !== undefined) found.push({ value: named, to, cost });
    }
    return found;
  }),
);

const codes = new Set(COUNTRIES.values());
const isoOf = (code: string | undefined) => (code && codes.has(code) ? code : undefined);

/** "Germany or France", as ISO codes. */
export const countries: Grammar<readonly string[]> = kept(
  listOf(country, either<unknown>(say('or', 'and'), comma), 20),
);
