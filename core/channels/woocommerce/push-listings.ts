import type { ListingRef, PricePush, StatusPush, StockPush } from '../channel.ts';
import { type PushOutcome, rejected, retryLater } from '../outcome.ts';
import { type CallShop, refusalOf } from './call-shop.ts';
import {
  type ListingUpdate,
  showsPrice,
  toPriceUpdate,
  toStatusUpdate,
  toStockUpdate,
} from './mapping.ts';
import { type WireListing, wireBatch, wireBatchItem } from './wire.ts';

/**
 * Variations are written per product: so many products at once, for the shop is somebody's small
 * server.
 */
const PRODUCTS_AT_ONCE = 3;
const WIRE_ID = /^\d{1,19}$/;

/** One figure on its way to one listing. */
interface Push {
  readonly listing: ListingRef;
  readonly update: ListingUpdate;
  readonly isUrgent: boolean;
  /** Does the listing, as the shop answered it, show what was sent? */
  isShown(listing: WireListing): boolean;
}

/**
 * Sets the figure whatever the shop has there: the API has no compare-and-set. An order that the
 * shop took a moment ago, and that we do not know yet, is overwritten, and put right by the push
 * that the order itself causes.
 */
export function pushStock(shop: CallShop, items: readonly StockPush[]) {
  const pushes = items.map(({ listing, quantity }) =>
    toPush(listing, {
      update: () => toStockUpdate({ listing, quantity }),
      isUrgent: quantity === 0,
      // Not managed after we asked for it: stock keeping is switched off in the shop's settings.
      isShown: (shown) => shown.manage_stock === true && shown.stock_quantity === quantity,
    }),
  );
  return pushAll(shop, pushes);
}

export function pushPrice(shop: CallShop, o: { items: readonly PricePush[]; currency: string }) {
  const pushes = o.items.map(({ listing, priceMinor, currency }) => {
    if (currency !== o.currency) {
      return rejected(`the shop sells in ${o.currency}, the price is in ${currency}`);
    }
    return toPush(listing, {
      update: () => toPriceUpdate({ listing, priceMinor, currency }),
      isUrgent: false,
      isShown: (shown) => showsPrice(shown, { priceMinor, currency }),
    });
  });
  return pushAll(shop, pushes);
}

export function pushStatus(shop: CallShop, items: readonly StatusPush[]) {
  const pushes = items.map(({ listing, status }) =>
    toPush(listing, {
      update: () => toStatusUpdate({ listing, status }),
      isUrgent: status === 'paused',
      isShown: (shown) => (shown.status === 'publish') === (status === 'active'),
    }),
  );
  return pushAll(shop, pushes);
}

function toPush(
  listing: ListingRef,
  o: { update: () => ListingUpdate } & Pick<Push, 'isUrgent' | 'isShown'>,
): Push | PushOutcome {
  const ids = [listing.externalId, listing.externalParentId ?? '0'];
  if (!ids.every((id) => WIRE_ID.test(id))) return rejected('the listing has no WooCommerce id');
  return { listing, update: o.update(), isUrgent: o.isUrgent, isShown: o.isShown };
}

const isPush = (item: Push | PushOutcome): item is Push => 'update' in item;

async function pushAll(
  shop: CallShop,
  items: readonly (Push | PushOutcome)[],
): Promise<readonly PushOutcome[]> {
  const outcomes = new Map<Push | PushOutcome, PushOutcome>();
  const byParent = Map.groupBy(items.filter(isPush), (push) => push.listing.externalParentId);
  const groups = [...byParent];
  const work = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      await pushGroup(shop, { parentId: group[0], pushes: group[1], outcomes });
    }
  };
  await Promise.all(Array.from({ length: PRODUCTS_AT_ONCE }, work));
  return items.map((item) => (isPush(item) ? (outcomes.get(item) ?? unanswered) : item));
}

const unanswered: PushOutcome = retryLater('the shop did not say what became of this listing', {
  isOutcomeUnknown: true,
});

/** Simple products in one call, or the variations of one product in one call. */
async function pushGroup(
  shop: CallShop,
  o: {
    parentId: string | null;
    pushes: readonly Push[];
    outcomes: Map<Push | PushOutcome, PushOutcome>;
  },
): Promise<void> {
  const { parentId, pushes, outcomes } = o;
  const path = parentId === null ? '/products/batch' : `/products/${parentId}/variations/batch`;
  const body = { update: pushes.map((push) => push.update) };
  const isUrgent = pushes.some((push) => push.isUrgent);
  const answer = await shop.post(path, { body, isUrgent });
  if (answer.kind !== 'ok') {
    for (const push of pushes) outcomes.set(push, answer);
    return;
  }
  if (!answer.value.isFound) {
    for (const push of pushes) outcomes.set(push, rejected('the shop has no such product'));
    return;
  }
  const batch = wireBatch.safeParse(answer.value.json);
  if (!batch.success) return;
  for (const wire of batch.data.update) {
    const item = wireBatchItem.safeParse(wire);
    if (!item.success) continue;
    const push = pushes.find((candidate) => candidate.listing.externalId === item.data.id);
    if (push) outcomes.set(push, toOutcome(push, item.data));
  }
}

function toOutcome(
  push: Push,
  item: { readonly listing: WireListing } | { readonly error: WireItemError },
): PushOutcome {
  if ('error' in item) {
    const { code, message, data } = item.error;
    return refusalOf({ status: data?.status ?? null, code, message });
  }
  if (push.isShown(item.listing)) return { kind: 'applied' };
  return rejected('the shop took the call and shows another figure');
}

interface WireItemError {
  readonly code: string;
  readonly message: string;
  readonly data?: { readonly status?: number | undefined } | null | undefined;
}
