import type { Money } from '../../core/base/money.ts';
import type { Sales } from '../../core/monitoring/reports.ts';
import type { AccountSales } from '../../core/monitoring/sales-store.ts';
import { drawBarChart } from '../reply/charts/bar-chart.ts';
import { renderPng } from '../reply/charts/render-png.ts';
import { plural } from '../reply/format-values.ts';
import { type Block, type Cell, headline, type Reply, reply, table, text } from '../reply/reply.ts';
import { dayAndMonth, type ReportPeriod, readPeriod } from '../reply/report-period.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { periodSlot } from './period-slot.ts';

export const reportCommands = [
  defineCommand({
    name: 'report',
    aliases: ['sales', 'sales report'],
    summary: 'Show what was sold: units and money by shop.',
    examples: ['report', 'report yesterday', 'report week', 'report month'],
    group: 'reports',
    risk: 'read',
    slots: { period: periodSlot() },
    run: (context, { period }) => describeSales(context, period),
  }),
];

/** What it is made of: also where nobody has asked. */
type Sources = Pick<CommandContext, 'seller' | 'formats' | 'now'> & {
  readonly core: Pick<CommandContext['core'], 'monitoring'>;
};

export async function describeSales(context: Sources, word: string | undefined): Promise<Reply> {
  const { core, seller, formats, now } = context;
  const { sellerId, timeZone } = seller;
  const period = readPeriod(word, { now, timeZone, fallback: 'today' });
  const asked = { sellerId, timeZone, bucket: period.bucket };
  const [sales, before] = await Promise.all([
    core.monitoring.readSales({ ...asked, ...pickSpan(period) }),
    core.monitoring.readSales({ ...asked, ...period.before }),
  ]);
  const units = countUnits(sales);
  const money = sumMoney(sales.accounts);
  const earned = money.map((each) => formats.money(each)).join(' + ');
  const change = describeChange(units, countUnits(before), period.beforeWords);
  return reply(
    headline(formats.quantity(units), `${plural(units, 'unit')} sold ${period.words}`),
    earned === '' ? null : text(`${earned} in the shops' orders.`),
    change === null ? null : text(change),
    units === 0 ? null : describeAccounts(context, sales),
    describeRest(sales, formats.quantity),
    units === 0 ? null : await drawSales(context, { sales, period, units }),
  );
}

const pickSpan = ({ from, to }: ReportPeriod) => ({ from, to });

export function countUnits({ accounts, unitsByHand }: Sales): number {
  return accounts.reduce((sum, { units }) => sum + units, unitsByHand);
}

/** One sum per currency: nothing is ever converted. */
export function sumMoney(accounts: readonly AccountSales[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, minor } of accounts) {
    if (minor > 0) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}

export function describeChange(now: number, before: number, beforeWords: string): string | null {
  if (before === 0) return now === 0 ? null : `None was sold ${beforeWords}.`;
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return `As many as ${beforeWords}.`;
  return `${Math.abs(percent)} % ${percent > 0 ? 'more' : 'fewer'} than ${beforeWords}.`;
}

function describeAccounts({ formats }: Pick<Sources, 'formats'>, sales: Sales): Block {
  const rows = sales.accounts
    .filter(({ units, orders }) => units + orders > 0)
    .toSorted((a, b) => b.units - a.units)
    .map(({ name, orders, units, minor, currency, unitsWithoutPrice }): Cell[] => [
      name,
      orders,
      units,
      unitsWithoutPrice === units ? null : formats.money({ minor, currency }),
    ]);
  if (sales.unitsByHand > 0) rows.push(['By hand', null, sales.unitsByHand, null]);
  return table(
    [
      { title: 'Shop', isElastic: true },
      { title: 'Orders', align: 'right', dropOrder: 1 },
      'Units',
      { title: 'Sales', align: 'right' },
    ],
    rows,
  );
}

function describeRest(sales: Sales, show: (value: number) => string): Block | null {
  const { unitsReturned, unitsReceived, unitsShort, unitsShortNow } = sales;
  const figures = [
    unitsReceived > 0 ? `${show(unitsReceived)} received` : '',
    unitsReturned > 0 ? `${show(unitsReturned)} back from buyers` : '',
    unitsShort > 0 ? `${show(unitsShort)} short when ordered` : '',
    unitsShortNow > 0 ? `${show(unitsShortNow)} still short now` : '',
  ].filter((each) => each !== '');
  if (figures.length === 0) return null;
  return text(`Units: ${figures.join(', ')}.`, unitsShortNow > 0 ? 'warn' : 'plain');
}

async function drawSales(
  { seller, formats }: Pick<Sources, 'seller' | 'formats'>,
  o: { sales: Sales; period: ReportPeriod; units: number },
): Promise<Block> {
  const { sales, period, units } = o;
  const { timeZone } = seller;
  const unitsOf = new Map(sales.overTime.map((each) => [each.bucket, each.units]));
  const bars = period.buckets.map(({ key, name, from }) => ({
    name: period.buckets.length > 7 && period.bucket === 'day' ? dayAndMonth(from, timeZone) : name,
    value: unitsOf.get(key) ?? 0,
  }));
  const best = period.buckets.toSorted(
    (a, b) => (unitsOf.get(b.key) ?? 0) - (unitsOf.get(a.key) ?? 0),
  )[0];
  const most = best && bars.length > 1 ? `, most ${best.when}` : '';
  const title = `${formats.quantity(units)} ${plural(units, 'unit')} sold ${period.words}${most}`;
  const where = `all shops and by hand · ${timeZone}`;
  const subtitle = `Units per ${period.bucket}, ${period.dates}, ${where}`;
  const svg = drawBarChart({ title, subtitle, bars, formatNumber: formats.quantity });
  return {
    kind: 'image',
    png: await renderPng(svg),
    name: `sales-${period.dates.replaceAll(/[^\w]+/g, '-')}.png`,
    alt: `Bar chart. ${title}. ${subtitle}.`,
  };
}
