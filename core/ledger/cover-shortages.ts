import type { LedgerDraft } from './ledger-draft.ts';
import type { Origin, SkuId } from './ledger-event.ts';
import { reserveUnits } from './line-stock.ts';

/**
 * Freed units go to open shortages first, oldest first; only the rest is for sale. All SKUs that
 * an event frees are named at once, else a younger kit could be served before an older order.
 * @returns units of order lines that were covered
 */
export function coverShortages(
  draft: LedgerDraft,
  freed: Iterable<SkuId>,
  o: { key: string; origin: Origin },
): number {
  let covered = 0;
  for (const waiting of draft.shortagesFor(freed)) {
    const line = reserveUnits(draft, waiting, {
      units: waiting.short,
      key: `${o.key}>${waiting.lineKey}`,
      origin: o.origin,
    });
    if (line === waiting) continue;
    const units = line.reserved - waiting.reserved;
    covered += units;
    draft.putLine({ ...line, short: waiting.short - units }, { cause: o.origin.cause });
  }
  return covered;
}
