import type { ListingRef, PricePush, StatusPush, StockPush } from '../channel.ts';
import { type PushOutcome, rejected, retryLater } from '../outcome.ts';
import type { AskShop } from './ask-shop.ts';
import { LIST_VARIANTS, UPDATE_VARIANTS } from './documents.ts';
import { priceIn, stockAt } from './mapping.ts';
import { type WireVariant, wireUpdated, wireVariantList } from './wire.ts';

/** One figure on its way to one variant. */
interface Push {
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly isUrgent: boolean;
  /** What the variant, as the shop answered it after the change, says about the push. */
  judge(variant: WireVariant): PushOutcome;
}

/**
 * Vendure is told what is on hand, and offers that minus what its orders have taken. So the units
 * allocated are read first and added. An order that comes between the two calls is seen in the
 * answer of the second, and told as a conflict.
 */
export async function pushStock(
  ask: AskShop,
  o: { items: readonly StockPush[]; stockLocationId: string },
): Promise<readonly PushOutcome[]> {
  const { items, stockLocationId } = o;
  if (items.length === 0) return [];
  const ids = items.map((item) => item.listing.externalId);
  const isUrgent = items.some((item) => item.quantity === 0);
  const answer = await ask({
    document: LIST_VARIANTS,
    variables: { options: { take: ids.length, filter: { id: { in: ids } } } },
    effect: 'read',
    isUrgent,
    schema: wireVariantList,
  });
  if (answer.kind !== 'ok') return items.map(() => answer);
  const shown = new Map(answer.value.productVariants.items.map((one) => [one.id, one]));
  const pushes = items.map(({ listing, quantity }) => {
    const variant = shown.get(listing.externalId);
    if (!variant) return null;
    const stockOnHand = quantity + stockAt(variant, stockLocationId).allocated;
    return toStockPush({ listing, quantity, stockOnHand, stockLocationId });
  });
  const outcomes = [
    ...(await pushAll(
      ask,
      pushes.filter((push) => push !== null),
    )),
  ];
  const lost = rejected('the shop has no such variant');
  return pushes.map((push) => (push === null ? lost : (outcomes.shift() ?? unanswered)));
}

function toStockPush(o: {
  listing: ListingRef;
  quantity: number;
  stockOnHand: number;
  stockLocationId: string;
}): Push {
  const { quantity, stockOnHand, stockLocationId } = o;
  const id = o.listing.externalId;
  return {
    id,
    input: { id, stockLevels: [{ stockLocationId, stockOnHand }] },
    isUrgent: quantity === 0,
    judge(variant) {
      const { onHand, allocated } = stockAt(variant, stockLocationId);
      const actual = onHand - allocated;
      return actual === quantity ? { kind: 'applied' } : { kind: 'conflict', actual };
    },
  };
}

/** Prices are set by currency, as they are entered: with tax where the shop's channel says so. */
export async function pushPrice(
  ask: AskShop,
  items: readonly PricePush[],
): Promise<readonly PushOutcome[]> {
  const pushes = items.map(({ listing: { externalId: id }, priceMinor: price, currency }): Push => {
    const judge = (variant: WireVariant) => isShown(priceIn(variant, currency) === price);
    const prices = [{ currencyCode: currency, price }];
    return { id, input: { id, prices }, isUrgent: false, judge };
  });
  return pushAll(ask, pushes);
}

export async function pushStatus(
  ask: AskShop,
  items: readonly StatusPush[],
): Promise<readonly PushOutcome[]> {
  const pushes = items.map(({ listing: { externalId: id }, status }): Push => {
    const enabled = status === 'active';
    const judge = (variant: WireVariant) =>
      enabled && !variant.product.enabled ? hidden : isShown(variant.enabled === enabled);
    return { id, input: { id, enabled }, isUrgent: !enabled, judge };
  });
  return pushAll(ask, pushes);
}

/** A person's decision about all of its variants, which is not ours to undo. */
const hidden = rejected('its product is switched off in the shop: switch it on there');

function isShown(is: boolean): PushOutcome {
  return is ? { kind: 'applied' } : rejected('the shop took the call and shows another figure');
}

/**
 * The shop changes all variants of a call or none: one that it refuses takes the others along. So a
 * refused call is split in halves until the refusal stands alone. One outcome per push, in order.
 */
async function pushAll(ask: AskShop, pushes: readonly Push[]): Promise<readonly PushOutcome[]> {
  if (pushes.length === 0) return [];
  const answer = await ask({
    document: UPDATE_VARIANTS,
    variables: { input: pushes.toSorted(byId).map((push) => push.input) },
    effect: 'write',
    isUrgent: pushes.some((push) => push.isUrgent),
    schema: wireUpdated,
  });
  if (answer.kind === 'rejected' && pushes.length > 1) {
    const middle = Math.ceil(pushes.length / 2);
    const first = await pushAll(ask, pushes.slice(0, middle));
    return [...first, ...(await pushAll(ask, pushes.slice(middle)))];
  }
  if (answer.kind !== 'ok') return pushes.map(() => answer);
  const updated = answer.value.updateProductVariants;
  return pushes.map((push) => {
    const variant = updated.find((one) => one?.id === push.id);
    return variant ? push.judge(variant) : unanswered;
  });
}

/**
 * The shop locks one variant after another. Two calls that overlap, as when one that timed out
 * still runs, end in a deadlock unless both go the same way (24 of 25 pairs, measured).
 */
const byId = (a: Push, b: Push) => (a.id < b.id ? -1 : 1);

const unanswered: PushOutcome = retryLater('the shop did not say what became of this variant', {
  isOutcomeUnknown: true,
});
