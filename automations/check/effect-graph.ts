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
  /**
   * May one of them come again? A level has to be crossed back in between, and two levels must not
   * lie further apart than all that the ring moves.
   */
  mayRepeat(path: readonly number[], ring: readonly number[]): boolean;
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
    mayRepeat(path, ring) {
      const isArmed = path.some((ruleId) => {
        const rule = byId.get(ruleId);
        if (!rule || !kindOfTrigger(rule.trigger).isEdge) return true;
        if (path.some((other) => bears(other, rule, 're-arms'))) return true;
        // Another SKU of its scope may cross the level, where one rule leads from SKU to SKU.
        return !isOfOneSku(rule) && path.some((other) => namesSku(byId.get(other)));
      });
      const levels = path.flatMap((ruleId) => levelOf(byId.get(ruleId)) ?? []);
      return isArmed && !isTooFar(levels, ring.flatMap(effectsBy));
    },
  };
}

function isOfOneSku({ trigger }: Rule): boolean {
  return 'scope' in trigger && trigger.scope.of === 'skus' && trigger.scope.skus.length === 1;
}

function namesSku(rule: Rule | undefined): boolean {
  return rule?.actions.some((action) => kindOfAction(action).sku?.(action).of === 'sku') ?? false;
}

interface LevelOfRule {
  readonly about: string;
  /** It is set off at or below the one, or at or above the other. */
  readonly low: number | null;
  readonly high: number | null;
}

function levelOf(rule: Rule | undefined): LevelOfRule | null {
  if (!rule || !kindOfTrigger(rule.trigger).isEdge) return null;
  const [claim] = kindOfTrigger(rule.trigger).claims?.(rule.trigger) ?? [];
  const [range] = claim?.values.of === 'numbers' ? claim.values.ranges : [];
  if (!claim || !range) return { about: '', low: null, high: null };
  const { min, max } = range;
  return { about: claim.about, low: max < Infinity ? max : null, high: min > 0 ? min : null };
}

/** From the highest low level to a high one, and back, is more than everything together moves. */
function isTooFar(levels: readonly LevelOfRule[], effects: readonly EffectOnSku[]): boolean {
  const [first] = levels;
  const lows = levels.flatMap(({ low }) => low ?? []);
  const highs = levels.flatMap(({ high }) => high ?? []);
  const isOne = levels.every(({ about }) => about !== '' && about === first?.about);
  if (!isOne || lows.length === 0 || highs.length === 0) return false;
  const moved = (direction: 'up' | 'down') =>
    effects
      .filter((effect) => effect.fact === 'stock' && effect.direction !== other(direction))
      .reduce((sum, { by }) => sum + (by ?? Infinity), 0);
  const isUpTooFar = Math.max(...highs) - Math.max(...lows) > moved('up');
  return isUpTooFar || Math.min(...highs) - Math.min(...lows) > moved('down');
}

function other(direction: 'up' | 'down'): 'up' | 'down' {
  return direction === 'up' ? 'down' : 'up';
}
