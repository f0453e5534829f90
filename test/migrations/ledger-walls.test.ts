import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_ROLE, SWEEP_ROLE } from '../../core/database/connection-config.ts';
import { orderOf, receiptOf } from '../support/ledger-events.ts';
import type { TestSeller } from '../support/ledger-seller-store.ts';
import { type OpenLedger, openLedger } from '../support/open-ledger.ts';

const REFUSED_BY_TRIGGER = '23001';
const NO_RIGHT = '42501';
const CHECK_VIOLATED = '23514';
const TAKEN_TWICE = '23505';

const BECOME_SELLER = `SELECT set_config('app.seller_id', $1, false)`;
const TABLES_WITH_SELLER = `
  SELECT c.relname AS name, c.relrowsecurity AS "isGuarded", c.relforcerowsecurity AS "isForced",
    (SELECT count(*)::int FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
      WHERE p.polrelid = c.oid AND r.rolname = $1
        AND pg_get_expr(p.polqual, c.oid) = '(seller_id = current_seller())'
        AND pg_get_expr(p.polwithcheck, c.oid) = '(seller_id = current_seller())') AS walls,
    (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid
      AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.oid = ANY (p.polroles)
        AND r.rolname IN ($1, $2))) AS "wallsForOthers",
    (SELECT min(k.position)
      FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (attnum, position)
      WHERE i.indrelid = c.oid AND i.indisprimary AND k.attnum = a.attnum) AS "keyPlace"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'seller_id' AND NOT a.attisdropped
  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY c.relname`;
const READ_ROLES = `
  SELECT rolname AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
    (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS "tablesOwned",
    (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS memberships
  FROM pg_roles r WHERE rolname IN ($1, $2) ORDER BY rolname`;

let open: OpenLedger;
let app: Client;
let seller: TestSeller;
let stranger: TestSeller;

async function codeOf(statement: Promise<unknown>): Promise<string | undefined> {
  return statement.then(
    () => 'it went through',
    (error: { code?: string }) => error.code,
  );
}

async function become(who: TestSeller): Promise<void> {
  await app.query(BECOME_SELLER, [String(who.sellerId)]);
}

beforeAll(async () => {
  open = await openLedger();
  app = new Client({ connectionString: open.urls.app.reveal() });
  await app.connect();
  const shape = { skus: 1, locations: 1, hasKits: false };
  for (const each of [await open.addSeller(shape), await open.addSeller(shape)]) {
    const [skuId = 0] = each.skuIds;
    const [locationId = 0] = each.rules.locations;
    const [accountId = 0] = each.rules.accounts.keys();
    await open.ledger.submit(each.sellerId, receiptOf({ skuId, locationId, quantity: 5 }));
    const order = orderOf({ accountId, name: '1', skuId, ordered: 8 });
    await open.ledger.submit(each.sellerId, order);
    stranger = seller ?? each;
    seller = each;
  }
});
afterAll(async () => {
  await app.end();
  await open.drop();
});

describe('whatever the program believes', () => {
  const cases = [
    ['sells what is not there', 'UPDATE stock SET on_hand = on_hand - 1', 'available_not_negative'],
    ['promises less than nothing', 'UPDATE stock SET reserved = -1', 'reserved_not_negative'],
    ['promises more than there is', 'UPDATE stock SET reserved = 6', 'available_not_negative'],
    ['loses a unit of an order', 'UPDATE order_line SET short = 2', 'covered_and_short_add_up'],
  ] as const;
  it.each(cases)('a write that %s is refused', async (_, sql, constraint) => {
    for (const client of [app, open.owner]) {
      await become(seller);
      const refusal = await client.query(sql).catch((error) => error);
      expect(refusal).toMatchObject({ code: CHECK_VIOLATED, constraint });
    }
  });

  it('an entry with an impossible balance is refused', async () => {
    await become(seller);
    const entry = `INSERT INTO entry SELECT seller_id, seq + 1000, sku_id, location_id, kind,
      on_hand_delta, reserved_delta, 3, 4, key || $1, cause, actor, front_end, agent_id,
      correlation_id, at FROM entry LIMIT 1`;
    expect(await codeOf(app.query(entry, ['x']))).toBe(CHECK_VIOLATED);
  });

  it('the same movement cannot be written twice', async () => {
    await become(seller);
    const entry = `INSERT INTO entry SELECT seller_id, seq + 1000, sku_id, location_id, kind,
      on_hand_delta, reserved_delta, on_hand_after, reserved_after, key, cause, actor, front_end,
      agent_id, correlation_id, at FROM entry LIMIT 1`;
    expect(await codeOf(app.query(entry))).toBe(TAKEN_TWICE);
  });
});

describe('history', () => {
  const tables = ['entry', 'shortage'] as const;
  const changes = tables.flatMap((table) => [
    [table, `UPDATE ${table} SET cause = 'another'`],
    [table, `DELETE FROM ${table}`],
    [table, `TRUNCATE ${table}`],
  ]);
  it.each(changes)('of %s is not changed by the service: %s', async (_, sql) => {
    await become(seller);
    expect(await codeOf(app.query(sql))).toBe(NO_RIGHT);
  });

  it.each(changes)('of %s is not changed by the owner either: %s', async (_, sql) => {
    expect(await codeOf(open.owner.query(sql))).toBe(REFUSED_BY_TRIGGER);
  });
});

describe('between two sellers', () => {
  const tables = ['seller', 'ledger_head', 'stock', 'entry', 'order_line', 'shortage', 'wake'];
  it.each(tables)('rows of %s are seen by their own seller only', async (table) => {
    for (const each of [seller, stranger]) {
      await become(each);
      const { rows } = await app.query(`SELECT DISTINCT seller_id FROM ${table}`);
      expect(rows).toEqual([{ seller_id: each.sellerId }]);
    }
    await app.query(BECOME_SELLER, ['']);
    const { rows } = await app.query(`SELECT * FROM ${table}`);
    expect(rows).toEqual([]);
  });

  it('one cannot change, take or make the other’s rows', async () => {
    const before = await open.dump(stranger.sellerId);
    await become(seller);
    const others = [stranger.sellerId];
    const touched = [
      'UPDATE stock SET on_hand = on_hand + 1 WHERE seller_id = $1',
      'UPDATE ledger_head SET seq = 0 WHERE seller_id = $1',
      'UPDATE order_line SET revision = 9 WHERE seller_id = $1',
      'DELETE FROM wake WHERE seller_id = $1',
    ];
    for (const sql of touched) expect((await app.query(sql, others)).rowCount).toBe(0);
    const made = [
      'INSERT INTO wake (seller_id, sku_id, committed_at) VALUES ($1, 1, now())',
      'INSERT INTO stock (seller_id, sku_id, location_id) VALUES ($1, 1, 999)',
    ];
    for (const sql of made) expect(await codeOf(app.query(sql, others))).toBe(NO_RIGHT);
    const given = 'UPDATE stock SET seller_id = $1';
    expect(await codeOf(app.query(given, others))).toBe(NO_RIGHT);
    expect(await open.dump(stranger.sellerId)).toEqual(before);
  });

  it('an order told to the wrong seller does not reach the other’s stock', async () => {
    const before = await open.dump(stranger.sellerId);
    const [skuId = 0] = stranger.skuIds;
    const [accountId = 0] = stranger.rules.accounts.keys();
    const order = orderOf({ accountId, name: 'lost', skuId, ordered: 1, cancelled: 0 });
    await open.ledger.submit(seller.sellerId, order);
    expect(await open.dump(stranger.sellerId)).toEqual(before);
  });

  async function unguardedTables(): Promise<string[]> {
    const { rows } = await open.owner.query(TABLES_WITH_SELLER, [APP_ROLE, SWEEP_ROLE]);
    expect(rows.length).toBeGreaterThan(20);
    const isGuarded = (row: (typeof rows)[number]) =>
      row.isGuarded && row.isForced && row.walls === 1 && row.wallsForOthers === 0;
    return rows
      .filter((row) => !isGuarded(row) || Number(row.keyPlace) !== 1)
      .map(({ name }) => name);
  }

  it('every table with a seller stands behind the wall and is keyed by seller first', async () => {
    expect(await unguardedTables()).toEqual([]);
  });

  it('a table that somebody forgot to guard would be noticed', async () => {
    await open.owner.query('BEGIN');
    await open.owner.query('CREATE TABLE forgotten (seller_id int PRIMARY KEY)');
    await open.owner.query('CREATE TABLE late_key (id int PRIMARY KEY, seller_id int)');
    await open.owner.query(`SELECT guard_by_seller('late_key', 'SELECT')`);
    expect(await unguardedTables()).toEqual(['forgotten', 'late_key']);
    await open.owner.query('ROLLBACK');
  });
});

describe('the roles of the service', () => {
  it('own nothing, belong to nobody and cannot step around the wall', async () => {
    const { rows } = await open.owner.query(READ_ROLES, [APP_ROLE, SWEEP_ROLE]);
    const none = {
      ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
      ...{ rolreplication: false, tablesOwned: 0, memberships: 0 },
    };
    expect(rows).toEqual([APP_ROLE, SWEEP_ROLE].map((name) => ({ name, ...none })));
  });

  it('the sweep looks across sellers and changes no stock', async () => {
    const sweep = new Client({ connectionString: open.urls.sweep.reveal() });
    await sweep.connect();
    const { rows } = await sweep.query('SELECT DISTINCT seller_id FROM wake');
    expect(rows).toHaveLength(2);
    for (const table of ['stock', 'entry', 'order_line', 'shortage', 'ledger_head']) {
      const change = sweep.query(`UPDATE ${table} SET seller_id = seller_id`);
      expect(await codeOf(change), table).toBe(NO_RIGHT);
    }
    await sweep.end();
  });
});
