import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { type Movement, move, previewMovement } from './movement.ts';
import { type LocationRef, location, quantity, type SkuRef, stockedSku } from './slot.ts';

type Args = { readonly quantity: number; readonly sku: SkuRef; readonly location: LocationRef };

const damage = ({ formats }: CommandContext, { quantity, sku, location }: Args): Movement => {
  const units = formats.quantity(quantity);
  const place = { skuId: sku.skuId, locationId: location.locationId };
  return {
    event: { kind: 'damage', ...place, quantity },
    sku,
    intent: `Write off ${units} × ${sku.code} in ${location.name}`,
    done: `Wrote off ${units} ×`,
    what: `Wrote off ${units} × ${sku.code} in ${location.name}`,
    units: quantity,
    undo: () => ({
      kind: 'ledger',
      events: [{ kind: 'reversal', of: 'damage', ...place, onHand: quantity }],
    }),
  };
};

export const damageCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'damaged',
    aliases: ['damage', 'broken', 'lost', 'removed', 'write off'],
    summary: 'Write off units that are broken or gone.',
    examples: ['damaged 2 MUG-RED in Delhi'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity(),
      sku: stockedSku(),
      location: location({ about: 'damaged in which location' }),
    },
    preview: (context, args) => previewMovement(context, damage(context, args)),
    run: (context, args) => move(context, damage(context, args)),
  }),
];
