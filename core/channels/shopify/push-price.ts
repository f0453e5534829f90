import { z } from 'zod';
import { toDecimalString } from '../../base/money.ts';
import type { PricePush } from '../channel.ts';
import { type CallAnswer, ok, type PushOutcome, rejected, retryLater } from '../outcome.ts';
import { type AskShop, reasonOf } from './call-shop.ts';
import { READ_CURRENCY, SET_PRICES } from './documents.ts';
import { isShopId, toGid } from './gid.ts';
import { toMinor } from './mapping.ts';
import { wireCurrency } from './wire-values.ts';

interface Pending {
  readonly place: number;
  readonly push: PricePush;
  readonly productId: string;
}

type Outcomes = Map<number, PushOutcome>;

const currencyReply = z.object({ shop: z.object({ currencyCode: wireCurrency }) });

const pricesReply = z.object({
  productVariantsBulkUpdate: z.object({
    productVariants: z.array(z.object({ id: z.string(), price: z.string() })).nullable(),
    userErrors: z.array(z.object({ field: z.array(z.string()).nullable(), message: z.string() })),
  }),
});
type PricesReply = z.output<typeof pricesReply>['productVariantsBulkUpdate'];

async function readCurrency(ask: AskShop): Promise<CallAnswer<string>> {
  const answer = await ask({
    document: READ_CURRENCY,
    variables: {},
    effect: 'read',
    schema: currencyReply,
  });
  return answer.kind === 'ok' ? ok(answer.value.shop.currencyCode) : answer;
}

function judgeReply(reply: PricesReply, o: { group: readonly Pending[]; outcomes: Outcomes }) {
  const { group, outcomes } = o;
  const shown = new Map((reply.productVariants ?? []).map(({ id, price }) => [id, price]));
  const errors = new Map<number | null, string>();
  for (const { field, message } of reply.userErrors) {
    const step = field?.find((part) => /^\d{1,3}$/.test(part));
    errors.set(step === undefined ? null : Number.parseInt(step, 10), message);
  }
  for (const [index, { place, push }] of group.entries()) {
    const error = errors.get(index) ?? errors.get(null);
    const price = shown.get(toGid('ProductVariant', push.listing.externalId)) ?? null;
    if (error !== undefined) outcomes.set(place, rejected(reasonOf([error])));
    else if (toMinor(price, push.currency) === push.priceMinor) {
      outcomes.set(place, { kind: 'applied' });
    } else {
      outcomes.set(place, retryLater('the shop shows another price', { isOutcomeUnknown: true }));
    }
  }
}

async function sendGroup(
  ask: AskShop,
  o: { productId: string; group: readonly Pending[]; outcomes: Outcomes },
) {
  const { productId, group, outcomes } = o;
  const answer = await ask({
    document: SET_PRICES,
    variables: {
      productId: toGid('Product', productId),
      variants: group.map(({ push: { listing, priceMinor: minor, currency } }) => ({
        id: toGid('ProductVariant', listing.externalId),
        price: toDecimalString({ minor, currency }),
      })),
    },
    effect: 'write',
    schema: pricesReply,
  });
  if (answer.kind === 'ok') {
    judgeReply(answer.value.productVariantsBulkUpdate, { group, outcomes });
    return null;
  }
  for (const { place } of group) outcomes.set(place, answer);
  return answer;
}

/**
 * Prices live on the product: one call for each product, one outcome for each listing. A price is
 * only sent in the currency that the shop sells in: the API takes a bare number, and would show
 * 1999 yen as 1999 dollars.
 */
export async function pushPrice(
  ask: AskShop,
  items: readonly PricePush[],
): Promise<readonly PushOutcome[]> {
  if (items.length === 0) return [];
  const sold = await readCurrency(ask);
  if (sold.kind !== 'ok') return items.map(() => sold);
  const outcomes: Outcomes = new Map();
  const pending = items.flatMap((push, place): Pending[] => {
    const { externalId, externalParentId: productId } = push.listing;
    if (productId === null || ![productId, externalId].every(isShopId)) {
      outcomes.set(place, rejected('the product of this listing is not known: import it again'));
    } else if (push.currency !== sold.value) {
      outcomes.set(place, rejected(`the shop sells in ${sold.value}, not ${push.currency}`));
    } else return [{ place, push, productId }];
    return [];
  });
  const groups = Map.groupBy(pending, ({ productId }) => productId);
  for (const [productId, group] of groups) {
    const refusal = await sendGroup(ask, { productId, group, outcomes });
    // What refuses a call without looking at its content refuses the next one too.
    if (refusal && refusal.kind !== 'rejected') {
      const unsent = { ...refusal, isOutcomeUnknown: false };
      return items.map((_, place) => outcomes.get(place) ?? unsent);
    }
  }
  return items.map((_, place) => outcomes.get(place) ?? retryLater('the shop did not say'));
}
