/**
 * A seller with shops for tests that kill the service: the shops, their post office and the
 * database live with the test, and the books are opened by the catalogue and the ledger themselves
 * before the first service starts.
 */
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom, type Random } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { type Catalog, createCatalog } from '../../core/catalog/catalog.ts';
import { createVault } from '../../core/catalog/vault.ts';
import type { Simulator } from '../../core/channels/simulator.ts';
import { simulators } from '../../core/channels/simulators.ts';
import { type OpenedDatabase, openDatabase } from '../../core/database/open.ts';
import { createLedger } from '../../core/ledger/ledger.ts';
import { createMonitoring, type Monitoring } from '../../core/monitoring/monitoring.ts';
import { type ChaosPostgres, startChaosPostgres } from './chaos-postgres.ts';
import { CHAOS_SECRET_KEY } from './chaos-service.ts';
import { type Courier, type CourierOptions, openCourier } from './load-courier.ts';

export interface ChaosShop {
  readonly name: string;
  readonly channel: string;
  readonly accountId: number;
  readonly publicId: string;
  readonly simulator: Simulator;
}

export interface ChaosPlan {
  readonly seed: number;
  readonly shops: readonly {
    readonly name: string;
    readonly channel: string;
    readonly pauseBy?: 'quantity' | 'status';
  }[];
  /** Opening units by SKU code, all at one location or spread over several. */
  readonly stock: Readonly<Record<string, number>>;
  readonly locations?: readonly string[];
  readonly courier?: Partial<CourierOptions>;
}

export interface ChaosFloor {
  readonly postgres: ChaosPostgres;
  readonly courier: Courier;
  readonly shops: readonly ChaosShop[];
  readonly sellerId: number;
  readonly skuIds: ReadonlyMap<string, number>;
  readonly random: Random;
  readonly monitoring: Monitoring;
  shop(name: string): ChaosShop;
  close(): Promise<void>;
}

const CURRENCY = 'INR';
const PRICE_MINOR = 49_900;

const unwrap = <Value>(answer: { ok: true; value: Value } | { ok: false; reason: string }) => {
  if (!answer.ok) throw new Error(`The floor could not be set up: ${answer.reason}`);
  return answer.value;
};

export async function openChaosFloor(plan: ChaosPlan): Promise<ChaosFloor> {
  const random = createSeededRandom(plan.seed);
  const courierRandom = createSeededRandom(plan.seed + 1);
  const postgres = await startChaosPostgres();
  const opened = await openDatabase({
    config: { databaseUrl: postgres.url, databaseUrlMigrate: undefined, dataDir: '' },
    log: silentLogger,
    clock: systemClock,
    sizes: { appMax: 2, sweepMax: 1, lanesMax: 1 },
  });
  const courier = await openCourier({ random: courierRandom, ...plan.courier });
  const shops: ChaosShop[] = [];
  const close = async () => {
    for (const { simulator } of shops) await simulator.stop();
    await courier.stop();
    await opened.close();
    await postgres.stop();
  };
  try {
    const { catalog, sellerId, skuIds } = await openBooks(opened, plan);
    for (const [index, shop] of plan.shops.entries()) {
      shops.push(await openShop(catalog, { shop, index, plan, sellerId, skuIds, courier }));
    }
    return {
      ...{ postgres, courier, shops, sellerId, skuIds, random, close },
      monitoring: createMonitoring({ database: opened.database, clock: systemClock }),
      shop(name) {
        const found = shops.find((each) => each.name === name);
        if (!found) throw new Error(`No shop is called ${name}.`);
        return found;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openBooks(opened: OpenedDatabase, plan: ChaosPlan) {
  const { database } = opened;
  const vault = createVault([{ id: 'k1', secret: new Secret(CHAOS_SECRET_KEY) }]);
  const catalog = createCatalog({ database, clock: systemClock, vault });
  const ledger = createLedger({ database, clock: systemClock, log: silentLogger });
  const sellerId = await catalog.createSeller({
    name: 'Chaos',
    currency: CURRENCY,
    timeZone: 'Asia/Kolkata',
  });
  const locationIds: number[] = [];
  for (const name of plan.locations ?? ['Mumbai']) {
    const added = await catalog.addLocation(sellerId, { code: name.toUpperCase(), name });
    locationIds.push(unwrap(added).locationId);
  }
  const skuIds = new Map<string, number>();
  for (const [code, units] of Object.entries(plan.stock)) {
    const sku = { code, title: code, priceMinor: PRICE_MINOR };
    const { skuId } = unwrap(await catalog.addSku(sellerId, sku));
    skuIds.set(code, skuId);
    for (const [index, locationId] of locationIds.entries()) {
      const share = Math.floor(units / locationIds.length);
      const quantity = index === 0 ? units - share * (locationIds.length - 1) : share;
      if (quantity === 0) continue;
      const origin = { key: `opening:${code}:${index}`, cause: 'opening stock', actor: 'test' };
      await ledger.submit(sellerId, { kind: 'receipt', skuId, locationId, quantity, origin });
    }
  }
  return { catalog, sellerId, skuIds };
}

async function openShop(
  catalog: Catalog,
  o: {
    shop: ChaosPlan['shops'][number];
    index: number;
    plan: ChaosPlan;
    sellerId: number;
    skuIds: ReadonlyMap<string, number>;
    courier: Courier;
  },
): Promise<ChaosShop> {
  const { shop, index, sellerId } = o;
  const { name, channel } = shop;
  const create = simulators.get(channel);
  if (!create) throw new Error(`There is no simulator of ${channel}.`);
  const random = createSeededRandom(o.plan.seed + 100 + index);
  const simulator = create({ clock: systemClock, random, currency: CURRENCY, name });
  await simulator.start();
  const { settings, credentials, webhookSecret } = simulator.connection();
  const publicId = `chaos-${channel}-${index + 1}`;
  const account = await catalog.addAccount(sellerId, {
    ...{ publicId, channel, name, settings },
    currency: CURRENCY,
    credentials: Object.fromEntries(
      Object.entries(credentials).map(([key, value]) => [key, new Secret(value)]),
    ),
    webhookSecrets: [new Secret(webhookSecret)],
    pauseBy: shop.pauseBy,
  });
  const { accountId } = unwrap(account);
  for (const [code, skuId] of o.skuIds) {
    const offer = { skuCode: code, title: code, quantity: 0, priceMinor: PRICE_MINOR };
    const listing = { accountId, skuId, ...simulator.addListing(offer) };
    unwrap(await catalog.addListing(sellerId, listing));
  }
  simulator.subscribe(o.courier.urlFor(`/webhooks/${channel}/${publicId}`));
  return { name, channel, accountId, publicId, simulator };
}
