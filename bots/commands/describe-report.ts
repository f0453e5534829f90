import type { Action } from '../../automations/rule/rule.ts';
import type { Reply } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import { describeStockLines } from './list-stock.ts';
import { readBalances } from './read-balances.ts';
import { describeSales } from './report.ts';
import { toStockLines } from './stock-lines.ts';

type Report = Extract<Action, { kind: 'report' }>['what'];
type Sources = Pick<CommandContext, 'seller' | 'formats' | 'now'> & {
  readonly core: Pick<CommandContext['core'], 'catalog' | 'database' | 'monitoring'>;
};

const PERIODS: Readonly<Partial<Record<Report, string>>> = {
  'sales-today': 'today',
  'sales-yesterday': 'yesterday',
  'sales-week': 'week',
  'sales-month': 'month',
};

/** What a rule sends: the same as people are shown who ask for it. */
export async function describeReport(context: Sources, what: Report): Promise<Reply> {
  const period = PERIODS[what];
  if (period !== undefined) return describeSales(context, period);
  const { core, seller } = context;
  const [skus, balances] = await Promise.all([
    core.catalog.listSkus(seller.sellerId),
    readBalances(core, seller.sellerId),
  ]);
  const lines = toStockLines(skus, balances, undefined);
  // What is out belongs to what is low.
  return describeStockLines(context, lines, what === 'stock' ? { scope: 'all' } : {});
}
