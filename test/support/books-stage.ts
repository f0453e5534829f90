/**
 * A seller's books with a clock that the test owns: the past is written as it was, order by order.
 * Commands are run as the conversation runs them, without the words around.
 */
import type { AnyCommand } from '../../bots/commands/command.ts';
import type { Change, CommandContext, Core } from '../../bots/commands/context.ts';
import { commands } from '../../bots/commands/registry.ts';
import { undoChange } from '../../bots/commands/undo-change.ts';
import type { UndoRecipe } from '../../bots/commands/undo-recipe.ts';
import type { InboundFile } from '../../bots/front-end/inbound-message.ts';
import { createPeople } from '../../bots/people/people.ts';
import type { Person } from '../../bots/people/person.ts';
import { createFormats } from '../../bots/reply/format-values.ts';
import { renderConsole } from '../../bots/reply/render-console.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { type Clock, systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom, systemRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import type { Location, Sku } from '../../core/catalog/catalog-records.ts';
import { createVault } from '../../core/catalog/vault.ts';
import { assembleEngine, type Engine } from '../../core/engine.ts';
import { applyOrders } from '../../core/intake/apply-orders.ts';
import type { Origin } from '../../core/ledger/ledger-event.ts';
import type { IncomingOrder } from '../../core/orders/incoming-order.ts';
import { openHints } from '../../core/queue/open.ts';
import { openTestDatabase, type TestDatabase } from './postgres.ts';
import { openQuietAutomations } from './quiet-automations.ts';

export interface BooksStage {
  readonly engine: Engine;
  readonly core: Core;
  readonly opened: TestDatabase;
  readonly clock: Clock;
  readonly sellerId: number;
  /** What commands told the audit. */
  readonly changes: Change[];
  /** The clock of everything stands at this moment from now on. */
  at(moment: string | Date): void;
  /** What is run from now on was asked for by this message. */
  message(name: string): void;
  undo(recipe: UndoRecipe): Promise<Reply>;
  location(code: string): Location;
  sku(code: string): Sku;
  account(name: string): number;
  receive(code: string, units: number, location?: string): Promise<void>;
  sellByHand(code: string, units: number): Promise<void>;
  count(code: string, counted: number, location?: string): Promise<void>;
  /** An order placed now; told again under the same number, its figures move forward. */
  order(o: ToldOrder): Promise<void>;
  run(command: string, args?: object, files?: readonly InboundFile[]): Promise<Reply>;
  preview(command: string, args?: object, files?: readonly InboundFile[]): Promise<unknown>;
  /** As it looks on a terminal of 80 columns without colours. */
  read(command: string, args?: object): Promise<string>;
  close(): Promise<void>;
}

const SELLER = { name: 'Kala & Co.', currency: 'INR', timeZone: 'Asia/Kolkata' };

export function must<Value>(
  answer: { ok: true; value: Value } | { ok: false; reason: string },
): Value {
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

function found<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`There is no ${name}.`);
  return value;
}

type Shelves = Awaited<ReturnType<typeof fillCatalog>>;

function createFinders({ skus, locations, accounts }: Shelves) {
  return {
    sku: (code: string) =>
      found(
        skus.find((each) => each.code === code),
        code,
      ),
    location: (code: string) =>
      found(
        locations.find((each) => each.code === code),
        code,
      ),
    account: (name: string) => found(accounts.get(name), name),
  };
}

interface ToldOrder {
  readonly number: string;
  readonly account: string;
  readonly lines: readonly {
    readonly code: string;
    readonly ordered: number;
    readonly cancelled?: number;
    readonly shipped?: number;
  }[];
  readonly priceMinor?: number | null;
  readonly placedAt?: Date;
}

function toIncomingOrder(
  { number, lines, priceMinor = 149_900, ...o }: ToldOrder,
  now: Date,
): IncomingOrder {
  return {
    ...{ externalId: number, number, placedAt: o.placedAt ?? now, revisedAt: now },
    ...{ currency: 'INR', totalMinor: null, isCancelled: false, buyer: null },
    lines: lines.map(({ code, ordered, cancelled = 0, shipped = 0 }, index) => ({
      ...{ externalId: String(index), listingExternalId: null, skuCode: code, title: code },
      ...{ ordered, cancelled, shipped, returned: 0, refunded: 0, unitPriceMinor: priceMinor },
    })),
  };
}

async function openGround(clock: Clock) {
  const opened = await openTestDatabase();
  const log = silentLogger;
  const hints = await openHints({
    ...{ redisUrl: undefined, log, clock: systemClock },
    databaseUrl: opened.urls.app,
  });
  const engine = assembleEngine({
    ...{ clock, ids: systemIds, random: createSeededRandom(1), log, hints },
    database: opened.database,
    listenUrl: opened.urls.sweep,
    vault: createVault([{ id: 'k1', secret: new Secret('a key for tests, and for tests only') }]),
    roles: new Set(),
    listen: { host: '127.0.0.1', port: 0 },
  });
  return {
    opened,
    engine,
    async close() {
      await engine.stop();
      await hints.close();
      await opened.drop();
    },
  };
}

async function fillCatalog(
  { catalog }: Engine,
  o: { skus: readonly { code: string; title: string; priceMinor?: number }[] },
) {
  const sellerId = await catalog.createSeller(SELLER);
  const places = [
    { code: 'MUM', name: 'Mumbai' },
    { code: 'DEL', name: 'Delhi' },
  ];
  for (const place of places) must(await catalog.addLocation(sellerId, place));
  const added = o.skus.map((sku) => catalog.addSku(sellerId, { ...sku, actor: 'test' }));
  for (const each of added) must(await each);
  const accounts = new Map<string, number>();
  for (const name of ['Kala Threads', 'Nila Home']) {
    const { accountId } = must(
      await catalog.addAccount(sellerId, {
        ...{ publicId: name.toLowerCase().replace(' ', '-'), channel: 'test', name },
        ...{ currency: 'INR', settings: {}, credentials: {}, webhookSecrets: [] },
      }),
    );
    accounts.set(name, accountId);
  }
  const [locations, skus] = await Promise.all([
    catalog.listLocations(sellerId),
    catalog.listSkus(sellerId),
  ]);
  return { sellerId, accounts, locations, skus };
}

const OWNER: Person = {
  ...{ personId: 1, name: 'owner', role: 'owner', language: 'en', home: null },
};

/** Nobody has said anything before. */
function asOwner(engine: Engine, clock: Clock) {
  const people = createPeople({ ...engine, clock, random: systemRandom });
  const { automations, ruleNames } = openQuietAutomations({ engine, clock, people });
  return {
    ...{ person: OWNER, isDirect: true, chatId: 'owner', people, automations, ruleNames },
    trail: { newest: async () => [], list: async () => [] },
  };
}

/** What happened in the past, written as it would have been then. */
function createBookkeeping(
  o: ReturnType<typeof createFinders> & {
    engine: Engine;
    clock: Clock;
    sellerId: number;
    originOf: () => Origin;
  },
): Pick<BooksStage, 'receive' | 'sellByHand' | 'count' | 'order'> {
  const { engine, clock, sellerId } = o;
  const placeOf = (code: string, place: string) => ({
    skuId: o.sku(code).skuId,
    locationId: o.location(place).locationId,
    origin: o.originOf(),
  });
  return {
    async receive(code, units, place = 'MUM') {
      const event = { ...placeOf(code, place), kind: 'receipt', quantity: units } as const;
      await engine.ledger.submit(sellerId, event);
    },
    async sellByHand(code, units) {
      const event = { ...placeOf(code, 'MUM'), kind: 'sale', quantity: units } as const;
      await engine.ledger.submit(sellerId, event);
    },
    async count(code, counted, place = 'MUM') {
      const event = { ...placeOf(code, place), kind: 'count', counted } as const;
      await engine.ledger.submit(sellerId, event);
    },
    async order(told) {
      const order = toIncomingOrder(told, clock.now());
      const arrived = { accountId: o.account(told.account), order, arrivedAt: clock.now() };
      const deps = { ...engine, clock, log: silentLogger };
      const [outcome] = await applyOrders(deps, sellerId, [arrived]);
      if (outcome?.kind !== 'applied') throw new Error(JSON.stringify(outcome));
    },
  };
}

export async function openBooks(o: {
  at: string;
  skus: readonly { code: string; title: string; priceMinor?: number }[];
}): Promise<BooksStage> {
  let now = new Date(o.at);
  const clock: Clock = { ...systemClock, now: () => now };
  const ground = await openGround(clock);
  const { engine, opened, close } = ground;
  const shelves = await fillCatalog(engine, o);
  const { sellerId } = shelves;
  const finders = createFinders(shelves);
  const core: Core = { ...engine, clock };
  const changes: Change[] = [];
  let events = 0;
  const originOf = () => {
    events += 1;
    const cause = `chat console:past-${events}`;
    return { key: `test:${events}`, cause, actor: 'console:owner', frontEnd: 'console' };
  };
  const commandOf = (name: string): AnyCommand =>
    found(
      commands.find((each) => each.name === name),
      name,
    );
  let message = 'message';
  const contextOf = async (
    files: readonly InboundFile[],
    by = message,
  ): Promise<CommandContext> => {
    const name = `console:${by}`;
    let effects = 0;
    return {
      core,
      seller: await engine.catalog.readSeller(sellerId),
      ...{ actor: 'console:owner', frontEnd: 'console', now, commands, files },
      ...asOwner(engine, clock),
      formats: createFormats({ ...SELLER, now: () => now }),
      origin() {
        effects += 1;
        const key = `chat:${name}:${effects}`;
        return { key, cause: `chat ${name}`, actor: 'console:owner', correlationId: name };
      },
      changed: (change) => void changes.push(change),
    };
  };
  const run = async (name: string, args: object = {}, files: readonly InboundFile[] = []) =>
    commandOf(name).run(await contextOf(files), { ...args });
  return {
    ...{ engine, core, opened, clock, sellerId, changes, run, close, ...finders },
    at(moment) {
      now = new Date(moment);
    },
    message(name) {
      message = name;
    },
    async undo(recipe) {
      return undoChange(await contextOf([], `${message}-undo`), recipe);
    },
    ...createBookkeeping({ engine, clock, sellerId, originOf, ...finders }),
    async preview(name, args = {}, files = []) {
      return commandOf(name).preview?.(await contextOf(files), { ...args });
    },
    async read(name, args) {
      const look = { width: 80, hasColour: false, formatNumber: String };
      return renderConsole(await run(name, args), look).join('\n');
    },
  };
}
