/** A seller with many rules, orders that come at a pace, and a watch on what follows from them. */
import { createAutomations } from '../../automations/engine/create-automations.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { createVault } from '../../core/catalog/vault.ts';
import type { DatabaseUrls } from '../../core/database/connection-config.ts';
import { createDatabase, type Database } from '../../core/database/database.ts';
import { assembleEngine, type Engine } from '../../core/engine.ts';
import { toLineKey } from '../../core/ledger/ledger-event.ts';
import type { IncomingOrder } from '../../core/orders/incoming-order.ts';
import { createStagePorts, dropsBelow, toRule } from '../support/automation-stage.ts';
import { createInstantHints } from '../support/instant-hints.ts';

const SKUS = 500;
const STOCK = 1_000;
/** So many units until a rule of each SKU is set off. */
const UNTIL_SET_OFF = 5;
const TICK_MS = 20;
const ORDER_OF_ANY = { kind: 'order-received', scope: { of: 'any' }, account: null } as const;
const TOO_MUCH = { kind: 'order-value', is: 'gt', minor: 1_000_000 } as const;

export interface RuleShop {
  run(o: { ordersPerSecond: number; seconds: number }): Promise<{
    latenciesMs: number[];
    ordersPerSecond: number;
    facts: number;
  }>;
  close(): Promise<void>;
}

export async function openRuleShop(o: { urls: DatabaseUrls; rules: number }): Promise<RuleShop> {
  const database = createDatabase({ urls: o.urls, log: silentLogger });
  const hints = createInstantHints();
  const surroundings = {
    ...{ clock: systemClock, ids: systemIds, random: createSeededRandom(1), log: silentLogger },
  };
  const engine = assembleEngine({
    ...surroundings,
    ...{ database, listenUrl: o.urls.sweep, hints, roles: new Set() },
    vault: createVault([{ id: 'k1', secret: new Secret('a key for the benchmark only') }]),
    listen: { host: '127.0.0.1', port: 0 },
  });
  const watch = createWatch(database);
  const ports = createStagePorts();
  const automations = createAutomations({
    ...surroundings,
    core: { ...engine, database: watch.database },
    ports: {
      ...ports,
      async tell(tx, telling) {
        const message = telling.message;
        if (message.kind === 'fired') watch.note(message.firing.happenedAt);
        return ports.tell(tx, telling);
      },
    },
  });
  automations.listen();
  const shop = await fill(engine);
  await engine.start();
  for (let index = 0; index < o.rules; index += 1) {
    // One in two is set off sooner or later; the others listen all the same.
    const units = index < SKUS ? STOCK - UNTIL_SET_OFF : 1;
    // Some ask what was ordered, and find that it is too little.
    const trigger =
      index % 50 === 49 ? ORDER_OF_ANY : dropsBelow(units, [`SKU-${(index % SKUS) + 1}`]);
    const conditions = trigger === ORDER_OF_ANY ? TOO_MUCH : null;
    const rule = toRule({ trigger, conditions });
    const saved = await automations.create(shop.sellerId, {
      ...{ rule, authorId: shop.personId, state: 'on' },
    });
    if (!saved.ok) throw new Error(`A rule was refused: ${JSON.stringify(saved)}`);
  }
  automations.start();
  await systemClock.sleep(2_500);
  return {
    async run(pace) {
      watch.latenciesMs.length = 0;
      const ordersPerSecond = await placeOrders(engine, shop, pace);
      await automations.settle();
      const { latenciesMs } = watch;
      return { latenciesMs, ordersPerSecond, facts: Math.round(ordersPerSecond * pace.seconds) };
    },
    async close() {
      await automations.stop();
      await engine.stop();
      await hints.close();
      await database.close();
    },
  };
}

interface Filled {
  readonly sellerId: number;
  readonly personId: number;
  readonly accountId: number;
  readonly skuIds: readonly number[];
}

async function fill({ catalog, ledger, database }: Engine): Promise<Filled> {
  const money = { currency: 'INR', timeZone: 'Asia/Kolkata' };
  const sellerId = await catalog.createSeller({ name: 'Bench', ...money });
  const place = await catalog.addLocation(sellerId, { code: 'L1', name: 'Location' });
  if (!place.ok) throw new Error('No location.');
  const { locationId } = place.value;
  const account = await catalog.addAccount(sellerId, {
    ...{ publicId: 'bench', channel: 'bench', name: 'Bench', currency: 'INR', settings: {} },
    ...{ credentials: {}, webhookSecrets: [] },
  });
  if (!account.ok) throw new Error('No account.');
  const skuIds: number[] = [];
  for (let index = 1; index <= SKUS; index += 1) {
    const added = await catalog.addSku(sellerId, { code: `SKU-${index}`, title: `Thing ${index}` });
    if (!added.ok) throw new Error('No SKU.');
    skuIds.push(added.value.skuId);
  }
  await Promise.all(
    skuIds.map((skuId) => {
      const origin = { key: `open ${skuId}`, cause: 'opening', actor: 'bench' };
      const event = { kind: 'receipt', skuId, locationId, quantity: STOCK, origin } as const;
      return ledger.submit(sellerId, event);
    }),
  );
  const { personId } = await database.forSeller(sellerId).row<{ personId: number }>(
    `INSERT INTO person (seller_id, name, role, created_at) VALUES ($1, 'Owner', 'owner', now())
     RETURNING person_id AS "personId"`,
    [sellerId],
  );
  return { sellerId, personId, accountId: account.value.accountId, skuIds };
}

/** As the intake does: what has come is kept together, and booked together. */
async function placeOrders(
  engine: Engine,
  { sellerId, accountId, skuIds }: Filled,
  o: { ordersPerSecond: number; seconds: number },
): Promise<number> {
  const random = createSeededRandom(2);
  const beganMs = systemClock.monotonicMs();
  const all = o.ordersPerSecond * o.seconds;
  let placed = 0;
  while (placed < all) {
    const dueMs = systemClock.monotonicMs() - beganMs;
    const due = Math.min(all, Math.floor((dueMs / 1_000) * o.ordersPerSecond)) - placed;
    const batch = Array.from({ length: due }, () => {
      placed += 1;
      return { id: `${placed}`, sku: random.integer({ min: 0, max: skuIds.length - 1 }) };
    });
    if (batch.length > 0) {
      const arrivedAt = systemClock.now();
      const arrivals = batch.map(({ id, sku }) => {
        return { accountId, arrivedAt, order: toOrder(id, `SKU-${sku + 1}`, arrivedAt) };
      });
      await engine.orders.recordOrders(sellerId, arrivals);
      await Promise.all(
        batch.map(({ id, sku }) => {
          const name = { accountId, orderExternalId: id, lineExternalId: '1' };
          const line = { ordered: 1, cancelled: 0, shipped: 0, returned: 0, revision: 0 };
          const origin = { key: `o ${id}`, cause: `order ${accountId}:${id}`, actor: 'bench' };
          const lines = [{ lineKey: toLineKey(name), skuId: skuIds[sku] ?? 0, ...line }];
          return engine.ledger.submit(sellerId, { kind: 'order', accountId, lines, origin });
        }),
      );
    }
    await systemClock.sleep(TICK_MS);
  }
  return placed / ((systemClock.monotonicMs() - beganMs) / 1_000);
}

function toOrder(id: string, code: string, at: Date): IncomingOrder {
  const line = {
    ...{ externalId: '1', listingExternalId: null, skuCode: code, title: 'Thing', ordered: 1 },
    ...{ cancelled: 0, shipped: 0, returned: 0, refunded: 0, unitPriceMinor: 100 },
  };
  return {
    ...{ externalId: id, number: id, placedAt: at, revisedAt: null, currency: 'INR' },
    ...{ totalMinor: 100, isCancelled: false, lines: [line], buyer: null },
  };
}

/** Stops the time of each message when the transaction that left it has committed. */
function createWatch(real: Database) {
  const latenciesMs: number[] = [];
  let noted: Date[] = [];
  const database: Database = {
    ...real,
    forSeller(sellerId) {
      const scoped = real.forSeller(sellerId);
      return {
        ...scoped,
        async transaction(run) {
          const value = await scoped.transaction(run);
          const nowMs = systemClock.now().getTime();
          for (const at of noted) latenciesMs.push(nowMs - at.getTime());
          noted = [];
          return value;
        },
      };
    },
  };
  return { database, latenciesMs, note: (at: Date) => void noted.push(at) };
}
