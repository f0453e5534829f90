-- Why: orders as people see them, buyers' personal data apart, and the inbox.
-- Locks: none on existing tables. Compatible with the previous release: first release.

CREATE TABLE sales_order (
  seller_id    int NOT NULL REFERENCES seller,
  order_id     bigint GENERATED ALWAYS AS IDENTITY,
  account_id   int NOT NULL,
  external_id  text COLLATE "C" NOT NULL,
  number       text NOT NULL,
  currency     text NOT NULL,
  total_minor  bigint,
  is_cancelled boolean NOT NULL DEFAULT false,
  -- Held by a person: not to be shipped for now.
  held_at      timestamptz,
  placed_at    timestamptz NOT NULL,
  revised_at   timestamptz,
  -- When the first delivery of it reached us.
  arrived_at   timestamptz NOT NULL,
  PRIMARY KEY (seller_id, order_id),
  FOREIGN KEY (seller_id, account_id) REFERENCES account
) WITH (fillfactor = 85);
CREATE INDEX sales_order_newest ON sales_order (seller_id, placed_at DESC);
CREATE INDEX sales_order_arrived ON sales_order (seller_id, account_id, arrived_at);
-- Last on purpose: while the planner has no statistics, indexes that look alike to it tie, and the
-- newest one wins. With another, a look-up by the shop's id would read all rows of the account.
CREATE UNIQUE INDEX sales_order_once ON sales_order (seller_id, account_id, external_id);
SELECT guard_by_seller('sales_order', 'SELECT, INSERT, UPDATE');

-- What a line is called and costs, for people. Stock figures are in order_line.
CREATE TABLE sales_order_line (
  seller_id        int NOT NULL,
  line_key         text COLLATE "C" NOT NULL,
  order_id         bigint NOT NULL,
  title            text NOT NULL,
  sku_code         text,
  unit_price_minor bigint,
  refunded         int NOT NULL DEFAULT 0,
  PRIMARY KEY (seller_id, line_key)
) WITH (fillfactor = 85);
CREATE INDEX sales_order_line_of ON sales_order_line (seller_id, order_id);
SELECT guard_by_seller('sales_order_line', 'SELECT, INSERT, UPDATE');

-- The only table with personal data of buyers. Rows are erased on request and after the seller's retention time.
CREATE TABLE buyer (
  seller_id            int NOT NULL,
  account_id           int NOT NULL,
  order_external_id    text COLLATE "C" NOT NULL,
  customer_external_id text,
  name                 text,
  email                text,
  phone                text,
  address              jsonb,
  stored_at            timestamptz NOT NULL,
  erase_after          timestamptz NOT NULL,
  PRIMARY KEY (seller_id, account_id, order_external_id)
);
CREATE INDEX buyer_to_erase ON buyer (erase_after);
SELECT guard_by_seller('buyer', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, DELETE');

-- A request about a buyer's data, kept as proof; it names ids only, never the data.
CREATE TABLE privacy_request (
  seller_id   int NOT NULL,
  request_id  bigint GENERATED ALWAYS AS IDENTITY,
  account_id  int NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('redact-account', 'redact-customer', 'export-customer')),
  customer_external_id text,
  order_external_ids   text[] NOT NULL,
  rows_affected int NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (seller_id, request_id)
);
SELECT guard_by_seller('privacy_request', 'SELECT, INSERT');

-- The inbox. A delivery is here before the shop gets its 200. The body goes once the delivery is decided.
CREATE TABLE delivery (
  seller_id   int NOT NULL,
  delivery_id bigint GENERATED ALWAYS AS IDENTITY,
  account_id  int NOT NULL,
  -- The sender's id; some shops repeat it for different bodies, so the digest belongs to the key.
  external_id text COLLATE "C" NOT NULL,
  digest      bytea NOT NULL,
  topic       text NOT NULL,
  body        bytea,
  received_at timestamptz NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'decided', 'parked')),
  attempts    int NOT NULL DEFAULT 0,
  next_at     timestamptz NOT NULL,
  decided_at  timestamptz,
  -- What it meant, or why it is parked. Never a buyer's data.
  note        text,
  PRIMARY KEY (seller_id, delivery_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
-- Bodies are not compressed in place: inserts are twice as fast (lz4 is not in every server build).
ALTER TABLE delivery ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX delivery_once ON delivery (seller_id, account_id, external_id, digest);
CREATE INDEX delivery_waiting ON delivery (seller_id, delivery_id) WHERE state = 'waiting';
CREATE INDEX delivery_parked ON delivery (seller_id, delivery_id) WHERE state = 'parked';
CREATE INDEX delivery_old ON delivery (received_at) WHERE state = 'decided';
SELECT guard_by_seller('delivery', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');

-- How far each account's orders have been asked for.
CREATE TABLE order_cursor (
  seller_id  int NOT NULL,
  account_id int NOT NULL,
  cursor     text NOT NULL,
  pulled_at  timestamptz NOT NULL,
  PRIMARY KEY (seller_id, account_id)
);
SELECT guard_by_seller('order_cursor', 'SELECT, INSERT, UPDATE');

-- Order lines whose SKU we do not know yet. Cumulative like any line, applied once somebody maps the code.
CREATE TABLE unmapped_line (
  seller_id    int NOT NULL,
  line_key     text COLLATE "C" NOT NULL,
  account_id   int NOT NULL,
  -- What `map` answers: the shop's SKU code, or '#' and the shop's id where there is no code.
  channel_code text NOT NULL,
  -- The shop's id of what was bought, so that a listing made later is found too.
  listing_external_id text,
  title        text NOT NULL,
  ordered      int NOT NULL,
  cancelled    int NOT NULL,
  shipped      int NOT NULL,
  returned     int NOT NULL,
  revision     bigint NOT NULL,
  first_seen_at timestamptz NOT NULL,
  PRIMARY KEY (seller_id, line_key)
);
CREATE INDEX unmapped_by_code ON unmapped_line (seller_id, account_id, channel_code);
SELECT guard_by_seller('unmapped_line', 'SELECT, INSERT, UPDATE, DELETE');
