// What an alert looks like: the figure first, and many of a kind on one card.
import { type Formats, plural } from '../reply/format-values.ts';
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
import type { NewlyParked, NewShortage, SkuName } from './watch-store.ts';

const ROWS_MAX = 20;

/** A SKU that fell below what somebody watches. */
export interface Fallen {
  readonly skuId: number;
  /** Null: all locations together. */
  readonly locationName: string | null;
  readonly before: number;
  readonly after: number;
  readonly below: number;
}

export interface AlertWords {
  readonly formats: Formats;
  nameOf(skuId: number): SkuName;
}

export function describeLow(fallen: readonly Fallen[], words: AlertWords): Reply {
  const { formats, nameOf } = words;
  const [only, ...others] = fallen;
  if (only && others.length === 0) {
    const { code, title } = nameOf(only.skuId);
    const where = only.locationName === null ? '' : ` in ${only.locationName}`;
    return reply(
      headline(formats.quantity(only.after), `${code} available${where}: low`, 'warn'),
      note(title),
      text(
        `It fell below ${formats.quantity(only.below)}; before it was ` +
          `${formats.quantity(only.before)}.`,
      ),
      note(`Look closer: stock ${code}`),
    );
  }
  const count = `${plural(fallen.length, 'SKU')} fell low`;
  return reply(
    headline(formats.quantity(fallen.length), count, 'warn'),
    tableOf(fallen, words),
    note('Look closer: stock low'),
  );
}

export function describeOut(fallen: readonly Fallen[], words: AlertWords): Reply {
  const { formats, nameOf } = words;
  const [only, ...others] = fallen;
  if (only && others.length === 0) {
    const { code, title } = nameOf(only.skuId);
    const where = only.locationName === null ? '' : ` in ${only.locationName}`;
    return reply(
      headline('0', `${code} available${where}: out of stock`, 'bad'),
      note(title),
      text(`Before it was ${formats.quantity(only.before)}.`),
      note(`Look closer: why ${code}`),
    );
  }
  const count = `${plural(fallen.length, 'SKU')} went out of stock`;
  return reply(
    headline(formats.quantity(fallen.length), count, 'bad'),
    tableOf(fallen, words),
    note('Look closer: stock out'),
  );
}

function tableOf(fallen: readonly Fallen[], { nameOf }: AlertWords): Block {
  const sorted = fallen.toSorted((a, b) => a.after - b.after || a.skuId - b.skuId);
  const hasPlaces = fallen.some(({ locationName }) => locationName !== null);
  const rows = sorted
    .slice(0, ROWS_MAX)
    .map(({ skuId, locationName, after, before }): Cell[] => [
      nameOf(skuId).code,
      ...(hasPlaces ? [locationName ?? 'all'] : []),
      after,
      before,
    ]);
  const left = fallen.length - rows.length;
  if (left > 0) rows.push([`and ${left} more`, ...(hasPlaces ? [''] : []), null, null]);
  const columns = ['SKU', ...(hasPlaces ? ['Location'] : []), 'Available', 'Before'];
  return table(columns, rows);
}

export function describeShortages(
  shortages: readonly NewShortage[],
  { formats, nameOf }: AlertWords,
): Reply {
  const units = shortages.reduce((sum, each) => sum + each.units, 0);
  const [only, ...others] = shortages;
  const count = `${plural(units, 'unit')} ordered that there are not`;
  const [head, help] = [
    headline(formats.quantity(units), count, 'bad'),
    note('Stock that comes in covers the oldest first. All of them: shortages'),
  ];
  if (only && others.length === 0) {
    const { code, title } = nameOf(only.skuId);
    const order = only.number === null ? 'An order' : `Order ${only.number}`;
    return reply(head, text(`${order} from ${only.accountName}: ${code}`), note(title), help);
  }
  const rows = shortages
    .slice(0, ROWS_MAX)
    .map(({ skuId, units, number, accountName }) => [
      nameOf(skuId).code,
      units,
      number ?? '–',
      accountName,
    ]);
  const left = shortages.length - rows.length;
  return reply(
    head,
    table(['SKU', 'Units', 'Order', { title: 'Shop', isElastic: true }], rows),
    left > 0 ? note(`and ${left} more`) : null,
    help,
  );
}

export function describeParked(
  parked: readonly NewlyParked[],
  { formats, nameOf }: AlertWords,
): Reply {
  const count = `${plural(parked.length, 'update')} given up: a shop shows an old figure`;
  const rows = parked
    .slice(0, ROWS_MAX)
    .map(({ skuId, accountName, aspect, reason }) => [
      nameOf(skuId).code,
      accountName,
      aspect,
      reason ?? '–',
    ]);
  const left = parked.length - rows.length;
  return reply(
    headline(formats.quantity(parked.length), count, 'bad'),
    table(
      ['SKU', 'Shop', { title: 'What', dropOrder: 1 }, { title: 'Why', isElastic: true }],
      rows,
    ),
    left > 0 ? note(`and ${left} more`) : null,
    note('Try again with the figures of now: retry all'),
  );
}
