import type { Subscription } from './topic.ts';
import type { KitPart, Level, WatchedEntry } from './watch-store.ts';

/** A SKU that fell below what somebody watches. */
export interface Crossing {
  readonly subscription: Subscription;
  readonly skuId: number;
  readonly seq: number;
  readonly before: number;
  readonly after: number;
}

/** A place that counts alone; null: all locations together. */
type Scope = number | null;

/**
 * What fell below a threshold by these entries, each SKU once per subscription: from at or above it
 * to below it. What was below before and stays so is not found, and what went back up is found
 * again when it falls again.
 *
 * One cause is one step: a transfer takes here and gives there, and in between nothing was low.
 */
export function findCrossings(o: {
  subscriptions: readonly Subscription[];
  entries: readonly WatchedEntry[];
  /** Of every SKU in `entries` and in `kits`, before the first entry. */
  levels: readonly Level[];
  kits: readonly KitPart[];
}): Crossing[] {
  const shelf = createShelf(o.levels, o.kits);
  const watched = o.subscriptions.filter(({ topic }) => topic === 'low' || topic === 'out');
  const scopes = [...new Set(watched.map(({ locationId }) => locationId))];
  const found = new Map<string, Crossing>();
  for (const step of toSteps(o.entries)) {
    const touched = shelf.touchedBy(step);
    const before = scopes.map((scope) => touched.map((skuId) => shelf.available(skuId, scope)));
    for (const entry of step) shelf.put(entry);
    const seq = step.at(-1)?.seq ?? 0;
    for (const [row, scope] of scopes.entries()) {
      for (const [column, skuId] of touched.entries()) {
        const was = before[row]?.[column] ?? 0;
        const is = shelf.available(skuId, scope);
        if (is >= was) continue;
        for (const subscription of watched) {
          if (subscription.locationId !== scope || subscription.sinceSeq >= seq) continue;
          if (!isWatching(subscription, { skuId, isKit: shelf.isKit(skuId) })) continue;
          const below = subscription.below ?? 1;
          if (was < below || is >= below) continue;
          const name = `${subscription.subscriptionId}:${skuId}`;
          found.set(name, { subscription, skuId, seq, before: was, after: is });
        }
      }
    }
  }
  return [...found.values()];
}

/** A kit is low because a part is: whoever watches everything hears of the part. */
function isWatching(
  { skuId: watched }: Subscription,
  { skuId, isKit }: { skuId: number; isKit: boolean },
): boolean {
  return watched === null ? !isKit : watched === skuId;
}

/** Entries that stand together and have one cause. */
function toSteps(entries: readonly WatchedEntry[]): WatchedEntry[][] {
  const steps: WatchedEntry[][] = [];
  for (const entry of entries) {
    const last = steps.at(-1);
    const before = last?.[0];
    const isSame = before?.cause === entry.cause && before.at.getTime() === entry.at.getTime();
    if (last && isSame) last.push(entry);
    else steps.push([entry]);
  }
  return steps;
}

function createShelf(levels: readonly Level[], kits: readonly KitPart[]) {
  const bySku = new Map<number, Map<number, number>>();
  const partsOf = Map.groupBy(kits, ({ kitSkuId }) => kitSkuId);
  const kitsWith = Map.groupBy(kits, ({ skuId }) => skuId);
  const put = ({ skuId, locationId, available }: Level) => {
    const places = bySku.get(skuId) ?? new Map<number, number>();
    bySku.set(skuId, places);
    places.set(locationId, available);
  };
  for (const level of levels) put(level);

  function stocked(skuId: number, scope: Scope): number {
    const places = bySku.get(skuId);
    if (!places) return 0;
    if (scope !== null) return places.get(scope) ?? 0;
    return [...places.values()].reduce((sum, each) => sum + each, 0);
  }

  return {
    put,
    isKit: (skuId: number) => partsOf.has(skuId),
    touchedBy(step: readonly WatchedEntry[]): number[] {
      const skuIds = step.flatMap(({ skuId }) => [
        skuId,
        ...(kitsWith.get(skuId) ?? []).map(({ kitSkuId }) => kitSkuId),
      ]);
      return [...new Set(skuIds)];
    },
    /** Of a kit: as many as its scarcest part allows. */
    available(skuId: number, scope: Scope): number {
      const parts = partsOf.get(skuId);
      if (!parts) return stocked(skuId, scope);
      return Math.min(
        ...parts.map((part) => Math.floor(stocked(part.skuId, scope) / part.quantity)),
      );
    },
  };
}
