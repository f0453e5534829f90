/** A shop with automations and nobody to talk to: what they tell lies in the outbox. */

import type { Automations } from '../../automations/engine/automations.ts';
import type { CallWebhook } from '../../automations/engine/call-webhook.ts';
import { createAutomations } from '../../automations/engine/create-automations.ts';
import type { AutomationPorts, Telling } from '../../automations/engine/ports.ts';
import { catalogNames } from '../../automations/render/rule-names.ts';
import { type Action, type Rule, ruleSchema } from '../../automations/rule/rule.ts';
import { insertOutgoing } from '../../bots/notify/outgoing-store.ts';
import { createLogger } from '../../core/base/log.ts';
import type { Database } from '../../core/database/database.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import { fillShop, openingTime } from './fill-shop.ts';
import { openTestDatabase, type TestDatabase } from './postgres.ts';
import { settleShop } from './settle-shop.ts';
import { createShopEvents, type ShopEvent } from './shop-events.ts';
import { parseShopFile, type ShopFileInput } from './shop-file.ts';
import { assembleGround, SHOP_DATABASE_SIZES, type ShopGround } from './shop-ground.ts';
import { need, readShopIds, type ShopIds } from './shop-ids.ts';

// TEST_LOG=1 prints what goes wrong inside.
const TEST_LOG = createLogger({ level: process.env.TEST_LOG ? 'debug' : 'silent' });

export interface ToldMessage {
  readonly key: string;
  readonly target: string;
  readonly message: Telling['message'];
}

export interface AutomationStage {
  readonly ground: ShopGround;
  readonly ids: ShopIds;
  readonly sellerId: number;
  readonly automations: Automations;
  readonly database: TestDatabase;
  person(name: string): Promise<number>;
  /** Something happens, and what follows from it. */
  apply(event: ShopEvent): Promise<void>;
  settle(): Promise<void>;
  /** What was told since this was last asked. */
  told(): Promise<ToldMessage[]>;
  /** Switches a rule of Ida's on. @returns its number */
  on(rule: Partial<Rule> & Pick<Rule, 'trigger'>, author?: string): Promise<number>;
  stop(): Promise<void>;
}

const BARE = { conditions: null, mode: 'every-time', coolDownMinutes: 0, window: null } as const;
export const TELL_TEAM: Action = {
  kind: 'notify',
  to: { of: 'team', team: 'warehouse team' },
  frontEnd: null,
  template: null,
};

export const toRule = (rule: Partial<Rule> & Pick<Rule, 'trigger'>): Rule =>
  ruleSchema.parse({ ...BARE, actions: [TELL_TEAM], ...rule });

/** "available of any SKU drops below 10" */
export const dropsBelow = (units: number, skus?: readonly string[]): Rule['trigger'] => ({
  kind: 'stock-level',
  scope: skus ? { of: 'skus', skus: [...skus] } : { of: 'any' },
  measure: 'available',
  crossing: 'below',
  units,
  location: null,
});

/** People by the table that is there; messages into the outbox, as they are. */
export function createStagePorts(): AutomationPorts {
  const roleOf: AutomationPorts['roleOf'] = async (db, { sellerId, personId }) => {
    const found = await db.maybeRow<{ role: 'owner' }>(
      `SELECT role FROM person
       WHERE seller_id = $1 AND person_id = $2 AND removed_at IS NULL`,
      [sellerId, personId],
    );
    return found?.role ?? null;
  };
  return {
    roleOf,
    async listAble(db, { sellerId }) {
      const rows = await db.rows<{ personId: number }>(
        `SELECT person_id AS "personId" FROM person WHERE seller_id = $1 AND removed_at IS NULL
           AND role IN ('owner', 'manager')`,
        [sellerId],
      );
      return rows.map(({ personId }) => personId);
    },
    namesOf: (catalog) => catalogNames(catalog),
    // Nobody sends what lies in this outbox: it counts as read.
    listUndelivered: async () => [],
    whyUnheard: async () => null,
    async tell(tx, o) {
      const to = o.to.of === 'author' ? `author ${o.authorId}` : Object.values(o.to).join(' ');
      if (o.to.of === 'author' && (await roleOf(tx, { ...o, personId: o.authorId })) === null) {
        return { ok: false, because: 'They are no longer with us.' };
      }
      await leave(tx, o, to);
      return { ok: true, chats: 1 };
    },
  };
}

async function leave(tx: Queryable, o: Telling, target: string): Promise<void> {
  await insertOutgoing(tx, {
    ...{ sellerId: o.sellerId, key: o.key, target, personId: null, frontEnd: 'test' },
    ...{ chatId: target, reply: JSON.stringify(o.message), cause: 'automation', at: o.at },
  });
}

export async function openAutomationStage(o: {
  file: ShopFileInput;
  wrap?: (real: Database) => Database;
  callWebhook?: CallWebhook;
  ports?: AutomationPorts;
}): Promise<AutomationStage> {
  const file = parseShopFile(o.file);
  const database = await openTestDatabase({ sizes: SHOP_DATABASE_SIZES });
  const ground = assembleGround({ database, file, start: openingTime(file) });
  const { engine, clock, random } = ground;
  const core = o.wrap ? { ...engine, database: o.wrap(engine.database) } : engine;
  const automations = createAutomations({
    ...{ core, clock, random, log: TEST_LOG, ports: o.ports ?? createStagePorts() },
    ...(o.callWebhook ? { callWebhook: o.callWebhook } : {}),
  });
  automations.listen();
  await fillShop(ground);
  const ids = await readShopIds(engine);
  const { sellerId } = ids;
  const events = createShopEvents(ground, ids);
  const db = engine.database.forSeller(sellerId);
  let seen = 0;
  const settle = async () => {
    await settleShop(ground, sellerId);
    await automations.settle();
    await settleShop(ground, sellerId);
    await automations.settle();
  };
  const person = async (name: string) => {
    const sql = 'SELECT person_id AS "personId" FROM person WHERE seller_id = $1 AND name = $2';
    return (await db.row<{ personId: number }>(sql, [sellerId, name])).personId;
  };
  return {
    ...{ ground, ids, sellerId, automations, database, settle, person },
    async apply(event) {
      await events.apply(event);
      await settle();
    },
    async told() {
      type Row = { id: number; key: string; target: string; reply: Telling['message'] };
      const rows = await db.rows<Row>(
        `SELECT outgoing_id AS id, key, target, reply FROM outgoing
         WHERE seller_id = $1 AND outgoing_id > $2 AND cause = 'automation' ORDER BY outgoing_id`,
        [sellerId, seen],
      );
      seen = Math.max(seen, ...rows.map(({ id }) => id));
      return rows.map(({ key, target, reply }) => ({ key, target, message: reply }));
    },
    async on(rule, author = 'Ida') {
      const authorId = await person(author);
      const saved = await automations.create(sellerId, {
        ...{ rule: toRule(rule), authorId, state: 'on' },
      });
      if (!saved.ok) throw new Error(`The rule was refused: ${JSON.stringify(saved)}`);
      return saved.automation.number;
    },
    async stop() {
      await automations.stop();
      await ground.stop();
      await database.drop();
    },
  };
}

export { need };
