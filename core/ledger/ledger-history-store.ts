/** SQL that reads the ledger for people: why a figure is what it is, and what it was. */
import type { Scoped } from '../database/queryable.ts';
import type { AccountId, LineKey, LocationId, SkuId } from './ledger-event.ts';
import type { EntryKind } from './ledger-state.ts';

// One statement, so that balances, entries and promises are those of one moment. $2 is the SKU, $3
// at most so many rows of each kind. A kit has no stock: its components are explained.
const EXPLAIN = `
  WITH part AS (
    SELECT component_sku_id AS sku_id, quantity FROM kit_component
    WHERE seller_id = $1 AND kit_sku_id = $2),
  stocked AS (
    SELECT sku_id FROM part UNION ALL SELECT $2 WHERE NOT EXISTS (SELECT FROM part)),
  -- Lines of the SKU itself, and of the kits that contain it.
  wanting AS (
    SELECT $2::int AS sku_id UNION
    SELECT kit_sku_id FROM kit_component WHERE seller_id = $1 AND component_sku_id = $2)
  SELECT
    (SELECT json_agg(json_build_object('skuId', sku_id, 'quantity', quantity) ORDER BY sku_id)
      FROM part) AS components,
    (SELECT json_agg(json_build_object('skuId', sku_id, 'locationId', location_id,
        'onHand', on_hand, 'reserved', reserved) ORDER BY sku_id, location_id)
      FROM stock JOIN stocked USING (sku_id) WHERE seller_id = $1) AS balances,
    (SELECT json_agg(json_build_object('seq', seq, 'skuId', sku_id, 'locationId', location_id,
        'kind', kind, 'onHandDelta', on_hand_delta, 'reservedDelta', reserved_delta,
        'onHandAfter', on_hand_after, 'reservedAfter', reserved_after, 'cause', cause,
        'actor', actor, 'frontEnd', front_end, 'agentId', agent_id,
        'correlationId', correlation_id, 'at', at) ORDER BY seq DESC)
      FROM (SELECT newest.* FROM stocked CROSS JOIN LATERAL (SELECT * FROM entry
          WHERE seller_id = $1 AND entry.sku_id = stocked.sku_id
          ORDER BY seq DESC LIMIT $3 + 1) AS newest
        ORDER BY seq DESC LIMIT $3 + 1) AS newest) AS entries,
    (SELECT json_agg(json_build_object('lineKey', line_key, 'accountId', account_id,
        'skuId', sku_id, 'units', reserved, 'held', held) ORDER BY reserved_seq)
      FROM (SELECT oldest.*, (SELECT json_agg(json_build_object('skuId', held.sku_id,
            'locationId', held.location_id, 'quantity', held.quantity))
          FROM unnest(held_skus, held_locations, held_quantities)
            AS held (sku_id, location_id, quantity)) AS held
        FROM wanting CROSS JOIN LATERAL (SELECT * FROM order_line AS line
          WHERE seller_id = $1 AND line.sku_id = wanting.sku_id AND reserved > 0
          ORDER BY reserved_seq LIMIT $3 + 1) AS oldest
        ORDER BY reserved_seq LIMIT $3 + 1) AS holding) AS reservations,
    (SELECT json_agg(json_build_object('lineKey', line_key, 'accountId', account_id,
        'skuId', sku_id, 'units', short) ORDER BY short_seq)
      FROM (SELECT oldest.* FROM wanting CROSS JOIN LATERAL (SELECT * FROM order_line AS line
          WHERE seller_id = $1 AND line.sku_id = wanting.sku_id AND short > 0
          ORDER BY short_seq LIMIT $3 + 1) AS oldest
        ORDER BY short_seq LIMIT $3 + 1) AS waiting) AS shortages,
    (SELECT json_agg(json_build_object('lineKey', line_key, 'accountId', account_id,
        'skuId', sku_id, 'units', returned - restocked) ORDER BY line_key)
      FROM (SELECT * FROM order_line JOIN wanting USING (sku_id)
        WHERE seller_id = $1 AND returned > restocked
        ORDER BY line_key LIMIT $3 + 1) AS came_back) AS "pendingReturns"`;

// The last entry of a place at that moment tells its balance. Read backwards along the SKU's
// entries: the nearer the moment, the cheaper.
const READ_AS_OF = `
  SELECT place.sku_id AS "skuId", place.location_id AS "locationId",
    coalesce(last.on_hand_after, 0) AS "onHand", coalesce(last.reserved_after, 0) AS reserved
  FROM stock AS place LEFT JOIN LATERAL (
    SELECT on_hand_after, reserved_after FROM entry
    WHERE entry.seller_id = $1 AND entry.sku_id = place.sku_id
      AND entry.location_id = place.location_id AND entry.at <= $2
    ORDER BY seq DESC LIMIT 1) AS last ON true
  WHERE place.seller_id = $1 AND ($3::int IS NULL OR place.sku_id = $3)
  ORDER BY place.sku_id, place.location_id`;

// The keys of an event's movements begin with its own. '/' is what follows it for further places
// (and for promises that gave way, which name their line after '<'); '0' is the sign after '/'.
const READ_MOVED = `
  SELECT sku_id AS "skuId", location_id AS "locationId", kind, on_hand_delta AS "onHandDelta",
    reserved_delta AS "reservedDelta", on_hand_after AS "onHandAfter",
    reserved_after AS "reservedAfter"
  FROM entry WHERE seller_id = $1 AND (key = $2 OR (key > $2 || '/' AND key < $2 || '0'))
    AND strpos(substr(key, length($2) + 1), '<') = 0
  ORDER BY seq`;

export interface MovedEntry {
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly kind: EntryKind;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly onHandAfter: number;
  readonly reservedAfter: number;
}

export function readMovedEntries(
  scoped: Scoped,
  o: { sellerId: number; key: string },
): Promise<MovedEntry[]> {
  return scoped.rows<MovedEntry & Record<string, unknown>>(READ_MOVED, [o.sellerId, o.key]);
}

export interface StockAt {
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly onHand: number;
  readonly reserved: number;
}

export interface WrittenEntry {
  readonly seq: number;
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly kind: EntryKind;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly onHandAfter: number;
  readonly reservedAfter: number;
  readonly cause: string;
  readonly actor: string;
  readonly frontEnd: string | null;
  readonly agentId: string | null;
  readonly correlationId: string | null;
  readonly at: string;
}

/** Units of an order line; `skuId` is what was ordered, maybe a kit. */
export interface LineUnits {
  readonly lineKey: LineKey;
  readonly accountId: AccountId;
  readonly skuId: SkuId;
  readonly units: number;
}

export interface LinePromise extends LineUnits {
  readonly held: readonly { skuId: SkuId; locationId: LocationId; quantity: number }[];
}

/** Each list holds one row more than asked for when there are more. Absent lists are null. */
export interface ExplanationRow {
  readonly components: { skuId: SkuId; quantity: number }[] | null;
  readonly balances: StockAt[] | null;
  readonly entries: WrittenEntry[] | null;
  readonly reservations: LinePromise[] | null;
  readonly shortages: LineUnits[] | null;
  readonly pendingReturns: LineUnits[] | null;
}

export async function readExplanation(
  scoped: Scoped,
  o: { sellerId: number; skuId: SkuId; rowsMax: number },
): Promise<ExplanationRow> {
  const params = [o.sellerId, o.skuId, o.rowsMax];
  return scoped.row<ExplanationRow & Record<string, unknown>>(EXPLAIN, params);
}

export async function readStockAsOf(
  scoped: Scoped,
  o: { sellerId: number; at: Date; skuId: SkuId | null },
): Promise<StockAt[]> {
  return scoped.rows<StockAt & Record<string, unknown>>(READ_AS_OF, [o.sellerId, o.at, o.skuId]);
}
