/**
 * Events that people and warehouses cause. Each answers what the balance is afterwards, or why
 * nothing changed.
 */

import { done, refuse } from './answer-movement.ts';
import { coverShortages } from './cover-shortages.ts';
import type { LedgerDraft } from './ledger-draft.ts';
import type {
  CountEvent,
  LedgerAnswer,
  LocationId,
  Origin,
  ReceiptEvent,
  RemovalEvent,
  RestockEvent,
  ReturnEvent,
  ReversalEvent,
  SkuId,
  TransferEvent,
} from './ledger-event.ts';
import type { EntryKind } from './ledger-state.ts';
import { partsOf, toEntryKey } from './line-stock.ts';
import { makeRoom } from './make-room.ts';
import { takeBack } from './take-back.ts';

type Place = { readonly skuId: SkuId; readonly locationId: LocationId };

/** A kit is received part by part; brought back, it goes to the shelf as its parts. */
export function decideArrival(draft: LedgerDraft, event: ReceiptEvent | ReturnEvent): LedgerAnswer {
  const { quantity, origin } = event;
  if (event.kind === 'receipt' && draft.componentsOf(event.skuId)) {
    return refuse(draft, event, 'kit-has-no-stock');
  }
  const parts = partsAt(draft, event, quantity);
  putIn(draft, parts, { kind: event.kind, origin });
  const freed = parts.map((part) => part.skuId);
  const covered = coverShortages(draft, freed, { key: origin.key, origin });
  return done(draft, parts[0] ?? event, { covered });
}

export function decideCount(draft: LedgerDraft, event: CountEvent): LedgerAnswer {
  const { skuId, locationId, counted, origin } = event;
  if (draft.componentsOf(skuId)) return refuse(draft, event, 'kit-has-no-stock');
  const { key } = origin;
  const room = makeRoom(draft, event, { onHandLeft: counted, origin });
  const onHand = counted - draft.balance(skuId, locationId).onHand;
  draft.move({ skuId, locationId, kind: 'count', onHand, reserved: 0, key, origin });
  const covered = coverShortages(draft, [...room.freed.add(skuId)], { key, origin });
  return done(draft, event, { ...room, covered });
}

/** A sale by hand may name a kit: its components leave, all of them or none. */
export function decideRemoval(draft: LedgerDraft, event: RemovalEvent): LedgerAnswer {
  if (event.kind === 'damage' && draft.componentsOf(event.skuId)) {
    return refuse(draft, event, 'kit-has-no-stock');
  }
  const kind = event.kind === 'sale' ? 'ship' : 'damage';
  const parts = partsAt(draft, event, event.quantity);
  return takeOut(draft, event, { parts, kind, origin: event.origin });
}

const ENTRY_KINDS: Readonly<Record<ReversalEvent['of'], EntryKind>> = {
  receipt: 'receipt',
  count: 'count',
  sale: 'ship',
  damage: 'damage',
  return: 'return',
};

export function decideReversal(draft: LedgerDraft, event: ReversalEvent): LedgerAnswer {
  const { origin } = event;
  const kind = ENTRY_KINDS[event.of];
  const parts = partsAt(draft, event, Math.abs(event.onHand));
  if (event.onHand < 0) return takeOut(draft, event, { parts, kind, origin });
  putIn(draft, parts, { kind, origin });
  const freed = parts.map((part) => part.skuId);
  const covered = coverShortages(draft, freed, { key: origin.key, origin });
  return done(draft, parts[0] ?? event, { covered });
}

type Part = Place & { readonly quantity: number };

/** Units of stock in so many of the SKU at one place: its own, or those of a kit's components. */
function partsAt(draft: LedgerDraft, place: Place, units: number): Part[] {
  return partsOf(draft, place.skuId).map(({ skuId, quantity }) => ({
    ...{ skuId, locationId: place.locationId },
    quantity: quantity * units,
  }));
}

/** The first movement carries the event's own key, which is what a copy is told by. */
function keyOfPart(origin: Origin, part: Part, index: number): string {
  return index === 0 ? origin.key : toEntryKey(origin.key, part);
}

function putIn(
  draft: LedgerDraft,
  parts: readonly Part[],
  o: { kind: EntryKind; origin: Origin },
): void {
  for (const [index, part] of parts.entries()) {
    const { skuId, locationId, quantity } = part;
    const key = keyOfPart(o.origin, part, index);
    draft.move({ skuId, locationId, onHand: quantity, reserved: 0, key, ...o });
  }
}

function takeOut(
  draft: LedgerDraft,
  event: Place,
  o: { parts: readonly Part[]; kind: EntryKind; origin: Origin },
): LedgerAnswer {
  const { parts, kind, origin } = o;
  const onHandOf = (part: Part) => draft.balance(part.skuId, part.locationId).onHand;
  const lacking = parts.find((part) => onHandOf(part) < part.quantity);
  if (lacking) return refuse(draft, lacking, 'not-enough-on-hand');
  let [displaced, unheld] = [0, 0];
  const freed = new Set<SkuId>();
  for (const [index, part] of parts.entries()) {
    const { skuId, locationId, quantity } = part;
    const room = makeRoom(draft, part, { onHandLeft: onHandOf(part) - quantity, origin });
    displaced += room.displaced;
    unheld += room.unheld;
    for (const each of room.freed) freed.add(each);
    const key = keyOfPart(origin, part, index);
    draft.move({ skuId, locationId, kind, onHand: -quantity, reserved: 0, key, origin });
  }
  const covered = coverShortages(draft, [...freed], { key: origin.key, origin });
  return done(draft, parts[0] ?? event, { covered, displaced, unheld });
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
  return done(draft, to, { ...room, covered });
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
  return done(draft, event, { covered });
}
