import { z } from 'zod';
import { countOf, sayAccount, sayScopeAfter } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { observeOrder, orderConcern } from './observe-order.ts';
import { trigger } from './trigger-kind.ts';

/**
 * An order arrives for the first time; with a scope, one that has such a SKU on it. Value, units
 * and country are conditions.
 */
export const orderReceivedSchema = z.strictObject({
  kind: z.literal('order-received'),
  scope: scopeSchema,
  account: accountSchema,
});

export const orderReceived = trigger({
  kind: 'order-received',
  schema: orderReceivedSchema,
  examples: ['when an order arrives', 'when an order for HOODIE-M arrives from the web shop'],
  about: { sku: true, order: true, account: true },
  sentence: ({ scope, account }, names) =>
    `an order${sayScopeAfter('for', scope, names)} arrives${sayAccount('from', account, names)}`,
  concern: (one, catalog) => orderConcern('order-received', one, catalog),
  observe: (one, at) => observeOrder('order-received', one, at),
  describe: (_, { occurrence: { orderNumber, figure } }) =>
    `order ${orderNumber} came in, with ${countOf(figure ?? 0, 'unit')}`,
});
