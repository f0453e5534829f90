import { z } from 'zod';
import { countSchema } from '../terms/measure.ts';
import { countOf, saySku } from '../terms/phrases.ts';
import { nameSchema, skuSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';
import { stockEffects } from './effects-of.ts';

/** Moves units from one location to another. */
export const transferSchema = z.strictObject({
  kind: z.literal('transfer'),
  sku: skuSchema,
  units: countSchema,
  from: nameSchema,
  to: nameSchema,
});

export const transfer = action({
  kind: 'transfer',
  schema: transferSchema,
  examples: ['move 10 units of that SKU from Delhi to Mumbai'],
  role: 'warehouse',
  undo: { how: 'The same units are moved back.' },
  isMessage: false,
  sentence: ({ sku, units, from, to }, names) =>
    `move ${countOf(units, 'unit')} of ${saySku(sku, names)} ` +
    `from ${names.location(from)} to ${names.location(to)}`,
  // Only while they are there; what is moved changes no total.
  effects: ({ sku, units, from, to }) => [
    ...stockEffects(sku, { by: -units, location: from }),
    ...stockEffects(sku, { by: units, location: to }),
  ],
  sku: ({ sku }) => sku,
  rehearse: ({ units, from, to }, desk, skuId) =>
    desk.move([
      { skuId, location: from, by: -units },
      { skuId, location: to, by: units },
    ]),
  impossible: ({ from, to }) =>
    from === to ? 'It moves units from a location to the same one.' : null,
});
