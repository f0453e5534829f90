/**
 * From a CSV file to what it would change, without changing it. Every line that cannot be taken is
 * told with its number; one of them is enough, and nothing of the file is taken.
 */
import { type Money, parseMoney } from '../../core/base/money.ts';
import { parseQuantity, QUANTITY_MAX } from '../../core/base/quantity.ts';
import type { CsvProblem, CsvRow, ReadCsv } from '../csv/read-csv.ts';

export type ImportKind = 'counts' | 'receipts' | 'prices';

interface Named {
  readonly line: number;
  readonly skuId: number;
  readonly code: string;
}

export interface StockLine extends Named {
  readonly locationId: number;
  readonly locationName: string;
  /** On hand there, now and then. */
  readonly before: number;
  readonly after: number;
}

export interface PriceLine extends Named {
  /** Null: the base price. */
  readonly accountId: number | null;
  readonly accountName: string | null;
  readonly before: Money | null;
  readonly after: Money;
}

export type ImportPlan =
  | { readonly kind: 'counts' | 'receipts'; readonly lines: readonly StockLine[] }
  | { readonly kind: 'prices'; readonly lines: readonly PriceLine[] };

export type PlannedImport =
  /** `skipped`: lines without a figure. */
  | { readonly ok: true; readonly plan: ImportPlan; readonly skipped: number }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/** The seller's own things, as the file may name them. */
export interface ImportNames {
  readonly currency: string;
  findSku(name: string): readonly { skuId: number; code: string; isKit: boolean }[];
  findLocation(name: string): { locationId: number; name: string } | undefined;
  /** Where a line belongs that names no place; null: it has to. */
  readonly home: { readonly locationId: number; readonly name: string } | null;
  findAccount(name: string): { accountId: number; name: string; currency: string } | undefined;
  onHand(o: { skuId: number; locationId: number }): number;
  price(o: { skuId: number; accountId: number | null }): Money | null;
}

const HEADINGS = {
  sku: ['sku', 'code', 'sku code', 'item', 'barcode'],
  location: ['location', 'place', 'warehouse', 'store'],
  counted: ['counted', 'count', 'on hand', 'stock'],
  received: ['received', 'receipt', 'arrived', 'add'],
  price: ['price', 'new price'],
  shop: ['shop', 'account', 'channel'],
  currency: ['currency'],
} as const;
type Heading = keyof typeof HEADINGS;
type Cells = Readonly<Partial<Record<Heading, string>>>;
type Told = { readonly line: number; readonly cells: Cells };
type Judged<Line> =
  | { readonly kind: 'line'; readonly line: Line; readonly name: string }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'problem'; readonly problem: CsvProblem };

const FIGURES = { counted: 'counts', received: 'receipts', price: 'prices' } as const;

export function planImport(
  file: Extract<ReadCsv, { ok: true }>,
  names: ImportNames,
): PlannedImport {
  const headings = readHeadings(file.header);
  if ('words' in headings) return { ok: false, problems: [{ line: 1, words: headings.words }] };
  const told = file.rows.map((row) => toTold(row, headings.places));
  if (headings.kind === 'prices') {
    const judged = told.map((each) => judgePrice(each, { names, separator: file.separator }));
    return collect(judged, (lines) => ({ kind: 'prices', lines }));
  }
  const { kind } = headings;
  const judged = told.map((each) => judgeStock(each, { names, kind }));
  return collect(judged, (lines) => ({ kind, lines }));
}

function readHeadings(
  header: readonly string[],
): { kind: ImportKind; places: ReadonlyMap<Heading, number> } | { words: string } {
  const places = new Map<Heading, number>();
  for (const [index, cell] of header.entries()) {
    const title = cell
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .trim();
    for (const [heading, titles] of Object.entries(HEADINGS) as [Heading, readonly string[]][]) {
      if (!titles.includes(title)) continue;
      if (places.has(heading)) return { words: `two columns are called ${heading}` };
      places.set(heading, index);
    }
  }
  if (!places.has('sku')) return { words: 'no column is called SKU' };
  const figures = (['counted', 'received', 'price'] as const).filter((each) => places.has(each));
  const [figure, ...others] = figures;
  if (!figure) return { words: 'call the column of figures Counted, Received or Price' };
  if (others.length > 0) {
    return { words: `${figures.join(' and ')} in one file: one kind at a time, please` };
  }
  return { kind: FIGURES[figure], places };
}

function toTold({ line, cells }: CsvRow, places: ReadonlyMap<Heading, number>): Told {
  const named = [...places].map(([heading, index]) => [heading, (cells[index] ?? '').trim()]);
  return { line, cells: Object.fromEntries(named) as Cells };
}

function collect<Line>(
  judged: readonly Judged<Line>[],
  toPlan: (lines: readonly Line[]) => ImportPlan,
): PlannedImport {
  const problems: CsvProblem[] = [];
  const lines: Line[] = [];
  const seen = new Map<string, number>();
  for (const each of judged) {
    if (each.kind === 'problem') problems.push(each.problem);
    if (each.kind !== 'line') continue;
    const { line } = each.line as Line & Named;
    const first = seen.get(each.name);
    if (first !== undefined) problems.push({ line, words: `says the same as line ${first} does` });
    seen.set(each.name, first ?? line);
    lines.push(each.line);
  }
  if (problems.length > 0) return { ok: false, problems };
  const skipped = judged.length - lines.length;
  if (lines.length === 0)
    return { ok: false, problems: [{ line: 1, words: 'no line has a figure' }] };
  return { ok: true, plan: toPlan(lines), skipped };
}

const problem = (line: number, words: string) =>
  ({ kind: 'problem', problem: { line, words } }) as const;
const quote = (cell: string) => `“${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}”`;

function judgeSku({ line, cells }: Told, names: ImportNames) {
  const cell = cells.sku ?? '';
  if (cell === '') return problem(line, 'names no SKU');
  const [sku, ...others] = names.findSku(cell);
  if (!sku) return problem(line, `${quote(cell)} is no SKU`);
  if (others.length > 0) return problem(line, `${quote(cell)} names several SKUs`);
  return { kind: 'found', sku } as const;
}

function judgeStock(
  told: Told,
  o: { names: ImportNames; kind: 'counts' | 'receipts' },
): Judged<StockLine> {
  const { line, cells } = told;
  const { names, kind } = o;
  const figure = (kind === 'counts' ? cells.counted : cells.received) ?? '';
  if (figure === '') return { kind: 'skipped' };
  const found = judgeSku(told, names);
  if (found.kind === 'problem') return found;
  const { skuId, code, isKit } = found.sku;
  if (isKit) return problem(line, `${code} is a kit: its parts are counted`);
  const place = cells.location ? names.findLocation(cells.location) : names.home;
  if (!place) {
    const words = cells.location ? `${quote(cells.location)} is no location` : 'names no location';
    return problem(line, words);
  }
  const units = parseQuantity(figure);
  const room = names.onHand({ skuId, locationId: place.locationId });
  if (!units.ok || (kind === 'receipts' && room + units.value > QUANTITY_MAX)) {
    return problem(line, `${quote(figure)} is no whole number from 0 to 1,000,000`);
  }
  if (kind === 'receipts' && units.value === 0) return { kind: 'skipped' };
  return {
    kind: 'line',
    name: `${skuId}@${place.locationId}`,
    line: {
      ...{ line, skuId, code, locationId: place.locationId, locationName: place.name },
      ...{ before: room, after: kind === 'counts' ? units.value : room + units.value },
    },
  };
}

function judgePrice(told: Told, o: { names: ImportNames; separator: string }): Judged<PriceLine> {
  const { line, cells } = told;
  const { names, separator } = o;
  const figure = cells.price ?? '';
  if (figure === '') return { kind: 'skipped' };
  const found = judgeSku(told, names);
  if (found.kind === 'problem') return found;
  const { skuId, code } = found.sku;
  const account = cells.shop ? names.findAccount(cells.shop) : null;
  if (account === undefined) return problem(line, `${quote(cells.shop ?? '')} is no shop`);
  const currency = account?.currency ?? names.currency;
  if (cells.currency && cells.currency.toUpperCase() !== currency) {
    return problem(line, `prices there are in ${currency}, not ${quote(cells.currency)}`);
  }
  const money = parseMoney(toPlainAmount(figure, separator), currency);
  if (!money.ok || money.value.minor < 0) {
    return problem(line, `${quote(figure)} is no price in ${currency}`);
  }
  const accountId = account?.accountId ?? null;
  return {
    kind: 'line',
    name: `${skuId}@${accountId}`,
    line: {
      ...{ line, skuId, code, accountId, accountName: account?.name ?? null },
      ...{ before: names.price({ skuId, accountId }), after: money.value },
    },
  };
}

const GROUPED = /^\d{1,3}(,\d{2,3})+(\.\d+)?$/;
const WITH_COMMA = /^(\d{1,3}(\.\d{3})+|\d+),\d{1,2}$/;

/** "₹1,20,000.00" and, where commas cannot part cells, "1.499,00". */
function toPlainAmount(figure: string, separator: string): string {
  const bare = figure.replace(/^(Rs\.?|₹|\$|€|£)\s*|\s*(₹|\$|€|£)$/gi, '').replace(/\s/g, '');
  if (separator !== ',' && WITH_COMMA.test(bare)) {
    return bare.replaceAll('.', '').replace(',', '.');
  }
  return GROUPED.test(bare) ? bare.replaceAll(',', '') : bare;
}
