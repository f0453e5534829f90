import type { ListingReading, ListingRef } from '../channel.ts';
import { type CallAnswer, ok, rejected } from '../outcome.ts';
import type { CallShop } from './call-shop.ts';
import { toListingReading } from './mapping.ts';
import { wireListing } from './wire.ts';

/** The most that the shop gives on one page. */
export const LISTINGS_PER_CALL = 100;
const FIELDS = Object.keys(wireListing.shape).join(',');

/** Simple products in one call, the variations of each product in one call of their own. */
export async function readListings(
  shop: CallShop,
  o: { listings: readonly ListingRef[]; currency: string },
): Promise<CallAnswer<readonly ListingReading[]>> {
  const byParent = Map.groupBy(o.listings, (listing) => listing.externalParentId);
  const readings: ListingReading[] = [];
  for (const [parentId, group] of byParent) {
    for (let start = 0; start < group.length; start += LISTINGS_PER_CALL) {
      const ids = group.slice(start, start + LISTINGS_PER_CALL).map((one) => one.externalId);
      const page = await readPage(shop, { parentId, ids, currency: o.currency });
      if (page.kind !== 'ok') return page;
      readings.push(...page.value);
    }
  }
  return ok(readings);
}

async function readPage(
  shop: CallShop,
  o: { parentId: string | null; ids: readonly string[]; currency: string },
): Promise<CallAnswer<readonly ListingReading[]>> {
  const path = o.parentId === null ? '/products' : `/products/${o.parentId}/variations`;
  const answer = await shop.get(path, {
    include: o.ids.join(','),
    per_page: LISTINGS_PER_CALL,
    _fields: FIELDS,
  });
  if (answer.kind !== 'ok') return answer;
  if (!answer.value.isFound) return ok([]);
  const read = wireListing.array().safeParse(answer.value.json);
  if (!read.success) return rejected('the products are not as published');
  return ok(read.data.map((listing) => toListingReading(listing, o.currency)));
}
