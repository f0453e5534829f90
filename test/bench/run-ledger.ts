import type { Clock } from '../../core/base/clock.ts';
import type { Random } from '../../core/base/random.ts';
import type { Ledger } from '../../core/ledger/ledger.ts';
import { type OrderEvent, toLineKey } from '../../core/ledger/ledger-event.ts';
import type { BenchSeller } from './bench-store.ts';

export interface LedgerRun {
  readonly ordersPerSecond: number;
  /** From submit to the answer, which comes after the commit. */
  readonly latenciesMs: readonly number[];
}

/** New orders of one unit, always `inFlight` of them unanswered, for so many seconds. */
export async function runLedger(
  deps: { ledger: Ledger; clock: Clock; random: Random },
  o: { seller: BenchSeller; name: string; skus: number; inFlight: number; seconds: number },
): Promise<LedgerRun> {
  const { ledger, clock, random } = deps;
  const { sellerId } = o.seller;
  const latenciesMs: number[] = [];
  const startMs = clock.monotonicMs();
  const endMs = startMs + o.seconds * 1_000;
  let orders = 0;
  const buy = async () => {
    while (clock.monotonicMs() < endMs) {
      orders += 1;
      const event = makeOrder(random, { ...o, orderExternalId: `${o.name}${orders}` });
      const sentMs = clock.monotonicMs();
      const answer = await ledger.submit(sellerId, event);
      latenciesMs.push(clock.monotonicMs() - sentMs);
      if (answer.kind !== 'order' || answer.lines[0]?.covered !== 1) {
        throw new Error(`An order was not covered: ${JSON.stringify(answer)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: o.inFlight }, buy));
  const seconds = (clock.monotonicMs() - startMs) / 1_000;
  return { ordersPerSecond: latenciesMs.length / seconds, latenciesMs };
}

function makeOrder(
  random: Random,
  o: { seller: BenchSeller; skus: number; orderExternalId: string },
): OrderEvent {
  const { accountIds } = o.seller;
  const accountId = accountIds[random.integer({ min: 0, max: accountIds.length - 1 })] as number;
  const skuId = random.integer({ min: 1, max: o.skus });
  const lineKey = toLineKey({ accountId, ...o, lineExternalId: '1' });
  const figures = { ordered: 1, cancelled: 0, shipped: 0, returned: 0, revision: 0 };
  const cause = `order ${o.orderExternalId}`;
  const origin = { key: lineKey, cause, actor: `account ${accountId}` };
  return { kind: 'order', accountId, lines: [{ lineKey, skuId, ...figures }], origin };
}
