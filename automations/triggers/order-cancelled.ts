import { z } from 'zod';
import { sayAccount, sayScopeAfter } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { observeOrder, orderConcern } from './observe-order.ts';
import { trigger } from './trigger-kind.ts';

/** An order is cancelled as a whole. */
export const orderCancelledSchema = z.strictObject({
  kind: z.literal('order-cancelled'),
  scope: scopeSchema,
  account: accountSchema,
});

export const orderCancelled = trigger({
  kind: 'order-cancelled',
  schema: orderCancelledSchema,
  examples: ['when an order is cancelled', 'when an order from the web shop is cancelled'],
  about: { sku: true, order: true, account: true },
  sentence: ({ scope, account }, names) =>
    `an order${sayScopeAfter('for', scope, names)}${sayAccount('from', account, names)} ` +
    'is cancelled',
  concern: (one, catalog) => orderConcern('order-cancelled', one, catalog),
  observe: (one, at) => observeOrder('order-cancelled', one, at),
  describe: (_, { occurrence: { orderNumber } }) => `order ${orderNumber} was cancelled`,
});
