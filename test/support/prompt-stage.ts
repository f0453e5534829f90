/**
 * A person at a prompt, with the demo seller around: the stage of the tests of what people type.
 *
 * Everything is the production code on a database of its own; the shops are the demo's simulators.
 */

import type { Automations } from '../../automations/engine/automations.ts';
import type { AnyCommand } from '../../bots/commands/command.ts';
import { commands } from '../../bots/commands/registry.ts';
import { untilSettled } from '../../bots/commands/until-settled.ts';
import type { Desk } from '../../bots/conversation/desk.ts';
import { createBackgroundBuyers } from '../../bots/demo-shop/background-buyers.ts';
import { createDemoCommands } from '../../bots/demo-shop/demo-commands.ts';
import { type DemoShop, openDemoShop } from '../../bots/demo-shop/demo-shop.ts';
import type { InboundMessage } from '../../bots/front-end/inbound-message.ts';
import { openConversation, seatOwner } from '../../bots/open-conversation.ts';
import type { People } from '../../bots/people/people.ts';
import { renderConsole } from '../../bots/reply/render-console.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { type Clock, systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom, systemRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { createVault } from '../../core/catalog/vault.ts';
import type { Simulator } from '../../core/channels/simulator.ts';
import { assembleEngine, type Engine } from '../../core/engine.ts';
import { openHints } from '../../core/queue/open.ts';
import { openTestDatabase, type TestDatabase } from './postgres.ts';

export interface PromptStage {
  readonly engine: Engine;
  readonly demo: DemoShop;
  readonly sellerId: number;
  readonly database: TestDatabase;
  readonly commands: readonly AnyCommand[];
  readonly people: People;
  readonly automations: Automations;
  desk(): Desk;
  /** Moves the conversation's clock, and nobody else's. */
  later(ms: number): void;
  /** A new message of the owner, or the one that is described; to a preview they say yes. */
  say(text: string, o?: Said): Promise<Reply>;
  /** The same, as it looks on a terminal of 80 columns without colours. */
  read(text: string, o?: Said): Promise<string>;
  /** A message and its answer, and nothing said to that. */
  ask(text: string, o?: Said): Promise<Reply>;
  /** As after a restart: nothing is remembered but what is in the database. */
  forget(): void;
  shop(name: string): Simulator;
  /** On hand and reserved over all locations. */
  stockOf(code: string): Promise<{ onHand: number; reserved: number }>;
  /** The seller's newest sequence: what has not changed it has changed no stock. */
  sequence(): Promise<number>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Whoever else says it, and from where. */
export type Said = Partial<Pick<InboundMessage, 'messageId' | 'frontEnd'>> & {
  readonly senderId?: string;
};

const SETTLE_MS_MAX = 30_000;
// What a person types here is done at once, where a few units are concerned.
const ASK_ABOVE_UNITS = 1_000;

/** The engine and the demo around it; `close` gives everything back. */
async function openGround() {
  const database = await openTestDatabase();
  const log = silentLogger;
  const surroundings = { clock: systemClock, ids: systemIds, random: createSeededRandom(1), log };
  const hints = await openHints({
    ...{ redisUrl: undefined, log, clock: systemClock },
    databaseUrl: database.urls.app,
  });
  const engine = assembleEngine({
    ...surroundings,
    database: database.database,
    listenUrl: database.urls.sweep,
    hints,
    vault: createVault([{ id: 'k1', secret: new Secret('a key for tests, and for tests only') }]),
    roles: new Set(['serve', 'work']),
    listen: { host: '127.0.0.1', port: 0 },
  });
  const demo = await openDemoShop({ ...surroundings, engine: { ...engine, clock: systemClock } });
  if (!demo) throw new Error('The empty books were not taken for the demo.');
  await engine.start();
  await demo.connect(engine.origin() ?? '');
  const buyers = createBackgroundBuyers({ ...surroundings, shops: demo.shops });
  const close = async () => {
    await engine.stop();
    await demo.stop();
    await hints.close();
    await database.drop();
  };
  return { database, engine, demo, buyers, close };
}

/** What the tests look up in the tables, to prove what the answers say. */
function createWitness({ database, demo }: { database: TestDatabase; demo: DemoShop }) {
  const { sellerId } = demo;
  const db = database.database.forSeller(sellerId);
  return {
    stockOf: (code: string) =>
      db.row<{ onHand: number; reserved: number }>(
        `SELECT coalesce(sum(on_hand), 0)::int AS "onHand",
           coalesce(sum(reserved), 0)::int AS reserved
         FROM stock JOIN sku USING (seller_id, sku_id) WHERE seller_id = $1 AND code = $2`,
        [sellerId, code],
      ),
    async sequence() {
      const sql = 'SELECT seq::int AS seq FROM ledger_head WHERE seller_id = $1';
      return (await db.row<{ seq: number }>(sql, [sellerId])).seq;
    },
  };
}

export async function openPromptStage(
  o: {
    /** Front-ends over which somebody is reached; default: the terminal. */
    connected?: readonly string[];
  } = {},
): Promise<PromptStage> {
  const ground = await openGround();
  const { engine, demo, database } = ground;
  let movedMs = 0;
  const now = () => new Date(systemClock.now().getTime() + movedMs);
  const clock: Clock = { ...systemClock, now };
  const all = [...commands, ...createDemoCommands(demo, ground.buyers)];
  const open = () =>
    openConversation({
      ...{ engine, clock, commands: all, ids: systemIds, log: silentLogger },
      ...{ random: systemRandom, connected: () => o.connected ?? ['console'] },
    });
  const { sellerId } = demo;
  const { people, automations, ...opened } = open();
  await seatOwner(people, sellerId);
  await people.setAskAbove(sellerId, ASK_ABOVE_UNITS);
  let { desk } = opened;
  let messages = 0;

  const ask: PromptStage['ask'] = (text, saying = {}) => {
    messages += 1;
    const { senderId = 'owner', frontEnd = 'console', messageId = `message-${messages}` } = saying;
    return desk.converse({
      ...{ frontEnd, sellerId, messageId, at: clock.now() },
      sender: { id: senderId, name: null },
      chat: { id: senderId, isDirect: true },
      content: { kind: 'text', text },
      ...{ standing: 'typed', quoted: null, files: [], replyTo: null },
    });
  };
  const say: PromptStage['say'] = async (text, o = {}) => {
    const answer = await ask(text, o);
    if (answer.outcome !== 'preview') return answer;
    const { messageId: _, ...who } = o;
    return ask('yes', who);
  };
  return {
    ...{ engine, demo, sellerId, database, commands: all, ask, say, people, automations },
    desk: () => desk,
    ...createWitness(ground),
    close: ground.close,
    later(ms) {
      movedMs += ms;
    },
    async read(text, o) {
      const look = { width: 80, hasColour: false, formatNumber: String };
      return renderConsole(await say(text, o), look).join('\n');
    },
    forget() {
      desk = open().desk;
    },
    shop(name) {
      const found = demo.shops.find(({ account }) => account.name === name);
      if (!found) throw new Error(`No shop is called ${name}.`);
      return found.simulator;
    },
    async settle() {
      await demo.settle();
      const o = { sellerId, withinMs: SETTLE_MS_MAX };
      const left = await untilSettled({ ...engine, clock: systemClock }, o);
      if (left) throw new Error(`Not settled: ${JSON.stringify(left)}`);
    },
  };
}
