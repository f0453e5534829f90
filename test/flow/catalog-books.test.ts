import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { BadInput } from '../../core/base/errors.ts';
import { Secret } from '../../core/base/secret.ts';
import { type Catalog, createCatalog } from '../../core/catalog/catalog.ts';
import type { Outcome } from '../../core/catalog/catalog-records.ts';
import { createVault } from '../../core/catalog/vault.ts';
import { choosePrice, createPricing, type Pricing } from '../../core/pricing/pricing.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';

const vault = createVault([
  { id: 'k1', secret: new Secret('a key of at least thirty-two letters') },
]);

let opened: TestDatabase;
let catalog: Catalog;
let pricing: Pricing;
let wakes: number[];

beforeAll(async () => {
  opened = await openTestDatabase();
  wakes = [];
  const deps = {
    database: opened.database,
    clock: systemClock,
    vault,
    onWake: (o: { sellerId: number }) => void wakes.push(o.sellerId),
  };
  catalog = createCatalog(deps);
  pricing = createPricing(deps);
});
afterAll(() => opened.drop());

const open = () =>
  catalog.createSeller({ name: 'Kala', currency: 'INR', timeZone: 'Asia/Kolkata' });

async function must<Value>(answer: Promise<Outcome<Value, string>>): Promise<Value> {
  const outcome = await answer;
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
  return outcome.value;
}

const sku = (sellerId: number, code: string, more: object = {}) =>
  must(catalog.addSku(sellerId, { code, title: `The ${code}`, ...more }));

let accountNumber = 0;
function account(sellerId: number, more: object = {}) {
  accountNumber += 1;
  return catalog.addAccount(sellerId, {
    publicId: `shop-${accountNumber}`,
    channel: 'toy',
    name: 'Shop',
    currency: 'INR',
    settings: { baseUrl: 'https://shop.example' },
    credentials: { token: new Secret('shpat_1') },
    webhookSecrets: [new Secret('whsec_1')],
    ...more,
  });
}

async function versionOf(sellerId: number): Promise<number> {
  const sql = 'SELECT catalog_version AS version FROM ledger_head';
  return (await opened.database.forSeller(sellerId).row<{ version: number }>(sql)).version;
}

async function wakesOf(sellerId: number): Promise<number[]> {
  const sql = 'SELECT sku_id AS "skuId" FROM wake ORDER BY wake_id';
  const rows = await opened.database.forSeller(sellerId).rows<{ skuId: number }>(sql);
  return rows.map((row) => row.skuId);
}

describe('opening the books', () => {
  test('a seller is found again, the first one first', async () => {
    const sellerId = await open();
    expect(await catalog.readSeller(sellerId)).toEqual({
      sellerId,
      name: 'Kala',
      currency: 'INR',
      timeZone: 'Asia/Kolkata',
    });
    expect((await catalog.firstSeller())?.sellerId).toBeLessThanOrEqual(sellerId);
  });

  test.each([
    ['no name', { name: ' ' }],
    ['a currency that is none', { currency: 'rupees' }],
    ['a time zone that is none', { timeZone: 'Asia/Nowhere' }],
  ])('%s is refused', async (_, wrong) => {
    const right = { name: 'Kala', currency: 'INR', timeZone: 'Asia/Kolkata' };
    await expect(catalog.createSeller({ ...right, ...wrong })).rejects.toThrow(BadInput);
  });
});

describe('SKUs', () => {
  test('are found by their code however it is typed, and by nothing near it', async () => {
    const sellerId = await open();
    const made = await sku(sellerId, 'Café-Hoodie-M');
    expect(await catalog.findSku(sellerId, ' cafe\u0301-hoodie-m ')).toEqual(made);
    for (const other of ['Cafe-Hoodie-M', 'Café-Hoodie', '', '\u0000', 'Caf\ud800', '%']) {
      expect(await catalog.findSku(sellerId, other), JSON.stringify(other)).toBeNull();
    }
  });

  test('two codes that differ in case only cannot both exist', async () => {
    const sellerId = await open();
    await sku(sellerId, 'HOOD-M');
    const again = await catalog.addSku(sellerId, { code: 'hood-m', title: 'Hoodie' });
    expect(again).toEqual({ ok: false, reason: 'code-taken' });
  });

  test("another seller's SKU is neither found nor in the way", async () => {
    const [one, two] = [await open(), await open()];
    await sku(one, 'HOOD-M');
    expect(await catalog.findSku(two, 'HOOD-M')).toBeNull();
    await sku(two, 'HOOD-M');
  });

  test('a search takes % and _ as letters, and needs every word', async () => {
    const sellerId = await open();
    await sku(sellerId, 'A-100%', { title: 'Cotton, 100% pure' });
    await sku(sellerId, 'B_1', { title: 'Cotton scarf' });
    await sku(sellerId, 'C', { title: "Robert'); DROP TABLE sku;--" });
    const codes = async (text: string) =>
      (await catalog.searchSkus(sellerId, text)).map((found) => found.code);
    expect(await codes('100%')).toEqual(['A-100%']);
    expect(await codes('_')).toEqual(['B_1']);
    expect(await codes('%')).toEqual(['A-100%']);
    expect(await codes('cotton')).toEqual(['A-100%', 'B_1']);
    expect(await codes('SCARF cotton')).toEqual(['B_1']);
    expect(await codes("'); DROP TABLE sku;--")).toEqual(['C']);
    expect(await codes('  ')).toEqual([]);
    expect(await codes('\u0000')).toEqual([]);
  });

  test('a kit names plain SKUs of the seller, each once', async () => {
    const sellerId = await open();
    const [cup, plate] = [await sku(sellerId, 'CUP'), await sku(sellerId, 'PLATE')];
    const before = await versionOf(sellerId);
    const components = [
      { skuId: cup.skuId, quantity: 2 },
      { skuId: plate.skuId, quantity: 1 },
    ];
    const kit = await sku(sellerId, 'SET', { components });
    expect(kit.components).toEqual(components);
    expect(await versionOf(sellerId)).toBe(before + 1);
    const stranger = await sku(await open(), 'CUP');
    const refusal = async (parts: { skuId: number; quantity: number }[]) => {
      const answer = await catalog.addSku(sellerId, { code: 'X', title: 'X', components: parts });
      return answer.ok ? 'accepted' : answer.reason;
    };
    expect(await refusal([])).toBe('bad-components');
    expect(await refusal([{ skuId: cup.skuId, quantity: 0 }])).toBe('bad-components');
    expect(await refusal([{ skuId: cup.skuId, quantity: 1.5 }])).toBe('bad-components');
    expect(await refusal([...components, ...components])).toBe('bad-components');
    expect(await refusal([{ skuId: stranger.skuId, quantity: 1 }])).toBe('unknown-component');
    expect(await refusal([{ skuId: kit.skuId, quantity: 1 }])).toBe('component-is-a-kit');
    expect(await versionOf(sellerId), 'a refusal changes no rule').toBe(before + 1);
  });
});

describe('locations', () => {
  test('come in the order of their rank, and a new one is last', async () => {
    const sellerId = await open();
    await must(catalog.addLocation(sellerId, { code: 'DEL', name: 'Delhi', rank: 20 }));
    await must(catalog.addLocation(sellerId, { code: 'BOM', name: 'Mumbai', rank: 10 }));
    await must(catalog.addLocation(sellerId, { code: 'BLR', name: 'Bengaluru' }));
    const codes = (await catalog.listLocations(sellerId)).map((each) => each.code);
    expect(codes).toEqual(['BOM', 'DEL', 'BLR']);
    const again = await catalog.addLocation(sellerId, { code: 'bom', name: 'Mumbai' });
    expect(again).toEqual({ ok: false, reason: 'code-taken' });
  });
});

describe('accounts', () => {
  test('their secrets lie sealed in the table, and open for webhook and seller', async () => {
    const sellerId = await open();
    const made = await must(account(sellerId));
    const row = await opened.database
      .forSeller(sellerId)
      .row<{ text: string }>('SELECT account::text AS text FROM account');
    expect(row.text).not.toContain('shpat_1');
    expect(row.text).not.toContain('whsec_1');
    const opened_ = await catalog.openAccount(made.publicId);
    expect(opened_?.sellerId).toBe(sellerId);
    expect(opened_?.account).toEqual(made);
    expect(opened_?.credentials.token?.reveal()).toBe('shpat_1');
    expect(opened_?.webhookSecrets.map((each) => each.reveal())).toEqual(['whsec_1']);
    expect(JSON.stringify(opened_)).not.toContain('shpat_1');
    expect(await catalog.openOwnAccount(await open(), made.accountId)).toBeNull();
    expect(await catalog.openAccount('nobody')).toBeNull();
  });

  test('while a webhook secret is replaced two are valid, never three', async () => {
    const sellerId = await open();
    const made = await must(account(sellerId));
    const secretsAfter = async (secret: string) => {
      const o = { accountId: made.accountId, secret: new Secret(secret) };
      await must(catalog.rotateWebhookSecret(sellerId, o));
      const now = await catalog.openAccount(made.publicId);
      return now?.webhookSecrets.map((each) => each.reveal());
    };
    expect(await secretsAfter('whsec_2')).toEqual(['whsec_2', 'whsec_1']);
    expect(await secretsAfter('whsec_3')).toEqual(['whsec_3', 'whsec_2']);
  });

  test('new credentials make an account active that its shop had locked out', async () => {
    const sellerId = await open();
    const { accountId } = await must(account(sellerId));
    const state = { accountId, state: 'needs-reauth', reason: '401' } as const;
    expect(await catalog.setAccountState(sellerId, state)).toBe(true);
    expect(await catalog.setAccountState(sellerId, state)).toBe(false);
    const credentials = { token: new Secret('shpat_2') };
    await must(catalog.replaceCredentials(sellerId, { accountId, credentials }));
    const now = await catalog.openOwnAccount(sellerId, accountId);
    expect(now?.account.state).toBe('active');
    expect(now?.credentials.token?.reveal()).toBe('shpat_2');
  });

  test('a name in a webhook address belongs to one seller only', async () => {
    const [one, two] = [await open(), await open()];
    const made = await must(account(one));
    const refused = await account(two, { publicId: made.publicId });
    expect(refused).toEqual({ ok: false, reason: 'public-id-taken' });
  });

  test('only own locations can be chosen, and their order is kept', async () => {
    const [one, two] = [await open(), await open()];
    const delhi = await must(catalog.addLocation(one, { code: 'DEL', name: 'Delhi' }));
    const mumbai = await must(catalog.addLocation(one, { code: 'BOM', name: 'Mumbai' }));
    const locationIds = [mumbai.locationId, delhi.locationId];
    expect((await must(account(one, { locationIds }))).locationIds).toEqual(locationIds);
    const stolen = await account(two, { locationIds });
    expect(stolen).toEqual({ ok: false, reason: 'unknown-location' });
  });
});

describe('listings', () => {
  test("a new listing and a pause by hand have the SKU's listings looked at again", async () => {
    const sellerId = await open();
    const { skuId } = await sku(sellerId, 'HOOD-M');
    const { accountId } = await must(account(sellerId));
    const ids = { externalId: '9007199254740993', externalParentId: null, externalStockId: 'i1' };
    wakes.length = 0;
    const listing = await must(catalog.addListing(sellerId, { accountId, skuId, ...ids }));
    expect(await catalog.listListings(sellerId, { skuId })).toEqual([listing]);
    expect(listing.externalId).toBe('9007199254740993');
    const pause = (isPaused: boolean) =>
      must(catalog.setPausedByHand(sellerId, { skuId, accountId: null, isPaused }));
    expect(await pause(true)).toEqual({ changed: 1 });
    expect(await pause(true)).toEqual({ changed: 0 });
    expect(await pause(false)).toEqual({ changed: 1 });
    expect(await wakesOf(sellerId)).toEqual([skuId, skuId, skuId]);
    expect(wakes).toEqual([sellerId, sellerId, sellerId]);
    const twice = await catalog.addListing(sellerId, { accountId, skuId, ...ids });
    expect(twice).toEqual({ ok: false, reason: 'already-listed' });
    const nowhere = { accountId: accountId + 1, skuId, ...ids };
    expect(await catalog.addListing(sellerId, nowhere)).toEqual({
      ok: false,
      reason: 'unknown-account-or-sku',
    });
  });
});

describe('what a shop calls a SKU', () => {
  test('a listing is nearer than a mapping, and a mapping nearer than our own code', async () => {
    const sellerId = await open();
    const [a, b, c] = [
      await sku(sellerId, 'A'),
      await sku(sellerId, 'B'),
      await sku(sellerId, 'C'),
    ];
    const { accountId } = await must(account(sellerId));
    const ids = { externalId: 'v1', externalParentId: null, externalStockId: null };
    await must(catalog.addListing(sellerId, { accountId, skuId: a.skuId, ...ids }));
    const line = { accountId, lineExternalId: '1', listingExternalId: null, skuCode: null };
    const resolve = (more: object) => catalog.resolveLine(sellerId, { ...line, ...more });
    expect(await resolve({ skuCode: 'c' })).toBe(c.skuId);
    await must(catalog.mapCode(sellerId, { accountId, channelCode: 'C', skuId: b.skuId }));
    expect(await resolve({ skuCode: 'C' })).toBe(b.skuId);
    expect(await resolve({ skuCode: 'C', listingExternalId: 'v1' })).toBe(a.skuId);
    expect(await resolve({ skuCode: 'unknown' })).toBeNull();
    expect(await resolve({})).toBeNull();
    await must(catalog.mapCode(sellerId, { accountId, channelCode: '#v9', skuId: c.skuId }));
    expect(await resolve({ listingExternalId: 'v9' })).toBe(c.skuId);
    expect(await resolve({ skuCode: '#v9' }), 'a code is never taken for an id').toBeNull();
    expect(await resolve({ skuCode: 'A\u0000' }), 'never cleaned into another code').toBeNull();
  });
});

describe('prices', () => {
  test('an account shows its own price, else the base price in its currency', async () => {
    const sellerId = await open();
    const { skuId } = await sku(sellerId, 'HOOD-M', { priceMinor: 129900 });
    const { accountId } = await must(account(sellerId));
    const set = (o: { accountId: number | null; minor: number; currency: string }) =>
      pricing.setPrice(sellerId, {
        skuId,
        accountId: o.accountId,
        money: { minor: o.minor, currency: o.currency },
        actor: 'person 1',
      });
    const shown = async (currency: string) => {
      const prices = (await pricing.currentPrices(sellerId, [skuId])).get(skuId);
      return prices ? choosePrice(prices, { accountId, currency }) : undefined;
    };
    expect(await shown('INR')).toEqual({ minor: 129900, currency: 'INR' });
    expect(await shown('EUR')).toBeNull();
    const changed = await set({ accountId, minor: 1599, currency: 'EUR' });
    expect(changed).toEqual({ ok: true, before: null, isChanged: true });
    expect(await shown('EUR')).toEqual({ minor: 1599, currency: 'EUR' });
    const same = await set({ accountId, minor: 1599, currency: 'EUR' });
    expect(same).toMatchObject({ ok: true, isChanged: false });
    expect(await set({ accountId: null, minor: -1, currency: 'INR' })).toMatchObject({
      reason: 'bad-price',
    });
    expect(await set({ accountId: accountId + 1, minor: 1, currency: 'INR' })).toMatchObject({
      reason: 'unknown-sku-or-account',
    });
    const history = await pricing.priceHistory(sellerId, { skuId });
    expect(history.map((row) => [row.accountId, row.minor])).toEqual([
      [accountId, 1599],
      [0, 129900],
    ]);
    expect(await wakesOf(sellerId), 'one change, one look').toEqual([skuId]);
  });
});
