import { type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  DOCUMENTS,
  READ_LISTINGS,
  SET_PRICES,
  SET_QUANTITIES,
} from '../../../../core/channels/shopify/documents.ts';
import { shopifyChannel } from '../../../../core/channels/shopify/index.ts';
import {
  QUESTION_COST_MAX,
  requestedCost,
} from '../../../../core/channels/shopify/simulator-cost.ts';
import { createManualClock } from '../manual-clock.ts';
import { openShop, stockPush } from './open-shop.ts';

interface Answer {
  readonly status: number;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly code?: string;
  readonly userErrors?: readonly { readonly code: string }[];
}

interface Body {
  readonly data?: Readonly<Record<string, { userErrors?: Answer['userErrors'] } | null>>;
  readonly errors?: string | readonly { readonly extensions?: { readonly code?: string } }[];
}

async function openRawShop() {
  const open = await openShop();
  const { credentials } = open.shop.connection();
  const listing = open.add('A');
  const { baseUrl, locationId } = open.settings;
  const ask = async (
    query: string,
    variables: unknown,
    o: { version?: string; token?: string; method?: string } = {},
  ): Promise<Answer> => {
    const answer = await fetch(`${baseUrl}/admin/api/${o.version ?? '2026-10'}/graphql.json`, {
      method: o.method ?? 'POST',
      headers: { 'x-shopify-access-token': o.token ?? credentials.accessToken ?? '' },
      ...(o.method === 'GET' ? {} : { body: JSON.stringify({ query, variables }) }),
    });
    const body = (await answer.json()) as Body;
    const [first] = typeof body.errors === 'string' ? [] : (body.errors ?? []);
    const [payload] = Object.values(body.data ?? {});
    return {
      status: answer.status,
      data: body.data ?? null,
      code: first?.extensions?.code,
      userErrors: payload?.userErrors,
    };
  };
  const item = (o: Readonly<Record<string, unknown>> = {}) => ({
    inventoryItemId: `gid://shopify/InventoryItem/${listing.externalStockId}`,
    locationId: `gid://shopify/Location/${locationId}`,
    quantity: 7,
    changeFromQuantity: 10,
    ...o,
  });
  const set = (quantities: readonly unknown[], o: Readonly<Record<string, unknown>> = {}) => ({
    key: 'key-1',
    input: { name: 'available', reason: 'correction', quantities, ...o },
  });
  const shown = () => open.shop.read('A').available;
  return { ...open, ask, item, set, shown, listing };
}

describe('what the shop refuses when a call runs, although its schema lets it pass', () => {
  it('a stock figure without the one that it replaces', async () => {
    const { ask, item, set, shown } = await openRawShop();
    const { changeFromQuantity: _left, ...without } = item();
    expect(await ask(SET_QUANTITIES, set([without]))).toMatchObject({
      code: 'INVALID_FIELD_ARGUMENTS',
    });
    expect(shown()).toBe(10);
    expect(await ask(SET_QUANTITIES, set([item({ changeFromQuantity: null })]))).toMatchObject({
      userErrors: [],
    });
    expect(shown()).toBe(7);
  });

  it('a call without an idempotency key, or with a blank one', async () => {
    const { ask, item, set, shown } = await openRawShop();
    const bare = SET_QUANTITIES.replace(' @idempotent(key: $key)', '').replace('$key: String!', '');
    const { key: _left, ...withoutKey } = set([item()]);
    expect(await ask(bare, withoutKey)).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await ask(SET_QUANTITIES, { ...set([item()]), key: '  ' })).toMatchObject({
      code: 'BAD_REQUEST',
    });
    expect(shown()).toBe(10);
  });

  it('a key on a mutation that takes none', async () => {
    const { ask, listing } = await openRawShop();
    const keyed = SET_PRICES.replace(
      'allowPartialUpdates: true\n  )',
      'allowPartialUpdates: true\n  ) @idempotent(key: "k")',
    );
    expect(keyed).not.toBe(SET_PRICES);
    const productId = `gid://shopify/Product/${listing.externalParentId}`;
    expect(await ask(keyed, { productId, variants: [] })).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('a key that was used for another call, and one whose call failed', async () => {
    const { ask, item, set, shown } = await openRawShop();
    expect(await ask(SET_QUANTITIES, set([item()]))).toMatchObject({ userErrors: [] });
    expect(await ask(SET_QUANTITIES, set([item({ quantity: 5 })]))).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }],
    });
    expect(await ask(SET_QUANTITIES, set([item()]))).toMatchObject({ userErrors: [] });
    const stale = { ...set([item()]), key: 'key-2' };
    expect(await ask(SET_QUANTITIES, stale)).toMatchObject({
      userErrors: [{ code: 'CHANGE_FROM_QUANTITY_STALE' }],
    });
    expect(await ask(SET_QUANTITIES, stale)).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED' }],
    });
    expect(shown()).toBe(7);
  });

  it('more than 250 entries', async () => {
    const { ask, item, set, shown } = await openRawShop();
    const many = Array.from({ length: 251 }, () => item());
    expect(await ask(SET_QUANTITIES, set(many))).toMatchObject({ code: 'MAX_INPUT_SIZE_EXCEEDED' });
    expect(shown()).toBe(10);
  });

  it.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, string]>([
    ['a stale expectation', { changeFromQuantity: 9 }, {}, 'CHANGE_FROM_QUANTITY_STALE'],
    ['less than nothing', { quantity: -1 }, {}, 'INVALID_QUANTITY_NEGATIVE'],
    ['more than a billion', { quantity: 1_000_000_001 }, {}, 'INVALID_QUANTITY_TOO_HIGH'],
    ['another location', { locationId: 'gid://shopify/Location/1' }, {}, 'INVALID_LOCATION'],
    [
      'no such item',
      { inventoryItemId: 'gid://shopify/InventoryItem/1' },
      {},
      'INVALID_INVENTORY_ITEM',
    ],
    ['a reason of our own', {}, { reason: 'because' }, 'INVALID_REASON'],
    ['a figure of another name', {}, { name: 'damaged' }, 'INVALID_NAME'],
    [
      'a reference that is no address',
      {},
      { referenceDocumentUri: 'ledger 1' },
      'INVALID_REFERENCE_DOCUMENT',
    ],
    [
      'a reference without its object',
      {},
      { referenceDocumentUri: 'gid://shelftalk/1' },
      'INVALID_REFERENCE_DOCUMENT',
    ],
  ])('%s, and nothing of the call is applied', async (_what, broken, input, code) => {
    const { add, ask, item, set, shown, shop } = await openRawShop();
    const other = add('B');
    const good = item({ inventoryItemId: `gid://shopify/InventoryItem/${other.externalStockId}` });
    const { userErrors } = await ask(SET_QUANTITIES, set([good, item(broken)], input));
    expect(userErrors).toMatchObject([{ code }]);
    expect([shown(), shop.read('B').available]).toEqual([10, 10]);
  });

  it('one item twice in a call', async () => {
    const { ask, item, set, shown } = await openRawShop();
    expect(await ask(SET_QUANTITIES, set([item(), item()]))).toMatchObject({
      userErrors: [{ code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR' }],
    });
    expect(shown()).toBe(10);
  });

  it('a wrong token, an unknown version, a GET, and the form of before 2026', async () => {
    const { ask, item, set } = await openRawShop();
    const good = set([item()]);
    expect(await ask(SET_QUANTITIES, good, { token: 'stolen' })).toMatchObject({ status: 401 });
    expect(await ask(SET_QUANTITIES, good, { version: '2019-04' })).toMatchObject({ status: 404 });
    expect(await ask(SET_QUANTITIES, good, { method: 'GET' })).toMatchObject({ status: 405 });
    const old = set([item({ compareQuantity: 10 })], { ignoreCompareQuantity: false });
    expect(await ask(SET_QUANTITIES, old)).toMatchObject({ code: 'INVALID_VARIABLE' });
    expect(await ask('{ shop { currency } }', {})).toMatchObject({ code: 'undefinedField' });
    expect(await ask('{ shop {', {})).toMatchObject({ status: 200, data: null, code: 'syntax' });
  });

  it('questions beyond its points, until the bucket has filled again', async () => {
    const clock = createManualClock();
    const { session, shop, add } = await openShop({ clock });
    const listing = add('A', { quantity: 1_000 });
    const push = (quantity: number) =>
      session.pushStock([stockPush(listing, { quantity, expected: null })]);
    for (let count = 0; count < 200; count += 1) {
      expect(await push(count)).toEqual([{ kind: 'applied' }]);
    }
    expect(await push(500)).toMatchObject([
      { kind: 'retry-later', afterMs: 100, isOutcomeUnknown: false },
    ]);
    expect(shop.read('A').available).toBe(199);
    await clock.advance(100);
    expect(await push(500)).toEqual([{ kind: 'applied' }]);
  });
});

describe('what our questions cost', () => {
  const ids = Array.from({ length: shopifyChannel.capability.readBatch }, () => 'gid');
  const stockIds = Array.from({ length: shopifyChannel.capability.batch.stock }, () => 'gid');

  it.each(Object.entries(DOCUMENTS))('%s stays below the limit of one question', (name, text) => {
    const variables = { ids: name === 'READ_LEVELS' ? stockIds : ids };
    const [operation] = parse(text).definitions as OperationDefinitionNode[];
    const cost = operation ? requestedCost(operation, variables) : 0;
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(QUESTION_COST_MAX);
  });

  it('a read of more listings than one call takes would be refused', async () => {
    const { ask, settings } = await openRawShop();
    const locationId = `gid://shopify/Location/${settings.locationId}`;
    const many = Array.from({ length: 250 }, () => 'gid://shopify/ProductVariant/1');
    expect(await ask(READ_LISTINGS, { ids: many, locationId })).toMatchObject({
      code: 'MAX_COST_EXCEEDED',
    });
  });
});

describe('what the shop posts', () => {
  it('an order lowers its own figure, below zero too, and tells order and level', async () => {
    const { shop, add, listen } = await openShop();
    const { heard, settle } = await listen();
    const listing = add('A', { quantity: 2 });
    const placed = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 3 }] });
    await settle();
    expect(shop.read('A').available).toBe(-1);
    expect(heard.map(({ topic }) => topic)).toEqual(['orders/create', 'inventory_levels/update']);
    expect(heard[0]?.reading).toMatchObject({
      kind: 'order',
      order: { externalId: placed.externalId, lines: [{ ordered: 3, cancelled: 0 }] },
    });
    expect(heard[1]?.reading).toMatchObject({
      kind: 'level',
      externalStockId: listing.externalStockId,
      available: -1,
    });
  });

  it('our own push comes back as a level without an actor', async () => {
    const { session, add, listen } = await openShop();
    const { heard, settle } = await listen();
    const listing = add('A');
    await session.pushStock([stockPush(listing, { quantity: 4, expected: 10 })]);
    await session.pushStock([stockPush(listing, { quantity: 4, expected: 4 })]);
    await settle();
    expect(heard.map(({ reading }) => reading)).toMatchObject([{ kind: 'level', available: 4 }]);
    expect(Object.keys(JSON.parse(heard[0]?.text ?? '{}')).sort()).toEqual([
      'admin_graphql_api_id',
      'available',
      'inventory_item_id',
      'location_id',
      'updated_at',
    ]);
  });

  it('a cancellation, shipment or refund is told by its topic and by the order', async () => {
    const { shop, add, listen } = await openShop();
    const { heard, settle } = await listen();
    add('A');
    const first = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 2 }] });
    const [lineId = ''] = first.lineIds;
    const orderExternalId = first.externalId;
    shop.shipLine({ orderExternalId, lineId, quantity: 1 });
    shop.refundLine({ orderExternalId, lineId, quantity: 1, restock: 'return' });
    shop.cancelOrder(orderExternalId);
    await settle();
    expect(heard.map(({ topic }) => topic)).toEqual([
      'orders/create',
      'inventory_levels/update',
      'fulfillments/create',
      'orders/updated',
      'refunds/create',
      'orders/updated',
      'inventory_levels/update',
      'orders/cancelled',
      'orders/updated',
      'inventory_levels/update',
    ]);
    expect(new Set(heard.map(({ externalId }) => externalId)).size).toBe(heard.length);
    const refs = heard.filter(({ reading }) => reading.kind === 'order-ref');
    expect(refs.map(({ reading }) => reading)).toEqual([
      { kind: 'order-ref', orderRef: orderExternalId },
      { kind: 'order-ref', orderRef: orderExternalId },
    ]);
    expect(heard.at(-2)?.reading).toMatchObject({
      order: { isCancelled: true, lines: [{ ordered: 2, cancelled: 1, shipped: 1, returned: 1 }] },
    });
  });

  it('ids are written as numbers that a careless reader would round', async () => {
    const { shop, add, listen } = await openShop();
    const { heard, settle } = await listen();
    add('A');
    const { externalId } = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
    await settle();
    const text = heard[0]?.text ?? '';
    expect(text).toContain(`"id":${externalId},`);
    expect(String(JSON.parse(text).id)).not.toBe(externalId);
  });

  it('every delivery has an id of its own, the same on each repetition', async () => {
    const { shop, add, listen } = await openShop();
    const { heard, settle } = await listen();
    add('A', { quantity: 50 });
    shop.inject({ kind: 'duplicate-webhooks', count: 1 });
    for (let count = 0; count < 5; count += 1)
      shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
    await settle();
    const ids = heard.map(({ externalId }) => externalId);
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(heard.length - 1);
  });
});
