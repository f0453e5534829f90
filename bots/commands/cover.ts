import type { Cover } from '../../core/monitoring/reports.ts';
import type { Formats } from '../reply/format-values.ts';
import {
  type Block,
  type Cell,
  headline,
  note,
  type Reply,
  reply,
  type Tone,
  table,
  text,
  toned,
} from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { optional, type SkuRef, sku } from './slot.ts';

const LISTED_MAX = 20;
const SHORT_DAYS = 7;
const LONG_DAYS = 365;
// Below these a speed is a guess, and is said to be one.
const DAYS_SEEN_MIN = 7;
const UNITS_SOLD_MIN = 5;

export const coverCommands = [
  defineCommand({
    name: 'cover',
    aliases: ['days of cover', 'how long will', 'runway'],
    summary: 'Show how many days the stock lasts as it sells.',
    examples: ['cover', 'cover HOODIE-M'],
    group: 'reports',
    risk: 'read',
    slots: { sku: optional(sku()) },
    run: (context, { sku }) => (sku ? describeOne(context, sku) : describeAll(context)),
  }),
];

async function describeAll(context: CommandContext): Promise<Reply> {
  const { core, seller, now, formats } = context;
  const all = await core.monitoring.readCover({ sellerId: seller.sellerId, now, skuIds: null });
  const moving = all.filter(({ daysOfCover }) => daysOfCover !== null);
  const still = all.length - moving.length;
  const rest = still > 0 ? note(`${still} more did not sell in 28 days: dead stock`) : null;
  const [first] = moving;
  if (!first) {
    return reply(text('Nothing was sold in the last 28 days: there is no speed to reckon with.'));
  }
  const soon = moving.filter(({ daysOfCover }) => (daysOfCover ?? 0) < SHORT_DAYS).length;
  const words = `of ${moving.length} selling SKUs will last less than ${SHORT_DAYS} days`;
  return reply(
    headline(formats.quantity(soon), words, soon > 0 ? 'warn' : 'good'),
    tableOf(moving.slice(0, LISTED_MAX), formats),
    moving.some(isGuess) ? note('~ means little to go by: few sales, or few days.') : null,
    rest,
  );
}

async function describeOne(context: CommandContext, asked: SkuRef): Promise<Reply> {
  const { core, seller, now, formats } = context;
  const { sellerId } = seller;
  const [known] = await core.catalog.readSkus(sellerId, [asked.skuId]);
  const parts = known?.components.map(({ skuId }) => skuId) ?? [];
  const skuIds = parts.length > 0 ? parts : [asked.skuId];
  const covers = await core.monitoring.readCover({ sellerId, now, skuIds });
  const [first] = covers;
  if (!first) return reply(text(`${asked.code} has never been in stock.`));
  const days = first.daysOfCover;
  if (days === null) {
    return reply(
      headline(formats.quantity(first.available), `${first.code} available`),
      text(`None was sold in the last ${wholeDays(first)}: it lasts as long as that stays so.`),
    );
  }
  if (first.available === 0) {
    const sold = `${formats.quantity(first.unitsSold)} were sold in ${wholeDays(first)}.`;
    return reply(headline('0', `${first.code} available: it is out`, 'bad'), text(sold));
  }
  const perDay = `${formats.quantity(first.unitsSold)} sold in ${wholeDays(first)}`;
  return reply(
    headline(
      showDays(first, formats),
      `until ${first.code} is gone, as it sells now`,
      toneOf(days),
    ),
    text(`${formats.quantity(first.available)} available, ${perDay}.`),
    isGuess(first) ? text('That is little to go by: take it as a guess.', 'warn') : null,
    covers.length > 1 ? tableOf(covers, formats) : null,
  );
}

function wholeDays({ daysSeen }: Cover): string {
  const days = Math.ceil(daysSeen);
  return days === 1 ? '1 day' : `${days} days`;
}

function isGuess({ daysSeen, unitsSold }: Cover): boolean {
  return daysSeen < DAYS_SEEN_MIN || unitsSold < UNITS_SOLD_MIN;
}

function toneOf(days: number): Tone {
  if (days < 1) return 'bad';
  return days < SHORT_DAYS ? 'warn' : 'good';
}

/** Whole days; what lasts longer than a year lasts long enough. */
export function showDays(cover: Cover, formats: Pick<Formats, 'quantity'>): string {
  const days = cover.daysOfCover;
  if (days === null) return '–';
  const sign = isGuess(cover) ? '~' : '';
  if (cover.available === 0) return 'out';
  if (days > LONG_DAYS) return 'over a year';
  if (days < 1) return `${sign}less than a day`;
  const whole = Math.floor(days);
  return `${sign}${formats.quantity(whole)} ${whole === 1 ? 'day' : 'days'}`;
}

function tableOf(covers: readonly Cover[], formats: Formats): Block {
  const rows = covers.map((cover): Cell[] => [
    cover.code,
    cover.available,
    cover.unitsPerDay >= 10 ? Math.round(cover.unitsPerDay) : cover.unitsPerDay.toFixed(1),
    cover.daysOfCover === null ? null : toned(showDays(cover, formats), toneOf(cover.daysOfCover)),
  ]);
  return table(
    ['SKU', 'Available', { title: 'Per day', align: 'right' }, { title: 'Lasts', align: 'right' }],
    rows,
  );
}
