import { done, headline, note, refusal } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import type { CommandContext } from './context.ts';
import { quantity, type SkuRef, sku } from './slot.ts';

export const safetyCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'safety',
    aliases: ['safety stock', 'buffer'],
    summary: 'Keep units of a SKU back from every shop.',
    examples: ['safety HOODIE-M 5', 'safety HOODIE-M 0'],
    group: 'catalogue',
    risk: 'write',
    role: 'manager',
    slots: { sku: sku(), quantity: quantity({ min: 0 }) },
    async preview(context, { sku, quantity }) {
      const before = await keptBack(context, sku);
      const units = (count: number) => context.formats.quantity(count);
      if (before === quantity) return nothingToDo(context, { sku, quantity });
      return {
        sentence: `Keep back from every shop: ${sku.code} ${units(before)} → ${units(quantity)}.`,
        weight: NO_WEIGHT,
      };
    },
    async run(context, { sku, quantity }) {
      const { core, seller, formats } = context;
      const before = await keptBack(context, sku);
      if (before === quantity) return nothingToDo(context, { sku, quantity });
      const o = { skuId: sku.skuId, units: quantity };
      const answer = await core.catalog.setSafetyStock(seller.sellerId, o);
      if (!answer.ok) return refusal('That figure cannot be kept back.', `stock ${sku.code}`);
      context.changed({
        what: `Safety stock of ${sku.code}`,
        before: formats.quantity(before),
        after: formats.quantity(quantity),
        undo: { kind: 'safety-stock', skuId: sku.skuId, before, after: quantity },
      });
      return done(
        headline(formats.quantity(quantity), `of ${sku.code} kept back from every shop`, 'good'),
        note(`It was ${formats.quantity(before)}. Every shop is being told.`),
      );
    },
  }),
];

async function keptBack({ core, seller }: CommandContext, { skuId }: SkuRef): Promise<number> {
  const [known] = await core.catalog.readSkus(seller.sellerId, [skuId]);
  return known?.safetyStock ?? 0;
}

function nothingToDo(
  { formats }: CommandContext,
  { sku, quantity }: { sku: SkuRef; quantity: number },
) {
  const words = `${formats.quantity(quantity)} of ${sku.code} are kept back already.`;
  return refusal(words, `stock ${sku.code}`);
}
