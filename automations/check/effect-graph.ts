import { kindOfAction } from '../actions/registry.ts';
import type { RuleToEvaluate } from '../evaluate/rule-index.ts';
import type { EffectOnSku } from '../facts/effect.ts';
import { skuIdsOf } from '../facts/in-scope.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import { kindOfTrigger } from '../triggers/registry.ts';

/** More SKUs than that are not told apart: any of them may be meant. */
const SKUS_MAX = 200;

/** What a rule may bring about, with the SKUs that it may be about; a null SKU: any. */
export function effectsOf(rule: Rule, catalog: RuleCatalog): readonly EffectOnSku[] {
  const scope = 'scope' in rule.trigger ? rule.trigger.scope : null;
  const ids = scope === null ? null : skuIdsOf(scope, catalog);
  const triggerIds = ids !== null && ids.length <= SKUS_MAX ? ids : [null];
  return rule.actions.flatMap((action) =>
    kindOfAction(action)
      .effects(action)
      .flatMap(({ sku, ...effect }) => {
        if (sku === 'trigger') return triggerIds.map((skuId) => ({ ...effect, skuId }));
        const skuId = catalog.skuByCode(sku.code)?.skuId;
        return skuId === undefined ? [] : [{ ...effect, skuId }];
      }),
  );
}

export interface EffectGraph {
  /** Rules that this one may set off, by id. */
  next(ruleId: number): readonly number[];
  /** May it happen over and over? A level has to be crossed back in between. */
  mayRepeat(path: readonly number[]): boolean;
}

export function createEffectGraph(
  rules: readonly RuleToEvaluate[],
  catalog: RuleCatalog,
): EffectGraph {
  const byId = new Map(rules.map((each) => [each.ruleId, each.rule]));
  const effects = new Map<number, readonly EffectOnSku[]>();
  const effectsBy = (ruleId: number) => {
    const rule = byId.get(ruleId);
    const found = effects.get(ruleId) ?? (rule ? effectsOf(rule, catalog) : []);
    effects.set(ruleId, found);
    return found;
  };
  const bears = (ruleId: number, on: Rule, wanted: 'sets-off' | 're-arms') => {
    const kind = kindOfTrigger(on.trigger);
    return effectsBy(ruleId).some((effect) => {
      const bearing = kind.bearing?.(on.trigger, effect, catalog) ?? null;
      return bearing === wanted || (wanted === 're-arms' && effect.direction === null && bearing);
    });
  };
  // What only tells people sets nothing off, and is what most rules do.
  const listeners = rules.filter(({ rule }) => kindOfTrigger(rule.trigger).bearing);
  const following = new Map<number, readonly number[]>();
  return {
    next(ruleId) {
      const known = following.get(ruleId);
      if (known) return known;
      const isIdle = effectsBy(ruleId).length === 0;
      const found = isIdle
        ? []
        : listeners
            .filter(({ rule }) => bears(ruleId, rule, 'sets-off'))
            .map((each) => each.ruleId);
      following.set(ruleId, found);
      return found;
    },
    mayRepeat: (path) =>
      path.every((ruleId) => {
        const rule = byId.get(ruleId);
        if (!rule || !kindOfTrigger(rule.trigger).isEdge) return true;
        return path.some((other) => bears(other, rule, 're-arms'));
      }),
  };
}
