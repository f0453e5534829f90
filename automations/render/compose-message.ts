import type { Firing } from '../evaluate/evaluator.ts';
import type { Fact } from '../facts/fact.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import { sayNumber } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { sayHappened } from './say-why.ts';
import { sayTrigger, upperFirst } from './sentence.ts';

/** What is told when a rule has no words of its own. Plain values, escaped when rendered. */
export interface RuleMessage {
  /** The one figure that matters: "9", "₹6,200". Null: there is none. */
  readonly figure: string | null;
  /** Beside the figure: "HOODIE-M available in Mumbai", "order 1001". */
  readonly words: string;
  /** "Hoodie, black, M" and "Available stock went from 10 to 9." */
  readonly lines: readonly string[];
}

export function composeMessage(o: {
  rule: Rule;
  firing: Firing;
  fact: Fact;
  world: World;
  catalog: RuleCatalog;
  names: RuleNames;
}): RuleMessage {
  const { rule, firing, world, catalog, names } = o;
  const { skuId, locationId, orderNumber, valueMinor } = firing.occurrence;
  const { occurrence } = firing;
  const kind = kindOfTrigger(rule.trigger);
  const happened = `${upperFirst(sayHappened(occurrence, { rule, names, catalog }))}.`;
  if (kind.about.order && orderNumber !== null) {
    const figure = valueMinor === null ? null : names.money(valueMinor);
    return { figure, words: `order ${orderNumber}`, lines: [happened] };
  }
  const sku = skuId === null ? undefined : catalog.sku(skuId);
  if (!sku) {
    return { figure: null, words: upperFirst(sayTrigger(rule.trigger, names)), lines: [happened] };
  }
  const { available } = world.stock({ skuId: sku.skuId, locationId });
  const place = locationId === null ? undefined : catalog.location(locationId)?.name;
  const said = kind.describe(rule.trigger, { occurrence, names, catalog });
  return {
    figure: sayNumber(available),
    words: `${sku.code} available${place === undefined ? '' : ` in ${place}`}`,
    lines: [...(sku.title === sku.code ? [] : [sku.title]), `${upperFirst(said)}.`],
  };
}
