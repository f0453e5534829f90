/** What set a rule off, as figures and names for people, and as a trace that is kept. */

import { kindOfCondition } from '../conditions/registry.ts';
import type { Judged } from '../evaluate/judge.ts';
import type { Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, Stock } from '../facts/world.ts';
import { fillTemplate } from '../render/fill-template.ts';
import { templateValues } from '../render/template-values.ts';
import type { Rule } from '../rule/rule.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import type { Candidate } from './decide-firings.ts';
import type { FiringDetails } from './ports.ts';
import type { Trace, TraceLine } from './records.ts';

export interface Words {
  readonly catalog: RuleCatalog;
  readonly names: RuleNames;
}

export function toTrace(candidate: Candidate, { catalog, names }: Words): Trace {
  const { rule, fact, occurrence, verdict, stock } = candidate;
  const { trigger } = rule.rule;
  return {
    why: kindOfTrigger(trigger).describe(trigger, { occurrence, names, catalog }),
    occurrence,
    conditions: verdict.judged.map((judged) => toTraceLine(judged, names)),
    causes: fact.causes,
    stock: stock && { available: stock.available, onHand: stock.onHand },
  };
}

export function toTraceLine(judged: Judged, names: RuleNames): TraceLine {
  const { condition, isNot, holds, value } = judged;
  const kind = kindOfCondition(condition);
  return {
    what: kind.sentence(condition, { names, isNot }),
    holds: holds === null ? null : holds !== isNot,
    value: typeof value === 'number' ? (kind.sayValue?.(value, names) ?? value) : value,
  };
}

export function toDetails(
  o: { occurrence: Occurrence; happenedAt: Date; stock: Trace['stock'] },
  { catalog }: Pick<Words, 'catalog'>,
): FiringDetails {
  const { occurrence, happenedAt, stock } = o;
  const { skuId, locationId, accountId } = occurrence;
  const sku = skuId === null ? undefined : catalog.sku(skuId);
  return {
    ...{ occurrence, happenedAt, stock },
    sku: sku ? { code: sku.code, title: sku.title } : null,
    locationName: locationId === null ? null : (catalog.location(locationId)?.name ?? null),
    accountName: accountId === null ? null : (catalog.account(accountId)?.name ?? null),
  };
}

const NOTHING: Stock = { available: 0, onHand: 0 };

/** The rule's own words with their places filled; null: it has none. */
export function fillWords(
  template: string | null,
  o: { occurrence: Occurrence; happenedAt: Date; stock: Trace['stock'] },
  { catalog, names }: Words,
): string | null {
  if (template === null) return null;
  // The figures of then: the world has moved on.
  const stock = () => o.stock ?? NOTHING;
  const values = templateValues({
    fact: { at: o.happenedAt },
    occurrence: o.occurrence,
    world: { stock },
    ...{ catalog, names },
  });
  return fillTemplate(template, values);
}

/** Does it change something, so that what is grouped stays undone? */
export function changesSomething(rule: Rule, isMessage: (kind: string) => boolean): boolean {
  return rule.actions.some(({ kind }) => !isMessage(kind));
}
