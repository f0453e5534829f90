import type { SyncStatus } from '../../core/monitoring/monitoring.ts';
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
  toned,
} from '../reply/reply.ts';
import type { Judgement } from './judge-sale.ts';
import type { SaleCounts } from './sale-traffic.ts';

export interface SaleResult {
  readonly judgement: Judgement;
  readonly counts: SaleCounts;
  readonly everShortUnits: number;
  readonly pushes: { readonly sent: number; readonly raw: number };
  readonly lagMs: readonly [number, number, number];
  readonly accounts: SyncStatus['accounts'];
  /** From the last order to every shop in step; null: they did not get there. */
  readonly settledMs: number | null;
}

export function isPassed({ judgement, settledMs }: SaleResult): boolean {
  return settledMs !== null && judgement.checks.every(({ violations }) => violations === 0);
}

export function describeSale(result: SaleResult, formats: Formats): Reply {
  const { judgement, counts, pushes } = result;
  const number = formats.quantity;
  const orders: Cell[][] = [
    ['orders that shops confirmed', judgement.orders],
    ['in the books, everything promised', judgement.accepted],
    ['in the books, something short', judgement.short],
    ['lost', judgement.lost],
    ['applied twice', judgement.duplicatesApplied],
    ['buyers who found nothing left', counts.turnedAway],
    ['cancelled, shipped, refunded', `${counts.cancelled}, ${counts.shipped}, ${counts.returned}`],
  ];
  const saved = pushes.raw > 0 ? Math.round((1 - pushes.sent / pushes.raw) * 100) : 0;
  return reply(
    table(['Orders', { title: '', align: 'right' }], orders),
    note(
      `${number(result.everShortUnits)} ${plural(result.everShortUnits, 'time')} a shop sold a ` +
        'unit that another had just sold: the first buyer has it, the other is next in line.',
    ),
    headline(
      number(pushes.sent),
      `updates sent, not ${number(pushes.raw)} as with one per change and listing (−${saved} %)`,
    ),
    lagTable(result, formats),
    note('Lag: from the commit in the books to the shop’s yes.'),
    result.settledMs === null
      ? text('The shops did not come to rest.', 'bad')
      : note(`Every shop in step ${formats.duration(result.settledMs)} after the last change.`),
    ...describeChecks(result),
  );
}

function lagTable({ accounts, lagMs }: SaleResult, formats: Formats): Block {
  const right = (title: string) => ({ title, align: 'right' as const });
  const figures = (times: readonly [number, number, number]) =>
    times.map((ms) => formats.duration(ms));
  const rows = accounts.map((account): Cell[] => [
    account.name,
    account.channel,
    account.lag?.count ?? 0,
    ...(account.lag ? figures(account.lag.total) : ['–', '–', '–']),
  ]);
  const all: Cell[] = ['All shops', '', null, ...figures(lagMs)];
  const columns = ['Shop', 'Channel', 'Updates', right('p50'), right('p95'), right('p99')];
  return table(columns, [...rows, all]);
}

function describeChecks(result: SaleResult): Block[] {
  const { checks } = result.judgement;
  const broken = checks.filter(({ violations }) => violations > 0);
  const rows = checks.map(({ name, violations }): Cell[] => [
    name,
    violations === 0 ? toned('PASS', 'good') : toned(`FAIL: ${violations}`, 'bad'),
  ]);
  return [
    table(['Promise', 'Result'], rows),
    ...broken.map(({ name, example }) => text(`${name}: ${example ?? ''}`, 'bad')),
    isPassed(result)
      ? headline('PASS', `${checks.length} of ${checks.length} promises hold`, 'good')
      : headline('FAIL', `${broken.length} of ${checks.length} promises are broken`, 'bad'),
  ];
}

/** One line for machines; every figure is counted in the books or told by the shops. */
export function toSummary(result: SaleResult): Record<string, number | string> {
  const { judgement, pushes, lagMs } = result;
  return {
    orders: judgement.orders,
    accepted: judgement.accepted,
    shortages: judgement.short,
    lost: judgement.lost,
    duplicates_applied: judgement.duplicatesApplied,
    pushes_sent: pushes.sent,
    pushes_raw: pushes.raw,
    lag_ms_p50: lagMs[0],
    lag_ms_p99: lagMs[2],
    invariants: isPassed(result) ? 'PASS' : 'FAIL',
  };
}
