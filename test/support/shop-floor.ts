/**
 * A seller with shops around a real engine: the stage of the flow tests.
 *
 * Everything is the production code on a database of its own; the shops are the simulators. A test
 * looks at it as a person or a shop would, and reaches into tables only to prove the ledger.
 */
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { createLogger, type Logger, silentLogger } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { createVault } from '../../core/catalog/vault.ts';
import type { Simulator } from '../../core/channels/simulator.ts';
import { simulators } from '../../core/channels/simulators.ts';
import { assembleEngine, type Engine } from '../../core/engine.ts';
import type { Hints } from '../../core/queue/hints.ts';
import { openHints } from '../../core/queue/open.ts';
import { openTestDatabase, type TestDatabase } from './postgres.ts';

export interface ShopPlan {
  readonly name: string;
  readonly channel: string;
  readonly pauseBy?: 'quantity' | 'status';
  readonly restock?: 'confirm' | 'at-once';
  readonly currency?: string;
  /** SKU codes that it offers; default: all. */
  readonly offers?: readonly string[];
}

export interface SkuPlan {
  readonly code: string;
  readonly priceMinor?: number;
  /** Opening stock by location. */
  readonly stock?: Readonly<Record<string, number>>;
  /** A kit: units of each component by code. */
  readonly components?: Readonly<Record<string, number>>;
}

export interface FloorPlan {
  readonly shops: readonly ShopPlan[];
  readonly skus: readonly SkuPlan[];
  /** Best first. */
  readonly locations?: readonly string[];
  readonly redisUrl?: Secret;
  readonly log?: Logger;
}

export interface ShopFloor {
  readonly engine: Engine;
  readonly database: TestDatabase;
  readonly sellerId: number;
  shop(name: string): Simulator;
  account(name: string): { sellerId: number; accountId: number };
  /** Where this shop's webhooks go. */
  webhookUrl(name: string): string;
  skuId(code: string): number;
  locationId(name: string): number;
  receive(o: { sku: string; location: string; quantity: number }): Promise<void>;
  sell(o: { sku: string; location: string; quantity: number }): Promise<void>;
  /** Resolves when every listing shows what it should; throws with what is open after the time. */
  untilConverged(withinMs?: number): Promise<void>;
  /** Resolves when `look` holds; throws with `what` after the time. */
  until(what: string, look: () => boolean | Promise<boolean>, withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 25;

const unwrap = <Value>(answer: { ok: true; value: Value } | { ok: false; reason: string }) => {
  if (!answer.ok) throw new Error(`The floor could not be set up: ${answer.reason}`);
  return answer.value;
};

export async function openShopFloor(plan: FloorPlan): Promise<ShopFloor> {
  const log = plan.log ?? (process.env.TEST_LOG ? createLogger({ level: 'debug' }) : silentLogger);
  const database = await openTestDatabase({ log });
  const hints = await openHints({
    redisUrl: plan.redisUrl,
    databaseUrl: database.urls.app,
    log,
    clock: systemClock,
  });
  const engine = assembleEngine({
    database: database.database,
    listenUrl: database.urls.sweep,
    hints,
    vault: createVault([{ id: 'k1', secret: new Secret('a key for tests, and for tests only') }]),
    clock: systemClock,
    ids: systemIds,
    random: createSeededRandom(1),
    log,
    roles: new Set(['serve', 'work']),
    listen: { host: '127.0.0.1', port: 0 },
  });
  await engine.start();
  const seller = { name: 'Test', currency: 'INR', timeZone: 'Asia/Kolkata' };
  const sellerId = await engine.catalog.createSeller(seller);
  const names = await fillCatalog(engine, sellerId, plan);
  const shops = new Map<string, OpenShop>();
  for (const [index, shop] of plan.shops.entries()) {
    shops.set(shop.name, await openShop(engine, { sellerId, index, shop, plan, names }));
  }
  return createFloor({ engine, hints, database, sellerId, shops, names });
}

interface Names {
  readonly skus: ReadonlyMap<string, number>;
  readonly locations: ReadonlyMap<string, number>;
}

interface OpenShop {
  readonly simulator: Simulator;
  readonly webhookUrl: string;
  readonly accountId: number;
}

async function fillCatalog(engine: Engine, sellerId: number, plan: FloorPlan): Promise<Names> {
  const locations = new Map<string, number>();
  for (const name of plan.locations ?? ['Mumbai']) {
    const added = await engine.catalog.addLocation(sellerId, { code: name.toUpperCase(), name });
    locations.set(name, unwrap(added).locationId);
  }
  const skus = new Map<string, number>();
  for (const { code, priceMinor, components, stock } of plan.skus) {
    const parts =
      components &&
      Object.entries(components).map(([part, quantity]) => ({
        skuId: skus.get(part) as number,
        quantity,
      }));
    const sku = { code, title: code, components: parts, priceMinor: priceMinor ?? 10_000 };
    skus.set(code, unwrap(await engine.catalog.addSku(sellerId, sku)).skuId);
    for (const [location, quantity] of Object.entries(stock ?? {})) {
      await engine.ledger.submit(sellerId, {
        kind: 'receipt',
        skuId: skus.get(code) as number,
        locationId: locations.get(location) as number,
        quantity,
        origin: { key: `opening:${code}:${location}`, cause: 'opening stock', actor: 'test' },
      });
    }
  }
  return { skus, locations };
}

async function openShop(
  engine: Engine,
  o: { sellerId: number; index: number; shop: ShopPlan; plan: FloorPlan; names: Names },
): Promise<OpenShop> {
  const { shop, sellerId } = o;
  const create = simulators.get(shop.channel);
  if (!create) throw new Error(`There is no simulator of ${shop.channel}.`);
  const currency = shop.currency ?? 'INR';
  const random = createSeededRandom(o.index + 1);
  const simulator = create({ clock: systemClock, random, currency, name: shop.name });
  await simulator.start();
  const { settings, credentials, webhookSecret } = simulator.connection();
  const added = await engine.catalog.addAccount(sellerId, {
    publicId: `test-${shop.channel}-${o.index + 1}`,
    channel: shop.channel,
    name: shop.name,
    currency,
    settings,
    credentials: Object.fromEntries(
      Object.entries(credentials).map(([name, value]) => [name, new Secret(value)]),
    ),
    webhookSecrets: [new Secret(webhookSecret)],
    pauseBy: shop.pauseBy,
    restock: shop.restock,
  });
  const { accountId, publicId, channel } = unwrap(added);
  const webhookUrl = `${engine.origin()}/webhooks/${channel}/${publicId}`;
  simulator.subscribe(webhookUrl);
  for (const { code, priceMinor } of o.plan.skus) {
    if (shop.offers && !shop.offers.includes(code)) continue;
    const offer = { skuCode: code, title: code, quantity: 0, priceMinor: priceMinor ?? 10_000 };
    const skuId = o.names.skus.get(code) as number;
    const listing = { accountId, skuId, ...simulator.addListing(offer) };
    unwrap(await engine.catalog.addListing(sellerId, listing));
  }
  return { simulator, accountId, webhookUrl };
}

function find<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const found = map.get(name);
  if (found === undefined) throw new Error(`Nothing on the floor is called ${name}.`);
  return found;
}

function createFloor(o: {
  engine: Engine;
  hints: Hints;
  database: TestDatabase;
  sellerId: number;
  shops: ReadonlyMap<string, OpenShop>;
  names: Names;
}): ShopFloor {
  const { engine, sellerId, names, shops } = o;
  let moves = 0;

  async function move(
    kind: 'receipt' | 'sale',
    m: { sku: string; location: string; quantity: number },
  ): Promise<void> {
    moves += 1;
    const answer = await engine.ledger.submit(sellerId, {
      kind,
      skuId: names.skus.get(m.sku) as number,
      locationId: names.locations.get(m.location) as number,
      quantity: m.quantity,
      origin: { key: `test:${kind}:${moves}`, cause: `test ${moves}`, actor: 'test' },
    });
    if (answer.kind !== 'done') throw new Error(`The ${kind} was not taken: ${answer.kind}`);
  }

  async function until(
    what: string,
    look: () => boolean | Promise<boolean>,
    withinMs = PATIENCE_MS,
  ): Promise<void> {
    const endMs = systemClock.monotonicMs() + withinMs;
    while (!(await look())) {
      if (systemClock.monotonicMs() > endMs) throw new Error(`Not within ${withinMs} ms: ${what}`);
      await systemClock.sleep(LOOK_EVERY_MS);
    }
  }

  return {
    engine,
    database: o.database,
    sellerId,
    shop: (name) => find(shops, name).simulator,
    account: (name) => ({ sellerId, accountId: find(shops, name).accountId }),
    webhookUrl: (name) => find(shops, name).webhookUrl,
    skuId: (code) => find(names.skus, code),
    locationId: (name) => find(names.locations, name),
    receive: (m) => move('receipt', m),
    sell: (m) => move('sale', m),
    until,
    async untilConverged(withinMs) {
      const isConverged = async () => {
        const open = await engine.monitoring.countUnsynced(sellerId);
        return open.waiting + open.parked + open.wakes + open.deliveries === 0;
      };
      await until('every listing shows what it should', isConverged, withinMs);
    },
    async close() {
      for (const { simulator } of shops.values()) await simulator.stop();
      await engine.stop();
      await o.hints.close();
      await o.database.drop();
    },
  };
}
