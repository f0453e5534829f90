/** The relay's SQL: take wake-ups, see what listings depend on, move desired versions. */
import type { ListingView, SkuView, StockView, Target } from '../allocation/compute-targets.ts';
import type { Queryable } from '../database/queryable.ts';

// Two relays on one seller could otherwise write an older view over a newer one.
const LOCK_RELAY = `SELECT pg_advisory_xact_lock(hashtext('shelftalk_relay'), $1)`;

const TAKE_WAKES = `
  WITH taken AS (
    DELETE FROM wake WHERE seller_id = $1 AND wake_id IN (
      SELECT wake_id FROM wake WHERE seller_id = $1 ORDER BY wake_id LIMIT $2)
    RETURNING sku_id, account_id, committed_at, causes)
  SELECT sku_id AS "skuId", min(committed_at) AS "committedAt",
    array_agg(DISTINCT account_id) AS "accountIds", max(causes) AS causes
  FROM taken GROUP BY sku_id`;

const READ_SKUS = `
  SELECT sku.sku_id AS "skuId", sku.safety_stock AS "safetyStock",
    EXISTS (SELECT FROM order_line WHERE order_line.seller_id = $1
      AND order_line.sku_id = sku.sku_id AND short > 0) AS "hasOpenShortage",
    coalesce((SELECT json_agg(json_build_object('skuId', component_sku_id, 'quantity', quantity))
      FROM kit_component WHERE kit_component.seller_id = $1 AND kit_sku_id = sku.sku_id),
      json_build_array(json_build_object('skuId', sku.sku_id, 'quantity', 1))) AS parts
  FROM sku WHERE seller_id = $1 AND sku_id = ANY($2::int[])`;

const READ_AVAILABLE = `
  SELECT sku_id AS "skuId", location_id AS "locationId", on_hand - reserved AS available
  FROM stock WHERE seller_id = $1 AND sku_id = ANY($2::int[])`;

const READ_LISTINGS = `
  SELECT listing.listing_id AS "listingId", listing.account_id AS "accountId",
    listing.sku_id AS "skuId", is_paused_by_hand AS "isPausedByHand", pause_by AS "pauseBy",
    coalesce(
      (SELECT array_agg(location_id) FROM account_location AS own
        WHERE own.seller_id = $1 AND own.account_id = listing.account_id),
      (SELECT array_agg(location_id) FROM location WHERE location.seller_id = $1),
      '{}') AS "locationIds",
    (SELECT amount_minor FROM price_change AS price
      WHERE price.seller_id = $1 AND price.sku_id = listing.sku_id
        AND price.account_id IN (0, listing.account_id) AND price.currency = account.currency
      ORDER BY price.account_id DESC, price_seq DESC LIMIT 1) AS "priceMinor"
  FROM listing JOIN account USING (seller_id, account_id)
  WHERE listing.seller_id = $1 AND listing.sku_id = ANY($2::int[])`;

// In the order in which everybody locks targets. A new value deserves a new try, even where the
// last one was given up: staying silent could oversell. The same value changes nothing, so a
// doubled wake-up sends nothing; but a shop whose own order moved the SKU has changed its figure by
// itself and is told even the same again. A listing that stops or begins to offer units is an
// event; only relays move desired values, and one at a time.
const MOVE_TARGETS = `
  WITH before AS MATERIALIZED (
    SELECT listing_id, desired_value FROM listing_target
    WHERE seller_id = $1 AND aspect = 'stock' AND listing_id = ANY($3::int[])),
  moved AS (
  INSERT INTO listing_target AS target (seller_id, listing_id, aspect, account_id, sku_id,
    desired_value, desired_version, waiting_since, next_at)
  SELECT $1, new.listing_id, new.aspect, new.account_id, new.sku_id, new.value, 1,
    new.committed_at, $2
  FROM unnest($3::int[], $4::text[], $5::int[], $6::int[], $7::bigint[], $8::timestamptz[])
    AS new (listing_id, aspect, account_id, sku_id, value, committed_at)
  ORDER BY new.listing_id, new.aspect
  ON CONFLICT (seller_id, listing_id, aspect) DO UPDATE SET
    desired_value = excluded.desired_value,
    desired_version = target.desired_version + 1,
    waiting_since = least(target.waiting_since, excluded.waiting_since),
    next_at = CASE WHEN target.parked_at IS NULL THEN target.next_at ELSE excluded.next_at END,
    attempts = CASE WHEN target.parked_at IS NULL THEN target.attempts ELSE 0 END,
    parked_at = NULL
  WHERE target.desired_value <> excluded.desired_value
    OR target.listing_id = ANY($9::int[]) AND target.aspect = 'stock'
  RETURNING account_id, listing_id, sku_id, aspect, desired_value),
  told AS (
    INSERT INTO event (seller_id, kind, sku_id, account_id, causes, at)
    SELECT $1, CASE WHEN moved.desired_value = 0 THEN 'listing-paused' ELSE 'listing-resumed' END,
      moved.sku_id, moved.account_id, ($10::jsonb ->> moved.sku_id::text)::int[], $2
    FROM moved JOIN before USING (listing_id)
    WHERE moved.aspect = 'stock' AND (moved.desired_value = 0) <> (before.desired_value = 0))
  SELECT DISTINCT account_id AS "accountId" FROM moved`;

const FIND_SELLERS_TO_WAKE = 'SELECT DISTINCT seller_id AS "sellerId" FROM wake';

export interface Woken {
  readonly skuId: number;
  readonly committedAt: Date;
  /** Accounts whose own orders moved it; 0: something else did. */
  readonly accountIds: readonly number[];
  /** Automations that led to it; null: found from the SKU's entries. */
  readonly causes: readonly number[] | null;
}

export async function takeWakes(
  tx: Queryable,
  o: { sellerId: number; atMost: number },
): Promise<Woken[]> {
  await tx.rows(LOCK_RELAY, [o.sellerId]);
  return tx.rows(TAKE_WAKES, [o.sellerId, o.atMost]);
}

/** Everything that the listings of these SKUs depend on, as it stands now. */
export async function readWhatListingsShow(
  tx: Queryable,
  o: { sellerId: number; skuIds: readonly number[] },
): Promise<{
  skus: Map<number, SkuView>;
  stock: Map<number, StockView>;
  listings: ListingView[];
}> {
  const skus = await tx.rows<SkuView & { skuId: number }>(READ_SKUS, [o.sellerId, o.skuIds]);
  const stocked = new Set(skus.flatMap((sku) => sku.parts.map((part) => part.skuId)));
  const balances = await tx.rows<{ skuId: number; locationId: number; available: number }>(
    READ_AVAILABLE,
    [o.sellerId, [...stocked]],
  );
  const stock = new Map<number, { available: Map<number, number> }>();
  for (const { skuId, locationId, available } of balances) {
    const view = stock.get(skuId) ?? { available: new Map() };
    view.available.set(locationId, available);
    stock.set(skuId, view);
  }
  const listings = await tx.rows<ListingView & { listingId: number }>(READ_LISTINGS, [
    o.sellerId,
    o.skuIds,
  ]);
  return { skus: new Map(skus.map((sku) => [sku.skuId, sku])), stock, listings };
}

/** @returns accounts with at least one target that moved */
export async function moveTargets(
  tx: Queryable,
  o: {
    sellerId: number;
    at: Date;
    targets: readonly (Target & {
      committedAt: Date;
      isOwnOrder: boolean;
      causes: readonly number[] | null;
    })[];
  },
): Promise<number[]> {
  const { targets } = o;
  const moved = await tx.rows<{ accountId: number }>(MOVE_TARGETS, [
    o.sellerId,
    o.at,
    targets.map((target) => target.listingId),
    targets.map((target) => target.aspect),
    targets.map((target) => target.accountId),
    targets.map((target) => target.skuId),
    targets.map((target) => target.value),
    targets.map((target) => target.committedAt),
    targets.filter((target) => target.isOwnOrder).map((target) => target.listingId),
    JSON.stringify(toCauses(targets)),
  ]);
  return moved.map((row) => row.accountId);
}

/** By SKU, as Postgres writes arrays; absent: unknown. */
function toCauses(
  targets: readonly { skuId: number; causes: readonly number[] | null }[],
): Record<string, string> {
  const known = targets.flatMap(({ skuId, causes }) =>
    causes === null ? [] : [[String(skuId), `{${causes.join(',')}}`] as const],
  );
  return Object.fromEntries(known);
}

export async function findSellersToWake(sweep: Queryable): Promise<number[]> {
  const rows = await sweep.rows<{ sellerId: number }>(FIND_SELLERS_TO_WAKE);
  return rows.map((row) => row.sellerId);
}
