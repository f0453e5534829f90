import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { type Movement, move, previewMovement } from './movement.ts';
import { type LocationRef, location, quantity, type SkuRef, stockedSku } from './slot.ts';

type Args = { readonly quantity: number; readonly sku: SkuRef; readonly location: LocationRef };

const count = ({ formats }: CommandContext, { quantity, sku, location }: Args): Movement => {
  const units = formats.quantity(quantity);
  const place = { skuId: sku.skuId, locationId: location.locationId };
  return {
    event: { kind: 'count', ...place, counted: quantity },
    sku,
    intent: `Count ${sku.code} in ${location.name}`,
    done: `Counted ${units} on hand:`,
    what: `Counted ${units} × ${sku.code} in ${location.name}`,
    units: quantity,
    // What was sold since stays sold: the difference is taken back, not the figure.
    undo: ({ onHandDelta }) =>
      onHandDelta === 0
        ? { kind: 'none', because: 'That count changed nothing.' }
        : {
            kind: 'ledger',
            events: [{ kind: 'reversal', of: 'count', ...place, onHand: -onHandDelta }],
          },
  };
};

export const countCommands: readonly AnyCommand[] = [
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
    preview: (context, args) => previewMovement(context, count(context, args)),
    run: (context, args) => move(context, count(context, args)),
  }),
];
