import type { Mover } from '../../core/monitoring/reports.ts';
import { drawRankedBars } from '../reply/charts/bar-chart.ts';
import { renderPng } from '../reply/charts/render-png.ts';
import { plural } from '../reply/format-values.ts';
import { type Block, type Cell, headline, type Reply, reply, table, text } from '../reply/reply.ts';
import { type ReportPeriod, readPeriod } from '../reply/report-period.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { periodSlot } from './period-slot.ts';

const LISTED_MAX = 15;
const DRAWN_MAX = 8;

export const topCommands = [
  defineCommand({
    name: 'top',
    aliases: ['top movers', 'best sellers', 'bestsellers'],
    summary: 'Show what sells best, against the days before.',
    examples: ['top', 'top today', 'top month'],
    group: 'reports',
    risk: 'read',
    slots: { period: periodSlot() },
    run: (context, { period }) => describeMovers(context, period),
  }),
];

async function describeMovers(context: CommandContext, word: string | undefined): Promise<Reply> {
  const { core, seller, formats, now } = context;
  const { sellerId, timeZone } = seller;
  const period = readPeriod(word, { now, timeZone, fallback: 'week' });
  const { from, to, before } = period;
  const movers = await core.monitoring.readTopMovers({
    ...{ sellerId, from, to, before },
    limit: LISTED_MAX,
  });
  const [best] = movers;
  if (!best) return reply(text(`Nothing was sold ${period.words}.`));
  const rows = movers.map(({ code, title, units, unitsBefore }): Cell[] => [
    code,
    title,
    units,
    unitsBefore,
  ]);
  return reply(
    headline(formats.quantity(best.units), `${best.code} sold ${period.words}: the most`),
    table(['SKU', { title: 'Title', isElastic: true, dropOrder: 1 }, 'Units', 'Before'], rows),
    text(`Before: ${period.beforeWords}.`, 'quiet'),
    await drawMovers(context, { movers: movers.slice(0, DRAWN_MAX), best, period }),
  );
}

async function drawMovers(
  { seller, formats }: CommandContext,
  o: { movers: readonly Mover[]; best: Mover; period: ReportPeriod },
): Promise<Block> {
  const { movers, best, period } = o;
  const units = `${formats.quantity(best.units)} ${plural(best.units, 'unit')}`;
  const title = `${best.code} sells best: ${units} ${period.words}`;
  const subtitle = `Units sold, ${period.dates}, all shops and by hand · ${seller.timeZone}`;
  const svg = drawRankedBars({
    ...{ title, subtitle, beforeName: period.beforeWords, formatNumber: formats.quantity },
    bars: movers.map((each) => ({
      ...{ name: each.code, detail: each.title, value: each.units, before: each.unitsBefore },
    })),
  });
  const figures = movers.map(({ code, units }) => `${code} ${formats.quantity(units)}`).join(', ');
  return {
    kind: 'image',
    png: await renderPng(svg),
    name: 'top-movers.png',
    alt: `Bar chart. ${title}. ${figures}.`,
  };
}
