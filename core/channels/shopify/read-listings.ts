import { z } from 'zod';
import type { ListingReading, ListingRef } from '../channel.ts';
import { type CallAnswer, ok } from '../outcome.ts';
import type { AskShop } from './call-shop.ts';
import { READ_LISTINGS } from './documents.ts';
import { idOfGid, isShopId, toGid } from './gid.ts';
import { availableOf, inventoryItem } from './graphql-wire.ts';
import { toMinor } from './mapping.ts';
import { wireCurrency } from './wire-values.ts';

const variantNode = z.object({
  id: z.string(),
  price: z.string(),
  product: z.object({ status: z.string() }),
  inventoryItem,
});

const listingsReply = z.object({
  shop: z.object({ currencyCode: wireCurrency }),
  // Null: deleted. Empty: the id names something that is no variant.
  nodes: z.array(z.union([variantNode, z.strictObject({}).transform(() => null)]).nullable()),
});

/** Unlisted products are sold to whoever has the link. */
const ON_SALE: ReadonlySet<string> = new Set(['ACTIVE', 'UNLISTED']);

function readingOf(node: z.output<typeof variantNode>, currency: string): ListingReading[] {
  const externalId = idOfGid('ProductVariant', node.id);
  if (externalId === null) return [];
  return [
    {
      externalId,
      available: availableOf(node.inventoryItem),
      priceMinor: toMinor(node.price, currency),
      currency,
      status: ON_SALE.has(node.product.status) ? 'active' : 'paused',
    },
  ];
}

export async function readListings(
  ask: AskShop,
  o: { listings: readonly ListingRef[]; locationId: string },
): Promise<CallAnswer<readonly ListingReading[]>> {
  // A malformed id would refuse the whole question, and names nothing that the shop could have.
  const ids = o.listings.map(({ externalId }) => externalId).filter(isShopId);
  if (ids.length === 0) return ok([]);
  const answer = await ask({
    document: READ_LISTINGS,
    variables: {
      ids: ids.map((id) => toGid('ProductVariant', id)),
      locationId: toGid('Location', o.locationId),
    },
    effect: 'read',
    schema: listingsReply,
  });
  if (answer.kind !== 'ok') return answer;
  const { nodes, shop } = answer.value;
  return ok(nodes.flatMap((node) => (node ? readingOf(node, shop.currencyCode) : [])));
}
