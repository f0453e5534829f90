import type { AliasRefusal } from '../../core/catalog/set-facts.ts';
import { done, note, type Reply, refusal, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import { freeText, type SkuRef, sku } from './slot.ts';

export const aliasCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'alias',
    aliases: ['also called', 'nickname'],
    summary: 'Give a SKU one more name that people may type.',
    examples: ['alias HOODIE-M = kali hoodie'],
    group: 'catalogue',
    risk: 'write',
    role: 'manager',
    slots: { sku: sku(), text: freeText('which name', { marks: ['='] }) },
    preview: async (_, { sku, text }) => ({
      sentence: `Call ${sku.code} also “${text}”.`,
      weight: NO_WEIGHT,
    }),
    async run(context, { sku, text: name }) {
      const { core, seller } = context;
      const o = { skuId: sku.skuId, alias: name };
      const answer = await core.catalog.addAlias(seller.sellerId, o);
      if (!answer.ok) return refuseAlias(sku, { name, ...answer });
      const { alias } = answer.value;
      context.changed({
        what: `Called ${sku.code} also “${alias}”`,
        before: null,
        after: alias,
        undo: { kind: 'alias', skuId: sku.skuId, alias },
      });
      return done(
        text(`${sku.code} is also called “${alias}” now.`, 'good'),
        note(`Try: stock ${alias}`),
      );
    },
  }),
];

function refuseAlias(sku: SkuRef, o: { name: string; reason: AliasRefusal; by?: string }): Reply {
  switch (o.reason) {
    case 'bad-alias':
      return refusal('A name has 1 to 100 characters.', `alias ${sku.code} = short name`);
    case 'unknown-sku':
      return refusal(`${sku.code} cannot be given a name.`, 'stock all');
    case 'has-it-already':
      return refusal(`${sku.code} is called “${o.name}” already.`, `stock ${sku.code}`);
    case 'taken':
      return refusal(`“${o.name}” is ${o.by ?? 'another SKU'}.`, `stock ${o.name}`);
  }
}
