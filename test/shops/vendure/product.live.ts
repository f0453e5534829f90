// The whole product on a real Vendure 3.7.3: what its buyers do reaches the books and every other
// shop, what is typed at the prompt reaches it, and neither a killed shop nor its lost updates cost
// an order. The machine may be busy, so nothing here asserts how long anything takes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Purchase } from './buyer.ts';
import { openVendureFloor, type VendureFloor } from './vendure-floor.ts';

const BUYERS = 50;
const DELIVERY_MS_MAX = 60_000;

let stage: VendureFloor;

beforeAll(async () => {
  stage = await openVendureFloor();
  await stage.untilConverged();
});
afterAll(() => stage?.close());

async function place(sku: string, quantity: number): Promise<string> {
  const bought = await stage.shop.buy({ sku, quantity });
  if (bought.kind === 'refused') throw new Error(`${bought.step}: ${bought.message}`);
  return bought.orderCode;
}

async function untilBooked(sku: string, codes: readonly string[]): Promise<void> {
  await stage.until(`all ${codes.length} orders of ${sku} are in the books`, async () => {
    const booked = new Set((await stage.readBooked(sku)).map((line) => line.orderCode));
    return codes.every((code) => booked.has(code));
  });
  await stage.untilConverged();
}

const simulated = (sku: string) =>
  ['Alpha', 'Beta'].map((name) => stage.floor.shop(name).read(sku).available);

describe('orders and figures', () => {
  test('an order placed in it reaches the books, every other shop and itself', async () => {
    const code = await place('HOOD-BLK-L', 3);
    await untilBooked('HOOD-BLK-L', [code]);
    const where = ({ rawBody }: { rawBody: string }) => rawBody.includes(code);
    const told = await stage.receiver.waitFor({ count: 1, where, withinMs: DELIVERY_MS_MAX });
    expect(told[0]?.status).toBe(200);
    expect(await stage.readBooked('HOOD-BLK-L')).toEqual([
      { orderCode: code, ordered: 3, reserved: 3, short: 0 },
    ]);
    expect(simulated('HOOD-BLK-L')).toEqual([22, 22]);
    const { floor } = stage;
    const skuId = floor.skuId('HOOD-BLK-L');
    const targets = await floor.engine.monitoring.readTargets({ ...floor, skuId });
    const own = targets.filter(({ accountName }) => accountName === 'Gamma');
    expect(own.find(({ aspect }) => aspect === 'stock')?.acked).toBe(22);
    expect((await stage.shop.readVariant('HOOD-BLK-L')).saleable).toBe(22);
  });

  test('a count and a price typed at the prompt are what it reads back, exact to the paisa', async () => {
    await untilBooked('HOOD-BLK-M', [await place('HOOD-BLK-M', 2)]);
    await stage.say('count HOOD-BLK-M 17 Mumbai');
    await stage.say('price HOOD-BLK-M 1999');
    await stage.untilConverged();
    // Two of the seventeen are promised to its own buyer.
    expect(await stage.shop.readVariant('HOOD-BLK-M')).toMatchObject({
      stockOnHand: 17,
      stockAllocated: 2,
      saleable: 15,
      priceMinor: 199_900,
      currency: 'INR',
    });
    expect(simulated('HOOD-BLK-M')).toEqual([15, 15]);
    await stage.say('price HOOD-BLK-M 1999.95');
    await stage.untilConverged();
    expect((await stage.shop.readVariant('HOOD-BLK-M')).priceMinor).toBe(199_995);
  });
});

describe('paused and resumed', () => {
  test('by the prompt: one size is off sale and the other is not, until it is resumed', async () => {
    await stage.say('pause HOOD-BLK-M');
    await stage.untilConverged();
    expect(await stage.shop.buy({ sku: 'HOOD-BLK-M', quantity: 1 })).toMatchObject({
      kind: 'refused',
    });
    expect((await stage.shop.readVariant('HOOD-BLK-M')).enabled).toBe(false);
    expect((await stage.shop.readVariant('HOOD-BLK-L')).enabled).toBe(true);
    await stage.say('resume HOOD-BLK-M');
    await stage.untilConverged();
    expect((await stage.shop.readVariant('HOOD-BLK-M')).enabled).toBe(true);
    await untilBooked('HOOD-BLK-M', [await place('HOOD-BLK-M', 1)]);
  });

  test('by itself: its buyer takes the last units, and a delivery puts it back on sale', async () => {
    await stage.say('count TOTE-NAT 2 Mumbai');
    await stage.untilConverged();
    await untilBooked('TOTE-NAT', [await place('TOTE-NAT', 2)]);
    expect(await stage.shop.readVariant('TOTE-NAT')).toMatchObject({ enabled: false, saleable: 0 });
    expect(simulated('TOTE-NAT')).toEqual([0, 0]);
    expect(stage.floor.shop('Beta').read('TOTE-NAT').status).toBe('paused');
    await stage.say('received 5 TOTE-NAT Delhi');
    await stage.untilConverged();
    expect(await stage.shop.readVariant('TOTE-NAT')).toMatchObject({ enabled: true, saleable: 5 });
    expect(simulated('TOTE-NAT')).toEqual([5, 5]);
    await untilBooked('TOTE-NAT', [await place('TOTE-NAT', 1)]);
  });
});

test('killed and started again, it is told what it missed, and what it could not tell is found', async () => {
  const { shop, floor, receiver } = stage;
  await stage.say('count SOCK-GREY 100 Mumbai');
  await stage.untilConverged();
  stage.goDeaf();
  const code = await place('SOCK-GREY', 3);
  const isOfOrder = ({ rawBody }: { rawBody: string }) => rawBody.includes(code);
  await stage.until('it has tried to tell of the order', () => receiver.lost.some(isOfOrder));
  await shop.kill('SIGKILL');
  stage.listenAgain();

  await stage.say('sold 20 SOCK-GREY Mumbai');
  await stage.say('price SOCK-GREY 249.50');
  await stage.say('pause HOOD-BLK-L');
  floor.shop('Alpha').placeOrder({ lines: [{ skuCode: 'SOCK-GREY', quantity: 5 }] });
  // With or without the order of the dead shop, which nobody could ask.
  await stage.until('the other shops go on', () =>
    [75, 72].includes(simulated('SOCK-GREY')[1] ?? 0),
  );

  await shop.restart();
  await untilBooked('SOCK-GREY', [code]);
  expect(receiver.deliveries.filter(isOfOrder)).toEqual([]);
  expect(await shop.readVariant('SOCK-GREY')).toMatchObject({
    enabled: true,
    saleable: 72,
    priceMinor: 24_950,
  });
  expect(simulated('SOCK-GREY')).toEqual([72, 72]);
  expect((await shop.readVariant('HOOD-BLK-L')).enabled).toBe(false);
});

describe('fifty of its buyers at once for ten units', () => {
  interface Outcome {
    readonly confirmed: number;
    readonly covered: number;
    readonly short: number;
  }

  async function race(sku: string): Promise<readonly string[]> {
    const purchases = await stage.shop.race({ buyers: BUYERS, sku, quantity: 1 });
    const isPlaced = (one: Purchase) => one.kind === 'placed';
    return purchases.filter(isPlaced).map((one) => one.orderCode);
  }

  /** Every confirmed order is in the books once, and nothing else is. */
  async function settle(sku: string, codes: readonly string[]): Promise<Outcome> {
    await untilBooked(sku, codes);
    const booked = await stage.readBooked(sku);
    expect(booked.map((line) => line.orderCode).sort()).toEqual([...codes].sort());
    const sum = (figure: 'reserved' | 'short') =>
      booked.reduce((total, line) => total + line[figure], 0);
    const outcome = { confirmed: codes.length, covered: sum('reserved'), short: sum('short') };
    process.stdout.write(`race for ${sku}: ${JSON.stringify(outcome)}\n`);
    return outcome;
  }

  async function untilPausedEverywhere(sku: string): Promise<void> {
    await stage.until(`${sku} is off sale everywhere`, async () => {
      const { enabled, saleable } = await stage.shop.readVariant(sku);
      const isPausedOnBeta = stage.floor.shop('Beta').read(sku).status === 'paused';
      return !enabled && saleable <= 0 && isPausedOnBeta && simulated(sku).every((n) => n === 0);
    });
    expect((await stage.shop.buy({ sku, quantity: 1 })).kind).toBe('refused');
  }

  test('ten orders are covered, the others short, none lost, and stock serves them first', async () => {
    await stage.say('count CAP-NAVY 10 Mumbai');
    await stage.untilConverged();
    const outcome = await settle('CAP-NAVY', await race('CAP-NAVY'));
    expect(outcome.confirmed).toBeGreaterThanOrEqual(11);
    expect(outcome).toMatchObject({ covered: 10, short: outcome.confirmed - 10 });
    await untilPausedEverywhere('CAP-NAVY');

    await stage.say(`received ${outcome.short + 5} CAP-NAVY Mumbai`);
    await stage.untilConverged();
    expect(await stage.readBooked('CAP-NAVY')).not.toContainEqual(
      expect.objectContaining({ short: 1 }),
    );
    expect(await stage.shop.readVariant('CAP-NAVY')).toMatchObject({ enabled: true, saleable: 5 });
    expect(simulated('CAP-NAVY')).toEqual([5, 5]);
  });

  test('while nothing may be sent to it, all fifty get an order: forty are short', async () => {
    await stage.say('count MUG-WHITE 10 Mumbai');
    await stage.untilConverged();
    // A held account is read and never written, so the shop's own stock alone stands guard.
    await stage.setState('held');
    const codes = await race('MUG-WHITE');
    await stage.until('its orders are in the books', async () => {
      const booked = await stage.readBooked('MUG-WHITE');
      return booked.length >= codes.length;
    });
    expect((await stage.shop.readVariant('MUG-WHITE')).enabled).toBe(true);
    await stage.setState('active');
    expect(await settle('MUG-WHITE', codes)).toEqual({ confirmed: 50, covered: 10, short: 40 });
    await untilPausedEverywhere('MUG-WHITE');
  });
});
