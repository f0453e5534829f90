import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  BAD_QUANTITIES,
  BAD_SKU_CODES,
  STRANGE_BUT_RIGHT_SKU_CODES,
} from '../fixtures/bad-input.ts';
import { check, fc } from '../support/check.ts';
import { type IntakeStage, openIntake } from '../support/open-intake.ts';
import { toIncoming } from '../support/scripted-channel.ts';
import { fingerprint } from '../support/webhook-desk.ts';

let stage: IntakeStage;
const order = toIncoming({ id: 'placeholder', skuCode: null });
let told = order;
beforeAll(async () => {
  stage = await openIntake();
  stage.script.read = () => ({ kind: 'order', order: told });
});
afterAll(() => stage.close());

const takePrint = () => fingerprint(stage.opened.urls.owner);

describe('a code that no SKU may have', () => {
  test.each(BAD_SKU_CODES)('$name: no SKU, no location, no trace', async ({ code }) => {
    const prints = await takePrint();
    const { catalog, sellerId } = stage;
    const bad = { ok: false, reason: 'bad-code' };
    expect(await catalog.addSku(sellerId, { code, title: 'x' })).toEqual(bad);
    expect(await catalog.addLocation(sellerId, { code, name: 'x' })).toEqual(bad);
    expect(await catalog.findSku(sellerId, code)).toBeNull();
    expect(await catalog.searchSkus(sellerId, code)).toEqual([]);
    expect(await takePrint()).toEqual(prints);
  });

  test.each(BAD_SKU_CODES)(
    '$name in an order: taken in, waiting, nobody else',
    async ({ name, code }) => {
      const id = `order with ${name}`;
      told = toIncoming({ id, skuCode: code });
      const stock = async () => {
        const { order_line: lines, entry } = await takePrint();
        return { lines, entry };
      };
      const before = await stock();
      expect(await stage.tell({ code: Buffer.from(code).toString('base64') })).toBe('stored');
      await stage.settle();
      expect(await stock()).toEqual(before);
      const [found] = await stage.orders.listOrders(stage.sellerId, { number: id });
      expect(found?.lines).toMatchObject([{ skuId: null, ordered: 1 }]);
    },
  );
});

describe('a code that looks like trouble and is only text', () => {
  test.each(STRANGE_BUT_RIGHT_SKU_CODES)('%s is a SKU like any other', async (code) => {
    const { catalog, sellerId } = stage;
    const added = await catalog.addSku(sellerId, { code, title: `Title of ${code}` });
    if (!added.ok) throw new Error(added.reason);
    expect(added.value.code).toBe(code);
    expect(await catalog.findSku(sellerId, ` ${code} `)).toEqual(added.value);
    expect(await catalog.searchSkus(sellerId, code)).toContainEqual(added.value);
    told = toIncoming({ id: `of ${code}`, skuCode: code });
    await stage.tell({ code });
    await stage.settle();
    const [found] = await stage.orders.listOrders(sellerId, { number: `of ${code}` });
    expect(found?.lines).toMatchObject([{ skuId: added.value.skuId, ordered: 1 }]);
  });
});

describe('an order whose figures are none, whatever its adapter says', () => {
  const figures: unknown[] = [
    ...BAD_QUANTITIES.map((text) => JSON.parse(text) as unknown),
    ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5n, undefined],
  ].filter((figure) => typeof figure !== 'number' || !(figure >= 0 && figure <= 1_000_000));

  test('is parked with the name of the field, and moves nothing', async () => {
    const { delivery: _inbox, ...prints } = await takePrint();
    for (const [index, figure] of figures.entries()) {
      const right = toIncoming({ id: `bad-${index}`, skuCode: 'MUG' });
      const [line] = right.lines;
      if (!line) throw new Error('the order has no line');
      for (const field of ['ordered', 'cancelled', 'shipped', 'returned', 'refunded'] as const) {
        told = { ...right, lines: [{ ...line, [field]: figure as number }] };
        await stage.tell({ index, field });
        await stage.settle();
        const [parked] = await stage.intake.listParkedDeliveries(stage.sellerId);
        expect(parked?.note).toBe(`line 1: ${field} is no number of units`);
      }
    }
    const { delivery: _after, ...same } = await takePrint();
    expect(same).toEqual(prints);
  });

  const right = toIncoming({ id: 'right', skuCode: 'MUG' });
  const line = right.lines[0] ?? order.lines[0];
  test.each([
    ['no id', { externalId: '' }],
    ['an id of 256 letters', { externalId: 'x'.repeat(256) }],
    ['an id with U+0000', { externalId: 'a\u0000b' }],
    ['an id with half an emoji', { externalId: 'a\ud83c' }],
    ['a currency that is none', { currency: 'rupees' }],
    ['a time that is none', { placedAt: new Date(Number.NaN) }],
    ['a time in the year 275760', { placedAt: new Date(8.64e15) }],
    ['a revision before 1970', { revisedAt: new Date(-1) }],
    ['a total with a fraction', { totalMinor: 0.5 }],
    ['two lines with one id', { lines: [line, line] }],
    ['a line without an id', { lines: [{ ...line, externalId: '' }] }],
    [
      '2,001 lines',
      { lines: Array.from({ length: 2_001 }, (_, n) => ({ ...line, externalId: `${n}` })) },
    ],
  ])('%s is parked and leaves no order', async (name, wrong) => {
    const { delivery: _inbox, ...prints } = await takePrint();
    told = { ...right, ...wrong } as typeof right;
    await stage.tell({ name });
    await stage.settle();
    const [parked] = await stage.intake.listParkedDeliveries(stage.sellerId);
    expect(parked?.note).toBeTruthy();
    const { delivery: _after, ...same } = await takePrint();
    expect(same).toEqual(prints);
  });
});

describe('a search', () => {
  const letter = fc.constantFrom('a', 'b', 'Ü', '%', '_', '\\', "'", '"', '$', '1', '.', '*', ' ');
  const text = fc.string({ unit: letter, minLength: 1, maxLength: 6 });
  let sellerId: number;
  const titles: string[] = [];
  beforeAll(async () => {
    sellerId = await stage.catalog.createSeller({ name: 'S', currency: 'EUR', timeZone: 'UTC' });
    for (const title of fc.sample(text, { numRuns: 40, seed: 7 })) {
      if (title.trim() === '') continue;
      const code = `S${titles.length}`;
      const added = await stage.catalog.addSku(sellerId, { code, title });
      if (added.ok) titles.push(`${code} ${added.value.title}`);
    }
  });

  check.prop([text], { numRuns: 60 })(
    'finds what holds every word, as typed, and nothing else',
    async (typed) => {
      const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const expected = titles
        .filter(
          (title) => words.length > 0 && words.every((word) => title.toLowerCase().includes(word)),
        )
        .map((title) => title.split(' ')[0]);
      const found = (await stage.catalog.searchSkus(sellerId, typed)).map((sku) => sku.code);
      expect(found.length).toBe(Math.min(expected.length, 20));
      expect(expected).toEqual(expect.arrayContaining(found));
    },
  );

  check.prop([fc.string({ unit: 'binary', maxLength: 30 })], { numRuns: 60 })(
    'of anything at all ends without an error and changes nothing',
    async (typed) => {
      await stage.catalog.searchSkus(sellerId, typed);
      await stage.catalog.findSku(sellerId, typed);
      await stage.orders.listOrders(sellerId, { number: typed });
      await stage.catalog.openAccount(typed);
    },
  );
});
