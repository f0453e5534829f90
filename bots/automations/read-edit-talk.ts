// "edit automation 3: only in Mumbai", "change rule 3 to 15", "rule 3: make it 20"
import type { Draft } from '../language/understanding.ts';

export function readEditTalk(typed: string): Draft | null {
  const [, spoken, called, change] = EDIT.exec(typed) ?? [];
  const number = spoken ?? called;
  if (number === undefined || change === undefined) return null;
  const slots = { automation: Number.parseInt(number, 10), rule: change.trim() };
  return { command: 'edit automation', slots };
}

const NOUN = 'automation|rule|regla|automatizaci[oó]n|niyam|ऑटोमेशन|नियम|रूल';
/** Verbs that only say that something is to be other. */
export const CHANGE_VERBS =
  'edit|change|update|modify|amend|correct|edita|cambia|modifica|corrige|badlo|set|make|बदलो';

const EDIT = new RegExp(
  `^(?:(?:please )?(?:${CHANGE_VERBS}) (?:(?:my|our|the|la|mi) )?(?:${NOUN}) #?(\\d{1,6})` +
    '(?:\\s*[:,]\\s*|\\s+(?:to |so that |a |para que )?)' +
    `|(?:${NOUN}) #?(\\d{1,6})\\s*[:,]\\s*)(\\S[\\s\\S]*)$`,
  'iu',
);

/** The rule that a text names by its number, and the text without that; null: it names none. */
export function findNumbered(typed: string): { number: number; rest: string } | null {
  const found = NUMBERED.exec(typed);
  if (!found) return null;
  const [whole, digits = ''] = found;
  const rest = `${typed.slice(0, found.index)} ${typed.slice(found.index + whole.length)}`;
  return { number: Number.parseInt(digits, 10), rest: rest.trim() };
}

const NUMBERED = new RegExp(
  `(?<!\\p{L})(?:(?:my|our|the|la|mi) )?(?:${NOUN}) #?(\\d{1,6})(?![\\p{L}\\p{N}])`,
  'iu',
);
