import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { type Movement, move, previewMovement } from './movement.ts';
import { type LocationRef, location, quantity, type SkuRef, sku } from './slot.ts';

type Args = { readonly quantity: number; readonly sku: SkuRef; readonly location: LocationRef };

const sale = ({ formats }: CommandContext, { quantity, sku, location }: Args): Movement => {
  const units = formats.quantity(quantity);
  const place = { skuId: sku.skuId, locationId: location.locationId };
  return {
    event: { kind: 'sale', ...place, quantity },
    sku,
    intent: `Sell ${units} × ${sku.code} in ${location.name}`,
    done: `Sold ${units} ×`,
    what: `Sold ${units} × ${sku.code} in ${location.name}`,
    units: quantity,
    undo: () => ({
      kind: 'ledger',
      events: [{ kind: 'reversal', of: 'sale', ...place, onHand: quantity }],
    }),
  };
};

export const saleCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'sold',
    aliases: ['sale', 'sell'],
    summary: 'Take units out that were sold by hand; of a kit, its parts.',
    examples: ['sold 3 HOODIE-M in Mumbai', 'sold tee-s 1 delhi'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity(),
      sku: sku(),
      location: location({ about: 'sold from which location' }),
    },
    preview: (context, args) => previewMovement(context, sale(context, args)),
    run: (context, args) => move(context, sale(context, args)),
  }),
];
