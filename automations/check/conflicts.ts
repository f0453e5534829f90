import type { Setting } from '../actions/action-kind.ts';
import { kindOfAction } from '../actions/registry.ts';
import type { RuleToEvaluate } from '../evaluate/rule-index.ts';
import { skuIdsOf } from '../facts/in-scope.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import type { Claim } from '../terms/claim.ts';
import { intersect, isEmpty } from '../terms/claim-values.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { minutesOfWeek } from '../terms/window.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { isAtOddsOn } from './at-odds.ts';

export interface Conflict {
  readonly otherId: number;
  readonly mine: Setting;
  readonly others: Setting;
}

/** Other rules that one event may set off as well, and that leave the same thing otherwise. */
export function findConflicts(o: {
  rule: RuleToEvaluate;
  others: readonly RuleToEvaluate[];
  catalog: RuleCatalog;
  names: RuleNames;
}): readonly Conflict[] {
  const { catalog, names } = o;
  const mine = settingsOf(o.rule.rule, names);
  if (mine.length === 0) return [];
  return o.others.flatMap(({ ruleId: otherId, rule }) => {
    const theirs = settingsOf(rule, names);
    const pair = mine.flatMap((one) => {
      const at = theirs.find((other) => isAtOdds(one, other, { mine: o.rule.rule, rule, catalog }));
      return at ? [{ otherId, mine: one, others: at }] : [];
    })[0];
    return pair && mayMeet(o.rule.rule, rule, catalog) ? [pair] : [];
  });
}

function settingsOf(rule: Rule, names: RuleNames): readonly Setting[] {
  return rule.actions.flatMap((action) => kindOfAction(action).sets?.(action, names) ?? []);
}

function isAtOdds(
  a: Setting,
  b: Setting,
  o: { mine: Rule; rule: Rule; catalog: RuleCatalog },
): boolean {
  if (!isAtOddsOn(a, b)) return false;
  return overlap(skusOf(a, o.mine, o.catalog), skusOf(b, o.rule, o.catalog));
}

/** Null: any. */
function skusOf({ sku }: Setting, rule: Rule, catalog: RuleCatalog): readonly number[] | null {
  if (sku.of === 'sku') return [catalog.skuByCode(sku.sku)?.skuId ?? 0];
  return 'scope' in rule.trigger ? skuIdsOf(rule.trigger.scope, catalog) : [];
}

function overlap(a: readonly number[] | null, b: readonly number[] | null): boolean {
  if (a === null) return b === null || b.length > 0;
  return b === null ? a.length > 0 : a.some((each) => b.includes(each));
}

/** Can one fact set off both? */
function mayMeet(a: Rule, b: Rule, catalog: RuleCatalog): boolean {
  const [one, other] = [a, b].map((rule) =>
    kindOfTrigger(rule.trigger).concern(rule.trigger, catalog),
  );
  if (!one || !other || !one.kinds.some((kind) => other.kinds.includes(kind))) return false;
  if (!overlap(one.skuIds, other.skuIds) || !overlap(one.accountIds, other.accountIds))
    return false;
  return claimsOf(a).every((claim) =>
    claimsOf(b).every(
      (also) => also.about !== claim.about || !isEmpty(intersect(claim.values, also.values)),
    ),
  );
}

function claimsOf({ trigger, window }: Rule): readonly Claim[] {
  const claims = kindOfTrigger(trigger).claims?.(trigger) ?? [];
  if (!window) return claims;
  const ranges = minutesOfWeek(window);
  return [...claims, { about: 'time', values: { of: 'numbers', ranges } }];
}
