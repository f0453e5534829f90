/**
 * What an order line holds: promising units to it, taking them back, letting them leave. Pure, on
 * the draft.
 */
import { assert } from '../base/assert.ts';
import { chooseLocations } from './choose-locations.ts';
import type { LedgerDraft } from './ledger-draft.ts';
import type { LocationId, Origin, SkuId } from './ledger-event.ts';
import type { EntryKind, Held, KitComponent, Line } from './ledger-state.ts';

/** One unit of the line in units of stock: itself, or a kit's components. */
export function partsOf(draft: LedgerDraft, skuId: SkuId): readonly KitComponent[] {
  return draft.componentsOf(skuId) ?? [{ skuId, quantity: 1 }];
}

/** Where a line's units may come from, best first. */
export function locationsFor(draft: LedgerDraft, line: Pick<Line, 'accountId'>) {
  const { rules } = draft.state;
  return rules.accounts.get(line.accountId)?.locations ?? rules.locations;
}

/** How many units of the line could be promised now: of a kit, the minimum over its components. */
export function coverable(
  draft: LedgerDraft,
  line: Pick<Line, 'accountId' | 'skuId'>,
  locations: readonly LocationId[] = locationsFor(draft, line),
): number {
  return Math.min(
    ...partsOf(draft, line.skuId).map((part) =>
      Math.floor(draft.availableIn(part.skuId, locations) / part.quantity),
    ),
  );
}

/**
 * Promises up to `units` of the line, kits all-or-nothing per kit.
 * @returns the line with what it now holds; `short` is left to the caller
 */
export function reserveUnits(
  draft: LedgerDraft,
  line: Line,
  o: {
    units: number;
    key: string | KeyOfPlace;
    origin: Origin;
    /** Only from here; absent: where the line's account takes from. */
    locations?: readonly LocationId[];
  },
): Line {
  const { locations = locationsFor(draft, line) } = o;
  const possible = Math.min(o.units, coverable(draft, line, locations));
  const units = line.isWhole && possible < o.units ? 0 : possible;
  if (units <= 0) return line;
  const held = chooseHeld(draft, line, { units, locations });
  const keyOf = toKeyOf(o.key);
  for (const { skuId, locationId, quantity } of held) {
    draft.move({
      skuId,
      locationId,
      kind: 'reserve',
      onHand: 0,
      reserved: quantity,
      key: keyOf({ skuId, locationId }),
      origin: o.origin,
    });
  }
  return {
    ...line,
    reserved: line.reserved + units,
    held: mergeHeld([...line.held, ...held]),
    reservedSeq: draft.seq,
  };
}

/** One location for everything when there is one, else each part on its own. */
function chooseHeld(
  draft: LedgerDraft,
  line: Line,
  o: { units: number; locations: readonly LocationId[] },
): Held[] {
  const { units, locations } = o;
  const parts = partsOf(draft, line.skuId);
  const together = locations.find((locationId) =>
    parts.every((part) => draft.available(part.skuId, locationId) >= part.quantity * units),
  );
  return parts.flatMap(({ skuId, quantity }) =>
    chooseLocations({
      quantity: quantity * units,
      locations: together === undefined ? locations : [together],
      available: (locationId) => draft.available(skuId, locationId),
    }).map((share) => ({ skuId, ...share })),
  );
}

/**
 * Takes `units` of the line's promises off the shelf's books: back to available, or out with a
 * shipment.
 */
export function takeHeld(
  draft: LedgerDraft,
  line: Line,
  o: {
    units: number;
    kind: Extract<EntryKind, 'release' | 'ship'>;
    key: string | KeyOfPlace;
    origin: Origin;
    /** Take from here first: where units are missing. */
    from?: LocationId;
  },
): Line {
  assert(o.units <= line.reserved, 'More units would be taken than the line holds.', {
    lineKey: line.lineKey,
    units: o.units,
    reserved: line.reserved,
  });
  let held: readonly Held[] = line.held;
  const keyOf = toKeyOf(o.key);
  for (const { skuId, quantity } of heldBy(line, o.units)) {
    const taken = pickHeld(held, {
      skuId,
      quantity,
      isNewestFirst: o.kind === 'release',
      from: o.from,
    });
    for (const { skuId, locationId, quantity } of taken) {
      draft.move({
        skuId,
        locationId,
        kind: o.kind,
        onHand: o.kind === 'ship' ? -quantity : 0,
        reserved: -quantity,
        key: keyOf({ skuId, locationId }),
        origin: o.origin,
      });
    }
    held = mergeHeld([...held, ...taken.map((each) => ({ ...each, quantity: -each.quantity }))]);
  }
  return { ...line, reserved: line.reserved - o.units, held };
}

/**
 * What `units` of the line hold. Counted from what it holds, not from the recipe: the kit may have
 * been given another component between two promises. All that is held goes with the last unit.
 */
function heldBy(line: Line, units: number): readonly KitComponent[] {
  const sums = new Map<SkuId, number>();
  for (const { skuId, quantity } of line.held) {
    sums.set(skuId, (sums.get(skuId) ?? 0) + quantity);
  }
  const left = line.reserved - units;
  return [...sums].map(([skuId, sum]) => {
    return { skuId, quantity: sum - Math.floor((sum * left) / line.reserved) };
  });
}

function pickHeld(
  held: readonly Held[],
  o: { skuId: SkuId; quantity: number; isNewestFirst: boolean; from?: LocationId },
): Held[] {
  const own = held.filter((each) => each.skuId === o.skuId);
  const ordered = o.isNewestFirst ? own.toReversed() : own;
  const sorted = ordered.toSorted(
    (a, b) => Number(b.locationId === o.from) - Number(a.locationId === o.from),
  );
  const picked: Held[] = [];
  let missing = o.quantity;
  for (const each of sorted) {
    const quantity = Math.min(missing, each.quantity);
    if (quantity > 0) picked.push({ ...each, quantity });
    missing -= quantity;
  }
  assert(missing === 0, 'A line holds fewer units than it says.', { skuId: o.skuId, missing });
  return picked;
}

function mergeHeld(held: readonly Held[]): Held[] {
  const sums = new Map<string, Held>();
  for (const each of held) {
    const pair = `${each.skuId}@${each.locationId}`;
    const quantity = (sums.get(pair)?.quantity ?? 0) + each.quantity;
    sums.set(pair, { ...each, quantity });
  }
  return [...sums.values()].filter((each) => each.quantity !== 0);
}

type Place = { readonly skuId: SkuId; readonly locationId: LocationId };
export type KeyOfPlace = (place: Place) => string;

function toKeyOf(key: string | KeyOfPlace): KeyOfPlace {
  return typeof key === 'string' ? (place) => toEntryKey(key, place) : key;
}

/** A movement's key names the place too: one event may move several. */
export function toEntryKey(key: string, o: { skuId: SkuId; locationId: LocationId }): string {
  return `${key}/${o.skuId}.${o.locationId}`;
}
