import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { needsReauth, ok, retryLater } from '../../core/channels/outcome.ts';
import { type IntakeStage, openIntake } from '../support/open-intake.ts';
import { createScript, toIncoming } from '../support/scripted-channel.ts';
import { openShopFloor } from '../support/shop-floor.ts';

describe('a shop whose webhooks are lost', () => {
  test('has its orders found by asking, each once, over as many pages as it takes', async () => {
    const floor = await openShopFloor({
      shops: [{ name: 'Alpha', channel: 'woocommerce' }],
      skus: [{ code: 'MUG', stock: { Mumbai: 1_000 } }],
    });
    floor.shop('Alpha').subscribe(null);
    const line = { skuCode: 'MUG', quantity: 1 };
    for (let order = 0; order < 130; order += 1) floor.shop('Alpha').placeOrder({ lines: [line] });
    const pull = () => floor.engine.intake.pullOrders(floor.account('Alpha'));
    expect(await pull()).toMatchObject({ isComplete: true });
    const sql = 'SELECT count(*)::int AS lines, sum(reserved)::int AS reserved FROM order_line';
    const db = floor.database.database.forSeller(floor.sellerId);
    expect(await db.row(sql)).toEqual({ lines: 130, reserved: 130 });
    floor.shop('Alpha').placeOrder({ lines: [line] });
    expect(await pull(), 'copies among them').toMatchObject({ isComplete: true });
    expect(await db.row(sql)).toEqual({ lines: 131, reserved: 131 });
    await floor.close();
  });
});

describe('asking a shop for its orders', () => {
  let stage: IntakeStage;
  beforeAll(async () => {
    stage = await openIntake();
  });
  afterAll(() => stage.close());
  beforeEach(() => Object.assign(stage.script, createScript()));

  const pull = () => stage.intake.pullOrders(stage);
  const cursor = async () => {
    const db = stage.opened.database.forSeller(stage.sellerId);
    return (await db.maybeRow<{ cursor: string }>('SELECT cursor FROM order_cursor'))?.cursor;
  };
  const numbers = async () =>
    (await stage.orders.listOrders(stage.sellerId)).map((order) => order.externalId).sort();

  test('begins when the account was connected, and goes on where it stopped', async () => {
    const asked: unknown[] = [];
    stage.script.listOrders = async (o) => {
      asked.push(o.cursor ?? o.since.getTime());
      const page = asked.length;
      const orders = [toIncoming({ id: `page-${page}`, skuCode: 'MUG' })];
      if (page === 3) return retryLater('the shop is busy', { afterMs: 5_000 });
      return ok({ orders, cursor: `c${page}`, hasMore: page < 5 });
    };
    const [account] = await stage.catalog.listAccounts(stage.sellerId);
    const refusal = { kind: 'retry-later', afterMs: 5_000 };
    expect(await pull()).toMatchObject({ orders: 2, isComplete: false, refusal });
    expect(await cursor()).toBe('c2');
    expect(await pull()).toEqual({ orders: 2, isComplete: true, refusal: null });
    const [since, ...cursors] = asked;
    const connectedMs = account?.createdAt.getTime() ?? 0;
    expect(
      connectedMs - Number(since),
      'shops tell whole seconds, by clocks of theirs',
    ).toBeLessThan(6_000);
    expect(Number(since)).toBeLessThan(connectedMs);
    expect(cursors).toEqual(['c1', 'c2', 'c2', 'c4']);
    expect(await numbers()).toEqual(['page-1', 'page-2', 'page-4', 'page-5']);
  });

  test('ends after a bounded number of pages, also when the shop finds no end', async () => {
    let pages = 0;
    stage.script.listOrders = async () => {
      pages += 1;
      return ok({ orders: [], cursor: `endless ${pages}`, hasMore: true });
    };
    expect(await pull()).toMatchObject({ isComplete: false, refusal: null });
    expect(pages).toBe(500);
    pages = 0;
    stage.script.listOrders = async () => {
      pages += 1;
      return ok({ orders: [], cursor: 'the same', hasMore: true });
    };
    expect(await pull()).toMatchObject({ isComplete: false });
    expect(pages, 'a cursor that does not move ends it at once').toBeLessThanOrEqual(2);
  });

  test('parks what cannot be read, once, and goes on with its neighbours', async () => {
    const bad = toIncoming({ id: 'bad', skuCode: 'MUG', ordered: -1 });
    const good = toIncoming({ id: 'good', skuCode: 'MUG' });
    stage.script.listOrders = async () =>
      ok({
        orders: [bad, good],
        unreadable: [{ orderRef: 'torn', reason: 'lines: expected array' }],
        cursor: 'after bad',
        hasMore: false,
      });
    expect(await pull()).toMatchObject({ isComplete: true });
    await pull();
    expect(await numbers()).toContain('good');
    expect(await cursor()).toBe('after bad');
    const parked = await stage.intake.listParkedDeliveries(stage.sellerId);
    expect(parked.map((each) => each.note).sort()).toEqual([
      'line 1: ordered is no number of units',
      'lines: expected array',
    ]);
    // Once the adapter can read them, a replay asks the shop for them again.
    stage.script.fetchOrder = async (id) => ok(toIncoming({ id, skuCode: 'MUG' }));
    expect(await stage.intake.replayParkedDeliveries(stage.sellerId)).toBe(2);
    await stage.settle();
    expect(await stage.intake.listParkedDeliveries(stage.sellerId)).toEqual([]);
    expect(await numbers()).toEqual(expect.arrayContaining(['bad', 'good', 'torn']));
  });

  test('stops at a shop that locks us out, and says so', async () => {
    let asked = 0;
    stage.script.listOrders = async () => {
      asked += 1;
      return needsReauth('the token is revoked');
    };
    expect(await pull()).toMatchObject({ isComplete: false, refusal: { kind: 'needs-reauth' } });
    expect(asked, 'once with what we had, once with what is stored').toBe(2);
    const [account] = await stage.catalog.listAccounts(stage.sellerId);
    expect(account).toMatchObject({ state: 'needs-reauth', stateReason: 'the token is revoked' });
  });

  test('two who ask at once do not pull side by side', async () => {
    let [under, most] = [0, 0];
    stage.script.listOrders = async () => {
      under += 1;
      most = Math.max(most, under);
      await systemClock.sleep(50);
      under -= 1;
      return ok({ orders: [], cursor: 'same', hasMore: false });
    };
    await Promise.all([pull(), pull(), pull()]);
    expect(most).toBe(1);
  });
});

test('of what a shop tells about its own stock the newest figure is handed on', async () => {
  const stage = await openIntake();
  stage.script.read = (body) => {
    const { id, available, at } = body as { id: string; available: number; at: number };
    return { kind: 'level', externalStockId: id, available, at: new Date(at) };
  };
  await Promise.all([
    stage.tell({ id: 'i1', available: 5, at: 2_000 }),
    stage.tell({ id: 'i1', available: 4, at: 3_000 }),
    stage.tell({ id: 'i2', available: 9, at: 1_000 }),
    stage.tell({ id: 'i1', available: 6, at: 1_000 }),
  ]);
  await stage.settle();
  expect(stage.levels.map((level) => [level.externalStockId, level.available]).sort()).toEqual([
    ['i1', 4],
    ['i2', 9],
  ]);
  await stage.close();
});

test('an order is applied before the figure that it explains', async () => {
  const stage = await openIntake();
  stage.script.read = (body) =>
    (body as { is: string }).is === 'order'
      ? { kind: 'order', order: toIncoming({ id: 'sold', skuCode: 'MUG' }) }
      : { kind: 'level', externalStockId: 'i1', available: 4, at: new Date(0) };
  let linesSeen = 0;
  stage.beforeLevel = async () => {
    const db = stage.opened.database.forSeller(stage.sellerId);
    linesSeen = (await db.rows('SELECT FROM order_line')).length;
  };
  await Promise.all([stage.tell({ is: 'level' }), stage.tell({ is: 'order' })]);
  await stage.settle();
  expect(linesSeen).toBe(1);
  await stage.close();
});
