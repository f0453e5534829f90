import { coverShortages } from './cover-shortages.ts';
import type { LedgerDraft } from './ledger-draft.ts';
import type { LocationId, Origin } from './ledger-event.ts';
import type { Line } from './ledger-state.ts';
import { partsOf, toEntryKey } from './line-stock.ts';

/**
 * Returned units go back on the shelf, components of a kit each for itself, and serve open
 * shortages first.
 * @returns units of order lines that were covered
 */
export function takeBack(
  draft: LedgerDraft,
  line: Line,
  o: { units: number; locationId: LocationId; key: string; origin: Origin },
): number {
  const parts = partsOf(draft, line.skuId);
  for (const [index, part] of parts.entries()) {
    const place = { skuId: part.skuId, locationId: o.locationId };
    draft.move({
      ...place,
      kind: 'return',
      onHand: part.quantity * o.units,
      reserved: 0,
      key: index === 0 ? o.key : toEntryKey(o.key, place),
      origin: o.origin,
    });
  }
  const after = { ...line, restocked: line.restocked + o.units };
  draft.putLine(after, { cause: o.origin.cause });
  const freed = parts.map((part) => part.skuId);
  return coverShortages(draft, freed, { key: o.key, origin: o.origin });
}
