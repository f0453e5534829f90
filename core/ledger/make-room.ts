import { heldAt, type LedgerDraft } from './ledger-draft.ts';
import { HELD_BY_HAND, type LocationId, type Origin, type SkuId } from './ledger-event.ts';
import { partsOf, takeHeld, toEntryKey } from './line-stock.ts';

type Place = { readonly skuId: SkuId; readonly locationId: LocationId };

/**
 * Fewer units will lie here than are promised: the newest promises give way and become shortages,
 * in the same transaction as the movement that takes their stock. Units held by hand give way in
 * the same order and become nothing: nobody has ordered them.
 * @returns units of order lines that lost their promise, units that are no longer held, and the
 * SKUs of which these lines held more elsewhere
 */
export function makeRoom(
  draft: LedgerDraft,
  place: Place,
  o: { onHandLeft: number; origin: Origin },
): { displaced: number; unheld: number; freed: Set<SkuId> } {
  const freed = new Set<SkuId>();
  let excess = draft.balance(place.skuId, place.locationId).reserved - o.onHandLeft;
  let [displaced, unheld] = [0, 0];
  const lines = excess > 0 ? draft.reservationsAt(place.skuId, place.locationId) : [];
  for (const line of lines) {
    const perUnit = partsOf(draft, line.skuId).find((part) => part.skuId === place.skuId);
    const held = heldAt(line, place.skuId, place.locationId);
    const units = Math.min(
      line.reserved,
      Math.ceil(Math.min(excess, held) / (perUnit?.quantity ?? 1)),
    );
    const after = takeHeld(draft, line, {
      units,
      kind: 'release',
      // The place belongs to it: both parts of a kit that is sold by hand may displace one line.
      key: `${toEntryKey(o.origin.key, place)}<${line.lineKey}`,
      origin: o.origin,
      from: place.locationId,
    });
    if (line.accountId === HELD_BY_HAND) {
      draft.putLine({ ...after, cancelled: line.cancelled + units }, { cause: o.origin.cause });
      unheld += units;
    } else {
      // It was promised before younger shortages were made, so it waits in front of them.
      const put = { cause: o.origin.cause, shortSeq: line.reservedSeq };
      draft.putLine({ ...after, short: line.short + units }, put);
      displaced += units;
    }
    for (const held of line.held) freed.add(held.skuId);
    excess = draft.balance(place.skuId, place.locationId).reserved - o.onHandLeft;
    if (excess <= 0) break;
  }
  return { displaced, unheld, freed };
}
