import type { Money } from '../../core/base/money.ts';
import { plural } from '../reply/format-values.ts';
import { type Cell, headline, note, type Reply, reply, table, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { group, location, optional } from './slot.ts';
import { readStockLines, type StockQuestion } from './stock-lines.ts';

const ROWS_MAX = 10;

export const valueCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'value',
    aliases: ['stock value', 'worth'],
    summary: 'Show what the stock on hand is worth.',
    examples: ['value', 'value in Delhi'],
    group: 'stock',
    risk: 'read',
    role: 'manager',
    slots: { group: optional(group()), location: optional(location()) },
    run: describeValue,
  }),
];

interface Valued {
  readonly code: string;
  readonly onHand: number;
  readonly minor: number;
  readonly by: 'cost' | 'price' | 'nothing';
}

async function describeValue(context: CommandContext, o: StockQuestion): Promise<Reply> {
  const { seller, formats } = context;
  const valued = await valueStock(context, o);
  const units = valued.reduce((sum, { onHand }) => sum + onHand, 0);
  const total = valued.reduce((sum, { minor }) => sum + minor, 0);
  const where = [o.group && `of ${o.group.name}`, o.location && `in ${o.location.name}`]
    .filter(Boolean)
    .join(' ');
  const money = (minor: number) => formats.money({ minor, currency: seller.currency });
  if (units === 0) return reply(text(`No units on hand ${where}`.trim().concat('.')));
  const count = (by: Valued['by']) => valued.filter((each) => each.by === by).length;
  const rows = valued
    .filter(({ minor }) => minor > 0)
    .toSorted((a, b) => b.minor - a.minor)
    .slice(0, ROWS_MAX)
    .map(({ code, onHand, minor, by }): Cell[] => [code, onHand, money(minor), by]);
  const columns = [
    'SKU',
    'On hand',
    { title: 'Worth', align: 'right' as const },
    { title: 'By', dropOrder: 1 },
  ];
  const skus = (count: number) => `${formats.quantity(count)} ${plural(count, 'SKU')}`;
  return reply(
    headline(money(total), `worth of stock: ${formats.quantity(units)} units ${where}`.trim()),
    note(`${skus(count('cost'))} at what they cost, ${skus(count('price'))} at their price.`),
    count('nothing') > 0
      ? text(`${skus(count('nothing'))} with units have neither and count as nothing.`, 'warn')
      : null,
    table(columns, rows),
    valued.length > rows.length ? note(`The ${rows.length} that are worth most.`) : null,
  );
}

/** By what a unit cost, else by the base price; kits are their parts and count there. */
async function valueStock(context: CommandContext, o: StockQuestion): Promise<Valued[]> {
  const { core, seller } = context;
  const lines = (await readStockLines(context, o)).filter(({ onHand }) => onHand > 0);
  const skuIds = lines.map(({ skuId }) => skuId);
  const [facts, prices] = await Promise.all([
    core.catalog.listFacts(seller.sellerId, { skuIds }),
    core.pricing.currentPrices(seller.sellerId, skuIds),
  ]);
  const costs = new Map<number, Money | null>(facts.map((each) => [each.skuId, each.unitCost]));
  return lines.map(({ skuId, code, onHand }): Valued => {
    const cost = costs.get(skuId);
    if (cost) return { code, onHand, minor: cost.minor * onHand, by: 'cost' };
    const price = prices.get(skuId)?.base;
    if (price?.currency !== seller.currency) return { code, onHand, minor: 0, by: 'nothing' };
    return { code, onHand, minor: price.minor * onHand, by: 'price' };
  });
}
