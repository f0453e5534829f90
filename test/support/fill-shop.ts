/** Fills empty books with a shop file, through the engine's own doors. */
import { Secret } from '../../core/base/secret.ts';
import type { Engine } from '../../core/engine.ts';
import { settleShop } from './settle-shop.ts';
import { shelfSettings } from './shelf-channel.ts';
import type { ShopFile } from './shop-file.ts';
import type { ShopGround } from './shop-ground.ts';
import { need, type ShopIds } from './shop-ids.ts';
import { currencyOf, listingIdOf, postOrder, toIncomingOrder, toMinor } from './shop-orders.ts';
import { addPeople } from './shop-people.ts';

// The books are opened so long before the first thing that happens in the file.
const OPENED_BEFORE_MS = 30 * 24 * 3_600_000;

export function openingTime(file: ShopFile): Date {
  const times = [file.now, ...file.orders.flatMap(({ placedAt }) => placedAt ?? [])];
  return new Date(Math.min(...times.map((time) => Date.parse(time))) - OPENED_BEFORE_MS);
}

/** Starts the engine once the catalogue is there; the clock stands at `file.now` afterwards. */
export async function fillShop(ground: ShopGround): Promise<void> {
  const { engine, clock, file } = ground;
  const { name, currency, timeZone } = file;
  const sellerId = await engine.catalog.createSeller({ name, currency, timeZone });
  const ids = await fillCatalog(engine, { sellerId, file });
  await offerListings(engine, { ids, file });
  await receiveOpeningStock(engine, { ids, file });
  // Not before: every listing would be told on its own.
  await engine.start();
  await placeOrders(ground, ids);
  clock.jumpTo(new Date(file.now));
  await addPeople(ground, ids);
  await settleShop(ground, sellerId);
}

const unwrap = <Value>(
  answer: { ok: true; value: Value } | { ok: false; reason: string },
  what: string,
): Value => {
  if (!answer.ok) throw new Error(`The shop file has a bad ${what}: ${answer.reason}`);
  return answer.value;
};

type Filling = { readonly sellerId: number; readonly file: ShopFile };

async function fillCatalog({ catalog, pricing }: Engine, { sellerId, file }: Filling) {
  const locations = new Map<string, number>();
  for (const [rank, { code, name, aliases }] of file.locations.entries()) {
    const added = await catalog.addLocation(sellerId, { code, name, rank, aliases });
    locations.set(code, unwrap(added, `location ${code}`).locationId);
  }
  const skus = new Map<string, number>();
  // Kits come last: they are made of the others.
  const addOne = async (sku: ShopFile['skus'][number]) => {
    const { code, title, options, aliases, barcodes, category, tags, packs, cost, parts } = sku;
    const minorOf = (amount: string) => toMinor(amount, file.currency);
    const unitCost = cost === null ? null : { minor: minorOf(cost), currency: file.currency };
    const components =
      parts && Object.entries(parts).map(([part, units]) => ({ part, quantity: units }));
    const added = await catalog.addSku(sellerId, {
      ...{ code, title, priceMinor: minorOf(sku.price), safetyStock: sku.safety },
      ...(components && {
        components: components.map(({ part, quantity }) => ({
          skuId: need(skus, part),
          quantity,
        })),
      }),
      facts: { options, aliases, barcodes, category, tags, packs, unitCost },
    });
    skus.set(code, unwrap(added, `SKU ${code}`).skuId);
  };
  await Promise.all(file.skus.filter(({ parts }) => !parts).map(addOne));
  await Promise.all(file.skus.filter(({ parts }) => parts).map(addOne));
  const accounts = await addAccounts(catalog, { sellerId, file, locations });
  for (const { code, prices } of file.skus) {
    for (const [account, amount] of Object.entries(prices)) {
      const currency = currencyOf(file, account);
      await pricing.setPrice(sellerId, {
        skuId: need(skus, code),
        accountId: need(accounts, account),
        money: { minor: toMinor(amount, currency), currency },
        actor: 'opening',
      });
    }
  }
  return { sellerId, skus, locations, accounts };
}

async function addAccounts(
  catalog: Engine['catalog'],
  { sellerId, file, locations }: Filling & Pick<ShopIds, 'locations'>,
): Promise<ReadonlyMap<string, number>> {
  const accounts = new Map<string, number>();
  for (const { id, name, channel, currency, restock, coverage, ...rest } of file.accounts) {
    const added = await catalog.addAccount(sellerId, {
      ...{ publicId: id, name, channel, restock, coverage },
      currency: currency ?? file.currency,
      settings: shelfSettings(id),
      credentials: {},
      webhookSecrets: [new Secret(`secret of ${id}`)],
      locationIds: rest.locations.map((code) => need(locations, code)),
    });
    accounts.set(id, unwrap(added, `account ${id}`).accountId);
  }
  return accounts;
}

async function offerListings({ catalog }: Engine, { ids, file }: { ids: ShopIds; file: ShopFile }) {
  const { sellerId } = ids;
  const offers = file.skus.flatMap(({ code, listed, paused }) =>
    file.accounts
      .filter(({ id }) => listed === null || listed.includes(id))
      .map(({ id }) => ({ code, account: id, isPaused: paused.includes(id) })),
  );
  await Promise.all(
    offers.map(async ({ code, account, isPaused }) => {
      const place = { skuId: need(ids.skus, code), accountId: need(ids.accounts, account) };
      const added = await catalog.addListing(sellerId, {
        ...{ ...place, externalId: listingIdOf(account, code) },
        externalParentId: null,
        externalStockId: null,
      });
      unwrap(added, `listing of ${code}`);
      if (isPaused) await catalog.setPausedByHand(sellerId, { ...place, isPaused });
    }),
  );
}

/**
 * What the file says is on hand now, and before it what its orders took away since: their units
 * come first and to the place that such an order is served from, so that they leave from there.
 */
async function receiveOpeningStock(
  { ledger }: Engine,
  { ids, file }: { ids: ShopIds; file: ShopFile },
) {
  const gone = file.orders.flatMap(({ account, lines }) => {
    const places = file.accounts.find(({ id }) => id === account)?.locations ?? [];
    const place = places[0] ?? file.locations[0]?.code ?? '';
    return lines.flatMap(({ sku, shipped }) => takeApart(file, { sku, units: shipped, place }));
  });
  const there = file.skus.flatMap(({ code, stock }) =>
    Object.entries(stock).map(([place, units]) => ({ sku: code, units, place })),
  );
  const receipts = [...gone, ...there].filter(({ units }) => units > 0);
  await Promise.all(
    receipts.map(({ sku, units, place }, index) =>
      ledger.submit(ids.sellerId, {
        kind: 'receipt',
        skuId: need(ids.skus, sku),
        locationId: need(ids.locations, place),
        quantity: units,
        origin: { key: `opening:${index}`, cause: 'opening stock', actor: 'opening' },
      }),
    ),
  );
}

/** The stock behind some units: of a kit, its components. */
function takeApart(file: ShopFile, o: { sku: string; units: number; place: string }) {
  const sku = file.skus.find(({ code }) => code === o.sku);
  if (!sku) return [];
  if (!sku.parts) return [o];
  return Object.entries(sku.parts).map(([part, count]) => ({
    ...o,
    sku: part,
    units: o.units * count,
  }));
}

async function placeOrders(ground: ShopGround, ids: ShopIds): Promise<void> {
  const { engine, clock, file } = ground;
  const placed = file.orders.map((order) => ({
    order,
    at: new Date(order.placedAt ?? file.now),
  }));
  for (const { order, at } of placed.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    clock.jumpTo(at);
    const incoming = toIncomingOrder(file, order, at);
    await postOrder(ground, { account: order.account, order: incoming });
    // Decided while the clock stands at its time.
    await engine.intake.wake(ids.sellerId);
    if (!order.isHeld) continue;
    const { number } = order;
    const accountId = need(ids.accounts, order.account);
    const [found] = await engine.orders.listOrders(ids.sellerId, { number, accountId });
    if (found) await engine.orders.holdOrder(ids.sellerId, found.orderId);
  }
}
