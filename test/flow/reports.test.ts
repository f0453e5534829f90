import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeReport } from '../../bots/commands/describe-report.ts';
import { createFormats } from '../../bots/reply/format-values.ts';
import type { Block, Reply } from '../../bots/reply/reply.ts';
import { type BooksStage, openBooks } from '../support/books-stage.ts';

let stage: BooksStage;
const DAY_MS = 86_400_000;
const NOW = '2026-11-25T12:00:00Z';
const daysAgo = (days: number) => new Date(new Date(NOW).getTime() - days * DAY_MS);

beforeAll(async () => {
  stage = await openBooks({
    at: daysAgo(60).toISOString(),
    skus: [
      { code: 'HOODIE-M', title: 'Fleece hoodie, charcoal, M', priceMinor: 149_900 },
      { code: 'TEE-M', title: 'Organic cotton tee, white, M', priceMinor: 59_900 },
      { code: 'SCARF', title: 'Pashmina <b>scarf</b> & 🧣, rose', priceMinor: 219_900 },
      { code: 'MUG', title: 'Mug, cobalt' },
      { code: 'NEW', title: 'Came yesterday' },
    ],
  });
  await stage.receive('HOODIE-M', 60);
  await stage.receive('TEE-M', 100, 'DEL');
  await stage.receive('SCARF', 7);
  await stage.receive('MUG', 12);
  await stage.sellByHand('MUG', 1);
  // Ten days ago and earlier: what the last week is compared with.
  stage.at(daysAgo(10));
  await stage.order(one('900', 'Kala Threads', 'HOODIE-M', 4));
  stage.at(daysAgo(3));
  await stage.order(one('901', 'Kala Threads', 'HOODIE-M', 5));
  await stage.order(one('902', 'Nila Home', 'TEE-M', 2));
  await stage.sellByHand('HOODIE-M', 1);
  await stage.receive('HOODIE-M', 10);
  stage.at(daysAgo(1));
  await stage.receive('NEW', 5);
  // In the first hour of today in Kolkata, which is still yesterday in Greenwich.
  stage.at('2026-11-24T19:00:00Z');
  await stage.order(one('903', 'Nila Home', 'TEE-M', 3));
  stage.at('2026-11-25T06:30:00Z');
  await stage.order(one('904', 'Kala Threads', 'HOODIE-M', 2));
  await stage.order({
    ...one('905', 'Kala Threads', 'HOODIE-M', 3),
    lines: [{ code: 'HOODIE-M', ordered: 3, cancelled: 3 }],
  });
  await stage.order(one('906', 'Kala Threads', 'SCARF', 9));
});
beforeEach(() => stage.at(NOW));
afterAll(() => stage.close());

function one(number: string, account: string, code: string, ordered: number) {
  return { number, account, lines: [{ code, ordered }] };
}

function blockOf<Kind extends Block['kind']>(reply: Reply, kind: Kind) {
  const block = reply.blocks.find((each) => each.kind === kind);
  if (!block) throw new Error(`There is no ${kind}.`);
  return block as Extract<Block, { kind: Kind }>;
}

/** Width and height of a PNG stand at fixed places of its first chunk. */
function sizeOf(png: Uint8Array) {
  const view = new DataView(png.buffer, png.byteOffset);
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

describe('a report', () => {
  test('of today begins at midnight of the seller, not of Greenwich, without what was cancelled', async () => {
    expect(await stage.read('report', { period: 'today' })).toBe(
      [
        '  14  units sold today',
        "  ₹20,986.00 in the shops' orders.",
        '  None was sold yesterday until this hour.',
        '',
        '  Shop          Orders  Units       Sales',
        '  Kala Threads       2     11  ₹16,489.00',
        '  Nila Home          1      3   ₹4,497.00',
        '',
        '  Units: 2 short when ordered, 2 still short now.',
        '  Bar chart. 14 units sold today, most around 12:00. Units per hour, 25 Nov, all',
        '  shops and by hand · Asia/Kolkata.',
      ].join('\n'),
    );
  });

  test('of a week has what was sold by hand and is compared with the week before', async () => {
    const answer = await stage.run('report', { period: 'week' });
    expect(blockOf(answer, 'headline').figure).toBe('22');
    expect(answer.blocks).toContainEqual({
      kind: 'text',
      text: '450 % more than the 7 days before.',
      tone: 'plain',
    });
    expect(blockOf(answer, 'table').rows).toEqual([
      ['Kala Threads', 3, 16, '₹23,984.00'],
      ['Nila Home', 2, 5, '₹7,495.00'],
      ['By hand', null, 1, null],
    ]);
    expect(sizeOf(blockOf(answer, 'image').png)).toEqual({ width: 1440, height: 860 });
  });

  test('of a day without sales says so and draws nothing', async () => {
    stage.at(daysAgo(30));
    const answer = await stage.run('report', { period: 'yesterday' });
    expect(blockOf(answer, 'headline')).toMatchObject({ figure: '0' });
    expect(answer.blocks.map(({ kind }) => kind)).not.toContain('image');
  });
});

test('what sells best is ranked by units and stands beside the days before', async () => {
  const answer = await stage.run('top');
  expect(blockOf(answer, 'table').rows).toEqual([
    ['SCARF', 'Pashmina <b>scarf</b> & 🧣, rose', 9, 0],
    ['HOODIE-M', 'Fleece hoodie, charcoal, M', 8, 4],
    ['TEE-M', 'Organic cotton tee, white, M', 5, 0],
  ]);
  expect(blockOf(answer, 'image').alt).toContain('SCARF 9, HOODIE-M 8, TEE-M 5');
});

test('dead stock is what was there and did not sell, never what came yesterday', async () => {
  const answer = await stage.run('dead stock');
  expect(blockOf(answer, 'table').rows).toEqual([['MUG', 'Mug, cobalt', 11, 60, null]]);
  expect(blockOf(await stage.run('dead stock', { days: 61 }), 'text').tone).toBe('good');
});

test('days of cover divide what is available by what 28 days sold, and admit a guess', async () => {
  const answer = await stage.run('cover', { sku: stage.sku('HOODIE-M') });
  // 58 available; 12 sold in 28 days.
  expect(blockOf(answer, 'headline').figure).toBe('135 days');
  expect(await stage.read('cover')).toMatch(/ SCARF +0 +0\.3 +out\n/);
  stage.at(daysAgo(2.5));
  const young = await stage.run('cover', { sku: stage.sku('TEE-M') });
  expect(JSON.stringify(young.blocks)).toContain('take it as a guess');
});

test('the stock over time starts and ends at the figures of the books', async () => {
  const answer = await stage.run('chart', { sku: stage.sku('HOODIE-M'), period: 'week' });
  expect(blockOf(answer, 'table').rows).toEqual([
    ['At the start', 56],
    ['Received', 10],
    ['Sold', -8],
    ['Now', 58],
  ]);
  const image = blockOf(answer, 'image');
  expect(sizeOf(image.png)).toEqual({ width: 1440, height: 1000 });
  expect(image.alt).toBe(
    'Line of the stock. 58 HOODIE-M, up 2 in the last 7 days. Lowest 56, highest 60.',
  );
  expect(blockOf(await stage.run('stock', { sku: stage.sku('HOODIE-M') }), 'headline').figure).toBe(
    '58',
  );
});

describe('a file', () => {
  const fileOf = async (what: string) => {
    const { name, bytes } = blockOf(await stage.run('export', { what }), 'file');
    return { name, lines: new TextDecoder().decode(bytes).split('\r\n') };
  };

  test('of the stock has every SKU and location, with the figures of the books', async () => {
    const { name, lines } = await fileOf('stock');
    expect(name).toBe('stock-2026-11-25.csv');
    expect(lines).toContain('HOODIE-M,"Fleece hoodie, charcoal, M",Mumbai,69,11,58');
    expect(lines).toHaveLength(1 + 5 * 2 + 1);
  });

  test('of orders tells what was bought and nothing about who bought it', async () => {
    const { lines } = await fileOf('orders');
    expect(lines[0]).not.toMatch(/name|buyer|mail|address|phone/i);
    expect(lines).toContain(
      '2026-11-25 12:00:00,Kala Threads,905,,HOODIE-M,HOODIE-M,3,3,0,0,0,1499.00,INR',
    );
  });

  test('of prices and of entries is complete', async () => {
    const prices = await fileOf('prices');
    expect(prices.lines).toContain('TEE-M,"Organic cotton tee, white, M",,599.00,INR');
    const entries = await fileOf('entries');
    expect(entries.lines.filter((line) => line.includes(',HOODIE-M,'))).toHaveLength(6);
  });
});

test('a rule sends what people are shown who ask: sales, the stock, and what is low or out', async () => {
  const { core, sellerId, clock } = stage;
  const seller = await core.catalog.readSeller(sellerId);
  const formats = createFormats({ ...seller, now: () => clock.now() });
  const send = (what: Parameters<typeof describeReport>[1]) =>
    describeReport({ core, seller, formats, now: clock.now() }, what);
  const codesOf = async (what: 'stock' | 'low-stock') =>
    blockOf(await send(what), 'table').rows.map(([code]) => code);
  expect(await send('sales-week')).toEqual(await stage.run('report', { period: 'week' }));
  expect(await codesOf('stock')).toEqual(['HOODIE-M', 'MUG', 'NEW', 'SCARF', 'TEE-M']);
  expect(await codesOf('low-stock')).toEqual(['SCARF', 'NEW']);
});
