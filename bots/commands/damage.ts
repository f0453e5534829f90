import { defineCommand } from './command.ts';
import { move } from './movement.ts';
import { location, quantity, sku } from './slot.ts';

export const damageCommands = [
  defineCommand({
    name: 'damaged',
    aliases: ['damage', 'broken', 'lost'],
    summary: 'Write off units that are broken or gone.',
    examples: ['damaged 2 MUG-RED in Delhi'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity(),
      sku: sku(),
      location: location({ about: 'damaged in which location' }),
    },
    run: (context, { quantity, sku, location }) =>
      move(context, {
        event: {
          kind: 'damage',
          skuId: sku.skuId,
          locationId: location.locationId,
          quantity,
          origin: context.origin(),
        },
        sku,
        location,
        done: `Wrote off ${context.formats.quantity(quantity)} ×`,
      }),
  }),
];
