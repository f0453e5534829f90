/** A seller for ledger tests: its catalogue put in and its whole ledger read out, as the owner. */
import { Client } from 'pg';
import type { Secret } from '../../core/base/secret.ts';
import type { Database } from '../../core/database/database.ts';
import { createValueTypes } from '../../core/database/value-types.ts';
import { readLedgerRules } from '../../core/ledger/ledger-rules-store.ts';
import type { Entry, LedgerRules, Line } from '../../core/ledger/ledger-state.ts';
import type { LedgerDump } from './ledger-dump.ts';
import { makeRules } from './ledger-scenario.ts';

export interface TestSeller {
  readonly sellerId: number;
  readonly rules: LedgerRules;
  /** Plain SKUs first, kits last. */
  readonly skuIds: number[];
}

const INSERT_SELLER = `
  WITH made AS (INSERT INTO seller (name, currency, time_zone, created_at)
    VALUES ('Test', 'INR', 'Asia/Kolkata', now()) RETURNING seller_id)
  INSERT INTO ledger_head (seller_id) SELECT seller_id FROM made RETURNING seller_id`;
const INSERT_LOCATION = `
  INSERT INTO location (seller_id, code, name, rank, created_at)
  VALUES ($1, $2, $2, $3, now()) RETURNING location_id`;
const INSERT_SKUS = `
  INSERT INTO sku (seller_id, code, title, created_at)
  SELECT $1, 'S' || n, 'SKU ' || n, now() FROM generate_series(1, $2) AS n ORDER BY n
  RETURNING sku_id`;
const INSERT_COMPONENT = `
  INSERT INTO kit_component (seller_id, kit_sku_id, component_sku_id, quantity)
  VALUES ($1, $2, $3, $4)`;
const INSERT_ACCOUNT = `
  INSERT INTO account (seller_id, public_id, channel, name, currency, settings, credentials,
    webhook_secrets, coverage, restock, created_at)
  VALUES ($1, $2, 'test', $2, 'INR', '{}', '', '', $3, $4, now()) RETURNING account_id`;
const INSERT_ACCOUNT_LOCATION = `
  INSERT INTO account_location (seller_id, account_id, location_id, rank) VALUES ($1, $2, $3, $4)`;

const READ_HEAD = 'SELECT seq FROM ledger_head WHERE seller_id = $1';
const READ_BALANCES = `
  SELECT sku_id AS "skuId", location_id AS "locationId", on_hand AS "onHand", reserved
  FROM stock WHERE seller_id = $1`;
const READ_LINES = `
  SELECT line_key AS "lineKey", account_id AS "accountId", sku_id AS "skuId", ordered, cancelled,
    shipped, returned, restocked, reserved, held_skus, held_locations, held_quantities, short,
    short_seq AS "shortSeq", reserved_seq AS "reservedSeq", revision, is_whole AS "isWhole"
  FROM order_line WHERE seller_id = $1`;
const READ_ENTRIES = `
  SELECT seq, sku_id AS "skuId", location_id AS "locationId", kind,
    on_hand_delta AS "onHandDelta", reserved_delta AS "reservedDelta",
    on_hand_after AS "onHandAfter", reserved_after AS "reservedAfter", key
  FROM entry WHERE seller_id = $1 ORDER BY seq`;
const READ_SHORTAGES = `
  SELECT seq, line_key AS "lineKey", sku_id AS "skuId", account_id AS "accountId", delta,
    open_after AS "openAfter" FROM shortage WHERE seller_id = $1 ORDER BY seq`;

type HeldColumns = Record<'held_skus' | 'held_locations' | 'held_quantities', number[]>;

export async function connectAsOwner(ownerUrl: Secret): Promise<Client> {
  const client = new Client({
    connectionString: ownerUrl.reveal(),
    types: createValueTypes(),
  });
  // A server that stops ends its connections; whoever asks next is told.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The shop of `makeRules` with the ids that this database gives. */
export async function addTestSeller(
  owner: Client,
  database: Database,
  o: { skus: number; locations: number; hasKits: boolean },
): Promise<TestSeller> {
  const model = makeRules(o);
  const idOf = async (sql: string, params: unknown[]): Promise<number> => {
    const { rows } = await owner.query(sql, params);
    return Object.values(rows[0] as Record<string, number>)[0] as number;
  };
  const sellerId = await idOf(INSERT_SELLER, []);
  const locationIds = new Map<number, number>();
  // Made in another order than they are ranked, so that nobody takes an id for a rank.
  for (const location of model.rules.locations.toSorted((a, b) => a - b)) {
    const rank = model.rules.locations.indexOf(location);
    locationIds.set(location, await idOf(INSERT_LOCATION, [sellerId, `L${location}`, rank]));
  }
  const { rows } = await owner.query(INSERT_SKUS, [sellerId, model.skuIds.length]);
  const skuIds = rows.map((row: { sku_id: number }) => row.sku_id);
  const idOfSku = new Map(model.skuIds.map((skuId, index) => [skuId, skuIds[index] as number]));
  for (const [kit, parts] of model.rules.kits) {
    for (const part of parts) {
      const ids = [idOfSku.get(kit), idOfSku.get(part.skuId)];
      await owner.query(INSERT_COMPONENT, [sellerId, ...ids, part.quantity]);
    }
  }
  for (const [name, rule] of model.rules.accounts) {
    const publicId = `shop-${sellerId}-${name}`;
    const settings = [sellerId, publicId, rule.coverage, rule.restock];
    const accountId = await idOf(INSERT_ACCOUNT, settings);
    for (const [rank, location] of rule.locations.entries()) {
      const own = [sellerId, accountId, locationIds.get(location), rank];
      await owner.query(INSERT_ACCOUNT_LOCATION, own);
    }
  }
  const rules = await readLedgerRules(database.forSeller(sellerId), sellerId);
  return { sellerId, rules, skuIds };
}

export async function dumpLedger(owner: Client, sellerId: number): Promise<LedgerDump> {
  const read = async <T>(sql: string): Promise<T[]> => {
    return (await owner.query(sql, [sellerId])).rows as T[];
  };
  const [head] = await read<{ seq: number }>(READ_HEAD);
  const lines = await read<Line & HeldColumns>(READ_LINES);
  return {
    seq: head?.seq ?? -1,
    balances: await read(READ_BALANCES),
    lines: lines.map(({ held_skus, held_locations, held_quantities, ...line }) => ({
      ...line,
      held: held_skus.map((skuId, index) => ({
        skuId,
        locationId: held_locations[index] as number,
        quantity: held_quantities[index] as number,
      })),
    })),
    entries: await read<Entry>(READ_ENTRIES),
    shortages: await read(READ_SHORTAGES),
  };
}
