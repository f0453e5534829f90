/** Why a rule fired, did not fire, or nearly did: in words, from what was seen at the time. */
import type { BackTest } from '../backtest/back-test.ts';
import type { NearMiss } from '../backtest/nearest-misses.ts';
import { kindOfCondition } from '../conditions/registry.ts';
import type { Firing } from '../evaluate/evaluator.ts';
import type { Judged } from '../evaluate/judge.ts';
import type { Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import { countOf, sayNumber } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { kindOfTrigger } from '../triggers/registry.ts';

interface With {
  readonly rule: Rule;
  readonly names: RuleNames;
  readonly catalog: RuleCatalog;
}

/** "HOODIE-M: available stock went from 10 to 9" */
export function sayHappened(occurrence: Occurrence, { rule, names, catalog }: With): string {
  const kind = kindOfTrigger(rule.trigger);
  const said = kind.describe(rule.trigger, { occurrence, names, catalog });
  const whose = sayWhose(occurrence, catalog);
  return whose === '' ? said : `${whose}: ${said}`;
}

function sayWhose({ skuId, accountId, locationId }: Occurrence, catalog: RuleCatalog): string {
  const sku = skuId === null ? '' : (catalog.sku(skuId)?.code ?? '');
  const place = locationId === null ? '' : (catalog.location(locationId)?.name ?? '');
  const shop = accountId === null ? '' : (catalog.account(accountId)?.name ?? '');
  const where = [place === '' ? '' : `in ${place}`, shop === '' ? '' : `on ${shop}`];
  return [sku, ...where].filter((part) => part !== '').join(' ');
}

/** "the order is worth more than ₹5,000: no, ₹4,900" */
export function sayJudged({ condition, isNot, holds, value }: Judged, names: RuleNames): string {
  const kind = kindOfCondition(condition);
  const said = kind.sentence(condition, { names, isNot });
  if (holds === null) return `${said}: not known`;
  return `${said}: ${holds !== isNot ? 'yes' : 'no'}${sayValue({ condition, value }, names)}`;
}

function sayValue({ condition, value }: Pick<Judged, 'condition' | 'value'>, names: RuleNames) {
  if (value === null) return '';
  if (typeof value === 'string') return `, ${value}`;
  return `, ${kindOfCondition(condition).sayValue?.(value, names) ?? sayNumber(value)}`;
}

/** Line by line: what happened, and each condition with the value that was found. */
export function sayWhy({ occurrence, verdict }: Firing, o: With): readonly string[] {
  return [sayHappened(occurrence, o), ...verdict.judged.map((each) => sayJudged(each, o.names))];
}

/** "HOODIE-M: available stock went from 12 to 10" or, of a condition, what it was. */
export function sayNearMiss({ occurrence, condition }: NearMiss, o: With): string {
  const happened = sayHappened(occurrence, o);
  return condition === null ? happened : `${happened}; ${sayJudged(condition, o.names)}`;
}

/**
 * "It would have fired 14 times in the last 30 days, about 2 messages a day." and "Nearest miss:
 * HOODIE-L: available stock went from 12 to 10."
 */
export function sayBackTest(found: BackTest, o: With): readonly string[] {
  const [nearest] = found.nearestMisses;
  const rest = found.heldBack > 0 ? `, and have held back ${countOf(found.heldBack, 'time')}` : '';
  const times = found.fired === 0 ? 'not have fired' : `have fired ${countOf(found.fired, 'time')}`;
  const days = countOf(Math.max(1, Math.round(found.days)), 'day');
  const lines = [`In the last ${days} it would ${times}${rest}${sayRate(found)}.`];
  if (nearest) lines.push(`Nearest miss: ${sayNearMiss(nearest, o)}.`);
  return lines;
}

function sayRate({ messages, messagesPerDay }: BackTest): string {
  if (messages === 0) return '';
  const rate = Math.round(messagesPerDay);
  if (messagesPerDay < 1) return ', less than one message a day';
  return `, about ${countOf(rate, 'message')} a day`;
}
