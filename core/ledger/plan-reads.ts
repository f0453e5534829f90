import type { MissingReads } from './ledger-draft.ts';
import type { LedgerEvent, LineKey, SkuId } from './ledger-event.ts';
import type { LedgerRules } from './ledger-state.ts';

/** What a batch needs to see before it can be decided. */
export interface ReadPlan {
  readonly lineKeys: ReadonlySet<LineKey>;
  readonly skuIds: ReadonlySet<SkuId>;
  /** Keys of events that are idempotent by key. */
  readonly keys: ReadonlySet<string>;
  /** SKUs whose open shortages are read, and how many at most. */
  readonly shortages: ReadonlyMap<SkuId, number>;
  readonly reservations: ReadonlySet<SkuId>;
}

// Enough for nearly every batch; a longer queue is read at the second try, under the same lock.
const SHORTAGES_READ_FIRST = 300;
// Nobody waits behind this many: a reading without end would hold the seller's lock.
const SHORTAGES_READ_MAX = 1_000_000;

/**
 * The first reading, from the events alone. Order lines that only grow free nothing and read no
 * queue.
 */
export function planReads(events: readonly LedgerEvent[], rules: LedgerRules): ReadPlan {
  const lineKeys = new Set<LineKey>();
  const named = new Set<SkuId>();
  const freed = new Set<SkuId>();
  const keys = new Set<string>();
  for (const event of events) {
    if (event.kind === 'order') {
      for (const line of event.lines) {
        lineKeys.add(line.lineKey);
        named.add(line.skuId);
        if (line.cancelled > 0 || line.returned > 0) freed.add(line.skuId);
      }
      continue;
    }
    keys.add(event.origin.key);
    named.add(event.skuId);
    if (event.kind !== 'hold') freed.add(event.skuId);
    if (event.kind === 'restock') lineKeys.add(event.lineKey);
  }
  const partsOf = (skuId: SkuId) => rules.kits.get(skuId)?.map((part) => part.skuId) ?? [skuId];
  const kitsWith = (skuId: SkuId) => rules.kitsWith.get(skuId) ?? [];
  const parts = (skuIds: Iterable<SkuId>) => [...skuIds].flatMap(partsOf);
  const waiting = new Set(parts(freed).flatMap((skuId) => [skuId, ...kitsWith(skuId)]));
  return {
    lineKeys,
    keys,
    // A kit has no balance of its own; a waiting kit needs all its components.
    skuIds: new Set([...parts(named), ...parts(waiting)]),
    shortages: new Map([...waiting].map((skuId) => [skuId, SHORTAGES_READ_FIRST])),
    // Only a movement below what is promised needs them, and a much ordered SKU has thousands.
    reservations: new Set(),
  };
}

/** The same reading and everything that the decision found missing, this time to the end. */
export function widenReads(plan: ReadPlan, missing: MissingReads): ReadPlan {
  const shortages = new Map(plan.shortages);
  for (const skuId of missing.shortages) shortages.set(skuId, SHORTAGES_READ_MAX);
  return {
    ...plan,
    skuIds: new Set([...plan.skuIds, ...missing.balances]),
    shortages,
    reservations: new Set([...plan.reservations, ...missing.reservations]),
  };
}
