import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../core/channels/outcome.ts';
import type { Database } from '../../core/database/database.ts';
import { DataRefused } from '../../core/database/database-errors.ts';
import type { Scoped } from '../../core/database/queryable.ts';
import { type IntakeStage, openIntake } from '../support/open-intake.ts';
import { toIncoming } from '../support/scripted-channel.ts';

// What Postgres may refuse although everybody before it was content. Each takes statement and
// parameters, and says whether this is the one.
type Refusal = (sql: string, params: readonly unknown[]) => boolean;
let refuse: Refusal = () => false;

let stage: IntakeStage;
beforeAll(async () => {
  stage = await openIntake({ wrap });
  stage.script.read = (body) => {
    const { id } = body as { id: string };
    return { kind: 'order', order: toIncoming({ id, skuCode: 'MUG', lineId: '1' }) };
  };
});
afterAll(() => stage.close());

function wrap(real: Database): Database {
  const judge = (sql: string, params: readonly unknown[] = []) => {
    if (refuse(sql, params)) throw new DataRefused('Postgres refused the values.');
  };
  const wrapScoped = (scoped: Scoped): Scoped => ({
    ...scoped,
    async row(sql, params) {
      judge(sql, params);
      return scoped.row(sql, params);
    },
    async execute(sql, params) {
      judge(sql, params);
      return scoped.execute(sql, params);
    },
  });
  return {
    ...real,
    forSeller: (sellerId) => wrapScoped(real.forSeller(sellerId)),
    lanes: {
      ...real.lanes,
      use: (sellerId, run) =>
        real.lanes.use(sellerId, (lane) =>
          run({
            async pipeline(statements) {
              for (const { sql, params } of statements) judge(sql, params);
              return lane.pipeline(statements);
            },
          }),
        ),
    },
  };
}

const has = (params: readonly unknown[], value: unknown) =>
  params.some((param) => Array.isArray(param) && param.includes(value));

const applied = async () =>
  (await stage.orders.listOrders(stage.sellerId)).map((order) => order.externalId).sort();
const parked = () => stage.intake.listParkedDeliveries(stage.sellerId);

test('an order that Postgres refuses is parked, and its forty neighbours are applied', async () => {
  refuse = (sql, params) => sql.includes('INSERT INTO sales_order') && has(params, 'poison');
  const ids = Array.from({ length: 41 }, (_, index) => (index === 17 ? 'poison' : `n${index}`));
  await Promise.all(ids.map((id) => stage.tell({ id })));
  await stage.intake.wake(stage.sellerId);
  expect(await applied()).toEqual(ids.filter((id) => id !== 'poison').sort());
  expect(await parked()).toMatchObject([{ note: expect.stringMatching(/^data_refused/) }]);

  refuse = () => false;
  expect(await stage.intake.replayParkedDeliveries(stage.sellerId)).toBe(1);
  await stage.settle();
  expect(await applied()).toEqual(ids.toSorted());
  expect(await parked()).toEqual([]);
});

test('on a page of a pull, too, it is parked alone and the cursor moves on', async () => {
  refuse = (sql, params) => sql.includes('INSERT INTO sales_order') && has(params, 'bad page');
  const ids = ['p1', 'bad page', 'p2', 'p3'];
  const orders = ids.map((id) => toIncoming({ id, skuCode: 'MUG' }));
  stage.script.listOrders = async () => ok({ orders, cursor: 'behind', hasMore: false });
  expect(await stage.intake.pullOrders(stage)).toMatchObject({ isComplete: true });
  expect(await applied()).toEqual(expect.arrayContaining(['p1', 'p2', 'p3']));
  expect(await applied()).not.toContain('bad page');
  expect(await parked()).toHaveLength(1);
  refuse = () => false;
});

test('a delivery whose own mark is refused is parked alone, and the round goes on', async () => {
  const db = stage.opened.database.forSeller(stage.sellerId);
  await Promise.all(['m1', 'm2', 'm3'].map((id) => stage.tell({ id })));
  const row = await db.row<{ deliveryId: number }>(
    `SELECT delivery_id AS "deliveryId" FROM delivery WHERE state = 'waiting'
     ORDER BY delivery_id OFFSET 1 LIMIT 1`,
  );
  refuse = (sql, params) =>
    sql.includes('UPDATE delivery') && has(params, row.deliveryId) && has(params, 'decided');
  const before = (await parked()).length;
  await stage.intake.wake(stage.sellerId);
  refuse = () => false;
  expect(await parked()).toHaveLength(before + 1);
  expect(await stage.intake.countDeliveries(stage.sellerId)).toMatchObject({ waiting: 0 });
  expect(await applied()).toEqual(expect.arrayContaining(['m1', 'm2', 'm3']));
});
