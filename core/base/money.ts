import { assert } from './assert.ts';

/** An amount in the currency's smallest unit (cents, yen, fils): always a safe integer. */
export type Money = { minor: number; currency: string };

export type MoneyRefusal = 'not_an_amount' | 'too_many_decimals' | 'too_large' | 'unknown_currency';
export type ParsedMoney = { ok: true; value: Money } | { ok: false; reason: MoneyRefusal };

// ISO 4217 exceptions to two decimals. The tables inside Intl follow display habits instead and
// show, for example, the Afghan afghani without its decimals.
const DECIMALS_BY_CURRENCY: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);
const DECIMALS_USUAL = 2;
const CURRENCY = /^[A-Z]{3}$/;
const AMOUNT = /^(-?)(\d{1,16})(?:\.(\d{1,16}))?$/;

export function currencyDecimals(currency: string): number {
  return DECIMALS_BY_CURRENCY.get(currency) ?? DECIMALS_USUAL;
}

/**
 * Reads '19.99' digit by digit, never through a fraction. Decimals beyond the currency's own are
 * accepted only when they are zeros. No separators, no symbols.
 */
export function parseMoney(text: string, currency: string): ParsedMoney {
  if (!CURRENCY.test(currency)) return { ok: false, reason: 'unknown_currency' };
  const [, sign, whole, fraction = ''] = AMOUNT.exec(text.trim()) ?? [];
  if (whole === undefined) return { ok: false, reason: 'not_an_amount' };
  const decimals = currencyDecimals(currency);
  if (/[1-9]/.test(fraction.slice(decimals))) return { ok: false, reason: 'too_many_decimals' };
  const minor = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, reason: 'too_large' };
  const signed = sign === '-' && minor > 0n ? -Number(minor) : Number(minor);
  return { ok: true, value: { minor: signed, currency } };
}

/** '1299.00', '1299' or '1299.000' by the currency: the form that channels exchange. */
export function toDecimalString(money: Money): string {
  assert(Number.isSafeInteger(money.minor), 'Money is kept in whole minor units.', money);
  const decimals = currencyDecimals(money.currency);
  const digits = Math.abs(money.minor)
    .toString()
    .padStart(decimals + 1, '0');
  const sign = money.minor < 0 ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

// Grouping follows where the money is from: lakhs and crores for rupees.
const LOCALE_BY_CURRENCY: ReadonlyMap<string, string> = new Map([
  ['INR', 'en-IN'],
  ['GBP', 'en-GB'],
  ['EUR', 'en-IE'],
]);

/** How people of that currency group digits. */
export function localeOfCurrency(currency: string): string {
  return LOCALE_BY_CURRENCY.get(currency) ?? 'en';
}

/** For people: '₹1,299.00'. The locale decides the grouping and the place of the symbol. */
export function formatMoney(money: Money, locale = 'en'): string {
  const decimals = currencyDecimals(money.currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // Intl reads a decimal string digit by digit; a number would be rounded above 2^53.
  return format.format(toDecimalString(money) as Intl.StringNumericLiteral);
}
