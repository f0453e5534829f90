import { plural } from '../reply/format-values.ts';
import {
  type Block,
  type Cell,
  type Column,
  headline,
  note,
  type Reply,
  reply,
  table,
  text,
  toned,
} from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import { readStockLines, type StockLine, type StockQuestion } from './stock-lines.ts';

const ROWS_MAX = 40;

export type StockScope = 'low' | 'out' | 'all';

/** Many SKUs at once: all, a category or tag, one place, what is low or out. */
export async function listStock(
  context: CommandContext,
  o: StockQuestion & { readonly scope?: StockScope | undefined },
): Promise<Reply> {
  return describeStockLines(context, await readStockLines(context, o), o);
}

export function describeStockLines(
  context: Pick<CommandContext, 'formats'>,
  lines: readonly StockLine[],
  o: StockQuestion & { readonly scope?: StockScope | undefined },
): Reply {
  if (lines.length === 0) return reply(text('There is no SKU yet.'), note('Try: add sku …'));
  const where = o.location ? ` in ${o.location.name}` : '';
  const ofWhat = o.group ? ` of ${o.group.name}` : '';
  const out = lines.filter(({ available }) => available === 0);
  const low = lines.filter((line) => line.isLow);
  if (o.scope === 'out') {
    return listScope(out, `out of stock${where}`, `Nothing${ofWhat} is out of stock${where}.`);
  }
  if (o.scope === 'low') {
    return listScope(low, `running low${where}`, `Nothing${ofWhat} is running low${where}.`);
  }
  const sum = sumLine(context, lines, `${ofWhat}${where}`);
  if (o.scope === 'all' || o.group || o.location) return listLines(lines, sum);
  const rare = [...out, ...low];
  const all = note('Everything: stock all. One SKU: its code or a few words of its title.');
  if (rare.length === 0) return reply(sum, text('None is low.', 'good'), all);
  const found = listLines(rare, sum);
  return reply(...found.blocks, all);
}

function sumLine(
  { formats }: Pick<CommandContext, 'formats'>,
  lines: readonly StockLine[],
  tail: string,
): Block {
  const units = lines
    .filter(({ isKit }) => !isKit)
    .reduce((sum, line) => sum + Math.max(0, line.onHand - line.reserved), 0);
  const skus = `${formats.quantity(lines.length)} ${plural(lines.length, 'SKU')}`;
  const words = `${plural(units, 'unit')} available${tail}, ${skus}`;
  return headline(formats.quantity(units), words);
}

function listScope(lines: readonly StockLine[], words: string, none: string): Reply {
  if (lines.length === 0) return reply(text(none, 'good'));
  const count = headline(String(lines.length), `${plural(lines.length, 'SKU')} ${words}`, 'warn');
  return listLines(lines, count);
}

function listLines(lines: readonly StockLine[], head: Block): Reply {
  const columns: (string | Column)[] = [
    'SKU',
    { title: 'Title', isElastic: true, dropOrder: 1 },
    { title: 'Available', align: 'right' },
    { title: 'On hand', dropOrder: 3 },
    { title: 'Reserved', dropOrder: 2 },
  ];
  const rows = lines
    .slice(0, ROWS_MAX)
    .map(({ code, title, available, onHand, reserved, isKit }): Cell[] => [
      code,
      title,
      available === 0 ? toned('0', 'bad') : available,
      isKit ? null : onHand,
      isKit ? null : reserved,
    ]);
  const left = lines.length - ROWS_MAX;
  const more = left > 0 ? note(`and ${left} more; name one to see it`) : null;
  return reply(head, table(columns, rows), more);
}
