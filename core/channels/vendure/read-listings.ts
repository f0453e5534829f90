import type { ListingReading, ListingRef } from '../channel.ts';
import { type CallAnswer, ok } from '../outcome.ts';
import type { AskShop } from './ask-shop.ts';
import { LIST_VARIANTS } from './documents.ts';
import { toListingReading } from './mapping.ts';
import { wireVariantList } from './wire.ts';

/** The shop gives up to 1,000, each with queries of its own. */
export const LISTINGS_PER_CALL = 100;

export async function readListings(
  ask: AskShop,
  o: { listings: readonly ListingRef[]; stockLocationId: string },
): Promise<CallAnswer<readonly ListingReading[]>> {
  const readings: ListingReading[] = [];
  for (let start = 0; start < o.listings.length; start += LISTINGS_PER_CALL) {
    const ids = o.listings.slice(start, start + LISTINGS_PER_CALL).map((one) => one.externalId);
    const answer = await ask({
      document: LIST_VARIANTS,
      variables: { options: { take: ids.length, filter: { id: { in: ids } } } },
      effect: 'read',
      schema: wireVariantList,
    });
    if (answer.kind !== 'ok') return answer;
    const variants = answer.value.productVariants.items;
    readings.push(...variants.map((variant) => toListingReading(variant, o.stockLocationId)));
  }
  return ok(readings);
}
