import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../core/channels/outcome.ts';
import type { Database } from '../../core/database/database.ts';
import { DatabaseUnavailable } from '../../core/database/database-errors.ts';
import { createFailingDatabase, type FailingDatabase } from '../support/failing-database.ts';
import { type IntakeStage, openIntake } from '../support/open-intake.ts';
import { toIncoming } from '../support/scripted-channel.ts';

let stage: IntakeStage;
let failing: FailingDatabase;
beforeAll(async () => {
  const wrap = (real: Database) => {
    failing = createFailingDatabase(real);
    return failing.database;
  };
  stage = await openIntake({ wrap });
  failing.failAt({ call: -1, when: 'before' });
  stage.script.read = (body) => readings.get((body as { say: string }).say) ?? NOTHING;
});
afterAll(() => stage.close());

const NOTHING = { kind: 'none', reason: 'nothing' } as const;
const readings = new Map<string, ReturnType<typeof stage.script.read>>();
// More calls than any of these stories makes.
const CALLS_MAX = 60;

async function figures(orderIds: readonly string[]) {
  const db = stage.opened.database.forSeller(stage.sellerId);
  const keys = orderIds.map((id) => `${stage.accountId}:${id}:1`);
  const lines = await db.rows(
    `SELECT line_key, ordered, cancelled, reserved, short FROM order_line
     WHERE line_key = ANY($1::text[]) ORDER BY line_key`,
    [keys],
  );
  const entries = await db.row(
    `SELECT count(*)::int AS count FROM entry WHERE cause = ANY($1::text[])`,
    [orderIds.map((id) => `order ${stage.accountId}:${id}`)],
  );
  const waiting = await db.rows('SELECT line_key FROM unmapped_line');
  return { lines: lines.map(({ line_key: _key, ...rest }) => rest), entries, waiting };
}

/** Runs a story with a failure at every n-th call to Postgres, and expects the same end. */
async function atEveryCall(
  story: (run: { id: string }) => Promise<{ end: unknown; expected: unknown }>,
): Promise<number> {
  let runs = 0;
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; call <= CALLS_MAX; call += 1) {
      failing.failAt({ call, when });
      const { end, expected } = await story({ id: `${story.name || 'story'}-${when}-${call}` });
      expect(end, `failure ${when} call ${call}`).toEqual(expected);
      const db = stage.opened.database.forSeller(stage.sellerId);
      const parked = await db.rows(`SELECT note FROM delivery WHERE state = 'parked'`);
      expect(parked, `failure ${when} call ${call}`).toEqual([]);
      runs += 1;
      if (failing.calls() < call) break;
    }
  }
  return runs;
}

/** As a sender would: again, until it is told that the delivery is stored. */
async function tell(reading: ReturnType<typeof stage.script.read>, say: string): Promise<void> {
  readings.set(say, reading);
  for (let tries = 0; tries < 5; tries += 1) {
    try {
      await stage.tell({ say });
      return;
    } catch (error) {
      expect(error).toBeInstanceOf(DatabaseUnavailable);
    }
  }
  throw new Error('it could not be stored');
}

async function receive(key: string, quantity: number): Promise<void> {
  const { sellerId, skuId, locationId } = stage;
  const origin = { key, cause: key, actor: 'test' };
  const event = { kind: 'receipt', skuId, locationId, quantity, origin } as const;
  await stage.ledger.submit(sellerId, event).catch(() => stage.ledger.submit(sellerId, event));
}

test('an order, its change and its copy have one effect, wherever Postgres fails', async () => {
  await receive('opening', 1_000);
  const runs = await atEveryCall(async ({ id }) => {
    const order = toIncoming({ id, skuCode: 'MUG', ordered: 3, lineId: '1' });
    const changed = toIncoming({ id, skuCode: 'MUG', ordered: 3, cancelled: 1, lineId: '1' });
    await tell({ kind: 'order', order }, `${id}-placed`);
    await tell({ kind: 'order', order: changed }, `${id}-changed`);
    await tell({ kind: 'order', order }, `${id}-copy`);
    await stage.settle();
    return {
      end: await figures([id]),
      expected: {
        lines: [{ ordered: 3, cancelled: 1, reserved: 2, short: 0 }],
        entries: { count: 2 },
        waiting: [],
      },
    };
  });
  expect(runs, 'the story makes some calls').toBeGreaterThan(20);
});

test('an order that is asked for has one effect, wherever Postgres fails', async () => {
  stage.script.fetchOrder = async (id) =>
    ok(toIncoming({ id, skuCode: 'MUG', ordered: 2, lineId: '1' }));
  const runs = await atEveryCall(async ({ id }) => {
    const orderRef = `ref-${id}`;
    await tell({ kind: 'order-ref', orderRef }, `${id}-named`);
    await stage.settle();
    return {
      end: await figures([orderRef]),
      expected: {
        lines: [{ ordered: 2, cancelled: 0, reserved: 2, short: 0 }],
        entries: { count: 1 },
        waiting: [],
      },
    };
  });
  expect(runs).toBeGreaterThan(15);
});

test('a line that waits and is mapped has one effect, wherever Postgres fails', async () => {
  const runs = await atEveryCall(async ({ id }) => {
    const code = `strange ${id}`;
    const order = toIncoming({ id: `m-${id}`, skuCode: code, ordered: 2, lineId: '1' });
    await tell({ kind: 'order', order }, `${id}-strange`);
    await stage.settle();
    const { accountId, skuId, sellerId } = stage;
    const map = { accountId, channelCode: code, skuId };
    await stage.intake.mapCode(sellerId, map).catch(() => stage.intake.mapCode(sellerId, map));
    return {
      end: await figures([`m-${id}`]),
      expected: {
        lines: [{ ordered: 2, cancelled: 0, reserved: 2, short: 0 }],
        entries: { count: 1 },
        waiting: [],
      },
    };
  });
  expect(runs).toBeGreaterThan(20);
});

test('an order that is found by asking has one effect, wherever Postgres fails', async () => {
  let next = '';
  stage.script.listOrders = async ({ cursor }) => {
    // A shop tells an order until it hears the cursor behind it.
    const orders = cursor === next ? [] : [toIncoming({ id: next, skuCode: 'MUG', lineId: '1' })];
    return ok({ orders, cursor: next, hasMore: false });
  };
  const runs = await atEveryCall(async ({ id }) => {
    next = `p-${id}`;
    await stage.intake.pullOrders(stage).catch(() => stage.intake.pullOrders(stage));
    return {
      end: await figures([next]),
      expected: {
        lines: [{ ordered: 1, cancelled: 0, reserved: 1, short: 0 }],
        entries: { count: 1 },
        waiting: [],
      },
    };
  });
  expect(runs).toBeGreaterThan(12);
});
