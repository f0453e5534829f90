// What an import would do and has done, in words, as a weight, and as the way back.
import { type CsvColumn, writeCsv } from '../csv/write-csv.ts';
import { type Formats, plural } from '../reply/format-values.ts';
import { type Block, note, table } from '../reply/reply.ts';
import type { Weight } from './command.ts';
import type { ImportPlan, PlannedImport, PriceLine, StockLine } from './plan-import.ts';
import type { UndoRecipe } from './undo-recipe.ts';

const ROWS_SHOWN = 12;
/** Longer ones go back by a file, which can be read before it is believed. */
const UNDONE_LINES_MAX = 200;

type Words = { readonly formats: Formats };

const stockChanges = (lines: readonly StockLine[]) =>
  lines.filter(({ before, after }) => before !== after);
const priceChanges = (lines: readonly PriceLine[]) =>
  lines.filter(({ before, after }) => before?.minor !== after.minor);

function countChanges(plan: ImportPlan): number {
  return plan.kind === 'prices' ? priceChanges(plan.lines).length : stockChanges(plan.lines).length;
}

export function describeImport(
  { formats }: Words,
  { plan, skipped }: Extract<PlannedImport, { ok: true }>,
): { sentence: string; details: Block[]; changed: number } {
  const changed = countChanges(plan);
  const same = plan.lines.length - changed;
  const rest = [
    same > 0 ? `${formats.quantity(same)} ${plural(same, 'line')} stay as they are` : '',
    skipped > 0 ? `${formats.quantity(skipped)} without a figure are left out` : '',
  ].filter((each) => each !== '');
  const details = [
    plan.kind === 'prices' ? tableOfPrices(plan.lines, formats) : tableOfStock(plan.lines),
    ...(changed > ROWS_SHOWN ? [note(`and ${formats.quantity(changed - ROWS_SHOWN)} more`)] : []),
    ...(rest.length > 0 ? [note(`${rest.join('; ')}.`)] : []),
  ];
  return { sentence: `${describeWhat(plan, formats)}.`, details, changed };
}

function describeWhat(plan: ImportPlan, { quantity }: Formats): string {
  const changed = countChanges(plan);
  if (plan.kind === 'prices') return `Set ${quantity(changed)} ${plural(changed, 'price')}`;
  const moves = stockChanges(plan.lines).map(({ before, after }) => after - before);
  const more = moves.filter((move) => move > 0).reduce((sum, move) => sum + move, 0);
  const less = moves.filter((move) => move < 0).reduce((sum, move) => sum - move, 0);
  const places = `${quantity(changed)} ${plural(changed, 'place')}`;
  if (plan.kind === 'receipts') return `Receive ${quantity(more)} units in ${places}`;
  return `Count ${places}: +${quantity(more)} and −${quantity(less)} units on hand`;
}

/** The largest changes first. */
function tableOfStock(lines: readonly StockLine[]): Block {
  const size = ({ before, after }: StockLine) => Math.abs(after - before);
  const rows = stockChanges(lines)
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, ROWS_SHOWN)
    .map(({ code, locationName, before, after }) => [code, locationName, before, after]);
  return table(['SKU', { title: 'Location', isElastic: true }, 'Now', 'Then'], rows);
}

function tableOfPrices(lines: readonly PriceLine[], { money }: Formats): Block {
  const rows = priceChanges(lines)
    .slice(0, ROWS_SHOWN)
    .map(({ code, accountName, before, after }) => [
      code,
      accountName ?? 'all shops',
      before ? money(before) : null,
      money(after),
    ]);
  const right = { align: 'right' } as const;
  return table(
    [
      'SKU',
      { title: 'Shop', isElastic: true, dropOrder: 1 },
      { title: 'Now', ...right },
      { title: 'Then', ...right },
    ],
    rows,
  );
}

/** `totals`: on hand per SKU over all locations. */
export function weighImport(
  plan: ImportPlan,
  totals: ReadonlyMap<number, number>,
): Pick<Weight, 'units' | 'skus' | 'zeroed' | 'priceCutPercent'> {
  if (plan.kind === 'prices') {
    const changes = priceChanges(plan.lines);
    const cuts = changes.map(({ before, after }) =>
      before && before.minor > 0 ? ((before.minor - after.minor) / before.minor) * 100 : 0,
    );
    const skus = new Set(changes.map(({ skuId }) => skuId)).size;
    return { units: 0, skus, zeroed: 0, priceCutPercent: Math.ceil(Math.max(0, ...cuts)) };
  }
  const changes = stockChanges(plan.lines);
  const moved = new Map<number, number>();
  for (const { skuId, before, after } of changes) {
    moved.set(skuId, (moved.get(skuId) ?? 0) + after - before);
  }
  const zeroed = [...moved].filter(([skuId, units]) => {
    const total = totals.get(skuId) ?? 0;
    return total > 0 && total + units === 0;
  });
  const units = changes.reduce((sum, { before, after }) => sum + Math.abs(after - before), 0);
  return { units, skus: moved.size, zeroed: zeroed.length, priceCutPercent: 0 };
}

export function describeTaken(
  { formats }: Words,
  plan: ImportPlan,
): { what: string; words: string; changed: number } {
  const changed = countChanges(plan);
  const words = {
    prices: `${plural(changed, 'price')} set from the file`,
    counts: `${plural(changed, 'place')} counted from the file`,
    receipts: `${plural(changed, 'place')} received from the file`,
  };
  return { what: `${describeWhat(plan, formats)} (file)`, words: words[plan.kind], changed };
}

export function recipeOf(plan: ImportPlan): UndoRecipe {
  if (plan.kind === 'prices') {
    const prices = priceChanges(plan.lines).flatMap(({ skuId, accountId, before, after }) =>
      before ? [{ skuId, accountId, before, after }] : [],
    );
    if (prices.length > 0) return { kind: 'prices', prices };
    return { kind: 'none', because: 'There were no prices before.' };
  }
  const changes = stockChanges(plan.lines);
  if (changes.length === 0) return { kind: 'none', because: 'That file changed nothing.' };
  if (changes.length > UNDONE_LINES_MAX) {
    return { kind: 'none', because: 'It was a large file: import the one that came with it.' };
  }
  const of = plan.kind === 'counts' ? 'count' : 'receipt';
  return {
    kind: 'ledger',
    events: changes.map(({ skuId, locationId, before, after }) => ({
      ...{ kind: 'reversal', of, skuId, locationId, onHand: before - after },
    })),
  };
}

/** Of a file that "undo" does not take back: the figures from before, ready to be imported. */
export function toPreviousFile(plan: ImportPlan): Block | null {
  if (countChanges(plan) <= UNDONE_LINES_MAX || plan.kind === 'prices') return null;
  const text = (title: string): CsvColumn => ({ title, kind: 'text' });
  const bytes = writeCsv(
    [text('SKU'), text('Location'), { title: 'Counted', kind: 'number' }],
    stockChanges(plan.lines).map(({ code, locationName, before }) => [code, locationName, before]),
  );
  return { kind: 'file', bytes, name: 'before-import.csv', mediaType: 'text/csv' };
}
