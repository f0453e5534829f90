import { GraphQLError } from 'graphql';
import type { SimulatedStore } from '../simulation/simulated-store.ts';
import type { StoredListing } from '../simulation/store-view.ts';

export const STOCK_LOCATION_ID = '1';

export interface VariantQuery {
  readonly skip?: number;
  readonly take?: number;
  readonly filter?: { readonly id?: { readonly in?: readonly string[] } };
}

export interface VariantInput {
  readonly id: string;
  readonly enabled?: boolean;
  readonly prices?: readonly { readonly currencyCode: string; readonly price: number }[];
  readonly stockLevels?: readonly {
    readonly stockLocationId: string;
    readonly stockOnHand: number;
  }[];
}

export const coded = (code: string | null, message: string) =>
  new GraphQLError(message, code === null ? {} : { extensions: { code } });

export function variantJson(listing: StoredListing) {
  const { available, allocated, currency, priceMinor } = listing;
  return {
    id: listing.externalId,
    sku: listing.skuCode,
    name: listing.title,
    enabled: listing.status === 'active',
    product: { enabled: true },
    currencyCode: currency,
    prices: [{ price: priceMinor, currencyCode: currency }],
    stockLevels: [
      {
        stockLocationId: STOCK_LOCATION_ID,
        stockOnHand: available + allocated,
        stockAllocated: allocated,
      },
    ],
  };
}

export function selectVariants(listings: readonly StoredListing[], query: VariantQuery) {
  const { skip = 0, take = 1_000, filter = {} } = query;
  const found = listings.filter((one) => filter.id?.in?.includes(one.externalId) ?? true);
  const items = found.slice(skip, skip + take).map(variantJson);
  return { items, totalItems: found.length };
}

/** All of it or nothing: what is wrong with one variant is found before anything is written. */
export function updateVariants(store: SimulatedStore, inputs: readonly VariantInput[]) {
  for (const input of inputs) refuseWrong(store, input);
  return inputs.map((input) => {
    const { id: externalId, enabled, prices = [], stockLevels = [] } = input;
    for (const { stockOnHand } of stockLevels) {
      const allocated = store.now.listing(externalId)?.allocated ?? 0;
      store.setAvailable({ externalId, available: stockOnHand - allocated, cause: 'api' });
    }
    for (const { price } of prices) store.revise({ externalId, priceMinor: price });
    if (enabled !== undefined) store.revise({ externalId, status: enabled ? 'active' : 'paused' });
    const listing = store.now.listing(externalId);
    return listing ? variantJson(listing) : null;
  });
}

function refuseWrong(store: SimulatedStore, input: VariantInput): void {
  const listing = store.now.listing(input.id);
  if (!listing) {
    const message = `No ProductVariant with the id "${input.id}" could be found`;
    throw coded('ENTITY_NOT_FOUND', message);
  }
  for (const { stockLocationId } of input.stockLevels ?? []) {
    // The real shop passes on what its database says, and no code.
    const message = 'insert or update on table "stock_level" violates foreign key constraint';
    if (stockLocationId !== STOCK_LOCATION_ID) throw coded(null, message);
  }
  for (const { currencyCode } of input.prices ?? []) {
    const message = `The currency "${currencyCode}" is not available in the current Channel`;
    if (currencyCode !== listing.currency) throw coded('USER_INPUT_ERROR', message);
  }
}
