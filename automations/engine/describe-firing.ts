/** What set a rule off, as figures and names for people, and as a trace that is kept. */
import { isDeepStrictEqual } from 'node:util';
import { kindOfCondition } from '../conditions/registry.ts';
import type { Judged } from '../evaluate/judge.ts';
import type { RuleCatalog, Stock } from '../facts/world.ts';
import { fillTemplate } from '../render/fill-template.ts';
import { templateValues } from '../render/template-values.ts';
import type { Action, Rule } from '../rule/rule.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import type { Target } from '../terms/scope.ts';
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
    isFigure: typeof value === 'number' && kind.needs === 'nothing',
  };
}

/** What happened, and the stock just after it. */
interface Happened extends Pick<Trace, 'occurrence' | 'stock'> {
  readonly happenedAt: Date;
}

export function toDetails(
  o: Happened & Pick<Trace, 'conditions'>,
  { catalog }: Pick<Words, 'catalog'>,
): FiringDetails {
  const { occurrence, happenedAt, stock, conditions } = o;
  const { skuId, locationId, accountId } = occurrence;
  const sku = skuId === null ? undefined : catalog.sku(skuId);
  return {
    ...{ occurrence, happenedAt, stock },
    held: conditions.filter(({ holds, isFigure }) => holds && isFigure),
    sku: sku ? { code: sku.code, title: sku.title } : null,
    locationName: locationId === null ? null : (catalog.location(locationId)?.name ?? null),
    accountName: accountId === null ? null : (catalog.account(accountId)?.name ?? null),
  };
}

const NOTHING: Stock = { available: 0, onHand: 0 };

/** The rule's own words with their places filled; null: it has none. */
export function fillWords(
  template: string | null,
  o: Happened,
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

const TITLE_LENGTH_MAX = 400;

export function fillTitle(title: string, o: Happened, words: Words): string {
  return (fillWords(title, o, words) ?? title).slice(0, TITLE_LENGTH_MAX).toWellFormed();
}

/** The rule also leaves a task for whom it tells: the title, for the one card of both. */
export function fillTaskOf(
  { actions }: Rule,
  { to, ...o }: Happened & { to: Target },
  words: Words,
): string | null {
  const task = actions.find(
    (each): each is TaskAction => each.kind === 'task' && isDeepStrictEqual(each.to, to),
  );
  return task ? fillTitle(task.title, o, words) : null;
}

type TaskAction = Extract<Rule['actions'][number], { kind: 'task' }>;

/** They hear of the task with the firing itself. */
export const isToldAnyway = ({ actions }: Rule, to: Target): boolean =>
  actions.some((each) => each.kind === 'notify' && isDeepStrictEqual(each.to, to));

/** What is left undone where a firing is only told together with others. */
export const listUndone = ({ actions }: Rule): readonly Action[] =>
  actions.filter(({ kind }) => kind !== 'notify');
