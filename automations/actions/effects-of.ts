import type { Effect } from '../facts/effect.ts';
import type { SkuTerm } from '../terms/scope.ts';

export function effectSku(sku: SkuTerm): Effect['sku'] {
  return sku.of === 'trigger' ? 'trigger' : { code: sku.sku };
}

/** Every update of a shop may be given up. */
export function mayFail(sku: SkuTerm, account: string | null): Effect {
  return {
    fact: 'push-parked',
    sku: effectSku(sku),
    direction: null,
    location: null,
    account,
    by: null,
  };
}

/** Units in or out at a location; `by` 0 is none. */
export function stockEffects(sku: SkuTerm, o: { by: number; location: string }): readonly Effect[] {
  const base = { sku: effectSku(sku), location: null, account: null, by: null };
  const moved: Effect = {
    ...base,
    fact: 'stock',
    direction: o.by > 0 ? 'up' : 'down',
    location: o.location,
    by: Math.abs(o.by),
  };
  if (o.by > 0) return [moved, mayFail(sku, null)];
  // What is taken away may be promised to an order, or be the last that a shop shows.
  const short: Effect = { ...base, fact: 'shortage', direction: null };
  const paused: Effect = { ...base, fact: 'listing-paused', direction: null };
  return [moved, short, paused, mayFail(sku, null)];
}
