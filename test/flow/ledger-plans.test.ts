/**
 * The traps of the planner, without a clock: what made a batch of 256 five to twenty times slower
 * was a plan that reads a whole table or probes an index too often, and Postgres tells both.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import { readLedgerRules } from '../../core/ledger/ledger-rules-store.ts';
import type { LedgerRules } from '../../core/ledger/ledger-state.ts';
import { addBenchSeller, type BenchSeller } from '../bench/bench-store.ts';
import {
  type ExplainedBatch,
  explainBatch,
  nodesOf,
  type PlanNode,
} from '../support/explain-batch.ts';
import { orderOf, receiptOf } from '../support/ledger-events.ts';
import { type OpenLedger, openLedger } from '../support/open-ledger.ts';

const GROWING_TABLES = ['stock', 'entry', 'order_line', 'shortage'];

let open: OpenLedger;
let seller: BenchSeller;
let rules: LedgerRules;
beforeAll(async () => {
  open = await openLedger();
});
afterAll(() => open.drop());

/** New orders of as many SKUs, and one receipt, which reads the queues too. */
function makeBatch(orders: number): LedgerEvent[] {
  const [accountId = 0] = seller.accountIds;
  const [locationId = 0] = seller.locationIds;
  const events: LedgerEvent[] = Array.from({ length: orders }, (_, index) =>
    orderOf({ accountId, name: `plan${index}`, skuId: 1 + index * 37, ordered: 1 }),
  );
  return [...events, receiptOf({ skuId: 5, locationId, quantity: 1 })];
}

function explain(o: { orders: number; options: string; settings?: string[] }) {
  const { sellerId } = seller;
  const events = makeBatch(o.orders);
  return explainBatch(open.database, { sellerId, rules, events, ...o });
}

/** Steps that touch every row of a table that grows. */
function wholeTables(plan: PlanNode): string[] {
  return nodesOf(plan)
    .filter((node) => GROWING_TABLES.includes(node['Relation Name'] ?? ''))
    .filter((node) => !/^(Index|ModifyTable|Bitmap)/.test(node['Node Type']))
    .map((node) => `${node['Node Type']} of ${node['Relation Name']}`);
}

/** What an index is asked for; the heap part of a bitmap scan has no index of its own. */
function probeOf(plan: PlanNode, index: string): string {
  const probes = nodesOf(plan).filter((node) => node['Index Name'] === index);
  return probes.map((node) => node['Index Cond'] ?? '').join(' | ');
}

function expectProbes({ read, write }: ExplainedBatch): void {
  expect([...wholeTables(read), ...wholeTables(write)]).toEqual([]);
  const joins = [...nodesOf(read), ...nodesOf(write)].map((node) => node['Node Type']);
  expect(joins.filter((type) => /Hash Join|Merge Join/.test(type))).toEqual([]);
  expect(probeOf(read, 'stock_pkey')).toMatch(/seller_id.*sku_id = ANY/);
  expect(probeOf(write, 'stock_pkey')).toMatch(/seller_id.*sku_id = new.*location_id = new/);
  // Next to the join a list of all SKUs would be searched once per row.
  expect(probeOf(write, 'stock_pkey')).not.toContain('ANY');
  expect(probeOf(read, 'order_line_pkey')).toMatch(/seller_id.*line_key = ANY/);
  expect(probeOf(read, 'entry_key')).toMatch(/key = ANY/);
  for (const index of ['order_line_short', 'order_line_reserved']) {
    expect(probeOf(read, index)).toMatch(/seller_id.*sku_id = asked/);
  }
  // A queue comes in its order from the index, however long it is.
  expect(nodesOf(read).filter((node) => node['Node Type'] === 'Sort')).toEqual([]);
}

describe('with 30,000 stock rows', () => {
  it('a batch probes indexes, even if it was planned while the tables were empty', async () => {
    seller = await addBenchSeller(open.owner, 'plans');
    rules = await readLedgerRules(open.database.forSeller(seller.sellerId), seller.sellerId);
    // No statistics yet: the planner believes in ten pages.
    expectProbes(await explain({ orders: 256, options: 'GENERIC_PLAN' }));
  });

  it('a batch probes indexes when the planner knows how large the tables are', async () => {
    await open.owner.query('ANALYZE stock, entry, order_line, shortage, ledger_head');
    expectProbes(await explain({ orders: 256, options: 'GENERIC_PLAN' }));
  });

  it('the work for 256 orders is about four times that for 64', async () => {
    const blocks = async (orders: number) => {
      const options = 'ANALYZE, BUFFERS, TIMING OFF';
      const { read, write } = await explain({ orders, options });
      return (read['Shared Hit Blocks'] ?? 0) + (write['Shared Hit Blocks'] ?? 0);
    };
    const [few, many] = [await blocks(64), await blocks(256)];
    expect(few).toBeGreaterThan(500);
    expect(many / few).toBeLessThan(4.6);
  });

  it('the plans of a lane are the same from the first call to the tenth', async () => {
    const [accountId = 0] = seller.accountIds;
    for (let call = 0; call < 10; call += 1) {
      const order = orderOf({ accountId, name: `call${call}`, skuId: 1 + call, ordered: 1 });
      await open.ledger.submit(seller.sellerId, order);
    }
    const made = await open.database.lanes.use(seller.sellerId, async (lane) => {
      const sql = `SELECT name, custom_plans FROM pg_prepared_statements
        WHERE name LIKE 'ledger_%' AND generic_plans >= 10 ORDER BY name`;
      return (await lane.pipeline([{ sql }]))[0];
    });
    expect(made).toEqual(
      ['ledger_lock', 'ledger_read', 'ledger_write'].map((name) => ({ name, custom_plans: 0 })),
    );
  });

  it('a plan that reads a whole table would be noticed', async () => {
    const settings = ['enable_seqscan = on', 'enable_hashjoin = on', 'enable_nestloop = off'].map(
      (setting) => `SET LOCAL ${setting}`,
    );
    const { write } = await explain({ orders: 64, options: 'GENERIC_PLAN', settings });
    expect(wholeTables(write)).toEqual(['Seq Scan of stock']);
  });
});
