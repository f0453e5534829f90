import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { type Movement, move, previewMovement } from './movement.ts';
import {
  freeText,
  type LocationRef,
  location,
  optional,
  quantity,
  type SkuRef,
  sku,
} from './slot.ts';

type Hold = {
  readonly quantity: number;
  readonly sku: SkuRef;
  readonly location: LocationRef | undefined;
  readonly note: string | undefined;
};
type Release = Omit<Hold, 'note' | 'quantity'> & { readonly quantity: number | undefined };

export const HELD_CAUSE = 'set aside by hand';
export const LET_GO_CAUSE = 'let go by hand';

function hold({ formats }: CommandContext, args: Hold): Movement {
  const { quantity, sku, location, note } = args;
  const { skuId } = sku;
  const named = `${formats.quantity(quantity)} × ${sku.code}${at(location)}`;
  return {
    event: { kind: 'hold', skuId, locationId: location?.locationId ?? null, quantity },
    sku,
    intent: `Set aside ${named}${note === undefined ? '' : ` (${note})`}`,
    done: `Set aside ${formats.quantity(quantity)} ×`,
    what: `Set aside ${named}`,
    units: quantity,
    cause: note === undefined ? HELD_CAUSE : `${HELD_CAUSE}: ${note}`,
    undo: ({ key }) => ({
      kind: 'ledger',
      events: [{ kind: 'unhold', skuId, locationId: null, quantity: null, ofKey: key }],
    }),
  };
}

/** How many are held is not known before the ledger has looked. */
function release({ formats }: CommandContext, args: Release): Movement {
  const { quantity, sku, location } = args;
  const place = { skuId: sku.skuId, locationId: location?.locationId ?? null };
  const units = quantity === undefined ? 'all held' : formats.quantity(quantity);
  const named = `${units} × ${sku.code}${at(location)}`;
  return {
    event: { kind: 'unhold', ...place, quantity: quantity ?? null },
    sku,
    intent: `Let go of ${named}`,
    done: `Let go of ${units} ×`,
    what: `Let go of ${named}`,
    units: quantity ?? 0,
    cause: LET_GO_CAUSE,
    undo: () =>
      quantity === undefined
        ? { kind: 'none', because: `Several holds may have gone. Say: reserve … ${sku.code}` }
        : { kind: 'ledger', events: [{ kind: 'hold', ...place, quantity }] },
  };
}

const at = (location: LocationRef | undefined) => (location ? ` in ${location.name}` : '');

export const holdCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'reserve',
    aliases: ['set aside', 'keep'],
    summary: 'Set units aside by hand, all of them or none.',
    examples: ['reserve 2 HOODIE-M in Mumbai', 'reserve 1 MUG-RED'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity(),
      sku: sku(),
      location: optional(location({ about: 'in which location', prefersHome: true })),
      note: optional(freeText('for whom', { marks: ['for', 'note'] })),
    },
    preview: (context, args) => previewMovement(context, hold(context, args)),
    run: (context, args) => move(context, hold(context, args)),
  }),
  defineCommand({
    name: 'release',
    aliases: ['let go', 'unreserve'],
    summary: 'Put units that were set aside by hand back on sale.',
    examples: ['release 1 HOODIE-M in Mumbai', 'release MUG-RED'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: optional(quantity()),
      sku: sku(),
      location: optional(location({ about: 'in which location' })),
    },
    preview: (context, args) => previewMovement(context, release(context, args)),
    run: (context, args) => move(context, release(context, args)),
  }),
];
