/** The parts around intake on a database of their own, with a shop that says what a test tells. */
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import type { Random } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { type Catalog, createCatalog } from '../../core/catalog/catalog.ts';
import { createVault } from '../../core/catalog/vault.ts';
import { createSessions } from '../../core/channels/open-sessions.ts';
import type { Database } from '../../core/database/database.ts';
import { createLeases } from '../../core/database/leases.ts';
import { countDeliveries } from '../../core/intake/delivery-store.ts';
import { createIntake, type Intake } from '../../core/intake/intake.ts';
import type { LevelSeen } from '../../core/intake/intake-deps.ts';
import { createLedger, type Ledger } from '../../core/ledger/ledger.ts';
import { createOrders, type Orders } from '../../core/orders/orders.ts';
import { createSignals } from '../../core/outbox/signals.ts';
import { openTestDatabase, type TestDatabase } from './postgres.ts';
import { createScript, createScriptedChannel, SCRIPTED, type Script } from './scripted-channel.ts';

export interface IntakeStage {
  readonly opened: TestDatabase;
  readonly script: Script;
  readonly catalog: Catalog;
  readonly ledger: Ledger;
  readonly orders: Orders;
  readonly intake: Intake;
  readonly sellerId: number;
  readonly accountId: number;
  readonly skuId: number;
  readonly locationId: number;
  /** What `onLevel` was told. */
  readonly levels: LevelSeen[];
  /** Called with each of them before it is taken. */
  beforeLevel: (level: LevelSeen) => Promise<void>;
  /** Stores a delivery with this body. */
  tell(body: unknown): Promise<'stored' | 'copy'>;
  /** Decides what waits, again and again, until nothing does. */
  settle(): Promise<void>;
  until(look: () => Promise<boolean>, withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

const vault = createVault([
  { id: 'k1', secret: new Secret('a key of the tests, 32 letters long') },
]);

const must = <Value>(answer: { ok: true; value: Value } | { ok: false; reason: string }) => {
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
};

// The shortest of all waits: what is tried again is tried at once.
const AT_ONCE: Random = { fraction: () => 0, integer: ({ min }) => min };

/** A seller with the SKU "MUG", a location and an account. `wrap` stands in front of Postgres. */
export async function openIntake(
  o: { wrap?: (real: Database) => Database; isStarted?: boolean } = {},
): Promise<IntakeStage> {
  const opened = await openTestDatabase();
  const database = o.wrap?.(opened.database) ?? opened.database;
  const ground = {
    database,
    clock: systemClock,
    ids: systemIds,
    log: silentLogger,
    random: AT_ONCE,
  };
  const script = createScript();
  const channels = new Map([[SCRIPTED, createScriptedChannel(script)]]);
  const catalog = createCatalog({ ...ground, vault });
  const ledger = createLedger(ground);
  const orders = createOrders({ ...ground, ledger });
  const leases = createLeases(ground);
  const signals = createSignals({ ...ground, url: opened.urls.sweep });
  const sessions = createSessions({
    channels,
    clock: systemClock,
    async findAccount({ sellerId, accountId }) {
      const found = await catalog.openOwnAccount(sellerId, accountId);
      return found && { ...found.account, credentials: found.credentials };
    },
  });
  const levels: LevelSeen[] = [];
  const intake = createIntake({
    ...{ ...ground, catalog, orders, ledger, leases, channels, sessions, signals },
    async onLevel(level) {
      await stage.beforeLevel(level);
      levels.push(level);
      return 'seen';
    },
  });
  await Promise.all([leases.start(), signals.start()]);
  if (o.isStarted) intake.start();
  const sellerId = await catalog.createSeller({ name: 'A', currency: 'EUR', timeZone: 'UTC' });
  const { locationId } = must(await catalog.addLocation(sellerId, { code: 'B', name: 'Berlin' }));
  const { skuId } = must(await catalog.addSku(sellerId, { code: 'MUG', title: 'Mug' }));
  const { accountId } = must(
    await catalog.addAccount(sellerId, {
      publicId: 'the-shop',
      channel: SCRIPTED,
      name: 'Shop',
      currency: 'EUR',
      settings: { baseUrl: 'http://127.0.0.1:9' },
      credentials: {},
      webhookSecrets: [],
    }),
  );
  let told = 0;
  const until = async (look: () => Promise<boolean>, withinMs = 10_000) => {
    const endMs = systemClock.monotonicMs() + withinMs;
    while (!(await look())) {
      if (systemClock.monotonicMs() > endMs) throw new Error(`not within ${withinMs} ms`);
      await systemClock.sleep(10);
    }
  };
  const stage: IntakeStage = {
    beforeLevel: async () => undefined,
    ...{ opened, script, catalog, ledger, orders, intake, levels, until },
    ...{ sellerId, accountId, skuId, locationId },
    tell(body) {
      told += 1;
      return intake.acceptDelivery({
        ...{ sellerId, accountId, externalId: `d${told}`, topic: 'any' },
        rawBody: Buffer.from(JSON.stringify(body)),
        receivedAt: systemClock.now(),
      });
    },
    settle: () =>
      until(async () => {
        await intake.wake(sellerId);
        return (await countDeliveries(opened.database.forSeller(sellerId), sellerId)).waiting === 0;
      }),
    async close() {
      await intake.stop();
      await ledger.settle();
      await Promise.all([signals.stop(), leases.stop()]);
      await opened.drop();
    },
  };
  return stage;
}
