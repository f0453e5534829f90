import { parseMoney } from '../../../core/base/money.ts';
import { QUANTITY_MAX } from '../../../core/base/quantity.ts';
import {
  ENGLISH_NUMBERS,
  HINDI_NUMBERS,
  HINGLISH_NUMBERS,
  SCALES,
  SPANISH_NUMBERS,
} from '../lexicon/number-words.ts';
import { either, type Grammar, kept, map, type Read, type Text } from './read.ts';
import { speaks, startsFrom } from './say.ts';

const PLAIN = /^\d{1,9}$/;
const GROUPED = /^(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})$/;
const DECIMAL = /^(\d{1,9})\.(\d{1,3})$/;
const VERB_STEMS = /^(?:kar|bata|bhej|bol|laga|rakh|hata|de|dikha|jod|ho)$/;

/** A whole number of units, in figures or words; anything else ("2.5", "-3") reads as nothing. */
export const number: Grammar<number> = kept((text, at) =>
  startsFrom(text, at).flatMap(({ to: start, cost }) =>
    [...figuresAt(text, start), ...wordsAt(text, start)]
      .filter(({ value }) => value <= QUANTITY_MAX)
      .map((read) => ({ ...read, cost: cost + read.cost })),
  ),
);

function wordAt(text: Text, at: number): string {
  return text.tokens[at]?.kind === 'word' ? (text.tokens[at]?.word ?? '') : '';
}

/** "10", "1,20,000", "5k", "1.5 lakh", "2 dozen". */
function figuresAt(text: Text, at: number): Read<number>[] {
  // "-3" is no three, "9-18" has an 18.
  const isRange = /^\d/.test(text.tokens[at - 2]?.word ?? '') && isGlued(text, at - 1);
  const sign = text.tokens[at - 1]?.word ?? '';
  if (/^[-−–~.]$/.test(sign) && isGlued(text, at) && !isRange) return [];
  const word = wordAt(text, at);
  const scale = SCALES.get(wordAt(text, at + 1));
  const decimal = DECIMAL.exec(word);
  if (decimal && scale !== undefined) {
    const parts = 10 ** (decimal[2] ?? '').length;
    const scaled = Number.parseInt(`${decimal[1]}${decimal[2]}`, 10) * scale;
    return scaled % parts === 0 ? [{ value: scaled / parts, to: at + 2, cost: 0 }] : [];
  }
  if (!PLAIN.test(word) && !GROUPED.test(word)) return [];
  const value = Number.parseInt(word.replaceAll(',', ''), 10);
  if (scale === undefined) return [{ value, to: at + 1, cost: 0 }];
  return [{ value: value * scale, to: at + 2, cost: 0 }];
}

function isGlued(text: Text, at: number): boolean {
  return text.tokens[at - 1]?.to === text.tokens[at]?.from;
}

/** "ten", "twenty five", "two hundred and fifty", "a dozen", "half a dozen", "das". */
function wordsAt(text: Text, at: number): Read<number>[] {
  const word = wordAt(text, at);
  const next = wordAt(text, at + 1);
  if (word === 'half' && next === 'a' && wordAt(text, at + 2) === 'dozen') {
    return [{ value: 6, to: at + 3, cost: 0 }];
  }
  const isArticle = /^(?:a|an|un|una|ek)$/.test(word);
  const scale = SCALES.get(isArticle ? next : word);
  if (scale !== undefined && (isArticle || word.startsWith('dozen'))) {
    return [{ value: scale, to: at + (isArticle ? 2 : 1), cost: 0 }];
  }
  return [...englishAt(text, at), ...foreignAt(text, at)];
}

function englishAt(text: Text, at: number): Read<number>[] {
  const small = smallAt(text, at);
  if (!small) return [];
  const scale = SCALES.get(wordAt(text, small.to));
  if (scale === undefined) return [small];
  let value = small.value * scale;
  let to = small.to + 1;
  const rest = smallAt(text, wordAt(text, to) === 'and' ? to + 1 : to);
  if (scale === 100 && rest && rest.value > 0) {
    value += rest.value;
    to = rest.to;
  }
  const thousand = wordAt(text, to) === 'thousand' && scale === 100;
  return [{ value: thousand ? value * 1_000 : value, to: thousand ? to + 1 : to, cost: 0 }];
}

/** Below a hundred, "twenty five" and "twenty-five" too. */
function smallAt(text: Text, at: number): Read<number> | null {
  const [first = '', second] = wordAt(text, at).split('-');
  const value = ENGLISH_NUMBERS.get(first);
  if (value === undefined) return null;
  const isTens = value >= 20;
  if (second !== undefined) {
    const unit = ENGLISH_NUMBERS.get(second);
    if (!isTens || unit === undefined || unit > 9) return null;
    return { value: value + unit, to: at + 1, cost: 0 };
  }
  const unit = ENGLISH_NUMBERS.get(wordAt(text, at + 1));
  if (isTens && unit !== undefined && unit > 0 && unit < 10) {
    return { value: value + unit, to: at + 2, cost: 0 };
  }
  return { value, to: at + 1, cost: 0 };
}

function foreignAt(text: Text, at: number): Read<number>[] {
  const word = wordAt(text, at);
  const isVerb = /^(?:do|दो)$/.test(word) && VERB_STEMS.test(wordAt(text, at - 1));
  const value = isVerb
    ? undefined
    : ((speaks(text, 'hinglish') ? HINGLISH_NUMBERS.get(word) : undefined) ??
      (speaks(text, 'spanish') ? SPANISH_NUMBERS.get(word) : undefined) ??
      HINDI_NUMBERS.get(word));
  if (value === undefined) return [];
  const scale = SCALES.get(wordAt(text, at + 1));
  if (scale === undefined) return [{ value, to: at + 1, cost: 0 }];
  return [{ value: value * scale, to: at + 2, cost: 0 }];
}

const SIGNS: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [
    /^(?:₹|rs|inr|rupees?|rupaye|rupaiye|rupay|rupye|bucks?_|रुपये|रुपए|रु)$/,
    ['INR', 'PKR', 'LKR', 'NPR'],
  ],
  [/^(?:\$|dollars?|bucks|dolares)$/, ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN']],
  [/^(?:usd)$/, ['USD']],
  [/^(?:€|euros?|eur)$/, ['EUR']],
  [/^(?:£|pounds?|gbp|quid)$/, ['GBP']],
  [/^pesos?$/, ['MXN', 'COP', 'ARS', 'CLP']],
  [/^(?:¥|yen|jpy)$/, ['JPY', 'CNY']],
];

function currenciesAt(text: Text, at: number): readonly string[] | null {
  const word = text.tokens[at]?.word ?? '';
  return SIGNS.find(([pattern]) => word !== '' && pattern.test(word))?.[1] ?? null;
}

/** Minor units of the seller's currency, with a sign of money; another currency is none. */
export const money: Grammar<number> = kept((text, at) => moneyAt(text, at, true));

/** A bare number too, where only money can stand. */
export const moneyOrNumber: Grammar<number> = kept((text, at) => [
  ...moneyAt(text, at, true),
  ...moneyAt(text, at, false),
]);

/** "more than 10 items": a count is no money. */
const COUNTED = new RegExp(
  '^(?:units?|pieces?|pcs?|items?|products?|skus?|articles?|things?|nag|unidades|uds|piezas|' +
    'articulos|days?|hours?|minutes?|%|percent|kg|पीस|यूनिट|नग)$',
);

function moneyAt(text: Text, at: number, isSigned: boolean): Read<number>[] {
  return startsFrom(text, at).flatMap(({ to: start, cost }) => {
    const before = currenciesAt(text, start);
    let from = before ? start + 1 : start;
    if (before && text.tokens[from]?.word === '.') from += 1;
    return amountsAt(text, from).flatMap(({ value, to }) => {
      const after = before ? null : currenciesAt(text, to);
      const end = after ? to + 1 : to;
      const signs = before ?? after;
      if ((signs !== null) !== isSigned) return [];
      if (!isSigned && COUNTED.test(wordAt(text, end))) return [];
      if (signs && !signs.includes(text.names.currency)) return [];
      const parsed = parseMoney(value, text.names.currency);
      if (!parsed.ok) return [];
      const isSlashed = text.tokens[end]?.word === '/' && text.tokens[end + 1]?.word === '-';
      return [{ value: parsed.value.minor, to: isSlashed ? end + 2 : end, cost }];
    });
  });
}

function amountsAt(text: Text, at: number): { value: string; to: number }[] {
  const word = wordAt(text, at);
  const isDecimal = /^\d{1,9}\.\d{1,2}$/.test(word) || /^\d[\d,]*\.\d{2}$/.test(word);
  if (isDecimal && SCALES.get(wordAt(text, at + 1)) === undefined) {
    const [whole = '', part = ''] = word.split('.');
    if (!PLAIN.test(whole) && !GROUPED.test(whole)) return [];
    return [{ value: `${whole.replaceAll(',', '')}.${part}`, to: at + 1 }];
  }
  return [...figuresAt(text, at), ...wordsAt(text, at)].map(({ value, to }) => ({
    value: String(value),
    to,
  }));
}

/** "10%", "10 percent". */
export const percent: Grammar<number> = map(
  either((text: Text, at: number) =>
    number(text, at).flatMap((read) => {
      const isPercent = /^(?:%|percent|pct|percentage|pc|pratishat)$/;
      if (isPercent.test(text.tokens[read.to]?.word ?? '')) return [{ ...read, to: read.to + 1 }];
      const isTwo =
        text.tokens[read.to]?.word === 'per' && text.tokens[read.to + 1]?.word === 'cent';
      return isTwo ? [{ ...read, to: read.to + 2 }] : [];
    }),
  ),
  (value) => value,
);
