/**
 * The demo seller's shops: simulators of real APIs on loopback, so that everything can be tried
 * without an account anywhere.
 *
 * Who calls it: `main` when the books are empty or are the demo's own, and the flash-sale demo.
 * The seller is created once and reused; its shops live in this process and are started anew each
 * time, with the figures that the ledger holds. It must never touch the books of a real seller.
 */
import type { Clock } from '../../core/base/clock.ts';
import type { Random } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import type { Account, Listing, Sku } from '../../core/catalog/catalog-records.ts';
import type { Simulator } from '../../core/channels/simulator.ts';
import { simulators } from '../../core/channels/simulators.ts';
import type { Engine } from '../../core/engine.ts';
import type { Core } from '../commands/context.ts';
import { untilSettled } from '../commands/until-settled.ts';
import { createDemoSeller } from './create-demo-seller.ts';
import {
  DEMO_ACCOUNTS,
  DEMO_KITS,
  DEMO_SELLER,
  DEMO_SKUS,
  type DemoAccount,
} from './demo-catalog.ts';
import { countOrders, pointAccount, readShown } from './demo-shop-store.ts';

export interface OpenShop {
  readonly account: Account;
  readonly simulator: Simulator;
}

export interface DemoShop {
  readonly sellerId: number;
  readonly shops: readonly OpenShop[];
  /** Lets the shops call us, and sends them every figure again. Call it after engine.start. */
  connect(webhookOrigin: string): Promise<void>;
  /** Resolves when no shop has a webhook left to send. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export type DemoDeps = {
  readonly engine: Core & Pick<Engine, 'sessions'>;
  readonly clock: Clock;
  readonly random: Random;
  /** How long the demo has been selling when it opens for the first time; default: not at all. */
  readonly pastDays?: number;
};

// An order that had not reached the books when the program ended must not share its id with a new
// one.
const ORDERS_SKIPPED = 10;
const FILLED_WITHIN_MS = 6_000;
const BEFORE_EVERYTHING = new Date('2000-01-01T00:00:00Z');

/** Null: the books belong to somebody else. Call it before engine.start. */
export async function openDemoShop(deps: DemoDeps): Promise<DemoShop | null> {
  const { engine } = deps;
  const seller = await engine.catalog.firstSeller();
  if (seller && !(await isDemo(engine, seller.sellerId))) return null;
  const sellerId = await openBooks(deps, seller?.sellerId);
  const isReopened = (await engine.catalog.listAccounts(sellerId)).length > 0;
  const shops: OpenShop[] = [];
  for (const plan of DEMO_ACCOUNTS) shops.push(await openShop(deps, sellerId, plan));
  return {
    sellerId,
    shops,
    async connect(webhookOrigin) {
      for (const { account, simulator } of shops) {
        const { channel, publicId, accountId } = account;
        simulator.subscribe(`${webhookOrigin}/webhooks/${channel}/${publicId}`);
        if (isReopened) await engine.propagation.pushEverything({ sellerId, accountId });
      }
      // The first look at the shops should not find them half filled.
      await untilSettled(engine, { sellerId, withinMs: FILLED_WITHIN_MS });
    },
    async settle() {
      await Promise.all(shops.map(({ simulator }) => simulator.settle()));
    },
    async stop() {
      await Promise.all(shops.map(({ simulator }) => simulator.stop()));
    },
  };
}

/** A start that was cut short is finished; what stands is left as it is. */
async function openBooks(deps: DemoDeps, known: number | undefined): Promise<number> {
  const { engine, pastDays = 0 } = deps;
  const accounts = known === undefined ? [] : await engine.catalog.listAccounts(known);
  const isComplete = accounts.length === DEMO_ACCOUNTS.length;
  return known !== undefined && isComplete ? known : createDemoSeller(engine, { pastDays });
}

async function isDemo(engine: Core, sellerId: number): Promise<boolean> {
  const { name } = await engine.catalog.readSeller(sellerId);
  const ours = new Set(DEMO_ACCOUNTS.map(({ publicId }) => publicId));
  const accounts = await engine.catalog.listAccounts(sellerId);
  return name === DEMO_SELLER.name && accounts.every(({ publicId }) => ours.has(publicId));
}

async function openShop(deps: DemoDeps, sellerId: number, plan: DemoAccount): Promise<OpenShop> {
  const { engine } = deps;
  const accounts = await engine.catalog.listAccounts(sellerId);
  const known = accounts.find(({ publicId }) => publicId === plan.publicId);
  const { simulator, endPast } = createShop(deps, plan);
  await simulator.start();
  const account = known ?? (await connectNew(engine, sellerId, plan, simulator));
  if (known) await reconnect(engine, sellerId, known, simulator);
  const before = known
    ? await countOrders(engine.database.forSeller(sellerId), {
        sellerId,
        accountId: account.accountId,
      })
    : 0;
  const sold = await stockShelves(engine, sellerId, account, simulator);
  if (known) skipOrders(simulator, { count: before + ORDERS_SKIPPED, sold });
  endPast();
  return { account, simulator };
}

/**
 * The shop begins in the past: orders that only use up ids must not be taken for new ones by
 * whoever asks for what has changed.
 */
function createShop(deps: DemoDeps, plan: DemoAccount): { simulator: Simulator; endPast(): void } {
  const create = simulators.get(plan.channel);
  if (!create) throw new Error(`There is no simulator of ${plan.channel}.`);
  let isPast = true;
  const clock = { ...deps.clock, now: () => (isPast ? BEFORE_EVERYTHING : deps.clock.now()) };
  const { currency } = DEMO_SELLER;
  const simulator = create({ clock, random: deps.random, currency, name: plan.name });
  return {
    simulator,
    endPast() {
      isPast = false;
    },
  };
}

async function connectNew(
  engine: Core,
  sellerId: number,
  plan: DemoAccount,
  simulator: Simulator,
): Promise<Account> {
  const { settings, credentials, webhookSecret } = simulator.connection();
  const added = await engine.catalog.addAccount(sellerId, {
    ...plan,
    currency: DEMO_SELLER.currency,
    settings,
    credentials: toSecrets(credentials),
    webhookSecrets: [new Secret(webhookSecret)],
  });
  if (!added.ok) throw new Error(`The demo cannot connect ${plan.name}: ${added.reason}.`);
  return added.value;
}

async function reconnect(
  engine: DemoDeps['engine'],
  sellerId: number,
  { accountId }: Account,
  simulator: Simulator,
): Promise<void> {
  const { settings, credentials, webhookSecret } = simulator.connection();
  const secret = new Secret(webhookSecret);
  await pointAccount(engine.database.forSeller(sellerId), { sellerId, accountId, settings });
  await engine.catalog.replaceCredentials(sellerId, {
    accountId,
    credentials: toSecrets(credentials),
  });
  await engine.catalog.rotateWebhookSecret(sellerId, { accountId, secret });
  engine.sessions.forget({ sellerId, accountId });
}

function toSecrets(credentials: Readonly<Record<string, string>>): Record<string, Secret> {
  return Object.fromEntries(
    Object.entries(credentials).map(([name, value]) => [name, new Secret(value)]),
  );
}

/** Offers everything on the shop, with what the books say it should show. */
async function stockShelves(
  engine: Core,
  sellerId: number,
  account: Account,
  simulator: Simulator,
): Promise<{ skuCode: string; quantity: number }> {
  const { accountId } = account;
  const shown = await readShown(engine.database.forSeller(sellerId), { sellerId, accountId });
  const listings = await engine.catalog.listListings(sellerId, { accountId });
  const skus = new Map((await engine.catalog.listSkus(sellerId)).map((each) => [each.code, each]));
  const first = { skuCode: DEMO_SKUS[0]?.code ?? '', quantity: 0 };
  for (const { code, title, priceMinor } of [...DEMO_SKUS, ...DEMO_KITS]) {
    const sku = skus.get(code);
    if (!sku) throw new Error(`The demo lost its ${code}. Empty the data folder to start anew.`);
    const listing = listings.find(({ skuId }) => skuId === sku.skuId);
    const shownAs = (aspect: 'stock' | 'price') =>
      shown.find((each) => each.listingId === listing?.listingId && each.aspect === aspect)?.value;
    const quantity = shownAs('stock') ?? 0;
    if (code === first.skuCode) first.quantity = quantity;
    const offer = { skuCode: code, title, quantity, priceMinor: shownAs('price') ?? priceMinor };
    await list(engine, { sellerId, accountId, sku, listing }, simulator.addListing(offer));
  }
  return first;
}

async function list(
  engine: Core,
  o: { sellerId: number; accountId: number; sku: Sku; listing: Listing | undefined },
  made: ReturnType<Simulator['addListing']>,
): Promise<void> {
  if (o.listing?.externalId === made.externalId) return;
  const { accountId, sku } = o;
  const added = o.listing
    ? null
    : await engine.catalog.addListing(o.sellerId, { accountId, skuId: sku.skuId, ...made });
  if (added?.ok) return;
  throw new Error(`The demo shops have changed. Empty the data folder to start anew.`);
}

/** Uses up the ids and numbers that an earlier run has given to its orders. */
function skipOrders(
  simulator: Simulator,
  o: { count: number; sold: { skuCode: string; quantity: number } },
): void {
  const lines = [{ skuCode: o.sold.skuCode, quantity: 1 }];
  for (let skipped = 0; skipped < o.count; skipped += 1) {
    simulator.cancelOrder(simulator.placeOrder({ lines }).externalId);
  }
  simulator.setStockByHand(o.sold);
}
