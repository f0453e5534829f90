import { z } from 'zod';
import { countSchema } from '../terms/measure.ts';
import { countOf, saySku } from '../terms/phrases.ts';
import { skuSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';

/** Writes a draft of a purchase order. */
export const purchaseDraftSchema = z.strictObject({
  kind: z.literal('purchase-draft'),
  sku: skuSchema,
  units: countSchema,
});

export const purchaseDraft = action({
  kind: 'purchase-draft',
  schema: purchaseDraftSchema,
  examples: ['draft a purchase order for 50 units of that SKU'],
  role: 'manager',
  undo: { how: 'The draft is thrown away.' },
  isMessage: false,
  sentence: ({ sku, units }, names) =>
    `draft a purchase order for ${countOf(units, 'unit')} of ${saySku(sku, names)}`,
  effects: () => [],
  sku: ({ sku }) => sku,
});
