import { z } from 'zod';
import { sayInShops, saySku } from '../terms/phrases.ts';
import { accountSchema, skuSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';
import { switchListing } from './switch-listing.ts';

/** Takes a SKU off sale. Null account: in every shop. */
export const pauseListingSchema = z.strictObject({
  kind: z.literal('pause-listing'),
  sku: skuSchema,
  account: accountSchema,
});

export const pauseListing = action({
  ...switchListing(true),
  kind: 'pause-listing',
  schema: pauseListingSchema,
  examples: ['pause that SKU in every shop', 'pause HOODIE-M on the web shop'],
  undo: { how: 'The listing is put back on sale.' },
  sentence: ({ sku, account }, names) =>
    `pause ${saySku(sku, names)} ${sayInShops(account, names)}`,
});
