import { defineCommand } from './command.ts';
import { move } from './movement.ts';
import { location, quantity, sku } from './slot.ts';

export const saleCommands = [
  defineCommand({
    name: 'sold',
    aliases: ['sale', 'sell'],
    summary: 'Take units out that were sold by hand.',
    examples: ['sold 3 HOODIE-M in Mumbai', 'sold tee-s 1 delhi'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity(),
      sku: sku(),
      location: location({ about: 'sold from which location' }),
    },
    run: (context, { quantity, sku, location }) =>
      move(context, {
        event: {
          kind: 'sale',
          skuId: sku.skuId,
          locationId: location.locationId,
          quantity,
          origin: context.origin(),
        },
        sku,
        location,
        done: `Sold ${context.formats.quantity(quantity)} ×`,
      }),
  }),
];
