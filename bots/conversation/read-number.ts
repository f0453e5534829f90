import { parseQuantity } from '../../core/base/quantity.ts';
import type { Word } from './split-words.ts';

/** Units with what people glue to them: "3", "x3", "3x", "3pcs". */
const QUANTITY = /^(?:x|×)?(\d{1,9})(?:x|×|pcs?|units?|nos)?$/i;
/** Meant as a number, whether we take it or not. */
const NUMBER_LIKE =
  /^[+\-−]?\p{Nd}[\p{Nd}.,_'’]*%?$|^[+\-−]?\d+(?:e\d+|k|lakhs?|dozen)$|^0[xob][\da-f]+$/iu;
const AMOUNT = /^(\p{Sc}|rs\.?)?-?\d[\d.,]*$/iu;

export const QUANTITY_NOISE = ['x', '×', 'pcs', 'pieces', 'units', 'unit', 'nos', 'of', 'more'];

/** The digits of a quantity, or null when the word is none. */
export function quantityDigits(word: Word): string | null {
  return word.isQuoted ? null : (QUANTITY.exec(word.text)?.[1] ?? null);
}

export function isNumberLike(word: Word): boolean {
  return !word.isQuoted && NUMBER_LIKE.test(word.text);
}

export function isAmount(word: Word): boolean {
  return !word.isQuoted && AMOUNT.test(word.text);
}

/** Without the sign of a currency: which one it is follows from where the price is set. */
export function amountDigits(text: string): string {
  return text.replace(/^(\p{Sc}|rs\.?)/iu, '');
}

export type QuantityReading =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly words: string };

export function readQuantity(digits: string, o: { min: number }): QuantityReading {
  const parsed = parseQuantity(digits);
  if (parsed.ok && parsed.value >= o.min) return parsed;
  if (parsed.ok) return { ok: false, words: `Nothing to do for ${digits} units.` };
  if (parsed.reason === 'too_large') {
    return { ok: false, words: `${digits} is too many: at most 1,000,000 units at once.` };
  }
  return { ok: false, words: notWhole(digits) };
}

export function notWhole(typed: string): string {
  return `“${typed}” is not a number of units. Use whole numbers in plain digits, such as 12.`;
}
