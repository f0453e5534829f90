import { explainStock, type StockExplanation } from '../../core/ledger/explain-stock.ts';
import {
  type Block,
  type Cell,
  headline,
  note,
  type Reply,
  reply,
  table,
  text,
} from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { createOrderNames, describeCause, type OrderNames } from './describe-cause.ts';
import { describeListings } from './describe-listings.ts';
import { describePast } from './describe-past.ts';
import { availableUnits, sumFigures } from './read-balances.ts';
import { moment, optional, type SkuRef, sku } from './slot.ts';

const ENTRIES_SHOWN = 10;
const LINES_SHOWN = 5;

export const historyCommands = [
  defineCommand({
    name: 'why',
    aliases: ['explain', 'why is'],
    summary: 'Explain a figure: what moved it and who holds units.',
    examples: ['why HOODIE-M'],
    group: 'stock',
    risk: 'read',
    slots: { sku: sku() },
    run: (context, { sku }) => explain(context, sku),
  }),
  defineCommand({
    name: 'as of',
    aliases: ['history', 'stock as of', 'stock at'],
    summary: 'Show the stock as it was at a past moment.',
    examples: [
      'as of yesterday 18:00',
      'as of yesterday 18:00 HOODIE-M',
      'stock as of 2 hours ago TEE-S',
    ],
    group: 'stock',
    risk: 'read',
    slots: { moment: moment(), sku: optional(sku()) },
    run: (context, { moment, sku }) => describePast(context, { at: moment, sku }),
  }),
];

async function explain(context: CommandContext, asked: SkuRef): Promise<Reply> {
  const { core, seller, formats } = context;
  const { sellerId } = seller;
  const [explained, [known], locations, listings] = await Promise.all([
    explainStock(core, { sellerId, skuId: asked.skuId, rowsMax: ENTRIES_SHOWN }),
    core.catalog.readSkus(sellerId, [asked.skuId]),
    core.catalog.listLocations(sellerId),
    describeListings(context, asked.skuId),
  ]);
  const names = createOrderNames(core, sellerId);
  const available = availableUnits(
    { skuId: asked.skuId, components: explained.components },
    explained.balances,
  );
  const { onHand, reserved } = sumFigures(asked.skuId, explained.balances);
  const isKit = explained.components.length > 0;
  const safety = known?.safetyStock ?? 0;
  return reply(
    headline(formats.quantity(available), `${asked.code} available, ${asked.title}`),
    text(
      isKit
        ? 'A kit: as many as its scarcest part allows.'
        : `${formats.quantity(onHand)} on hand − ${formats.quantity(reserved)} reserved`,
    ),
    safety > 0 ? text(`${formats.quantity(safety)} are kept back from every shop.`) : null,
    await describeEntries(context, { explained, names, locations }),
    ...(await describeLines(context, { explained, names })),
    ...listings,
  );
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  receipt: 'received',
  reserve: 'promised',
  release: 'released',
  ship: 'left',
  return: 'came back',
  transfer: 'moved',
  count: 'counted',
  damage: 'damaged',
  correction: 'corrected',
};

async function describeEntries(
  { formats }: CommandContext,
  o: {
    explained: StockExplanation;
    names: OrderNames;
    locations: readonly { locationId: number; name: string }[];
  },
): Promise<Block> {
  const { rows, hasMore } = o.explained.entries;
  if (rows.length === 0) return note('Nothing has moved it yet.');
  const signed = (delta: number): Cell =>
    delta === 0 ? '' : `${delta > 0 ? '+' : '−'}${formats.quantity(Math.abs(delta))}`;
  const cells: Cell[][] = [];
  for (const entry of rows) {
    cells.push([
      formats.instant(entry.at),
      KIND_WORDS[entry.kind] ?? entry.kind,
      o.locations.find(({ locationId }) => locationId === entry.locationId)?.name ?? '',
      signed(entry.onHandDelta),
      signed(entry.reservedDelta),
      await describeCause(entry, o.names),
    ]);
  }
  const columns = [
    { title: hasMore ? 'Newest' : 'When' },
    'What',
    { title: 'Where', dropOrder: 1 },
    { title: 'On hand', align: 'right' as const },
    { title: 'Reserved', align: 'right' as const },
    { title: 'Because', isElastic: true },
  ];
  return table(columns, cells);
}

/** Who holds units, who waits for them, what is on its way back. */
async function describeLines(
  { formats }: CommandContext,
  o: { explained: StockExplanation; names: OrderNames },
): Promise<Block[]> {
  const { reservations, shortages, pendingReturns } = o.explained;
  const blocks: Block[] = [];
  const kinds = [
    { list: reservations, words: 'promised to', tone: 'plain' },
    { list: shortages, words: 'missing for', tone: 'bad' },
    { list: pendingReturns, words: 'on the way back from', tone: 'warn' },
  ] as const;
  for (const { list, words, tone } of kinds) {
    const shown = list.rows.slice(0, LINES_SHOWN);
    const parts: string[] = [];
    for (const { lineKey, units } of shown) {
      parts.push(`${formats.quantity(units)} ${words} ${await o.names.ofLine(lineKey)}`);
    }
    const isCut = list.hasMore || list.rows.length > shown.length;
    if (parts.length > 0) blocks.push(text(`${parts.join(', ')}${isCut ? ', …' : '.'}`, tone));
  }
  return blocks;
}
