import { z } from 'zod';
import { sayInShops, saySku } from '../terms/phrases.ts';
import { accountSchema, skuSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';
import { switchListing } from './switch-listing.ts';

/** Puts a SKU on sale again. Null account: in every shop. */
export const resumeListingSchema = z.strictObject({
  kind: z.literal('resume-listing'),
  sku: skuSchema,
  account: accountSchema,
});

export const resumeListing = action({
  ...switchListing(false),
  kind: 'resume-listing',
  schema: resumeListingSchema,
  examples: ['resume that SKU in every shop', 'resume HOODIE-M on the web shop'],
  undo: { how: 'The listing is paused again.' },
  sentence: ({ sku, account }, names) =>
    `resume ${saySku(sku, names)} ${sayInShops(account, names)}`,
});
