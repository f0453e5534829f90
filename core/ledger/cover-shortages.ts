import type { LedgerDraft } from './ledger-draft.ts';
import type { Origin, SkuId } from './ledger-event.ts';
import { reserveUnits } from './line-stock.ts';

/**
 * Freed units go to open shortages first, oldest first; only the rest is for sale.
 * @returns units of order lines that were covered
 */
export function coverShortages(
  draft: LedgerDraft,
  freed: readonly SkuId[],
  o: { key: string; origin: Origin },
): number {
  let covered = 0;
  const { locations } = draft.state.rules;
  for (const skuId of freed) {
    if (draft.availableIn(skuId, locations) === 0) continue;
    for (const waiting of draft.shortagesFor(skuId)) {
      const line = reserveUnits(draft, waiting, {
        units: waiting.short,
        key: `${o.key}>${waiting.lineKey}`,
        origin: o.origin,
      });
      if (line === waiting) continue;
      const units = line.reserved - waiting.reserved;
      covered += units;
      draft.putLine({ ...line, short: waiting.short - units }, { cause: o.origin.cause });
      if (draft.availableIn(skuId, locations) === 0) break;
    }
  }
  return covered;
}
