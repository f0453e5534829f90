import { plural } from '../reply/format-values.ts';
import { type Cell, headline, type Reply, reply, table, text } from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { optional, quantity } from './slot.ts';
import { readWorth, sumWorth } from './stock-worth.ts';

const DAYS_USUAL = 30;
const LISTED_MAX = 25;

export const deadStockCommands = [
  defineCommand({
    name: 'dead stock',
    aliases: ['slow movers', 'not selling'],
    summary: 'Show stock of which nothing was sold for 30 days.',
    examples: ['dead stock', 'dead stock 60'],
    group: 'reports',
    risk: 'read',
    slots: { days: optional(quantity()) },
    run: (context, { days }) => describeDeadStock(context, days ?? DAYS_USUAL),
  }),
];

async function describeDeadStock(context: CommandContext, days: number): Promise<Reply> {
  const { core, seller, formats, now } = context;
  const { sellerId } = seller;
  const dead = await core.monitoring.readDeadStock({ sellerId, days, now });
  if (dead.length === 0) {
    const words = `Of everything that was there ${days} days ago, something was sold since.`;
    return reply(text(words, 'good'));
  }
  const worth = await readWorth(
    context,
    dead.map(({ skuId, onHand }) => ({ skuId, units: onHand })),
  );
  const units = dead.reduce((sum, { onHand }) => sum + onHand, 0);
  const rows = dead.slice(0, LISTED_MAX).map((each): Cell[] => {
    const money = worth.bySku.get(each.skuId);
    return [each.code, each.title, each.onHand, each.days, money ? formats.money(money) : null];
  });
  const total = sumWorth(worth, formats);
  const left = dead.length - rows.length;
  return reply(
    headline(
      formats.quantity(units),
      `${plural(units, 'unit')} of ${dead.length} ${plural(dead.length, 'SKU')} not sold for ` +
        `${days} days`,
      'warn',
    ),
    total === '' ? null : text(total),
    table(
      [
        'SKU',
        { title: 'Title', isElastic: true, dropOrder: 2 },
        'Units',
        { title: 'Days', dropOrder: 1 },
        { title: 'Worth', align: 'right' },
      ],
      rows,
    ),
    left > 0 ? text(`and ${formats.quantity(left)} more SKUs`, 'quiet') : null,
  );
}
