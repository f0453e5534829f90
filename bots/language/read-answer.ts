import { foldWord, inSingular, wordsOf } from './fold-text.ts';
import {
  COURTESY,
  FAREWELLS,
  GREETINGS,
  LAST,
  NO,
  ORDINALS,
  OTHER_TALK,
  THANKS,
  YES,
} from './lexicon/answer-words.ts';
import { NUMBER_WORDS } from './lexicon/number-words.ts';
import type { Token } from './split-tokens.ts';
import type { Memory, Understood } from './understanding.ts';

type Question = NonNullable<Memory['question']>;

const PHRASE_WORDS_MAX = 5;
const QUIET = /^[.,!;:…\n()]$/;

/** Words without what punctuation leaves. */
export function spokenWords(tokens: readonly Token[]): string[] {
  return tokens.map(({ word }) => word).filter((word) => !QUIET.test(word));
}

/** Whether the words are nothing but phrases of these lists, and one of the first at least. */
function isMadeOf(
  words: readonly string[],
  main: ReadonlySet<string>,
  also: ReadonlySet<string> = new Set(),
): boolean {
  let hasMain = false;
  let at = 0;
  while (at < words.length) {
    let used = 0;
    for (let count = Math.min(PHRASE_WORDS_MAX, words.length - at); count > 0; count -= 1) {
      const phrase = words.slice(at, at + count).join(' ');
      if (main.has(phrase)) hasMain = true;
      if (main.has(phrase) || also.has(phrase)) {
        used = count;
        break;
      }
    }
    if (used === 0) return false;
    at += used;
  }
  return hasMain;
}

const POLITE = new Set([
  'please',
  'pls',
  'plz',
  'thanks',
  'ji',
  'boss',
  'bhai',
  'sir',
  'yaar',
  'जी',
  'भाई',
]);

/** A plain yes or no, however it is said; null: something else. */
export function readYesNo(tokens: readonly Token[]): 'yes' | 'no' | null {
  const words = spokenWords(tokens);
  if (words.length === 0 || words.length > 8) return null;
  const isYes = isMadeOf(words, YES, POLITE);
  const isNo = isMadeOf(words, NO, POLITE);
  if (isYes === isNo) return null;
  return isYes ? 'yes' : 'no';
}

/** Hello, thanks and the like, and nothing else. */
export function readSmallTalk(tokens: readonly Token[]): Understood | null {
  const words = spokenWords(tokens).filter((word) => !/^[?¿¡]$/.test(word));
  if (words.length === 0 || words.length > 14) return null;
  const all = new Set([...GREETINGS, ...THANKS, ...FAREWELLS, ...OTHER_TALK, ...ADDRESSED]);
  const lists = [
    ['thanks', THANKS],
    ['farewell', FAREWELLS],
    ['greeting', GREETINGS],
    ['other', OTHER_TALK],
  ] as const;
  const found = lists.find(([, main]) => isMadeOf(words, main, all));
  return found ? { kind: 'small-talk', mood: found[0] } : null;
}

const ADDRESSED = new Set(
  (
    'team|all|everyone|guys|folks|boss|bhai|sir|madam|ji|bro|friend|dear|there|bot|shelftalk|' +
    'so much|very much|a lot|to you|you|for the help|for your help|for that|for everything|again|' +
    'today|yaar|amigo|amigos|equipo|everybody|buddy|mate|and|aur|y|now|then|was|that|this|really|' +
    'भाई|जी|सबको|सब|ko|sab ko|sabko|a todos|its|is'
  ).split('|'),
);

/** Which option of the open question the words choose. */
export function readOption(tokens: readonly Token[], { options }: Question): number | null {
  const words = spokenWords(tokens);
  const said = words.join(' ');
  const named = matching(options, (name) => name === said || wordsOf(name).join(' ') === said);
  if (named !== null) return named;
  const core = words.filter((word) => !COURTESY.has(word) && word !== '#');
  const kept = core.length > 0 ? core : words;
  const [only = '', ...others] = kept;
  if (others.length === 0) {
    const at = ordinalOf(only, options.length);
    if (at !== null) return at < options.length ? at : null;
  }
  const typed = kept.flatMap(wordsOf).map(inSingular);
  if (typed.length === 0) return null;
  return matching(options, (name) => {
    const own = new Set(wordsOf(name).map(inSingular));
    return typed.every((word) => own.has(word));
  });
}

function matching(options: Question['options'], fits: (name: string) => boolean): number | null {
  const found = [...options.keys()].filter((at) =>
    options[at]?.names.some((name) => fits(foldWord(name))),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function ordinalOf(word: string, count: number): number | null {
  if (LAST.has(word)) return count - 1;
  const ordinal = ORDINALS.get(word);
  if (ordinal !== undefined) return ordinal;
  const digits = /^#?(\d{1,2})[.)]?$/.exec(word)?.[1];
  const number = digits === undefined ? NUMBER_WORDS.get(word) : Number.parseInt(digits, 10);
  return number === undefined ? null : number - 1;
}
