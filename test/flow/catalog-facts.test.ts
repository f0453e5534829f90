import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { Secret } from '../../core/base/secret.ts';
import { type Catalog, createCatalog } from '../../core/catalog/catalog.ts';
import type { Outcome, SkuFacts } from '../../core/catalog/catalog-records.ts';
import { createVault } from '../../core/catalog/vault.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';

let opened: TestDatabase;
let catalog: Catalog;
let sellerId: number;

beforeAll(async () => {
  opened = await openTestDatabase();
  const vault = createVault([
    { id: 'k1', secret: new Secret('a key for tests, and for tests only') },
  ]);
  catalog = createCatalog({ database: opened.database, clock: systemClock, vault });
  sellerId = await catalog.createSeller({
    name: 'Kala',
    currency: 'INR',
    timeZone: 'Asia/Kolkata',
  });
});
afterAll(() => opened.drop());

async function must<Value>(answer: Promise<Outcome<Value, string>>): Promise<Value> {
  const outcome = await answer;
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
  return outcome.value;
}

const FACTS: SkuFacts = {
  aliases: ['kali hoodie', 'black hoody'],
  barcodes: ['8901234567894'],
  options: { size: 'M', colour: 'black' },
  category: 'Hoodies',
  tags: ['winter', 'fleece'],
  packs: [{ name: 'carton', units: 24 }],
  unitCost: { minor: 61_050, currency: 'INR' },
};

test('what is known of a SKU comes back as it was said', async () => {
  const o = { code: 'HOODIE-M', title: 'Hoodie', facts: FACTS };
  const { skuId } = await must(catalog.addSku(sellerId, o));
  const [known] = await catalog.listFacts(sellerId, { skuIds: [skuId] });
  expect(known).toEqual({ skuId, code: 'HOODIE-M', title: 'Hoodie', ...FACTS });
  await must(catalog.setFacts(sellerId, { skuId, facts: { category: null, tags: [' new  in '] } }));
  const [changed] = await catalog.listFacts(sellerId, { skuIds: [skuId] });
  expect(changed).toEqual({ ...known, category: null, tags: ['new in'] });
});

test.each<[string, Partial<SkuFacts>]>([
  ['bad-aliases', { aliases: ['  '] }],
  ['bad-aliases', { aliases: Array.from({ length: 60 }, (_, index) => `name ${index}`) }],
  ['bad-barcodes', { barcodes: ['x'.repeat(101)] }],
  ['bad-options', { options: { size: '' } }],
  ['bad-packs', { packs: [{ name: 'carton', units: 0 }] }],
  ['bad-packs', { packs: [{ name: 'carton', units: 1.5 }] }],
  ['bad-unit-cost', { unitCost: { minor: -1, currency: 'INR' } }],
  ['bad-unit-cost', { unitCost: { minor: 100, currency: 'EUR' } }],
])('what cannot be kept is refused as %s and leaves no SKU behind', async (reason, facts) => {
  const answer = await catalog.addSku(sellerId, { code: 'NEVER', title: 'Never', facts });
  expect(answer).toEqual({ ok: false, reason });
  expect(await catalog.findSku(sellerId, 'NEVER')).toBeNull();
});

test('a second name is nobody else’s, and can be taken away again', async () => {
  const { skuId } = await must(catalog.addSku(sellerId, { code: 'MUG-1', title: 'Mug' }));
  const other = await must(catalog.addSku(sellerId, { code: 'MUG-2', title: 'Other mug' }));
  const lal = { skuId, alias: 'lal  cup' };
  expect(await catalog.addAlias(sellerId, lal)).toEqual({ ok: true, value: { alias: 'lal cup' } });
  expect(await catalog.addAlias(sellerId, { skuId, alias: 'LAL CUP' })).toMatchObject({
    reason: 'has-it-already',
  });
  expect(await catalog.addAlias(sellerId, { skuId: other.skuId, alias: 'Lal cup' })).toEqual({
    ok: false,
    reason: 'taken',
    by: 'MUG-1',
  });
  expect(await catalog.addAlias(sellerId, { skuId: other.skuId, alias: 'mug-1' })).toMatchObject({
    reason: 'taken',
  });
  expect(await catalog.addAlias(sellerId, { skuId, alias: ' ' })).toMatchObject({
    reason: 'bad-alias',
  });
  expect(await catalog.removeAlias(sellerId, { skuId, alias: 'Lal Cup' })).toBe(true);
  expect(await catalog.removeAlias(sellerId, { skuId, alias: 'lal cup' })).toBe(false);
});

test('the seller’s words are the same object until one of them changes', async () => {
  const before = await catalog.readVocabulary(sellerId);
  expect(await catalog.readVocabulary(sellerId)).toBe(before);
  const hoodie = before.skus.find(({ code }) => code === 'HOODIE-M');
  expect(hoodie).toMatchObject({ aliases: FACTS.aliases, options: FACTS.options, isKit: false });
  await must(catalog.addLocation(sellerId, { code: 'BOM', name: 'Mumbai', aliases: ['bambai'] }));
  const after = await catalog.readVocabulary(sellerId);
  expect(after).not.toBe(before);
  expect(after.locations).toMatchObject([{ code: 'BOM', name: 'Mumbai', aliases: ['bambai'] }]);
  const components = [{ skuId: hoodie?.skuId ?? 0, quantity: 2 }];
  await must(catalog.addSku(sellerId, { code: 'KIT', title: 'Two hoodies', components }));
  const third = await catalog.readVocabulary(sellerId);
  expect(third.skus.find(({ code }) => code === 'KIT')?.isKit).toBe(true);
});

test('another process hears of a new word with its next message', async () => {
  const vault = createVault([
    { id: 'k1', secret: new Secret('a key for tests, and for tests only') },
  ]);
  const other = createCatalog({ database: opened.database, clock: systemClock, vault });
  const { skuId } = await must(catalog.addSku(sellerId, { code: 'SOAP', title: 'Soap' }));
  await other.readVocabulary(sellerId);
  await catalog.addAlias(sellerId, { skuId, alias: 'sabun' });
  const soap = (await other.readVocabulary(sellerId)).skus.find(({ code }) => code === 'SOAP');
  expect(soap?.aliases).toEqual(['sabun']);
});

test('ten thousand SKUs are read once and then cost nothing', async () => {
  const large = await catalog.createSeller({ name: 'Big', currency: 'INR', timeZone: 'UTC' });
  const sql = `INSERT INTO sku (seller_id, code, title, created_at)
    SELECT $1, 'SKU-' || n, 'Thing ' || n, now() FROM generate_series(1, 10000) AS n`;
  await opened.database.forSeller(large).execute(sql, [large]);
  const words = await catalog.readVocabulary(large);
  expect(words.skus).toHaveLength(10_000);
  expect(await catalog.readVocabulary(large)).toBe(words);
});
