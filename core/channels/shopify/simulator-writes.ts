/** What the shop does with a mutation that is well-formed. Nothing here is applied by halves. */
import type { Clock } from '../../base/clock.ts';
import { parseMoney } from '../../base/money.ts';
import type { SimulatedStore } from '../simulation/simulated-store.ts';
import type { StoredListing } from '../simulation/store-view.ts';
import { idOfGid, toGid } from './gid.ts';
import { LOCATION_ID, toInventoryItem, toVariant } from './simulator-orders.ts';

interface UserError {
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

export interface SetPricesInput {
  readonly productId: string;
  readonly allowPartialUpdates: boolean;
  readonly variants: readonly { readonly id?: string | null; readonly price?: unknown }[];
}

type Payload = { readonly inventoryAdjustmentGroup: unknown; readonly userErrors: unknown };

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

const refusal = (code: string, message: string, field: readonly string[] | null = null) => ({
  code,
  field,
  message,
});

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

export function createShopWrites(o: { store: SimulatedStore; clock: Pick<Clock, 'now'> }) {
  const { store, clock } = o;
  const attempts = new Map<string, Attempt>();
  let groups = 0;

  const listingOf = (gid: string): StoredListing | null =>
    store.now.listingByStockId(idOfGid('InventoryItem', gid) ?? '');

  const itemErrors = ({ quantities }: SetQuantitiesInput): UserError[] => {
    const seen = new Set<string>();
    return quantities.flatMap((item, index): UserError[] => {
      const at = (name: string) => ['input', 'quantities', String(index), name];
      const { inventoryItemId, locationId, quantity, changeFromQuantity: from } = item;
      const listing = listingOf(inventoryItemId);
      const pair = `${inventoryItemId} ${locationId}`;
      const isTwice = seen.has(pair);
      seen.add(pair);
      if (isTwice) {
        const code = 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR';
        return [refusal(code, 'The item stands twice in the call.', at('inventoryItemId'))];
      }
      if (!listing) {
        const message = 'The specified item could not be found.';
        return [refusal('INVALID_INVENTORY_ITEM', message, at('inventoryItemId'))];
      }
      if (locationId !== toGid('Location', LOCATION_ID)) {
        const message = 'The specified location could not be found.';
        return [refusal('INVALID_LOCATION', message, at('locationId'))];
      }
      if (quantity < 0) {
        return [refusal('INVALID_QUANTITY_NEGATIVE', 'It is below zero.', at('quantity'))];
      }
      if (quantity > QUANTITY_MAX) {
        return [refusal('INVALID_QUANTITY_TOO_HIGH', 'It is too high.', at('quantity'))];
      }
      if (from === null || from === listing.available) return [];
      const message = 'The figure is no longer the one that was expected.';
      return [refusal('CHANGE_FROM_QUANTITY_STALE', message, at('changeFromQuantity'))];
    });
  };

  const apply = (input: SetQuantitiesInput): Payload => {
    const userErrors = [...inputErrors(input), ...itemErrors(input)];
    if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
    const changes = input.quantities.flatMap(({ inventoryItemId, quantity }) => {
      const before = listingOf(inventoryItemId);
      if (!before) return [];
      const { externalId } = before;
      store.setAvailable({ externalId, available: quantity, cause: 'api' });
      const delta = quantity - before.available;
      if (delta === 0) return [];
      const item = toInventoryItem({ ...before, available: quantity });
      return [{ name: 'available', delta, quantityAfterChange: quantity, item }];
    });
    groups += 1;
    const { reason, referenceDocumentUri } = input;
    const id = `gid://shopify/InventoryAdjustmentGroup/${groups}`;
    const group = { id, reason, referenceDocumentUri, changes: () => changes };
    return { inventoryAdjustmentGroup: changes.length > 0 ? group : null, userErrors };
  };

  const refused = (error: UserError): Payload => ({
    inventoryAdjustmentGroup: null,
    userErrors: [error],
  });

  return {
    /** A key that is known answers for its first call; it never runs anything twice. */
    setQuantities(input: SetQuantitiesInput, key: string): Payload {
      const fingerprint = JSON.stringify(input);
      const nowMs = clock.now().getTime();
      const known = attempts.get(key);
      if (known && nowMs - known.atMs < KEY_KEPT_MS) {
        if (known.fingerprint !== fingerprint) {
          const code = 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH';
          return refused(refusal(code, 'The key belongs to a call with other parameters.'));
        }
        if (!known.hasFailed) return known.payload;
        const code = 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED';
        return refused(refusal(code, 'The first call with this key failed: take a new key.'));
      }
      const payload = apply(input);
      const hasFailed = (payload.userErrors as readonly unknown[]).length > 0;
      attempts.set(key, { fingerprint, atMs: nowMs, payload, hasFailed });
      return payload;
    },

    setPrices({ productId, variants, allowPartialUpdates }: SetPricesInput) {
      const product = idOfGid('Product', productId);
      const siblings = store.now.listings().filter((one) => one.externalParentId === product);
      if (siblings.length === 0) {
        const code = 'PRODUCT_DOES_NOT_EXIST';
        const error = refusal(code, 'Product does not exist', ['productId']);
        return { product: null, productVariants: null, userErrors: [error] };
      }
      const userErrors: UserError[] = [];
      const prices = new Map<string, number>();
      for (const [index, { id, price }] of variants.entries()) {
        const at = (name: string) => ['variants', String(index), name];
        const variantId = idOfGid('ProductVariant', id ?? '');
        const listing = siblings.find(({ externalId }) => externalId === variantId);
        const parsed = listing && parseMoney(String(price), listing.currency);
        if (!listing) {
          const code = 'PRODUCT_VARIANT_DOES_NOT_EXIST';
          userErrors.push(refusal(code, 'Product variant does not exist', at('id')));
        } else if (!parsed?.ok) {
          userErrors.push(refusal('INVALID_INPUT', 'Price is invalid', at('price')));
        } else if (parsed.value.minor < 0) {
          userErrors.push(refusal('NEGATIVE_PRICE_VALUE', 'Price is negative', at('price')));
        } else prices.set(listing.externalId, parsed.value.minor);
      }
      const isDone = userErrors.length === 0 || allowPartialUpdates;
      const revised = [...(isDone ? prices : [])].map(([externalId, priceMinor]) =>
        store.revise({ externalId, priceMinor }),
      );
      return {
        product: { id: productId, status: 'ACTIVE' },
        productVariants: revised.map(toVariant),
        userErrors,
      };
    },
  };
}

export type ShopWrites = ReturnType<typeof createShopWrites>;
