import { ENGLISH_NUMBERS } from '../lexicon/number-words.ts';
import { TIME_UNITS, WEEKDAYS } from '../lexicon/time-words.ts';
import { NEVER_TOLD, NO_BEGINNING, TASK_VERBS } from '../lexicon/told-words.ts';
import { knownAll, spanText } from './entities.ts';
import { either, type Grammar, kept, map, type Read, seq, type Text } from './read.ts';
import { say, startsFrom } from './say.ts';
import type { Token } from './split-text.ts';

/**
 * Words that are said to somebody. Between quotation marks they are whatever they are; without,
 * they are read only where they can be nothing else: a condition, a time or a limit must never be
 * lost in a message.
 */

const WORDS_MAX = 14;
const WORD_COST = 0.6;
const START_COST = 1;

const TIMES = new Set([...TIME_UNITS.keys(), ...WEEKDAYS.flat()]);

/** Words by which a sentence goes on. */
const GOES_ON = new Set(
  (
    'when whenever if unless except then otherwise else only every each once until ' +
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

const isMark = (token: Token) => token.kind === 'quote' || /^[.,;:!?()\n→]$/.test(token.word);
/** "twice", "tomorrow", "for 2 days": as likely a limit or a time as part of what is said. */
const isOpen = ({ word }: Token) =>
  NEVER_TOLD.has(word) || TIMES.has(word) || ENGLISH_NUMBERS.has(word) || /^\d/.test(word);

const isOver = (text: Text, at: number) =>
  startsFrom(text, at).some(({ to }) => to > at && to >= text.tokens.length) &&
  text.tokens.slice(at).every(({ kind }) => kind === 'word');

/** Words as they stand; dear, so that they take few. */
function wordsFrom(begins: (text: Text, at: number) => boolean, least: number): Grammar<string> {
  return kept((text, at) => {
    const found: Read<string>[] = [];
    if (!begins(text, at)) return found;
    let cost = START_COST;
    for (let to = at + 1; to <= Math.min(text.tokens.length, at + WORDS_MAX); to += 1) {
      const token = text.tokens[to - 1];
      if (!token || isMark(token) || isOpen(token) || GOES_ON.has(token.word)) break;
      cost += WORD_COST;
      // "gift wrap please": a word that changes no rule belongs to what is said.
      const isAll = to === text.tokens.length || !isOver(text, to);
      if (to - at >= least && isAll) found.push({ value: spanText(text, at, to), to, cost });
    }
    return found;
  });
}

const wordAt = ({ tokens }: Text, at: number) => tokens[at]?.word ?? '';
const isVerb = (text: Text, at: number) => TASK_VERBS.has(wordAt(text, at));
const KINDS = ['person', 'team', 'location', 'account', 'front-end'] as const;
/** A title or a message that begins with a name, a number or a preposition is none. */
const isPlain = (text: Text, at: number) =>
  !NO_BEGINNING.has(wordAt(text, at)) &&
  KINDS.every((kind) => knownAll(kind)(text, at).every(({ to }) => to <= at));

/** "check the shelf", behind "to" or whoever is asked. */
export const deedWords: Grammar<string> = wordsFrom(isVerb, 1);

const CLAUSES = new Set('it its theyre they there theres we weve were this thats time'.split(' '));
/** "it is urgent": what can only be said to somebody. */
export const clauseWords: Grammar<string> = wordsFrom(
  (text, at) => CLAUSES.has(wordAt(text, at)),
  2,
);

const SAYS = new Set(
  'is are was were has have needs need must should will can its isnt'.split(' '),
);
/** "the shelf is empty", behind "that". */
export const thatWords: Grammar<string> = map(
  wordsFrom(() => true, 3),
  (words) =>
    words
      .toLowerCase()
      .split(/\s+/)
      .some((word) => SAYS.has(word))
      ? words
      : null,
);

/** Behind "saying", "titled" or a colon, which leave no doubt that words follow. */
export const saidWords: Grammar<string> = map(
  seq((text: Text, at: number) => colon(text, at), wordsFrom(isPlain, 1)),
  ([, words]) => words,
);

const colon: Grammar<null> = (text, at) => {
  const here = { value: null, to: at, cost: 0 };
  const isColon = /^[:,]$/.test(wordAt(text, at));
  return isColon ? [here, { ...here, to: at + 1 }] : [here];
};

/** "to check the shelf". */
export const toDeed: Grammar<string> = map(seq(say('toDo'), deedWords), ([, words]) => words);

export const titleWords: Grammar<string> = either(quoted, saidWords);
