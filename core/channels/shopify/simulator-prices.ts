/** What the shop does with a well-formed `productVariantsBulkUpdate`. */
import { parseMoney } from '../../base/money.ts';
import type { SimulatedStore } from '../simulation/simulated-store.ts';
import type { StoredListing } from '../simulation/store-view.ts';
import { idOfGid } from './gid.ts';
import { toVariant } from './simulator-orders.ts';
import { refusal, type UserError } from './simulator-quantities.ts';

export interface SetPricesInput {
  readonly productId: string;
  readonly allowPartialUpdates: boolean;
  readonly variants: readonly { readonly id?: string | null; readonly price?: unknown }[];
}

type Judged = { readonly listing: StoredListing; readonly minor: number } | UserError;

function judgeVariant(
  { id, price }: SetPricesInput['variants'][number],
  o: { siblings: readonly StoredListing[]; index: number },
): Judged {
  const at = (name: string) => ['variants', String(o.index), name];
  const variantId = idOfGid('ProductVariant', id ?? '');
  const listing = o.siblings.find(({ externalId }) => externalId === variantId);
  if (!listing) {
    return refusal('PRODUCT_VARIANT_DOES_NOT_EXIST', 'Product variant does not exist', at('id'));
  }
  const parsed = parseMoney(String(price), listing.currency);
  if (!parsed.ok) return refusal('INVALID_INPUT', 'Price is invalid', at('price'));
  const { minor } = parsed.value;
  if (minor < 0) return refusal('NEGATIVE_PRICE_VALUE', 'Price is negative', at('price'));
  return { listing, minor };
}

export function setPrices(store: SimulatedStore, input: SetPricesInput) {
  const { productId, variants, allowPartialUpdates } = input;
  const product = idOfGid('Product', productId);
  const siblings = store.now.listings().filter((one) => one.externalParentId === product);
  if (siblings.length === 0) {
    const error = refusal('PRODUCT_DOES_NOT_EXIST', 'Product does not exist', ['productId']);
    return { product: null, productVariants: null, userErrors: [error] };
  }
  const judged = variants.map((variant, index) => judgeVariant(variant, { siblings, index }));
  const userErrors = judged.filter((one) => 'code' in one);
  const isDone = userErrors.length === 0 || allowPartialUpdates;
  const revised = judged.flatMap((one) => {
    if ('code' in one || !isDone) return [];
    const { externalId } = one.listing;
    return [store.revise({ externalId, priceMinor: one.minor })];
  });
  return {
    product: { id: productId, status: 'ACTIVE' },
    productVariants: revised.map(toVariant),
    userErrors,
  };
}
