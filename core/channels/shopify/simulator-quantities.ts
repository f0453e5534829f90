/** What the shop does with a well-formed `inventorySetQuantities`: all of it, or nothing. */
import type { Clock } from '../../base/clock.ts';
import type { SimulatedStore } from '../simulation/simulated-store.ts';
import type { StoredListing } from '../simulation/store-view.ts';
import { idOfGid, toGid } from './gid.ts';
import { LOCATION_ID, toInventoryItem } from './simulator-orders.ts';

export interface UserError {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}

export interface SetQuantitiesInput {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly quantities: readonly {
    readonly inventoryItemId: string;
    readonly locationId: string;
    readonly quantity: number;
    readonly changeFromQuantity: number | null;
  }[];
}

interface Payload {
  readonly inventoryAdjustmentGroup: unknown;
  readonly userErrors: readonly UserError[];
}

interface Attempt {
  readonly fingerprint: string;
  readonly atMs: number;
  readonly payload: Payload;
  readonly hasFailed: boolean;
}

/** How long the shop knows a key again. */
const KEY_KEPT_MS = 24 * 60 * 60 * 1_000;
const QUANTITY_MAX = 1_000_000_000;

const REASONS: ReadonlySet<string> = new Set([
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
]);
const REFERENCE = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;
const OWN_REFERENCE = /^gid:\/\/[^/]+\/[^/]+\/[^/]+$/;

export const refusal = (
  code: string,
  message: string,
  field: readonly string[] | null = null,
): UserError => ({ code, field, message });

function inputErrors({ name, reason, referenceDocumentUri: uri }: SetQuantitiesInput): UserError[] {
  const errors: UserError[] = [];
  if (name !== 'available') {
    const message = "The quantity name must be either 'available' or 'on_hand'.";
    errors.push(refusal('INVALID_NAME', message, ['input', 'name']));
  }
  if (!REASONS.has(reason)) {
    errors.push(refusal('INVALID_REASON', 'The reason is invalid.', ['input', 'reason']));
  }
  const isUri = !uri || (uri.startsWith('gid:') ? OWN_REFERENCE : REFERENCE).test(uri);
  if (!isUri) {
    const field = ['input', 'referenceDocumentUri'];
    errors.push(refusal('INVALID_REFERENCE_DOCUMENT', 'The reference is no URI.', field));
  }
  return errors;
}

const listingOf = (store: SimulatedStore, gid: string): StoredListing | null =>
  store.now.listingByStockId(idOfGid('InventoryItem', gid) ?? '');

function itemError(
  item: SetQuantitiesInput['quantities'][number],
  o: { listing: StoredListing | null; index: number; isTwice: boolean },
): UserError | null {
  const at = (name: string) => ['input', 'quantities', String(o.index), name];
  const { locationId, quantity, changeFromQuantity: from } = item;
  if (o.isTwice) {
    const code = 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR';
    return refusal(code, 'The item stands twice in the call.', at('inventoryItemId'));
  }
  if (!o.listing) {
    const message = 'The specified item could not be found.';
    return refusal('INVALID_INVENTORY_ITEM', message, at('inventoryItemId'));
  }
  if (locationId !== toGid('Location', LOCATION_ID)) {
    const message = 'The specified location could not be found.';
    return refusal('INVALID_LOCATION', message, at('locationId'));
  }
  if (quantity < 0) {
    return refusal('INVALID_QUANTITY_NEGATIVE', 'It is below zero.', at('quantity'));
  }
  if (quantity > QUANTITY_MAX) {
    return refusal('INVALID_QUANTITY_TOO_HIGH', 'It is too high.', at('quantity'));
  }
  if (from === null || from === o.listing.available) return null;
  const message = 'The figure is no longer the one that was expected.';
  return refusal('CHANGE_FROM_QUANTITY_STALE', message, at('changeFromQuantity'));
}

function itemErrors(store: SimulatedStore, { quantities }: SetQuantitiesInput): UserError[] {
  const seen = new Set<string>();
  return quantities.flatMap((item, index) => {
    const pair = `${item.inventoryItemId} ${item.locationId}`;
    const isTwice = seen.has(pair);
    seen.add(pair);
    const listing = listingOf(store, item.inventoryItemId);
    const error = itemError(item, { listing, index, isTwice });
    return error ? [error] : [];
  });
}

function apply(store: SimulatedStore, input: SetQuantitiesInput, groupId: string): Payload {
  const userErrors = [...inputErrors(input), ...itemErrors(store, input)];
  if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
  const changes = input.quantities.flatMap(({ inventoryItemId, quantity }) => {
    const before = listingOf(store, inventoryItemId);
    if (!before) return [];
    const { externalId } = before;
    store.setAvailable({ externalId, available: quantity, cause: 'api' });
    const delta = quantity - before.available;
    if (delta === 0) return [];
    const item = toInventoryItem({ ...before, available: quantity });
    return [{ name: 'available', delta, quantityAfterChange: quantity, item }];
  });
  const { reason, referenceDocumentUri } = input;
  const group = { id: groupId, reason, referenceDocumentUri, changes: () => changes };
  return { inventoryAdjustmentGroup: changes.length > 0 ? group : null, userErrors };
}

const refused = (error: UserError): Payload => ({
  inventoryAdjustmentGroup: null,
  userErrors: [error],
});

/** A key that is known answers for its first call; it never runs anything twice. */
function replay(known: Attempt, fingerprint: string): Payload {
  if (known.fingerprint !== fingerprint) {
    const code = 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH';
    return refused(refusal(code, 'The key belongs to a call with other parameters.'));
  }
  if (!known.hasFailed) return known.payload;
  const code = 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED';
  return refused(refusal(code, 'The first call with this key failed: take a new key.'));
}

export function createSetQuantities(o: { store: SimulatedStore; clock: Pick<Clock, 'now'> }) {
  const { store, clock } = o;
  const attempts = new Map<string, Attempt>();
  let groups = 0;
  return (input: SetQuantitiesInput, key: string): Payload => {
    const fingerprint = JSON.stringify(input);
    const nowMs = clock.now().getTime();
    const known = attempts.get(key);
    if (known && nowMs - known.atMs < KEY_KEPT_MS) return replay(known, fingerprint);
    groups += 1;
    const payload = apply(store, input, `gid://shopify/InventoryAdjustmentGroup/${groups}`);
    const hasFailed = payload.userErrors.length > 0;
    attempts.set(key, { fingerprint, atMs: nowMs, payload, hasFailed });
    return payload;
  };
}

export type SetQuantities = ReturnType<typeof createSetQuantities>;
