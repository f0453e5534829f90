import { plural } from '../reply/format-values.ts';
import { type Cell, headline, note, refusal, reply, table, text } from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import { account, code, skuAfter } from './slot.ts';

const SHOWN_MAX = 20;

export const mappingCommands = [
  defineCommand({
    name: 'unmapped',
    aliases: ['unknown', 'unmatched'],
    summary: 'List what shops sell under codes that no SKU has.',
    examples: ['unmapped'],
    group: 'shops',
    risk: 'read',
    slots: {},
    async run({ core, seller, formats }) {
      const found = await core.intake.listUnmapped(seller.sellerId);
      if (found.length === 0) return reply(text('Every code is known.', 'good'));
      const [first] = found;
      const rows = found
        .slice(0, SHOWN_MAX)
        .map((each): Cell[] => [
          each.channelCode,
          each.accountName,
          each.title,
          each.units,
          formats.ago(each.firstSeenAt),
        ]);
      return reply(
        headline(String(found.length), `${plural(found.length, 'code')} without a SKU`, 'warn'),
        table(
          [
            'Code',
            'Shop',
            { title: 'Title', isElastic: true },
            'Units',
            { title: 'Since', dropOrder: 1 },
          ],
          rows,
        ),
        note(`Say what it is: map ${first?.accountName} ${first?.channelCode} = HOODIE-M`),
      );
    },
  }),
  defineCommand({
    name: 'map',
    aliases: ['match'],
    summary: 'Say which SKU a shop means by a code.',
    examples: ['map Bazaar Corner BC-77 = HOODIE-M'],
    group: 'shops',
    risk: 'write',
    role: 'manager',
    slots: { account: account(), code: code('which code of the shop'), sku: skuAfter('=') },
    async run({ core, seller }, { account, code, sku }) {
      const answer = await core.intake.mapCode(seller.sellerId, {
        accountId: account.accountId,
        channelCode: code,
        skuId: sku.skuId,
      });
      if (!answer.ok) return refusal(`“${code}” cannot be a code of ${account.name}.`, 'unmapped');
      const { appliedLines: applied } = answer;
      return reply(
        text(`${code} on ${account.name} is ${sku.code}, ${sku.title}.`, 'good'),
        note(
          applied === 0
            ? 'No order was waiting for it.'
            : `${applied} order ${plural(applied, 'line')} that waited for it ` +
                `${plural(applied, 'is', 'are')} in the books now.`,
        ),
      );
    },
  }),
];
