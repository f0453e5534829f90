import { z } from 'zod';
import { sayInShops, saySku } from '../terms/phrases.ts';
import { accountSchema, skuSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';
import { effectSku, mayFail } from './effects-of.ts';

/** Takes a SKU off sale. Null account: in every shop. */
export const pauseListingSchema = z.strictObject({
  kind: z.literal('pause-listing'),
  sku: skuSchema,
  account: accountSchema,
});

export const pauseListing = action({
  kind: 'pause-listing',
  schema: pauseListingSchema,
  examples: ['pause that SKU in every shop', 'pause HOODIE-M on the web shop'],
  role: 'manager',
  undo: { how: 'The listing is put back on sale.' },
  isMessage: false,
  sentence: ({ sku, account }, names) =>
    `pause ${saySku(sku, names)} ${sayInShops(account, names)}`,
  effects: ({ sku, account }) => [
    {
      fact: 'listing-paused',
      sku: effectSku(sku),
      direction: null,
      location: null,
      account,
      by: null,
    },
    mayFail(sku, account),
  ],
  sku: ({ sku }) => sku,
  rehearse: ({ account }, desk, skuId) => desk.listing({ skuId, account, isPaused: true }),
  sets: ({ sku, account }) => ({
    thing: 'listing',
    sku,
    account,
    state: 'paused',
    isEverywhere: true,
  }),
});
