import { plural } from '../reply/format-values.ts';
import {
  type Block,
  type Cell,
  type Column,
  headline,
  note,
  type Reply,
  reply,
  table,
  text,
  toned,
} from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { describeListings } from './describe-listings.ts';
import { describePast } from './describe-past.ts';
import { availableUnits, readBalances, sumFigures } from './read-balances.ts';
import { moment, optional, type SkuRef, sku, word } from './slot.ts';

/** Until velocity is known, this few units count as low. */
const LOW_UNITS = 10;
const ROWS_MAX = 40;

export const stockCommands = [
  defineCommand({
    name: 'stock',
    aliases: ['inventory', 'how many', 'how much', 'left'],
    summary: 'Show what is there: one SKU, what is low or out, or all.',
    examples: [
      'stock HOODIE-M',
      'stock low',
      'stock out',
      'stock HOODIE-M as of yesterday 18:00',
      'stock all',
    ],
    group: 'stock',
    risk: 'read',
    slots: {
      scope: optional(
        word({ low: ['running low'], out: ['empty', 'gone'], all: ['everything'] }, 'which part'),
      ),
      sku: optional(sku()),
      moment: optional(moment()),
    },
    run(context, { scope, sku, moment }) {
      if (moment) return describePast(context, moment, sku);
      return sku ? describeSku(context, sku) : describeAll(context, scope);
    },
  }),
];

async function describeSku(context: CommandContext, asked: SkuRef): Promise<Reply> {
  const { core, seller, formats } = context;
  const { sellerId } = seller;
  const [known] = await core.catalog.readSkus(sellerId, [asked.skuId]);
  const components = known?.components ?? [];
  const partIds = components.map(({ skuId }) => skuId);
  const [balances, locations, listings, parts, shortages] = await Promise.all([
    readBalances(core, sellerId, [asked.skuId, ...partIds]),
    core.catalog.listLocations(sellerId),
    describeListings(context, asked.skuId),
    core.catalog.readSkus(sellerId, partIds),
    core.orders.listShortages(sellerId, { skuId: asked.skuId }),
  ]);
  const available = availableUnits({ skuId: asked.skuId, components }, balances);
  const tone = available === 0 ? 'bad' : available <= LOW_UNITS ? 'warn' : 'good';
  const missing = shortages.reduce((sum, { short }) => sum + short, 0);
  const head = [
    headline(formats.quantity(available), `${asked.code} available`, tone),
    missing > 0
      ? text(`${formats.quantity(missing)} more are promised than there are: shortages`, 'bad')
      : null,
  ];
  if (components.length > 0) {
    const rows = components.map(({ skuId, quantity }): Cell[] => {
      const part = parts.find((each) => each.skuId === skuId);
      return [part?.code ?? String(skuId), quantity, sumFigures(skuId, balances).available];
    });
    const made = table(['Made of', 'Each', 'Available'], rows);
    return reply(...head, note(`${asked.title}, a kit`), made, ...listings);
  }
  const rows = locations.map(({ locationId, name }): Cell[] => {
    const here = balances.find((each) => each.locationId === locationId);
    const { onHand = 0, reserved = 0 } = here ?? {};
    return [name, onHand - reserved, onHand, reserved];
  });
  const total = sumFigures(asked.skuId, balances);
  const sum: Cell[] = ['Together', total.available, total.onHand, total.reserved];
  const columns = ['Location', 'Available', 'On hand', 'Reserved'];
  return reply(
    ...head,
    note(asked.title),
    table(columns, rows.length > 1 ? [...rows, sum] : rows),
    ...listings,
  );
}

type Line = { code: string; title: string; available: number; onHand: number; reserved: number };

async function describeAll(context: CommandContext, scope: string | undefined): Promise<Reply> {
  const { core, seller } = context;
  const [skus, balances] = await Promise.all([
    core.catalog.listSkus(seller.sellerId),
    readBalances(core, seller.sellerId),
  ]);
  const lines = skus.map((each): Line => {
    const { onHand, reserved } = sumFigures(each.skuId, balances);
    const available = availableUnits(each, balances);
    return { code: each.code, title: each.title, available, onHand, reserved };
  });
  const out = lines.filter(({ available }) => available === 0);
  const low = lines.filter(({ available }) => available > 0 && available <= LOW_UNITS);
  if (lines.length === 0) return reply(text('There is no SKU yet.'), note('Try: add sku …'));
  if (scope === 'all') return listLines(context, lines, sumLine(context, lines));
  if (scope === 'out') return listScope(context, out, 'out of stock', 'Nothing is out of stock.');
  if (scope === 'low') {
    return listScope(context, low, 'running low', `Nothing has ${LOW_UNITS} units or fewer.`);
  }
  const rare = [...out, ...low];
  const all = note('Everything: stock all. One SKU: its code or a few words of its title.');
  if (rare.length === 0) return reply(sumLine(context, lines), text('None is low.', 'good'), all);
  const found = listLines(context, rare, sumLine(context, lines));
  return reply(...found.blocks, all);
}

function sumLine({ formats }: CommandContext, lines: readonly Line[]): Block {
  const units = lines.reduce((sum, line) => sum + Math.max(0, line.onHand - line.reserved), 0);
  const words = `${plural(units, 'unit')} available of ${lines.length} SKUs`;
  return headline(formats.quantity(units), words);
}

function listScope(
  context: CommandContext,
  lines: readonly Line[],
  words: string,
  none: string,
): Reply {
  if (lines.length === 0) return reply(text(none, 'good'));
  const count = headline(String(lines.length), `${plural(lines.length, 'SKU')} ${words}`, 'warn');
  return listLines(context, lines, count);
}

function listLines(_: CommandContext, lines: readonly Line[], head: Block): Reply {
  const columns: (string | Column)[] = [
    'SKU',
    { title: 'Title', isElastic: true },
    { title: 'Available', align: 'right' },
    { title: 'On hand', dropOrder: 2 },
    { title: 'Reserved', dropOrder: 1 },
  ];
  const rows = lines
    .slice(0, ROWS_MAX)
    .map(({ code, title, available, onHand, reserved }): Cell[] => [
      code,
      title,
      available === 0 ? toned('0', 'bad') : available,
      onHand,
      reserved,
    ]);
  const left = lines.length - ROWS_MAX;
  const more = left > 0 ? note(`and ${left} more; name one to see it`) : null;
  return reply(head, table(columns, rows), more);
}
