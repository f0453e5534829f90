import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { type Movement, move, previewMovement } from './movement.ts';
import { type LocationRef, location, quantity, type SkuRef, stockedSku } from './slot.ts';

type Args = {
  readonly quantity: number;
  readonly sku: SkuRef;
  readonly from: LocationRef;
  readonly to: LocationRef;
};

const transfer = ({ formats }: CommandContext, { quantity, sku, from, to }: Args): Movement => {
  const units = formats.quantity(quantity);
  const way = `from ${from.name} to ${to.name}`;
  const moved = { skuId: sku.skuId, quantity };
  return {
    event: {
      kind: 'transfer',
      ...moved,
      ...{ fromLocationId: from.locationId, toLocationId: to.locationId },
    },
    sku,
    intent: `Move ${units} × ${sku.code} ${way}`,
    done: `Moved ${units} ${way}:`,
    what: `Moved ${units} × ${sku.code} ${way}`,
    units: quantity,
    undo: () => ({
      kind: 'ledger',
      events: [
        {
          kind: 'transfer',
          ...moved,
          ...{ fromLocationId: to.locationId, toLocationId: from.locationId },
        },
      ],
    }),
  };
};

export const transferCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'move',
    aliases: ['transfer', 'shift'],
    summary: 'Move units from one location to another.',
    examples: ['move 5 HOODIE-M from Mumbai to Delhi', 'transfer tee-s 2 mumbai to bengaluru'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity(),
      sku: stockedSku(),
      from: location({ marks: ['from'], about: 'from which location' }),
      to: location({ marks: ['to', 'into'], about: 'to which location' }),
    },
    preview: (context, args) => previewMovement(context, transfer(context, args)),
    run: (context, args) => move(context, transfer(context, args)),
  }),
];
