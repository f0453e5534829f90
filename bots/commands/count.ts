import { defineCommand } from './command.ts';
import { move } from './movement.ts';
import { location, quantity, stockedSku } from './slot.ts';

export const countCommands = [
  defineCommand({
    name: 'count',
    aliases: ['counted', 'set'],
    summary: 'Set what is on hand to what was counted on the shelf.',
    examples: ['count HOODIE-M 12 in Mumbai', 'counted 0 tee-s delhi'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity({ min: 0 }),
      sku: stockedSku(),
      location: location({ about: 'counted in which location' }),
    },
    run: (context, { quantity, sku, location }) =>
      move(context, {
        event: {
          kind: 'count',
          skuId: sku.skuId,
          locationId: location.locationId,
          counted: quantity,
          origin: context.origin(),
        },
        sku,
        location,
        done: `Counted ${context.formats.quantity(quantity)} on hand:`,
      }),
  }),
];
