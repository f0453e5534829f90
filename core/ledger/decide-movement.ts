/**
 * Events that people and warehouses cause. Each answers what the balance is afterwards, or why
 * nothing changed.
 */
import { coverShortages } from './cover-shortages.ts';
import { heldAt, type LedgerDraft } from './ledger-draft.ts';
import type {
  CountEvent,
  LedgerAnswer,
  LedgerRefusal,
  LocationId,
  Origin,
  ReceiptEvent,
  RemovalEvent,
  RestockEvent,
  SkuId,
  TransferEvent,
} from './ledger-event.ts';
import { partsOf, takeHeld, toEntryKey } from './line-stock.ts';
import { takeBack } from './take-back.ts';

type Place = { readonly skuId: SkuId; readonly locationId: LocationId };

export function decideReceipt(draft: LedgerDraft, event: ReceiptEvent): LedgerAnswer {
  const { skuId, locationId, quantity, origin } = event;
  if (draft.componentsOf(skuId)) return refuse(draft, event, 'kit-has-no-stock');
  const { key } = origin;
  draft.move({ skuId, locationId, kind: 'receipt', onHand: quantity, reserved: 0, key, origin });
  const covered = coverShortages(draft, [skuId], { key, origin });
  return done(draft, event, { covered, displaced: 0 });
}

export function decideCount(draft: LedgerDraft, event: CountEvent): LedgerAnswer {
  const { skuId, locationId, counted, origin } = event;
  if (draft.componentsOf(skuId)) return refuse(draft, event, 'kit-has-no-stock');
  const { key } = origin;
  const room = makeRoom(draft, event, { onHandLeft: counted, origin });
  const onHand = counted - draft.balance(skuId, locationId).onHand;
  draft.move({ skuId, locationId, kind: 'count', onHand, reserved: 0, key, origin });
  const covered = coverShortages(draft, [...room.freed.add(skuId)], { key, origin });
  return done(draft, event, { covered, displaced: room.displaced });
}

/** A sale by hand may name a kit: its components leave, all of them or none. */
export function decideRemoval(draft: LedgerDraft, event: RemovalEvent): LedgerAnswer {
  const { locationId, origin } = event;
  if (event.kind === 'damage' && draft.componentsOf(event.skuId)) {
    return refuse(draft, event, 'kit-has-no-stock');
  }
  const parts = partsOf(draft, event.skuId).map(({ skuId, quantity }) => ({
    skuId,
    locationId,
    quantity: quantity * event.quantity,
  }));
  const lacking = parts.find(
    (part) => draft.balance(part.skuId, locationId).onHand < part.quantity,
  );
  if (lacking) return refuse(draft, lacking, 'not-enough-on-hand');
  let displaced = 0;
  const freed = new Set<SkuId>();
  for (const [index, part] of parts.entries()) {
    const onHandLeft = draft.balance(part.skuId, locationId).onHand - part.quantity;
    const room = makeRoom(draft, part, { onHandLeft, origin });
    displaced += room.displaced;
    for (const skuId of room.freed) freed.add(skuId);
    draft.move({
      skuId: part.skuId,
      locationId,
      kind: event.kind === 'sale' ? 'ship' : 'damage',
      onHand: -part.quantity,
      reserved: 0,
      key: index === 0 ? origin.key : toEntryKey(origin.key, part),
      origin,
    });
  }
  const covered = coverShortages(draft, [...freed], { key: origin.key, origin });
  return done(draft, event, { covered, displaced });
}

export function decideTransfer(draft: LedgerDraft, event: TransferEvent): LedgerAnswer {
  const { skuId, fromLocationId, toLocationId, quantity, origin } = event;
  const from = { skuId, locationId: fromLocationId };
  const to = { skuId, locationId: toLocationId };
  if (draft.componentsOf(skuId)) return refuse(draft, from, 'kit-has-no-stock');
  if (fromLocationId === toLocationId) return refuse(draft, from, 'same-location');
  const { onHand } = draft.balance(skuId, fromLocationId);
  if (onHand < quantity) return refuse(draft, from, 'not-enough-on-hand');
  const room = makeRoom(draft, from, { onHandLeft: onHand - quantity, origin });
  const { key } = origin;
  const arrival = toEntryKey(key, to);
  draft.move({ ...from, kind: 'transfer', onHand: -quantity, reserved: 0, key, origin });
  draft.move({ ...to, kind: 'transfer', onHand: quantity, reserved: 0, key: arrival, origin });
  const covered = coverShortages(draft, [...room.freed.add(skuId)], { key, origin });
  return done(draft, to, { covered, displaced: room.displaced });
}

export function decideRestock(draft: LedgerDraft, event: RestockEvent): LedgerAnswer {
  const line = draft.line(event.lineKey);
  if (!line) return refuse(draft, event, 'unknown-line');
  const pending = line.returned - line.restocked;
  if (event.quantity > pending) return refuse(draft, event, 'nothing-to-take-back');
  const covered = takeBack(draft, line, {
    units: event.quantity,
    locationId: event.locationId,
    key: event.origin.key,
    origin: event.origin,
  });
  return done(draft, event, { covered, displaced: 0 });
}

/**
 * Fewer units will lie here than are promised: the newest promises give way and become shortages,
 * in the same transaction as the movement that takes their stock.
 * @returns units of order lines that lost their promise, and the SKUs of which they held more
 * elsewhere
 */
function makeRoom(
  draft: LedgerDraft,
  place: Place,
  o: { onHandLeft: number; origin: Origin },
): { displaced: number; freed: Set<SkuId> } {
  const freed = new Set<SkuId>();
  let excess = draft.balance(place.skuId, place.locationId).reserved - o.onHandLeft;
  let displaced = 0;
  if (excess <= 0) return { displaced, freed };
  for (const line of draft.reservationsAt(place.skuId, place.locationId)) {
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
    // It was promised before younger shortages were made, so it waits in front of them.
    const put = { cause: o.origin.cause, shortSeq: line.reservedSeq };
    draft.putLine({ ...after, short: line.short + units }, put);
    displaced += units;
    for (const held of line.held) freed.add(held.skuId);
    excess = draft.balance(place.skuId, place.locationId).reserved - o.onHandLeft;
    if (excess <= 0) break;
  }
  return { displaced, freed };
}

function done(
  draft: LedgerDraft,
  place: Place,
  o: { covered: number; displaced: number },
): LedgerAnswer {
  const { onHand, reserved } = draft.balance(place.skuId, place.locationId);
  return { kind: 'done', onHand, reserved, ...o };
}

function refuse(draft: LedgerDraft, place: Place, reason: LedgerRefusal): LedgerAnswer {
  const { onHand } = draft.balance(place.skuId, place.locationId);
  return { kind: 'refused', reason, onHand };
}
