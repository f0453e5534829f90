/**
 * The core, put together: the one place where its parts meet. `bots/main.ts`, the demo and the flow
 * tests build an engine; nothing inside core imports this file.
 *
 * What a part needs from a part beside or above it is handed over here as a function, so that no
 * folder has to know its neighbour.
 */
import type { Clock } from './base/clock.ts';
import { errorClass } from './base/errors.ts';
import type { Ids } from './base/ids.ts';
import type { Logger } from './base/log.ts';
import type { Random } from './base/random.ts';
import type { Secret } from './base/secret.ts';
import { type Catalog, createCatalog } from './catalog/catalog.ts';
import { createVault, type Vault } from './catalog/vault.ts';
import type { Channel } from './channels/channel.ts';
import { createSessions, type Sessions } from './channels/open-sessions.ts';
import { channels as builtIn } from './channels/registry.ts';
import type { Config } from './config/config.ts';
import { loadSecretKey } from './config/load-secret-key.ts';
import type { Role } from './config/variables.ts';
import type { Database } from './database/database.ts';
import { createLeases, type Leases } from './database/leases.ts';
import { openDatabase } from './database/open.ts';
import type { Listener } from './http/mounted-route.ts';
import {
  checkDatabase,
  checkLoop,
  createReadiness,
  type ReadinessCheck,
} from './http/readiness.ts';
import { createHttpServer, type HttpServer } from './http/server.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import { createLedger, type Ledger } from './ledger/ledger.ts';
import { createMonitoring, type Monitoring } from './monitoring/monitoring.ts';
import { createOrders, type Orders } from './orders/orders.ts';
import { createSignals, type Signals } from './outbox/signals.ts';
import { createPricing, type Pricing } from './pricing/pricing.ts';
import { createPropagation, type Propagation } from './propagation/propagation.ts';
import type { AccountRef } from './propagation/target-store.ts';
import type { Hints } from './queue/hints.ts';
import { openHints } from './queue/open.ts';
import { noteLevel, resolveConflicts, verifyAccount } from './reconcile/reconcile-account.ts';

export interface Engine {
  readonly catalog: Catalog;
  readonly pricing: Pricing;
  readonly ledger: Ledger;
  readonly orders: Orders;
  readonly intake: Intake;
  readonly sessions: Sessions;
  readonly propagation: Propagation;
  readonly monitoring: Monitoring;
  readonly database: Database;
  readonly leases: Leases;
  readonly signals: Signals;
  readonly vault: Vault;
  /** Where shops post to, without a slash at the end; null while nothing listens. */
  origin(): string | null;
  /** Serves `/chat/<id>` by this listener, from now on. */
  mount(id: string, listener: Listener): void;
  /** Takes up the work of its roles. Resolves when it can be reached. */
  start(): Promise<void>;
  /** Ends what is under way and gives everything back; what was accepted is in Postgres. */
  stop(): Promise<void>;
}

/** What an engine stands on. */
export interface EngineGround {
  readonly database: Database;
  /** A login for a connection that only listens. */
  readonly listenUrl: Secret;
  readonly hints: Hints;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  readonly roles: ReadonlySet<Role>;
  /** Which shops it can talk to; default: those that are built in. */
  readonly channels?: ReadonlyMap<string, Channel>;
  /** Port 0: any free one. */
  readonly listen: { readonly host: string; readonly port: number };
}

// How long a shop that keeps its connection may take to send its next delivery.
const LET_GO_MS_MAX = 300;
const LET_GO_LOOK_MS = 20;

type Surroundings = Pick<EngineGround, 'clock' | 'ids' | 'random' | 'log'>;

/**
 * Opens Postgres and the queue as configured and assembles the engine on them. Throws what
 * openDatabase and openHints throw, each with its remedy.
 */
export async function openEngine(o: Surroundings & { config: Config }): Promise<Engine> {
  const { config, clock, log } = o;
  const secret = await loadSecretKey(config);
  const opened = await openDatabase({ config, clock, log });
  const hints = await openHints({
    redisUrl: config.redisUrl,
    databaseUrl: opened.urls.app,
    log,
    clock,
  }).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  const engine = assembleEngine({
    ...o,
    database: opened.database,
    listenUrl: opened.urls.sweep,
    hints,
    vault: createVault([{ id: 'k1', secret }]),
    roles: config.roles,
    listen: config,
  });
  return {
    ...engine,
    async stop() {
      // The queue before the database: a worker without its pool spins.
      await engine.stop();
      await hints.close();
      await opened.close();
    },
  };
}

/** The engine on a given ground; the ground stays the caller's to close. */
export function assembleEngine(ground: EngineGround): Engine {
  const { database, clock, log, roles, channels = builtIn } = ground;
  const onWake = ({ sellerId }: { sellerId: number }) => void propagation.wake(sellerId);
  const catalog = createCatalog({ ...ground, onWake });
  const pricing = createPricing({ ...ground, onWake });
  const ledger = createLedger(ground);
  ledger.onCommitted(onWake);
  const orders = createOrders({ ...ground, ledger });
  const leases = createLeases(ground);
  const signals = createSignals({ ...ground, url: ground.listenUrl });
  const sessions = openSessionsOf({ catalog, channels, clock });
  const intake = createIntake({
    ...{ ...ground, catalog, orders, ledger, leases, channels, sessions, signals },
    onLevel: (level) => noteLevel({ database, clock }, level),
  });
  /** Orders that we may have missed, down to the targets. Throws when the shop does not tell. */
  async function catchUp(account: AccountRef): Promise<void> {
    const pulled = await intake.pullOrders(account);
    if (!pulled.isComplete) {
      const reason = pulled.refusal?.reason ?? 'too many pages';
      throw new OrdersUnknown('The shop does not tell its orders now.', { facts: { reason } });
    }
    await propagation.wake(account.sellerId);
  }
  const reconcile = { database, clock, log, sessions, catchUp };
  const propagation: Propagation = createPropagation({
    ...{ ...ground, sessions, leases },
    onConflict: (o) => resolveConflicts(reconcile, o),
    afterFlush: (o) => verifyAccount(reconcile, o),
  });
  const monitoring = createMonitoring(ground);
  const checks: Record<string, ReadinessCheck> = { database: checkDatabase(database) };
  if (roles.has('work')) checks.intake = checkLoop({ clock, ...intake });
  const readiness = createReadiness({ clock, checks });
  const listeners = new Map<string, Listener>();
  const server = createHttpServer({ ...ground, ...ground.listen, intake, readiness, listeners });
  let origin: string | null = null;

  return {
    ...{ catalog, pricing, ledger, orders, intake, sessions, propagation, monitoring, database },
    ...{ leases, signals, vault: ground.vault },
    origin: () => origin,
    mount: (id, listener) => void listeners.set(id, listener),
    async start() {
      await Promise.all([leases.start(), signals.start()]);
      if (roles.has('work')) {
        intake.start();
        propagation.start();
      }
      if (!roles.has('serve')) return;
      const { port } = await server.start();
      origin = `http://${ground.listen.host}:${port}`;
    },
    async stop() {
      // First what brings new work, then what does it, then the right to do it.
      await letGo(server, clock);
      await server.stop();
      await intake.stop();
      await ledger.settle();
      await propagation.stop();
      await Promise.all([signals.stop(), leases.stop()]);
    },
  };
}

/**
 * Connections that are kept open end with their next answer; those that stay silent do not count.
 */
async function letGo(server: HttpServer, clock: Clock): Promise<void> {
  server.drain();
  for (let waitedMs = 0; waitedMs < LET_GO_MS_MAX; waitedMs += LET_GO_LOOK_MS) {
    if ((await server.connections()) === 0) return;
    await clock.sleep(LET_GO_LOOK_MS);
  }
}

/** Pushing without these orders could offer units that are gone: it waits. */
class OrdersUnknown extends errorClass('orders_unknown', 'later') {}

function openSessionsOf(deps: {
  catalog: Catalog;
  channels: ReadonlyMap<string, Channel>;
  clock: Clock;
}): Sessions {
  const { catalog } = deps;
  return createSessions({
    ...deps,
    async findAccount({ sellerId, accountId }) {
      const opened = await catalog.openOwnAccount(sellerId, accountId);
      if (!opened) return null;
      const { channel, settings } = opened.account;
      return { channel, settings, credentials: opened.credentials };
    },
  });
}
