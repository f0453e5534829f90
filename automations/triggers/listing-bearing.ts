import type { EffectOnSku } from '../facts/effect.ts';
import type { FactKind } from '../facts/fact.ts';
import { isInScope } from '../facts/in-scope.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { ListingsOf } from './observe-listing.ts';
import type { Bearing } from './trigger-kind.ts';

/** Every such fact about such a SKU in such a shop sets it off. */
export function listingBearing(
  kind: FactKind,
  of: ListingsOf,
  o: { effect: EffectOnSku; catalog: RuleCatalog },
): Bearing {
  const { effect, catalog } = o;
  if (effect.fact !== kind) return null;
  const isElsewhere =
    of.account !== null && effect.account !== null && of.account !== effect.account;
  if (isElsewhere) return null;
  const isMeant = effect.skuId === null || isInScope(effect.skuId, of.scope, catalog);
  return isMeant ? 'sets-off' : null;
}
