import { readNumber, type Tongue } from './read-number.ts';
import type { Token } from './split-tokens.ts';

/** A price as it stands in a message. */
export interface AmountReading {
  /** Decimal text without sign or separators; null: cannot be read for certain. */
  readonly amount: string | null;
  /** Codes of the currencies that its sign may mean; null: none was given. */
  readonly currencies: readonly string[] | null;
  readonly used: number;
}

const RUPEES = ['INR', 'PKR', 'LKR', 'NPR'];
const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'COP', 'ARS', 'CLP'];
const SIGNS: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [/^(?:₹|rs\.?|inr|rupees?|rupaye|rupay|rupaiye|rupaya|rupye|रुपये|रुपए|रु|\/-)$/, RUPEES],
  [/^(?:\$|dollars?|bucks|dolares)$/, DOLLARS],
  [/^usd$/, ['USD']],
  [/^(?:€|euros?|eur)$/, ['EUR']],
  [/^(?:£|pounds?|gbp|quid)$/, ['GBP']],
  [/^pesos?$/, ['MXN', 'COP', 'ARS', 'CLP']],
  [/^(?:¥|yen|jpy)$/, ['JPY', 'CNY']],
];
const GLUED = /^(₹|rs\.?|inr|\$|€|£|¥)?([+\-−]?\d[\d.,]*k?)(₹|rs|\$|€|£|¥|\/-)?$/;

/** An amount at this place, with its sign before or behind; a bare number counts as one. */
export function readAmount(
  tokens: readonly Token[],
  start: number,
  tongue: Tongue,
): AmountReading | null {
  let at = start;
  let signs = currenciesOf(tokens[at]?.word ?? '');
  if (signs) at += tokens[at + 1]?.word === '.' ? 2 : 1;
  const word = tokens[at]?.word ?? '';
  const [, before, digits, behind] = GLUED.exec(word) ?? [];
  signs ??= currenciesOf(before ?? '') ?? currenciesOf(behind ?? '');
  const read = digits === undefined ? readNumber(tokens, at, tongue) : null;
  if (digits === undefined && (!read || read.isWeak)) return null;
  const isEuro = tongue.isSpanish || signs?.includes('EUR') === true;
  let amount = digits === undefined ? toText(read?.value) : toDecimal(digits, isEuro);
  at += read?.used ?? 1;
  const scale = /^(?:k|hazaar|hazar|thousand|mil|हजार)$/.test(tokens[at]?.word ?? '');
  if (scale && digits !== undefined) {
    amount = amount === null ? null : thousandfold(amount);
    at += 1;
  }
  const after = currenciesOf(tokens[at]?.word ?? '');
  if (after) at += 1;
  const isPercent = /^(?:%|percent|pc)$/.test(tokens[at]?.word ?? '');
  return { amount: isPercent ? null : amount, currencies: signs ?? after, used: at - start };
}

function currenciesOf(word: string): readonly string[] | null {
  return SIGNS.find(([pattern]) => word !== '' && pattern.test(word))?.[1] ?? null;
}

function toText(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** @param isEuro in Spanish and beside a € the comma parts the cents */
function toDecimal(typed: string, isEuro: boolean): string | null {
  if (typed.endsWith('k')) {
    const plain = toDecimal(typed.slice(0, -1), isEuro);
    return plain === null ? null : thousandfold(plain);
  }
  const text = typed.replace(/[.,]$/, '');
  const isWestern = /^\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$/.test(text);
  const isIndian = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?$/.test(text);
  if (/^\d{1,12}(?:\.\d{1,2})?$/.test(text)) return text;
  if (isIndian) return text.replaceAll(',', '');
  if (isWestern) return isEuro && !text.includes('.') ? null : text.replaceAll(',', '');
  if (/^\d{1,12},\d{1,2}$/.test(text)) return text.replace(',', '.');
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?$/.test(text) && (isEuro || text.includes(','))) {
    return text.replaceAll('.', '').replace(',', '.');
  }
  return null;
}

/** "1.5k" is 1500. */
function thousandfold(amount: string): string | null {
  const [whole = '', part = ''] = amount.split('.');
  if (part.length > 3) return null;
  const digits = `${whole}${part.padEnd(3, '0')}`.replace(/^0+(?=\d)/, '');
  return digits;
}
