import type { Cover, Sales } from '../../core/monitoring/reports.ts';
import { type Formats, plural } from '../reply/format-values.ts';
import { type Block, headline, note, type Reply, reply, table, text } from '../reply/reply.ts';

const SOON_DAYS = 7;
const ROWS_MAX = 8;

/** The morning's page: what yesterday sold, and what needs a hand today. */
export function describeDigest(
  o: { sales: Sales; covers: readonly Cover[]; parked: number; dates: string },
  formats: Formats,
): Reply {
  const { sales, covers, parked, dates } = o;
  const { quantity } = formats;
  const units = sales.accounts.reduce((sum, each) => sum + each.units, sales.unitsByHand);
  const short = sales.unitsShortNow;
  const isCalm = short + parked === 0;
  return reply(
    headline(quantity(units), `${plural(units, 'unit')} sold yesterday, ${dates}`),
    text(describeOrders(sales.accounts, formats)),
    short > 0 ? text(`${quantity(short)} units are short: shortages`, 'bad') : null,
    parked > 0 ? text(`${quantity(parked)} updates were given up: dead letters`, 'bad') : null,
    ...describeSoon(covers, formats),
    isCalm ? note('Nothing is short, and every shop has been told.') : null,
  );
}

function describeOrders(accounts: Sales['accounts'], { quantity, money }: Formats): string {
  const orders = accounts.reduce((sum, each) => sum + each.orders, 0);
  if (orders === 0) return 'No order came in.';
  const earned = accounts
    .filter(({ minor }) => minor > 0)
    .map(({ name, minor, currency }) => `${name} ${money({ minor, currency })}`);
  const count = `${quantity(orders)} ${plural(orders, 'order')}`;
  return earned.length > 0 ? `${count}: ${earned.join(', ')}.` : `${count}, of unknown price.`;
}

function describeSoon(covers: readonly Cover[], { quantity }: Formats): Block[] {
  const soon = covers.filter(({ daysOfCover }) => daysOfCover !== null && daysOfCover < SOON_DAYS);
  if (soon.length === 0) return [];
  const rows = soon
    .slice(0, ROWS_MAX)
    .map(({ code, available, daysOfCover }) => [
      code,
      available,
      available === 0 ? 'out' : `${quantity(Math.floor(daysOfCover ?? 0))} d`,
    ]);
  const left = soon.length - rows.length;
  return [
    text(`Gone within ${SOON_DAYS} days, as they sell:`, 'warn'),
    table(['SKU', 'Available', { title: 'Lasts', align: 'right' }], rows),
    ...(left > 0 ? [note(`and ${left} more: cover`)] : []),
  ];
}
