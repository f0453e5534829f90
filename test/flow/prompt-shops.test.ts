import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPromptStage, type PromptStage } from '../support/prompt-stage.ts';

let stage: PromptStage;

beforeAll(async () => {
  stage = await openPromptStage();
});
afterAll(() => stage.close());

const everywhere = (code: string) =>
  stage.demo.shops.map(({ simulator }) => simulator.read(code).available);

test('a sale by hand reaches all five shops', async () => {
  expect(everywhere('HOODIE-M')).toEqual([48, 48, 48, 48, 48]);
  await stage.say('sold 3 hoodie-m mumbai');
  await stage.settle();
  expect(everywhere('HOODIE-M')).toEqual([45, 45, 45, 45, 45]);
});

test('a purchase on one shop is watched into the books and onto the others', async () => {
  const answer = await stage.read('buy 2 mug-red on kala');
  expect(answer).toMatch(/A buyer got 2 × MUG-RED on Kala Threads: order #\d+/);
  expect(answer).toContain('In the books:');
  await stage.settle();
  expect(everywhere('MUG-RED')).toEqual([112, 112, 112, 112, 112]);
  expect(await stage.read('why mug-red')).toMatch(/promised .*Mumbai .*\+2 {2}order #\d+/);
  expect(await stage.read('buy 999 mug-red on kala')).toContain('no buyer gets 999');
});

test('a kit shows what its parts allow, wherever they are sold', async () => {
  await stage.say('count throw-grey 2 in mumbai');
  await stage.say('count throw-grey 0 in delhi');
  await stage.say('count throw-grey 1 in bengaluru');
  expect(await stage.read('stock kit-cosy')).toMatch(/^ {2}3 {2}KIT-COSY available/);
  await stage.settle();
  expect(everywhere('KIT-COSY')).toEqual([3, 3, 3, 3, 3]);
});

test('a price set for one shop changes there and nowhere else', async () => {
  await stage.say('set price hoodie-l 1399.50 on nila');
  await stage.settle();
  const prices = stage.demo.shops.map(({ simulator }) => simulator.read('HOODIE-L').priceMinor);
  expect(prices).toEqual([149_900, 139_950, 149_900, 149_900, 149_900]);
  expect(await stage.read('price hoodie-l')).toMatch(/Nila Home +₹1,399\.50 +its own/);
});

test('what is paused by hand stays off sale until it is resumed by hand', async () => {
  await stage.say('pause scarf-teal');
  await stage.settle();
  expect(everywhere('SCARF-TEAL')).toEqual([0, 0, 0, 0, 0]);
  await stage.say('received 5 scarf-teal in delhi');
  await stage.settle();
  expect(everywhere('SCARF-TEAL')).toEqual([0, 0, 0, 0, 0]);
  expect(await stage.read('stock scarf-teal')).toContain('paused by hand');
  await stage.say('resume scarf-teal');
  await stage.settle();
  expect(everywhere('SCARF-TEAL')).toEqual([23, 23, 23, 23, 23]);
});

test('a code that nobody knows waits in a queue, and mapping it applies the order', async () => {
  const bazaar = stage.shop('Bazaar Corner');
  bazaar.addListing({ skuCode: 'BC-77', title: 'Charcoal M', quantity: 5, priceMinor: 100 });
  const before = await stage.stockOf('HOODIE-S');
  bazaar.placeOrder({ lines: [{ skuCode: 'BC-77', quantity: 2 }] });
  await stage.settle();
  expect(await stage.read('unmapped')).toMatch(/BC-77 +Bazaar Corner +Charcoal M +2/);
  expect(await stage.stockOf('HOODIE-S')).toEqual(before);
  const answer = await stage.read('map bazaar BC-77 = HOODIE-S');
  expect(answer).toContain('1 order line that waited for it is in the books now');
  expect(await stage.stockOf('HOODIE-S')).toEqual({ ...before, reserved: before.reserved + 2 });
  expect(await stage.read('unmapped')).toContain('Every code is known');
});

test('“as of” tells what was there before the last change', async () => {
  const moment = new Date();
  const stock = await stage.read('stock candle-cedar');
  expect(stock).toContain('72  CANDLE-CEDAR available');
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await stage.say('damaged 12 candle-cedar in delhi');
  expect(await stage.read('stock candle-cedar')).toContain('60  CANDLE-CEDAR available');
  const past = await stage.read(`stock candle-cedar as of ${moment.toISOString().slice(0, 19)}Z`);
  expect(past).toContain('72  CANDLE-CEDAR available as of');
});

test('orders are shown, held, shipped and taken back from the prompt', async () => {
  const studio = stage.shop('Studio Nine');
  const placed = studio.placeOrder({ lines: [{ skuCode: 'KURTA-M', quantity: 2 }] });
  await stage.settle();
  const { number } = placed;
  expect(await stage.read(`order ${number}`)).toContain('everything is promised');
  expect(await stage.read(`hold ${number}`)).toContain('held');
  expect(await stage.read(`ship ${number}`)).toContain('Unhold it first');
  expect(await stage.read(`unhold ${number}`)).toContain('no longer held');
  const shipped = await stage.read(`ship ${number}`);
  expect(shipped).toContain('shipped');
  expect(shipped).toContain('The shop is not told yet');
  const [lineId = ''] = placed.lineIds;
  const line = { orderExternalId: placed.externalId, lineId, quantity: 1 };
  studio.shipLine({ ...line, quantity: 2 });
  studio.refundLine({ ...line, restock: 'return' });
  await stage.settle();
  expect(await stage.read('returns')).toContain('KURTA-M');
  const before = await stage.stockOf('KURTA-M');
  expect(await stage.read(`return ${number} in delhi`)).toContain('Took in 1 × KURTA-M');
  expect(await stage.stockOf('KURTA-M')).toEqual({ ...before, onHand: before.onHand + 1 });
});

test('a delivery covers the order that was short', async () => {
  await stage.say('count scarf-rose 0 in mumbai');
  await stage.say('count scarf-rose 1 in delhi');
  await stage.settle();
  for (const name of ['Kala Threads', 'Studio Nine']) {
    stage.shop(name).placeOrder({ lines: [{ skuCode: 'SCARF-ROSE', quantity: 1 }] });
  }
  await stage.settle();
  expect(await stage.read('shortages')).toMatch(/^ {2}1 {2}unit missing in 1 order line/);
  expect(await stage.read('orders short')).toContain('1 × SCARF-ROSE');
  expect(await stage.read('received 4 scarf-rose in mumbai')).toContain(
    '1 unit went to open shortages',
  );
  expect(await stage.read('shortages')).toContain('No order is waiting');
});
