import { spanText } from './entities.ts';
import { either, type Grammar, kept, type Read } from './read.ts';
import { startsFrom } from './say.ts';

const WORDS_MAX = 14;
const WORD_COST = 0.6;
const START_COST = 1;

/**
 * Words by which a sentence goes on: nobody's message or title has them unless it is between
 * quotation marks, or a condition could be lost in it.
 */
const GOES_ON = new Set(
  (
    'when whenever if unless except but then otherwise else only every each once until ' +
    'till while because so before after provided jab agar to cuando si cada below above ' +
    'drops daily never not dont always tell notify alert message ping pause resume set ' +
    'send by'
  ).split(' '),
);

export const quoted: Grammar<string> = (text, at) =>
  startsFrom(text, at).flatMap(({ to, cost }) => {
    const token = text.tokens[to];
    return token?.kind === 'quote' && token.text !== ''
      ? [{ value: token.text, to: to + 1, cost }]
      : [];
  });

/** Words as they stand, for a message or the title of a task; dear, so that it takes few. */
export const freeWords: Grammar<string> = kept((text, at) => {
  const found: Read<string>[] = [];
  let cost = START_COST;
  for (let to = at + 1; to <= Math.min(text.tokens.length, at + WORDS_MAX); to += 1) {
    const token = text.tokens[to - 1];
    if (!token || token.kind === 'quote' || /^[.,;:!?()\n→]$/.test(token.word)) break;
    if (GOES_ON.has(token.word)) break;
    cost += WORD_COST;
    found.push({ value: spanText(text, at, to), to, cost });
  }
  return found;
});

export const words: Grammar<string> = either(quoted, freeWords);
