/** Pieces of English that several kinds share. What they say can be read back. */
import type { ActiveWindow, Comparison, StockMeasure } from './measure.ts';
import type { RuleNames } from './rule-names.ts';
import type { Scope, SkuTerm, Target } from './scope.ts';
import { spellName } from './spell-name.ts';

const DAY_MINUTES = 1_440;
const HOUR_MINUTES = 60;

const digits = new Intl.NumberFormat('en');

/** "1,200" */
export function sayNumber(value: number): string {
  return digits.format(value);
}

/** "1 unit", "12 units" */
export function countOf(value: number, noun: string): string {
  return `${sayNumber(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** "45 minutes", "1 hour", "2 days": the largest unit that leaves no rest. */
export function sayMinutes(minutes: number): string {
  if (minutes % DAY_MINUTES === 0) return countOf(minutes / DAY_MINUTES, 'day');
  if (minutes % HOUR_MINUTES === 0) return countOf(minutes / HOUR_MINUTES, 'hour');
  return countOf(minutes, 'minute');
}

/** "45 seconds", "1 minute", "2 hours" */
export function saySeconds(seconds: number): string {
  return seconds % 60 === 0 ? sayMinutes(seconds / 60) : countOf(seconds, 'second');
}

/** After "every" and "in the last": "hour", "2 hours". */
export function sayStretch(minutes: number): string {
  return sayMinutes(minutes).replace(/^1 /, '');
}

/** "a", "a or b", "a, b or c" */
export function sayList(parts: readonly string[], word: 'or' | 'and'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** "any SKU", "HOODIE-M or HOODIE-L", "any SKU in the category Hoodies", "any SKU tagged summer" */
export function sayScope(scope: Scope, names: RuleNames): string {
  if (scope.of === 'any') return 'any SKU';
  if (scope.of === 'skus')
    return sayList(
      scope.skus.map((code) => names.sku(code)),
      'or',
    );
  if (scope.of === 'category') return `any SKU in the category ${spellName(scope.category)}`;
  return `any SKU tagged ${spellName(scope.tag)}`;
}

/** " for HOODIE-M" after a noun that stands for itself when the scope is any. */
export function sayScopeAfter(word: string, scope: Scope, names: RuleNames): string {
  return scope.of === 'any' ? '' : ` ${word} ${sayScope(scope, names)}`;
}

/** "that SKU": the one that set the rule off. */
export function saySku(sku: SkuTerm, names: RuleNames): string {
  return sku.of === 'trigger' ? 'that SKU' : names.sku(sku.sku);
}

/** "its price", "the price of HOODIE-M" */
export function sayOf(thing: string, sku: SkuTerm, names: RuleNames): string {
  return sku.of === 'trigger' ? `its ${thing}` : `the ${thing} of ${names.sku(sku.sku)}`;
}

export function sayIn(location: string | null, names: RuleNames): string {
  return location === null ? '' : ` in ${names.location(location)}`;
}

export function sayAccount(word: 'on' | 'from', account: string | null, names: RuleNames): string {
  return account === null ? '' : ` ${word} ${names.account(account)}`;
}

export function sayMeasure(measure: StockMeasure): string {
  return measure === 'available' ? 'available stock' : 'stock on hand';
}

/** "below 5", "5 or less", "exactly 5", "5 or more", "above 5" */
export function sayIs(is: Comparison, value: string): string {
  if (is === 'lt') return `below ${value}`;
  if (is === 'lte') return `${value} or less`;
  if (is === 'eq') return `exactly ${value}`;
  if (is === 'gte') return `${value} or more`;
  return `above ${value}`;
}

/** "less than 5", "5 or less", "exactly 5", "5 or more", "more than 5" */
export function sayAmount(is: Comparison, value: string): string {
  if (is === 'lt') return `less than ${value}`;
  if (is === 'gt') return `more than ${value}`;
  return sayIs(is, value);
}

/** "fewer than 5", "5 or fewer", "5 or more", "more than 5": of what is counted. */
export function sayCount(is: Comparison, value: string): string {
  if (is === 'lt') return `fewer than ${value}`;
  return is === 'lte' ? `${value} or fewer` : sayAmount(is, value);
}

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

function isDays(days: readonly number[], wanted: string): boolean {
  return days.join('') === wanted;
}

/** "every day", "weekdays", "weekends", "Mondays and Fridays" */
export function sayDays(days: readonly number[]): string {
  if (isDays(days, '1234567')) return 'every day';
  if (isDays(days, '12345')) return 'weekdays';
  if (isDays(days, '67')) return 'weekends';
  return sayList(
    days.map((day) => `${WEEKDAYS[day - 1]}s`),
    'and',
  );
}

/** "", "a weekday ", "Monday or Friday ": before "between". */
export function sayOneOfDays(days: readonly number[]): string {
  if (isDays(days, '1234567')) return '';
  if (isDays(days, '12345')) return 'a weekday ';
  if (isDays(days, '67')) return 'a weekend day ';
  const names = days.map((day) => String(WEEKDAYS[day - 1]));
  return `${sayList(names, 'or')} `;
}

/** "between 09:00 and 18:00 on weekdays" */
export function sayWindow({ days, from, to }: ActiveWindow): string {
  const on = isDays(days, '1234567') ? 'every day' : `on ${sayDays(days)}`;
  return from === to ? on : `between ${from} and ${to} ${on}`;
}

const ROLES = {
  owner: 'all owners',
  manager: 'all managers',
  warehouse: 'all warehouse staff',
  viewer: 'all viewers',
} as const;

/** The name says already that it is several, so "team" before it would say it twice. */
const IS_GROUP =
  /^team | (?:team|group|crew|squad|channel|chat|room|guys|folks|people|staff|thread)$/i;

/** "me", "Asha", "all managers", "the warehouse team", "the owners group", "the team Ops" */
export function sayTarget(target: Target): string {
  if (target.of === 'author') return 'me';
  if (target.of === 'person') return spellName(target.person);
  if (target.of === 'role') return ROLES[target.role];
  const name = spellName(target.team);
  return IS_GROUP.test(name) ? `the ${name}` : `the team ${name}`;
}

/** Words to be repeated as they stand. */
export function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** "a Slack message", "an E-mail message" */
export function sayMessage(frontEnd: string): string {
  return `${/^["']?[aeiou]/i.test(frontEnd) ? 'an' : 'a'} ${frontEnd} message`;
}

/** "on Web shop", "in every shop" */
export function sayInShops(account: string | null, names: RuleNames): string {
  return account === null ? 'in every shop' : `on ${names.account(account)}`;
}
