import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../core/database/database.ts';
import type { LaneStatement } from '../../core/database/lane.ts';
import { type IntakeStage, openIntake } from '../support/open-intake.ts';
import { toIncoming } from '../support/scripted-channel.ts';

const seen = new Map<string, LaneStatement>();
let stage: IntakeStage;
beforeAll(async () => {
  stage = await openIntake({ wrap });
  stage.script.read = (body) => {
    const { id } = body as { id: string };
    const buyer = { externalId: id, name: 'A', email: null, phone: null, address: null };
    return { kind: 'order', order: { ...toIncoming({ id, skuCode: 'MUG', lineId: '1' }), buyer } };
  };
});
afterAll(() => stage.close());

/** Remembers the last statement of each name that intake sends over a lane. */
function wrap(real: Database): Database {
  return {
    ...real,
    lanes: {
      ...real.lanes,
      use: (sellerId, run) =>
        real.lanes.use(sellerId, (lane) =>
          run({
            pipeline(statements) {
              for (const each of statements) if (each.name) seen.set(each.name, each);
              return lane.pipeline(statements);
            },
          }),
        ),
    },
  };
}

const HISTORY = 3_000;
const ROUND = 256;

test('a round of deliveries reads no history, from the first order of a new shop on', async () => {
  const ids = Array.from({ length: HISTORY }, (_, index) => `order-${index}`);
  await Promise.all(ids.map((id) => stage.tell({ id })));
  await stage.intake.wake(stage.sellerId);
  const counted = await stage.opened.database.sweep.rows('SELECT FROM sales_order');
  expect(counted).toHaveLength(HISTORY);
  const names = [...seen.keys()].filter((name) => !name.startsWith('ledger')).sort();
  expect(names).toEqual([
    'catalog_resolve',
    'intake_mark',
    'intake_read_waiting',
    'orders_keep_buyers',
    'orders_newest_lines',
    'orders_older_lines',
    'orders_save',
  ]);
  for (const name of names) {
    const { sql, params } = seen.get(name) as LaneStatement;
    const plan = await stage.opened.database.lanes.use(stage.sellerId, async (lane) => {
      const [rows] = await lane.pipeline([{ sql: `EXPLAIN (ANALYZE, TIMING OFF) ${sql}`, params }]);
      return (rows ?? []).map((row) => String(row['QUERY PLAN'])).join('\n');
    });
    // Read and thrown away: a look-up that goes by the wrong index, or a scan.
    const removed = [...plan.matchAll(/Rows Removed by (?:Join )?Filter: (\d+)/g)];
    const thrownAway = removed.map(([, count]) => Number(count));
    expect(Math.max(0, ...thrownAway), `${name}\n${plan}`).toBeLessThanOrEqual(ROUND);
    const fetched = [...plan.matchAll(/actual rows=([\d.]+) loops=(\d+)/g)];
    const most = Math.max(...fetched.map(([, rows, loops]) => Number(rows) * Number(loops)));
    expect(most, `${name}\n${plan}`).toBeLessThanOrEqual(ROUND);
  }
});
