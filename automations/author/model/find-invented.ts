/**
 * What of a model's rule the person did not say. A name that is not in the text is invented, even
 * where the seller has such a thing; so is a figure. Nobody is shown a rule with either.
 */

import type { RuleProposal } from '../../rule/rule.ts';
import { number } from '../grammar/figures.ts';
import { foldWord, splitText, type Token } from '../grammar/split-text.ts';
import { mapNames } from '../map-names.ts';
import type { SellerNames } from '../seller-names.ts';

/** Short words must be the same; of longer ones the ends may differ, as in "rug" and "rugs". */
const STEM_LENGTH_MIN = 3;
const ENDING_LENGTH_MAX = 3;
const PLACEHOLDER = /\{[a-zA-Z]{1,20}\}/g;
const DECIMAL = /(?<![\d.,])\d{1,9}[.,]\d{1,2}(?![\d.,])/g;
/** Of times only: "an hour", "every day"; none at all is a cool-down of 0. */
const ALWAYS_SAID = [0, 1];
const TIMES = new Set(['days', 'minutes', 'seconds', 'coolDownMinutes']);
const WEEK_DAYS = 7;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 1_440;
const MINUTE_SECONDS = 60;

/** @returns the first thing that is not in the text; null: it is all there */
export function findInvented(
  rule: RuleProposal,
  o: { text: string; names: SellerNames },
): string | null {
  const said = readSaid(o.text, o.names);
  if (!said) return o.text;
  let invented: string | null = null;
  const need = (text: string, isThere: boolean) => {
    if (!isThere) invented ??= text;
  };
  mapNames(rule, (_, name) => {
    need(name, said.hasWords(name));
    return [name];
  });
  for (const text of listTexts(rule)) need(text, said.hasWords(text.replace(PLACEHOLDER, ' ')));
  for (const url of listUrls(rule)) need(url, o.text.includes(url));
  for (const [what, figure] of listFigures(rule)) need(`${what} ${figure}`, said.has(what, figure));
  return invented;
}

/** "12.50", and "12.5" as well, are 1250 hundredths. */
function toMinor(decimal: string): number {
  const [whole = '', rest = ''] = decimal.split(/[.,]/);
  return Number.parseInt(whole + rest.padEnd(2, '0'), 10);
}

interface Said {
  /** Every word of it stands in the text. */
  hasWords(text: string): boolean;
  has(what: string, figure: number): boolean;
}

function readSaid(text: string, names: SellerNames): Said | null {
  const tokens = splitText(text);
  if (!tokens) return null;
  const words = tokens.flatMap(wordsOf);
  const asText = { tokens, names, memo: new Map() };
  const figures = new Set<number>();
  for (let at = 0; at < tokens.length; at += 1) {
    for (const { value } of number(asText, at)) figures.add(value);
  }
  const isSaid = (what: string, figure: number) =>
    figures.has(figure) || (TIMES.has(what) && ALWAYS_SAID.includes(figure));
  const decimals = new Set(text.match(DECIMAL)?.map(toMinor) ?? []);
  return {
    hasWords: (wanted) => {
      const own = splitText(wanted)?.flatMap(wordsOf) ?? [];
      return own.every((word) => words.some((each) => isSameWord(each, word)));
    },
    has: (what, figure) =>
      scalesOf(what).some((scale) => isSaid(what, Math.abs(figure) / scale)) ||
      (what === 'minor' && decimals.has(figure)),
  };
}

/** A code is one word to people and several to whoever types it with spaces. */
function wordsOf({ text }: Token): string[] {
  return foldWord(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

function isSameWord(said: string, wanted: string): boolean {
  if (said === wanted) return true;
  const [short, long] = said.length < wanted.length ? [said, wanted] : [wanted, said];
  const isEnding = long.length - short.length <= ENDING_LENGTH_MAX;
  return short.length >= STEM_LENGTH_MIN && isEnding && long.startsWith(short);
}

/** In what units people may have said a figure of that field. */
function scalesOf(what: string): readonly number[] {
  if (what === 'minor') return [1, 100, 1_000];
  if (what === 'days') return [1, WEEK_DAYS, 30];
  if (what === 'minutes' || what === 'coolDownMinutes') {
    return [1, HOUR_MINUTES, DAY_MINUTES, WEEK_DAYS * DAY_MINUTES];
  }
  return what === 'seconds' ? [1, MINUTE_SECONDS, HOUR_MINUTES * MINUTE_SECONDS] : [1];
}

const FIGURES = new Set([
  ...['units', 'by', 'minor', 'percent', 'days', 'minutes', 'seconds', 'coolDownMinutes'],
]);

/** Every figure of the rule with the name of its field; hours and days of the week are shown. */
function listFigures(value: unknown): [string, number][] {
  if (Array.isArray(value)) return value.flatMap(listFigures);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]): [string, number][] => {
    const isFigure = typeof inner === 'number' && FIGURES.has(field);
    return isFigure ? [[field, inner]] : listFigures(inner);
  });
}

function listTexts({ actions }: RuleProposal): string[] {
  return actions.flatMap((action) => {
    if (action.kind === 'task') return [action.title];
    return action.kind === 'notify' && action.template !== null ? [action.template] : [];
  });
}

const listUrls = ({ actions }: RuleProposal) =>
  actions.flatMap((action) => (action.kind === 'webhook' ? [action.url] : []));
