/** Units that people set aside by hand, and let go again. */
import { coverShortages } from './cover-shortages.ts';
import type { LedgerDraft } from './ledger-draft.ts';
import {
  HELD_BY_HAND,
  type HoldEvent,
  type LedgerAnswer,
  type LocationId,
  type SkuId,
  toHoldKey,
  type UnholdEvent,
} from './ledger-event.ts';
import type { Line } from './ledger-state.ts';
import {
  coverable,
  type KeyOfPlace,
  partsOf,
  reserveUnits,
  takeHeld,
  toEntryKey,
} from './line-stock.ts';

export function decideHold(draft: LedgerDraft, event: HoldEvent): LedgerAnswer {
  const { quantity, origin } = event;
  const line = newHold(event);
  const locations = placesOf(draft, event);
  const free = coverable(draft, line, locations);
  if (free < quantity) return { kind: 'refused', reason: 'not-available', onHand: free };
  const key = createEntryKeys(origin.key);
  const held = reserveUnits(draft, line, { units: quantity, key, origin, locations });
  draft.putLine(held, { cause: origin.cause });
  return answer(draft, event, { covered: 0 });
}

export function decideUnhold(draft: LedgerDraft, event: UnholdEvent): LedgerAnswer {
  const { origin } = event;
  const ofOne = event.ofKey === undefined ? null : toHoldKey(event.ofKey);
  const lines = draft.holdsOf(event.skuId).filter((line) => !ofOne || line.lineKey === ofOne);
  const held = lines.reduce((sum, line) => sum + heldThere(draft, line, event.locationId), 0);
  const asked = event.quantity ?? held;
  if (held < asked || asked === 0) {
    return { kind: 'refused', reason: 'not-that-many-held', onHand: held };
  }
  const key = createEntryKeys(origin.key);
  const freed = new Set<SkuId>();
  let left = asked;
  for (const line of lines) {
    const units = Math.min(left, heldThere(draft, line, event.locationId));
    if (units === 0) continue;
    const from = event.locationId === null ? {} : { from: event.locationId };
    const after = takeHeld(draft, line, { units, kind: 'release', key, origin, ...from });
    draft.putLine({ ...after, cancelled: line.cancelled + units }, { cause: origin.cause });
    for (const each of line.held) freed.add(each.skuId);
    left -= units;
  }
  const covered = coverShortages(draft, freed, { key: origin.key, origin });
  return answer(draft, event, { covered });
}

/** Units of the hold that lie at this place; of a kit, whole ones. */
function heldThere(draft: LedgerDraft, line: Line, locationId: LocationId | null): number {
  if (locationId === null) return line.reserved;
  const kits = partsOf(draft, line.skuId).map(({ skuId, quantity }) => {
    const here = line.held.filter((held) => held.skuId === skuId && held.locationId === locationId);
    return Math.floor(here.reduce((sum, held) => sum + held.quantity, 0) / quantity);
  });
  return Math.min(line.reserved, ...kits);
}

function placesOf(draft: LedgerDraft, o: { locationId: LocationId | null }) {
  return o.locationId === null ? draft.state.rules.locations : [o.locationId];
}

/** The first entry has the event's own key, which is what a copy of the event is told by. */
function createEntryKeys(key: string): KeyOfPlace {
  let given = 0;
  return (place) => {
    given += 1;
    return given === 1 ? key : `${toEntryKey(key, place)}#${given}`;
  };
}

function answer(
  draft: LedgerDraft,
  event: HoldEvent | UnholdEvent,
  o: { covered: number },
): LedgerAnswer {
  const skuId = partsOf(draft, event.skuId)[0]?.skuId ?? event.skuId;
  const balances = placesOf(draft, event).map((locationId) => draft.balance(skuId, locationId));
  const onHand = balances.reduce((sum, each) => sum + each.onHand, 0);
  const reserved = balances.reduce((sum, each) => sum + each.reserved, 0);
  return { kind: 'done', onHand, reserved, covered: o.covered, displaced: 0, unheld: 0 };
}

function newHold(event: HoldEvent): Line {
  return {
    lineKey: toHoldKey(event.origin.key),
    accountId: HELD_BY_HAND,
    skuId: event.skuId,
    ordered: event.quantity,
    ...{ cancelled: 0, shipped: 0, returned: 0, restocked: 0, reserved: 0, held: [] },
    ...{ short: 0, shortSeq: 0, reservedSeq: 0, revision: 0, isWhole: true },
  };
}
