import { z } from 'zod';
import type { ListingReading, ListingRef } from '../channel.ts';
import { type CallAnswer, ok } from '../outcome.ts';
import type { AskShop } from './call-shop.ts';
import { READ_LISTINGS } from './documents.ts';
import { idOfGid, toGid } from './gid.ts';
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
  const answer = await ask({
    document: READ_LISTINGS,
    variables: {
      ids: o.listings.map(({ externalId }) => toGid('ProductVariant', externalId)),
      locationId: toGid('Location', o.locationId),
    },
    effect: 'read',
    schema: listingsReply,
  });
  if (answer.kind !== 'ok') return answer;
  const { nodes, shop } = answer.value;
  return ok(nodes.flatMap((node) => (node ? readingOf(node, shop.currencyCode) : [])));
}
