import type { StockCurve } from '../../core/monitoring/reports.ts';
import { renderPng } from '../reply/charts/render-png.ts';
import { drawStepChart, type Step } from '../reply/charts/step-chart.ts';
import { type Cell, headline, note, type Reply, refusal, reply, table } from '../reply/reply.ts';
import { dayAndMonth, type ReportPeriod, readPeriod } from '../reply/report-period.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { periodSlot } from './period-slot.ts';
import { type SkuRef, sku } from './slot.ts';

// As `stock low` has it where no safety stock is set.
const LOW_UNITS = 10;
const TICKS_MAX = 5;

export const chartCommands = [
  defineCommand({
    name: 'chart',
    aliases: ['graph', 'plot'],
    summary: "Draw a SKU's stock over time.",
    examples: ['chart HOODIE-M'],
    group: 'reports',
    risk: 'read',
    slots: { sku: sku(), period: periodSlot() },
    run: (context, { sku, period }) => drawStock(context, sku, period),
  }),
];

async function drawStock(
  context: CommandContext,
  asked: SkuRef,
  word: string | undefined,
): Promise<Reply> {
  const { core, seller, formats, now } = context;
  const { sellerId, timeZone } = seller;
  const [known] = await core.catalog.readSkus(sellerId, [asked.skuId]);
  const [part] = known?.components ?? [];
  if (part) {
    const [of] = await core.catalog.readSkus(sellerId, [part.skuId]);
    const words = `${asked.code} is a kit: its stock is that of its parts.`;
    return refusal(words, `chart ${of?.code ?? ''}`.trim());
  }
  const period = readPeriod(word, { now, timeZone, fallback: 'month' });
  const { from, to } = period;
  const curve = await core.monitoring.readStockCurve({ sellerId, skuId: asked.skuId, from, to });
  const level = toLevel(curve);
  const safetyStock = known?.safetyStock ?? 0;
  const drawn = describeLevel(context, { asked, period, level });
  const svg = drawStepChart({
    ...drawn,
    ...{ from, to, opening: level.opening, steps: level.steps },
    sold: period.buckets.map((bucket) => ({
      ...{ from: bucket.from, to: bucket.to },
      units: soldIn(curve, bucket),
    })),
    soldName: `Sold per ${period.bucket}`,
    threshold: safetyStock > 0 ? safetyStock : LOW_UNITS,
    ticks: ticksOf(period, timeZone),
    formatNumber: formats.quantity,
  });
  const name = asked.code.replaceAll(/[^A-Za-z0-9]+/g, '-');
  return reply(
    headline(formats.quantity(level.closing), `${asked.code} available`),
    {
      kind: 'image',
      png: await renderPng(svg),
      name: `stock-${name}.png`,
      alt: `Line of the stock. ${drawn.title}. ${describeRange(level, formats.quantity)}`,
    },
    tableOf(curve, level),
    note(`All locations together, ${period.words} (${period.dates}).`),
  );
}

interface Level {
  readonly opening: number;
  readonly closing: number;
  readonly lowest: number;
  readonly highest: number;
  readonly steps: readonly Step[];
}

/** Available is what lies there and is not promised. */
function toLevel({ before, pieces }: StockCurve): Level {
  const opening = before.onHand - before.reserved;
  let value = opening;
  const steps = pieces.map(({ at, onHandDelta, reservedDelta, received }) => {
    value += onHandDelta - reservedDelta;
    return { at, value, received };
  });
  // Before its first entry a SKU was not there at all, which is no low.
  const seen = [...(before.firstAt ? [opening] : []), ...steps.map((step) => step.value)];
  const levels = seen.length > 0 ? seen : [opening];
  return {
    opening,
    closing: value,
    lowest: Math.min(...levels),
    highest: Math.max(...levels),
    steps,
  };
}

function soldIn({ pieces }: StockCurve, o: { from: Date; to: Date }): number {
  const sold = pieces.filter(({ at }) => at >= o.from && at < o.to);
  return Math.max(
    0,
    sold.reduce((sum, piece) => sum + piece.sold, 0),
  );
}

function describeLevel(
  { seller, formats }: CommandContext,
  o: { asked: SkuRef; period: ReportPeriod; level: Level },
): { title: string; subtitle: string } {
  const { asked, period, level } = o;
  const { opening, closing } = level;
  const change = closing - opening;
  const moved = change > 0 ? `up ${formats.quantity(change)}` : `down ${formats.quantity(-change)}`;
  const words = change === 0 ? 'as before' : `${moved} ${period.words}`;
  const title =
    closing === 0
      ? `${asked.code} is out of stock`
      : `${formats.quantity(closing)} ${asked.code}, ${words}`;
  const subtitle = `${asked.title} · units available, all locations · ${seller.timeZone}`;
  return { title, subtitle };
}

function describeRange(level: Level, show: (value: number) => string): string {
  return `Lowest ${show(level.lowest)}, highest ${show(level.highest)}.`;
}

function tableOf({ pieces }: StockCurve, level: Level) {
  const received = pieces.reduce((sum, piece) => sum + piece.received, 0);
  const sold = pieces.reduce((sum, piece) => sum + piece.sold, 0);
  const other = level.closing - level.opening - received + sold;
  const rows: Cell[][] = [
    ['At the start', level.opening],
    ['Received', received],
    ['Sold', 0 - sold],
    ...(other === 0 ? [] : [['Counted, lost, set aside', other]]),
    ['Now', level.closing],
  ];
  return table(['Units', { title: 'Available', align: 'right' }], rows);
}

function ticksOf({ buckets, bucket }: ReportPeriod, timeZone: string) {
  const every = Math.max(1, Math.ceil(buckets.length / TICKS_MAX));
  return buckets
    .filter((_, index) => index % every === 0)
    .map(({ from, name }) => ({
      at: from,
      name: bucket === 'hour' ? name : dayAndMonth(from, timeZone),
    }));
}
