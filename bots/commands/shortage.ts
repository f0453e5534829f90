import { plural } from '../reply/format-values.ts';
import { type Cell, headline, note, reply, table, text } from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import { optional, sku } from './slot.ts';

const SHOWN_MAX = 20;

export const shortageCommands = [
  defineCommand({
    name: 'shortages',
    aliases: ['shortage', 'oversold', 'short'],
    summary: 'List the orders that wait for units, first served first.',
    examples: ['shortages', 'shortages HOODIE-M'],
    group: 'orders',
    risk: 'read',
    slots: { sku: optional(sku()) },
    async run({ core, seller, formats }, { sku }) {
      const found = await core.orders.listShortages(
        seller.sellerId,
        sku ? { skuId: sku.skuId } : {},
      );
      if (found.length === 0) return reply(text('No order is waiting for units.', 'good'));
      const units = found.reduce((sum, { short }) => sum + short, 0);
      const rows = found
        .slice(0, SHOWN_MAX)
        .map((each): Cell[] => [
          each.skuCode,
          each.short,
          each.number ?? each.lineKey,
          each.accountName,
          each.placedAt ? formats.instant(each.placedAt) : null,
        ]);
      const left = found.length - SHOWN_MAX;
      return reply(
        headline(formats.quantity(units), describeMissing(units, found.length), 'bad'),
        table(
          [
            'SKU',
            'Missing',
            'Order',
            { title: 'Shop', isElastic: true },
            { title: 'Placed', dropOrder: 1 },
          ],
          rows,
        ),
        left > 0 ? note(`and ${left} more`) : null,
        note('Oldest first; the next delivery goes to them: received 10 …'),
      );
    },
  }),
];

function describeMissing(units: number, lines: number): string {
  return `${plural(units, 'unit')} missing in ${lines} order ${plural(lines, 'line')}`;
}
