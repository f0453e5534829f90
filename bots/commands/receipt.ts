import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { type Movement, move, previewMovement } from './movement.ts';
import { type LocationRef, location, quantity, type SkuRef, stockedSku } from './slot.ts';

type Args = { readonly quantity: number; readonly sku: SkuRef; readonly location: LocationRef };

const receipt = ({ formats }: CommandContext, { quantity, sku, location }: Args): Movement => {
  const units = formats.quantity(quantity);
  const place = { skuId: sku.skuId, locationId: location.locationId };
  return {
    event: { kind: 'receipt', ...place, quantity },
    sku,
    intent: `Receive ${units} × ${sku.code} in ${location.name}`,
    done: `Received ${units} ×`,
    what: `Received ${units} × ${sku.code} in ${location.name}`,
    units: quantity,
    undo: () => ({
      kind: 'ledger',
      events: [{ kind: 'reversal', of: 'receipt', ...place, onHand: -quantity }],
    }),
  };
};

export const receiptCommands: readonly AnyCommand[] = [
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
    preview: (context, args) => previewMovement(context, receipt(context, args)),
    run: (context, args) => move(context, receipt(context, args)),
  }),
];
