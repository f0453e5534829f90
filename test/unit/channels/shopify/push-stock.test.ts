import { describe, expect, it } from 'vitest';
import type { ListingRef } from '../../../../core/channels/channel.ts';
import { callKey, referenceUri } from '../../../../core/channels/shopify/push-stock.ts';
import { openShop, stockPush } from './open-shop.ts';
import { type Asked, LOCATION_ID, openScriptedShop, type ScriptedAnswer } from './scripted-shop.ts';

const listingOf = (id: number): ListingRef => ({
  listingId: id,
  externalId: `${id}1`,
  externalParentId: `${id}2`,
  externalStockId: `${id}3`,
  skuCode: `SKU-${id}`,
});

const itemGid = (id: number) => `gid://shopify/InventoryItem/${id}3`;

interface SentInput {
  readonly quantities: readonly Readonly<Record<string, unknown>>[];
}
const sentItems = ({ variables }: Asked) =>
  (variables.input as SentInput).quantities.map(({ inventoryItemId }) => inventoryItemId);

function setReply(o: { changes?: readonly unknown[]; userErrors?: readonly unknown[] }) {
  const { changes = [], userErrors = [] } = o;
  const group = changes.length > 0 ? { id: 'gid://shopify/Group/1', changes } : null;
  return {
    body: { data: { inventorySetQuantities: { inventoryAdjustmentGroup: group, userErrors } } },
  };
}

const changed = (id: number, quantity: number | null) => ({
  name: 'available',
  quantityAfterChange: quantity,
  item: { id: itemGid(id) },
});

const userError = (code: string | null, field: readonly string[] | null = null) => ({
  code,
  field,
  message: `the shop says ${code}`,
});

const levels = (...shown: readonly (readonly [id: number, available: number | null])[]) => ({
  body: {
    data: {
      nodes: shown.map(([id, available]) => ({
        id: itemGid(id),
        tracked: true,
        inventoryLevel:
          available === null ? null : { quantities: [{ name: 'available', quantity: available }] },
      })),
    },
  },
});

const isRead = ({ query }: Asked) => query.startsWith('query');

describe('a stock push', () => {
  it('is one call that names the figure it replaces, also when that is not known', async () => {
    const { session, asked } = await openScriptedShop(() =>
      setReply({ changes: [changed(1, 7), changed(2, 0)] }),
    );
    const pushes = [
      stockPush(listingOf(1), { quantity: 7, expected: null }),
      stockPush(listingOf(2), { quantity: 0, expected: 3 }),
    ];
    expect(await session.pushStock(pushes)).toEqual([{ kind: 'applied' }, { kind: 'applied' }]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ path: '/admin/api/2026-10/graphql.json', token: 'token' });
    const locationId = `gid://shopify/Location/${LOCATION_ID}`;
    expect(asked[0]?.variables.input).toEqual({
      name: 'available',
      reason: 'correction',
      referenceDocumentUri: referenceUri('ledger/1:7:null'),
      quantities: [
        { inventoryItemId: itemGid(1), locationId, quantity: 7, changeFromQuantity: null },
        { inventoryItemId: itemGid(2), locationId, quantity: 0, changeFromQuantity: 3 },
      ],
    });
  });

  it('without pushes nothing is asked', async () => {
    const { session, asked } = await openScriptedShop(() => setReply({}));
    expect(await session.pushStock([])).toEqual([]);
    expect(asked).toHaveLength(0);
  });

  it('a listing without its inventory item is refused here, and the others go out', async () => {
    const { session, asked } = await openScriptedShop(() => setReply({ changes: [changed(2, 5)] }));
    const unknown = { ...listingOf(1), externalStockId: null };
    const outcomes = await session.pushStock([
      stockPush(unknown, { quantity: 4, expected: null }),
      stockPush(listingOf(2), { quantity: 5, expected: null }),
    ]);
    expect(outcomes).toMatchObject([{ kind: 'rejected' }, { kind: 'applied' }]);
    expect(asked.map(sentItems)).toEqual([[itemGid(2)]]);
  });
});

describe('one bad listing among good ones', () => {
  it('a figure that somebody changed is a conflict, and the others arrive at once', async () => {
    const { shop, session, add } = await openShop();
    const refs = ['A', 'B', 'C'].map((sku) => add(sku));
    shop.setStockByHand({ skuCode: 'B', quantity: 4 });
    const pushes = refs.map((listing) => stockPush(listing, { quantity: 8, expected: 10 }));
    expect(await session.pushStock(pushes)).toEqual([
      { kind: 'applied' },
      { kind: 'conflict', actual: null },
      { kind: 'applied' },
    ]);
    expect(['A', 'B', 'C'].map((sku) => shop.read(sku).available)).toEqual([8, 4, 8]);
    expect(shop.calls()).toMatchObject({ write: 2, read: 0 });
  });

  it('a listing that the shop no longer has is rejected with its words', async () => {
    const { session, add } = await openShop();
    const good = add('A');
    const gone = { ...add('B'), externalStockId: '6919780827454767999' };
    const outcomes = await session.pushStock([
      stockPush(gone, { quantity: 1, expected: null }),
      stockPush(good, { quantity: 1, expected: null }),
    ]);
    expect(outcomes).toEqual([
      { kind: 'rejected', reason: 'The specified item could not be found.' },
      { kind: 'applied' },
    ]);
  });

  it('when another one goes bad each time, the last are left for later', async () => {
    const { session, asked } = await openScriptedShop(() => {
      const field = ['input', 'quantities', '0', 'changeFromQuantity'];
      return setReply({ userErrors: [userError('CHANGE_FROM_QUANTITY_STALE', field)] });
    });
    const pushes = [1, 2, 3, 4, 5, 6].map((id) =>
      stockPush(listingOf(id), { quantity: 8, expected: 10 }),
    );
    const outcomes = await session.pushStock(pushes);
    expect(outcomes.slice(0, 4)).toEqual(Array(4).fill({ kind: 'conflict', actual: null }));
    expect(outcomes.slice(4)).toMatchObject(
      Array(2).fill({ kind: 'retry-later', afterMs: 0, isOutcomeUnknown: false }),
    );
    expect(asked).toHaveLength(4);
  });

  it('an error that names no listing is everybody’s: those who compared look again', async () => {
    const { session } = await openScriptedShop(() =>
      setReply({ userErrors: [userError('CHANGE_FROM_QUANTITY_STALE')] }),
    );
    const outcomes = await session.pushStock([
      stockPush(listingOf(1), { quantity: 8, expected: 10 }),
      stockPush(listingOf(2), { quantity: 8, expected: null }),
    ]);
    expect(outcomes).toMatchObject([
      { kind: 'conflict', actual: null },
      { kind: 'retry-later', afterMs: 0 },
    ]);
  });

  it.each<[string | null, readonly string[] | null, unknown]>([
    ['NON_MUTABLE_INVENTORY_ITEM', ['input', 'quantities', '0'], { kind: 'rejected' }],
    ['INVALID_LOCATION', ['input', 'quantities', '0', 'locationId'], { kind: 'rejected' }],
    ['INVALID_REASON', ['input', 'reason'], { kind: 'rejected' }],
    ['SOMETHING_NEW', null, { kind: 'rejected' }],
    [null, null, { kind: 'retry-later', isOutcomeUnknown: false }],
    [
      'IDEMPOTENCY_CONCURRENT_REQUEST',
      null,
      { kind: 'retry-later', afterMs: 1_000, isOutcomeUnknown: true },
    ],
    ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH', null, { kind: 'rejected' }],
  ])('%s at %o', async (code, field, outcome) => {
    const { session } = await openScriptedShop(() =>
      setReply({ userErrors: [userError(code, field)] }),
    );
    const push = stockPush(listingOf(1), { quantity: 8, expected: 10 });
    expect(await session.pushStock([push])).toMatchObject([outcome]);
  });
});

describe('what counts as done', () => {
  const push = (expected: number | null) => [stockPush(listingOf(1), { quantity: 8, expected })];
  const script = (set: ScriptedAnswer, read: ScriptedAnswer) =>
    openScriptedShop((asked) => (isRead(asked) ? read : set));

  it('a figure that was there already is unchanged', async () => {
    const { session, asked } = await script(setReply({}), levels([1, 8]));
    expect(await session.pushStock(push(8))).toEqual([{ kind: 'unchanged' }]);
    expect(asked).toHaveLength(1);
    expect(await session.pushStock(push(null))).toEqual([{ kind: 'unchanged' }]);
    expect(asked).toHaveLength(3);
  });

  it('accepted for a location that does not stock the item is not done', async () => {
    const { session } = await script(setReply({}), levels([1, null]));
    expect(await session.pushStock(push(10))).toEqual([
      { kind: 'rejected', reason: 'the shop does not stock this item at the location' },
    ]);
  });

  it('another figure after the call is a conflict', async () => {
    const silent = await script(setReply({}), levels([1, 3]));
    expect(await silent.session.pushStock(push(10))).toEqual([{ kind: 'conflict', actual: 3 }]);
    const told = await script(setReply({ changes: [changed(1, 3)] }), levels());
    expect(await told.session.pushStock(push(10))).toEqual([{ kind: 'conflict', actual: 3 }]);
  });

  it('a change without its figure is looked up', async () => {
    const answer = setReply({ changes: [changed(1, null)] });
    const { session, asked } = await script(answer, levels([1, 8]));
    expect(await session.pushStock(push(10))).toEqual([{ kind: 'applied' }]);
    expect(asked).toHaveLength(2);
  });

  it('when the look-up fails the outcome is unknown', async () => {
    const { session } = await script(setReply({}), { status: 500, body: {} });
    expect(await session.pushStock(push(10))).toMatchObject([
      { kind: 'retry-later', isOutcomeUnknown: true },
    ]);
  });

  it.each<[string, ScriptedAnswer]>([
    ['a web page', { text: '<html>Welcome</html>' }],
    ['nothing', { text: '' }],
    ['a word', { body: 'ok' }],
    ['an empty object', { body: {} }],
    ['no data', { body: { data: null } }],
    ['no payload', { body: { data: { inventorySetQuantities: null } } }],
    ['no list of errors', { body: { data: { inventorySetQuantities: {} } } }],
    [
      'an error beside the data',
      {
        body: { ...setReply({ changes: [changed(1, 8)] }).body, errors: [{ message: 'Timeout' }] },
      },
    ],
  ])('%s is no acknowledgement', async (_what, answer) => {
    const { session } = await openScriptedShop(() => answer);
    expect(await session.pushStock(push(10))).toMatchObject([
      { kind: 'retry-later', isOutcomeUnknown: true },
    ]);
  });

  it('the change of another item proves nothing about ours', async () => {
    const { session } = await script(setReply({ changes: [changed(9, 8)] }), levels([1, 10]));
    expect(await session.pushStock(push(10))).toEqual([{ kind: 'conflict', actual: 10 }]);
  });
});

describe('the key that makes a repetition harmless', () => {
  it('the same pushes have the same key, and anything else has another', () => {
    const input = { quantities: [{ quantity: 7, changeFromQuantity: 10 }] };
    const other = { quantities: [{ quantity: 7, changeFromQuantity: 9 }] };
    const keys = [
      callKey(input, { keys: ['1:5'], attempt: 1 }),
      callKey(input, { keys: ['1:6'], attempt: 1 }),
      callKey(input, { keys: ['1:5'], attempt: 2 }),
      callKey(other, { keys: ['1:5'], attempt: 1 }),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(callKey(input, { keys: ['1:5'], attempt: 1 })).toBe(keys[0]);
    for (const key of keys)
      expect(key).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('a push whose answer was lost, sent again, changes nothing more', async () => {
    const { shop, session, add } = await openShop();
    const push = stockPush(add('A'), { quantity: 8, expected: 10 });
    shop.inject({ kind: 'lose-reply', count: 1 });
    expect(await session.pushStock([push])).toMatchObject([
      { kind: 'retry-later', isOutcomeUnknown: true },
    ]);
    shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
    expect(await session.pushStock([push])).toEqual([{ kind: 'applied' }]);
    expect(shop.read('A').available).toBe(7);
  });

  it('after a conflict the same push can be tried again, however often', async () => {
    const { shop, session, add } = await openShop();
    const push = stockPush(add('A'), { quantity: 8, expected: 9 });
    for (const _ of [1, 2, 3]) {
      expect(await session.pushStock([push])).toEqual([{ kind: 'conflict', actual: null }]);
    }
    shop.setStockByHand({ skuCode: 'A', quantity: 9 });
    expect(await session.pushStock([push])).toEqual([{ kind: 'applied' }]);
  });

  it('a reference becomes an address that the shop accepts', () => {
    expect(referenceUri('ledger 42/a')).toBe('gid://shelftalk/StockPush/ledger%2042%2Fa');
    expect(referenceUri('https://example.com/42')).toBe('https://example.com/42');
  });
});
