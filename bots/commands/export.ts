import { toDecimalString } from '../../core/base/money.ts';
import { toWallTime } from '../../core/base/zoned-time.ts';
import { type CsvCell, type CsvColumn, writeCsv } from '../csv/write-csv.ts';
import { plural } from '../reply/format-values.ts';
import { headline, note, type Reply, refusal, reply } from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { word } from './slot.ts';

/** More rows than a person can work with, and few enough for any platform's files. */
const ROWS_MAX = 50_000;

interface Sheet {
  readonly columns: readonly CsvColumn[];
  readonly rows: readonly (readonly CsvCell[])[];
  /** "stock of 20 SKUs". */
  readonly about: string;
}

export const exportCommands = [
  defineCommand({
    name: 'export',
    aliases: ['download', 'csv'],
    summary: 'Send stock, prices, orders or entries as a CSV file.',
    examples: ['export stock', 'export prices', 'export orders', 'export entries'],
    group: 'reports',
    risk: 'read',
    slots: {
      what: word(
        {
          stock: ['inventory'],
          prices: ['price list', 'price'],
          orders: ['order list'],
          entries: ['ledger', 'movements', 'history'],
        },
        'stock, prices, orders or entries',
      ),
    },
    run: (context, { what }) => sendSheet(context, what),
  }),
];

async function sendSheet(context: CommandContext, what: string): Promise<Reply> {
  const { seller, now, formats } = context;
  const sheet = await readSheet(context, what);
  const { columns, rows, about } = sheet;
  if (rows.length === 0) return refusal(`There are no ${what} to export.`, 'help');
  const { year, month, day } = toWallTime(now, seller.timeZone);
  const date = [year, month, day].map((each) => String(each).padStart(2, '0')).join('-');
  const isCut = rows.length === ROWS_MAX;
  return reply(
    headline(formats.quantity(rows.length), `${plural(rows.length, 'line')}: ${about}`),
    {
      kind: 'file',
      bytes: writeCsv(columns, rows),
      name: `${what}-${date}.csv`,
      mediaType: 'text/csv',
    },
    isCut ? note('Older ones are left out: a file holds 50,000 lines.') : null,
    what === 'stock' ? note('Change “On hand” and send it back with: import') : null,
  );
}

async function readSheet({ core, seller }: CommandContext, what: string): Promise<Sheet> {
  const asked = { sellerId: seller.sellerId, timeZone: seller.timeZone, limit: ROWS_MAX };
  if (what === 'prices') return pricesOf(await core.monitoring.exportPrices(asked));
  if (what === 'orders') return ordersOf(await core.monitoring.exportOrders(asked));
  if (what === 'entries') return entriesOf(await core.monitoring.exportEntries(asked));
  return stockOf(await core.monitoring.exportStock(asked));
}

type RowsOf<Name extends 'exportStock' | 'exportPrices' | 'exportOrders' | 'exportEntries'> =
  Awaited<ReturnType<CommandContext['core']['monitoring'][Name]>>;

const text = (title: string): CsvColumn => ({ title, kind: 'text' });
const number = (title: string): CsvColumn => ({ title, kind: 'number' });

function stockOf(rows: RowsOf<'exportStock'>): Sheet {
  return {
    about: 'stock by SKU and location',
    columns: [
      ...[text('SKU'), text('Title'), text('Location')],
      ...[number('On hand'), number('Reserved'), number('Available')],
    ],
    rows: rows.map((each) => [
      ...[each.code, each.title, each.location],
      ...[each.onHand, each.reserved, each.available],
    ]),
  };
}

function pricesOf(rows: RowsOf<'exportPrices'>): Sheet {
  return {
    about: 'prices; without a shop it is the one for all',
    columns: [text('SKU'), text('Title'), text('Shop'), number('Price'), text('Currency')],
    rows: rows.map((each) => [
      ...[each.code, each.title, each.shop],
      ...[toDecimalString(each), each.currency],
    ]),
  };
}

function ordersOf(rows: RowsOf<'exportOrders'>): Sheet {
  return {
    about: 'lines of orders, newest first',
    columns: [
      ...[text('Placed'), text('Shop'), text('Order'), text('Mark'), text('SKU'), text('Title')],
      ...[number('Ordered'), number('Cancelled'), number('Shipped'), number('Returned')],
      ...[number('Short'), number('Unit price'), text('Currency')],
    ],
    rows: rows.map(({ minor, currency, ...each }) => [
      ...[each.placedAt, each.shop, each.number, each.mark, each.code, each.title],
      ...[each.ordered, each.cancelled, each.shipped, each.returned, each.short],
      ...[minor === null ? null : toDecimalString({ minor, currency }), currency],
    ]),
  };
}

function entriesOf(rows: RowsOf<'exportEntries'>): Sheet {
  return {
    about: 'movements of stock, newest first',
    columns: [
      ...[number('Seq'), text('At'), text('SKU'), text('Location'), text('Kind')],
      ...[number('On hand change'), number('Reserved change')],
      ...[number('On hand'), number('Reserved'), text('Cause'), text('By'), text('Through')],
    ],
    rows: rows.map((each) => [
      ...[each.seq, each.at, each.code, each.location, each.kind],
      ...[each.onHandDelta, each.reservedDelta, each.onHandAfter, each.reservedAfter],
      ...[each.cause, each.actor, each.frontEnd],
    ]),
  };
}
