import { describe, expect, it } from 'vitest';
import type { ListingRef } from '../../../../core/channels/channel.ts';
import { openShop } from './open-shop.ts';
import { openScriptedShop } from './scripted-shop.ts';

const listingOf = (externalId: string): ListingRef => ({
  listingId: 1,
  externalId,
  externalParentId: '2',
  externalStockId: '3',
  skuCode: 'A',
});

const node = (id: string, o: Readonly<Record<string, unknown>> = {}) => ({
  id: `gid://shopify/ProductVariant/${id}`,
  price: '19.99',
  product: { status: 'ACTIVE' },
  inventoryItem: {
    id: 'gid://shopify/InventoryItem/3',
    tracked: true,
    inventoryLevel: { quantities: [{ name: 'available', quantity: 4 }] },
  },
  ...o,
});

const stocked = (o: Readonly<Record<string, unknown>>) => ({
  inventoryItem: { id: 'gid://shopify/InventoryItem/3', tracked: true, ...o },
});

async function readNodes(...nodes: readonly unknown[]) {
  const body = { data: { shop: { currencyCode: 'USD' }, nodes } };
  const { session } = await openScriptedShop(() => ({ body }));
  const answer = await session.readListings([listingOf('1')]);
  return answer.kind === 'ok' ? answer.value : answer;
}

const SHOWN = {
  externalId: '1',
  available: 4,
  priceMinor: 1_999,
  currency: 'USD',
  status: 'active',
};

describe('what a listing shows', () => {
  it.each([
    ['ACTIVE', 'active'],
    ['UNLISTED', 'active'],
    ['DRAFT', 'paused'],
    ['ARCHIVED', 'paused'],
  ])('a product that is %s is %s', async (wire, status) => {
    expect(await readNodes(node('1', { product: { status: wire } }))).toEqual([
      { ...SHOWN, status },
    ]);
  });

  it.each([
    ['is not counted', { tracked: false, inventoryLevel: { quantities: [] } }],
    ['is counted no more, with an old figure', { ...node('1').inventoryItem, tracked: false }],
    ['is not stocked at our location', { inventoryLevel: null }],
    [
      'has other figures only',
      { inventoryLevel: { quantities: [{ name: 'on_hand', quantity: 4 }] } },
    ],
  ])('an item that %s has no figure', async (_what, item) => {
    expect(await readNodes(node('1', stocked(item)))).toEqual([{ ...SHOWN, available: null }]);
  });

  it('an oversold item shows less than nothing', async () => {
    const level = { inventoryLevel: { quantities: [{ name: 'available', quantity: -2 }] } };
    expect(await readNodes(node('1', stocked(level)))).toEqual([{ ...SHOWN, available: -2 }]);
  });

  it('deleted listings, and ids that name something else, are left out', async () => {
    expect(await readNodes(null, {}, node('1'))).toEqual([SHOWN]);
  });

  it.each([
    ['a price that is no amount', { price: 19.99 }],
    [
      'half a unit',
      stocked({ inventoryLevel: { quantities: [{ name: 'available', quantity: 0.5 }] } }),
    ],
    ['no product', { product: null }],
  ])('%s is no answer', async (_what, broken) => {
    expect(await readNodes(node('1', broken))).toMatchObject({ kind: 'retry-later' });
  });

  it('an id that is none is not asked for', async () => {
    const { shop, session, add } = await openShop();
    const good = add('A');
    const answer = await session.readListings([listingOf('1"}'), good]);
    expect(answer).toMatchObject({ kind: 'ok', value: [{ externalId: good.externalId }] });
    await session.readListings([listingOf('../1')]);
    expect(shop.calls()).toMatchObject({ read: 1, refused: 0 });
  });
});
