import { z } from 'zod';
import { sayInShops, saySku } from '../terms/phrases.ts';
import { accountSchema, skuSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';
import { effectSku, mayFail } from './effects-of.ts';

/** Puts a SKU on sale again. Null account: in every shop. */
export const resumeListingSchema = z.strictObject({
  kind: z.literal('resume-listing'),
  sku: skuSchema,
  account: accountSchema,
});

export const resumeListing = action({
  kind: 'resume-listing',
  schema: resumeListingSchema,
  examples: ['resume that SKU in every shop', 'resume HOODIE-M on the web shop'],
  role: 'manager',
  undo: { how: 'The listing is paused again.' },
  isMessage: false,
  sentence: ({ sku, account }, names) =>
    `resume ${saySku(sku, names)} ${sayInShops(account, names)}`,
  effects: ({ sku, account }) => [
    {
      fact: 'listing-resumed',
      sku: effectSku(sku),
      direction: null,
      location: null,
      account,
      by: null,
    },
    mayFail(sku, account),
  ],
  sku: ({ sku }) => sku,
  rehearse: ({ account }, desk, skuId) => desk.listing({ skuId, account, isPaused: false }),
  sets: ({ sku, account }) => ({
    thing: 'listing',
    sku,
    account,
    state: 'on sale',
    isEverywhere: true,
  }),
});
