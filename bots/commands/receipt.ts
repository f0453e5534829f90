import { defineCommand } from './command.ts';
import { move } from './movement.ts';
import { location, quantity, stockedSku } from './slot.ts';

export const receiptCommands = [
  defineCommand({
    name: 'received',
    aliases: ['receive', 'got', 'receipt'],
    summary: 'Take in a delivery; open shortages are covered first.',
    examples: ['received 40 HOODIE-M in Mumbai', 'got 12 mug-red bengaluru'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity(),
      sku: stockedSku(),
      location: location({ about: 'received in which location' }),
    },
    run: (context, { quantity, sku, location }) =>
      move(context, {
        event: {
          kind: 'receipt',
          skuId: sku.skuId,
          locationId: location.locationId,
          quantity,
          origin: context.origin(),
        },
        sku,
        location,
        done: `Received ${context.formats.quantity(quantity)} ×`,
      }),
  }),
];
