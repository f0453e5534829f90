import type { RuleProposal } from '../rule/rule.ts';
import { isLexical } from './grammar/say.ts';
import { foldWord } from './grammar/split-text.ts';
import { ENGLISH_NUMBERS } from './lexicon/number-words.ts';
import { TIME_UNITS } from './lexicon/time-words.ts';
import { mapNames } from './map-names.ts';
import { NAME_KINDS, type NameKind, type SellerNames } from './seller-names.ts';

/** Whose names people make of ordinary words: "the night shift", "morning crew". */
const FREELY_NAMED: ReadonlySet<NameKind> = new Set(['team', 'person', 'front-end']);

const GROUP =
  /^(?:teams?|crew|group|shift|staff|desk|people|channel|folks|guys|room|boss|owners?|managers?)$/;

/**
 * A name that nobody has and that is made of ordinary words of a rule, or is no name at all: then
 * the sentence was not understood, and asking which one is meant would make a wrong rule of it.
 * Null: there is none.
 */
export function findMisnamed(proposal: RuleProposal, names: SellerNames): string | null {
  let found: string | null = null;
  mapNames(proposal, (kind, text) => {
    if (found !== null || names.find(kind, text).length > 0) return [text];
    const isOther = NAME_KINDS.some((other) => names.find(other, text).length > 0);
    // A person may be called what a team would be; the gate finds them.
    const isPerson = kind === 'team' && names.find('person', text).length > 0;
    if (isMisnamed(kind, text) || (isOther && !isPerson)) found = text;
    return [text];
  });
  return found;
}

/** How many or how big: no name by itself. */
const SIZES = new Set(
  (
    'percent pct per most half some few several many both all none million big bigger large ' +
    'larger huge small ' +
    'smaller tiny urgent important expensive cheap high low new old bada bade badi chota chhota ' +
    'grande grandes pequeno urgente बड़ा बड़े छोटा'
  ).split(' '),
);
const isOrdinary = (word: string) =>
  isLexical(word) ||
  TIME_UNITS.has(word) ||
  ENGLISH_NUMBERS.has(word) ||
  SIZES.has(word) ||
  /^\d+$/.test(word);

function isMisnamed(kind: NameKind, text: string): boolean {
  if (/:\/\//.test(text)) return true;
  const words = text.split(/\s+/).map(foldWord);
  if (FREELY_NAMED.has(kind)) {
    return kind === 'team' && words.every(isOrdinary) && !words.some((word) => GROUP.test(word));
  }
  return words.some(isOrdinary);
}
