import type { NameKind } from '../seller-names.ts';
import { either, type Grammar, kept, map, type Read, type Text } from './read.ts';
import { isLexical, say, startsFrom } from './say.ts';
import { foldWord } from './split-text.ts';

const NAME_TOKENS_MAX = 6;
const UNKNOWN_TOKENS_MAX = 3;
const KNOWN_COST = 0.2;
const UNKNOWN_COST = 4;
const UNKNOWN_WORD_COST = 1;
const LEXICAL_WORD_COST = 2;

/**
 * Words that a name nobody knows cannot have in it: it would swallow what the sentence says. A
 * name that the seller does have may.
 */
const NEVER_IN_UNKNOWN = new Set(
  (
    'when whenever if unless except then and or not no but in on at to from of for by with ' +
    'is are was it its they them me us you your i we my our that this these those than below ' +
    'under over above less more fewer only once every each daily after before between until ' +
    'till while during drops drop falls fall goes go gets get hits reaches rises stock tell ' +
    'notify alert send message let know pause resume set any all anything something ' +
    'everything every order orders price sku skus product products item items jab agar to ko ' +
    'ka ki ke se mein me par pe ho jaye kam batao aur ya cuando si y o de en el la a an the ' +
    'has have had do does did be been will would should could can may might must who what ' +
    'which how why where there again also too please just never dont cannot cant without ' +
    'because so otherwise else instead unless'
  ).split(' '),
);

/** The text of some tokens as it was typed. */
export function spanText(text: Text, from: number, to: number): string {
  const tokens = text.tokens.slice(from, to);
  return tokens
    .map((token, index) => {
      const before = tokens[index - 1];
      return before && before.to < token.from ? ` ${token.text}` : token.text;
    })
    .join('');
}

/** A name of the seller's, as rules keep it; or as typed where it fits several. */
export function known(kind: NameKind): Grammar<string> {
  return map(knownAll(kind), ({ names, typed }) =>
    names.length === 1 ? (names[0] ?? null) : typed,
  );
}

interface KnownNames {
  readonly names: readonly string[];
  readonly typed: string;
}

/**
 * Words of a rule with which no name begins or ends that is only part of a title: a title may be a
 * whole sentence ("Notepad: when stock drops below 5 …"), and would take the rule's own words.
 */
const NEVER_AT_EDGE = new Set(
  (
    'when whenever if unless except then and or not no but on at to from of for by is are was ' +
    'it its they them me us you your i we my our that this these those than below under over ' +
    'above less more fewer only once every each daily after before between until till while ' +
    'during drops drop falls fall goes go gets get hits reaches rises stock tell notify alert ' +
    'send let know pause resume price order orders jab agar to ko ka ki ke se cuando si de en'
  ).split(' '),
);

function isPartOfTitle(text: Text, o: { from: number; to: number; typed: string }): boolean {
  const ends = [text.tokens[o.from]?.word ?? '', text.tokens[o.to - 1]?.word ?? ''];
  if (!ends.some((word) => NEVER_AT_EDGE.has(word))) return false;
  const wanted = foldWord(o.typed);
  return text.names
    .find('sku', o.typed)
    .every(({ name, label }) =>
      [name, label, label.replace(`${name}, `, '')].every((each) => foldWord(each) !== wanted),
    );
}

/** "1 litre copper bottle" is looked for as "copper bottle 1 litre" too. */
function namesFor(text: Text, kind: NameKind, typed: string): readonly string[] {
  const found = text.names.find(kind, typed);
  const [, measure, rest] = /^(\d[\d.,]* ?\p{L}+) (.+)$/u.exec(typed) ?? [];
  if (found.length > 0 || kind !== 'sku' || measure === undefined) {
    return found.map(({ name }) => name);
  }
  return text.names.find(kind, `${rest} ${measure}`).map(({ name }) => name);
}

/** Every name of the seller's that what stands there may mean. */
export function knownAll(kind: NameKind): Grammar<KnownNames> {
  return kept((text, at) => {
    const found = new Map<number, Read<KnownNames>>();
    // The latest start wins, so that an article is no part of a name.
    for (const { to: start, cost } of startsFrom(text, at)) {
      const most = Math.min(text.tokens.length, start + NAME_TOKENS_MAX);
      for (let to = start + 1; to <= most; to += 1) {
        const last = text.tokens[to - 1];
        if (!last || (last.kind === 'sign' && !/^[&+#@.'-]$/.test(last.word))) break;
        const typed = spanText(text, start, to);
        if (kind === 'sku' && isPartOfTitle(text, { from: start, to, typed })) continue;
        const names = namesFor(text, kind, typed);
        const known = found.get(to);
        if (names.length > 0 && (!known || known.value.typed.length > typed.length)) {
          found.set(to, { value: { names, typed }, to, cost: cost + KNOWN_COST });
        }
        if (last.kind === 'quote') break;
      }
    }
    return [...found.values()];
  });
}

/** Words that name nothing of the seller's, where a name should stand: the gate will ask. */
export const unknown: Grammar<string> = kept((text, at) =>
  startsFrom(text, at).flatMap(({ to: start, cost }) => {
    const found: Read<string>[] = [];
    let price = cost + UNKNOWN_COST;
    const most = Math.min(text.tokens.length, start + UNKNOWN_TOKENS_MAX);
    for (let to = start + 1; to <= most; to += 1) {
      const token = text.tokens[to - 1];
      if (!token || token.kind === 'sign') break;
      if (token.kind === 'word' && NEVER_IN_UNKNOWN.has(token.word)) break;
      if (/^\d/.test(token.word) && !/\p{L}/u.test(token.word)) break;
      price += isLexical(token.word) ? LEXICAL_WORD_COST : UNKNOWN_WORD_COST;
      found.push({ value: spanText(text, start, to), to, cost: price });
      if (token.kind === 'quote') break;
    }
    return found;
  }),
);

/** Either. The unknown is dear, so that any other reading is preferred. */
export function named(kind: NameKind): Grammar<string> {
  return either(known(kind), unknown);
}

export const joined = either<unknown>(say('and', 'or'), comma);
/** "me or Asha" leaves open who. */
export const joinedAll = either<unknown>(say('and'), comma);

export function comma(text: Text, at: number): readonly Read<null>[] {
  return text.tokens[at]?.word === ',' ? [{ value: null, to: at + 1, cost: 0 }] : [];
}
