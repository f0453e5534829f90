-- Why: the ledger. Balances, immutable entries, the cumulative state of order lines, wake-ups for propagation.
-- Locks: none on existing tables. Compatible with the previous release: first release.
-- No foreign keys from here to the catalogue: they would lock catalogue rows in every batch.

CREATE TABLE stock (
  seller_id   int NOT NULL,
  sku_id      int NOT NULL,
  location_id int NOT NULL,
  on_hand     int NOT NULL DEFAULT 0,
  reserved    int NOT NULL DEFAULT 0,
  PRIMARY KEY (seller_id, sku_id, location_id),
  -- The last wall: whatever the code above believes, nobody sells what is not there.
  CONSTRAINT reserved_not_negative CHECK (reserved >= 0),
  CONSTRAINT available_not_negative CHECK (on_hand >= reserved)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
SELECT guard_by_seller('stock', 'SELECT, INSERT, UPDATE');

CREATE TABLE entry (
  seller_id      int NOT NULL,
  seq            bigint NOT NULL,
  sku_id         int NOT NULL,
  location_id    int NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('receipt', 'reserve', 'release', 'ship', 'return',
                   'transfer', 'count', 'damage', 'hold', 'kit', 'correction')),
  on_hand_delta  int NOT NULL,
  reserved_delta int NOT NULL,
  on_hand_after  int NOT NULL,
  reserved_after int NOT NULL,
  -- Business key: the same movement can never be written twice.
  key            text COLLATE "C" NOT NULL,
  -- What made it: an order line, a command, a reconciliation.
  cause          text NOT NULL,
  actor          text NOT NULL,
  front_end      text,
  agent_id       text,
  correlation_id text,
  at             timestamptz NOT NULL,
  PRIMARY KEY (seller_id, seq),
  CHECK (reserved_after >= 0 AND on_hand_after >= reserved_after),
  CHECK (on_hand_delta <> 0 OR reserved_delta <> 0 OR kind = 'count')
);
CREATE UNIQUE INDEX entry_key ON entry (seller_id, key);
CREATE INDEX entry_of_sku ON entry (seller_id, sku_id, seq);
SELECT guard_by_seller('entry', 'SELECT, INSERT');

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted: write a compensating entry', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER entry_is_immutable BEFORE UPDATE OR DELETE ON entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_is_not_truncated BEFORE TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An order line as far as stock is concerned. ordered, cancelled, shipped and returned only ever grow.
CREATE TABLE order_line (
  seller_id     int NOT NULL,
  -- account:order:line, so that the lines of an order are one index range.
  line_key      text COLLATE "C" NOT NULL,
  account_id    int NOT NULL,
  sku_id        int NOT NULL,
  ordered       int NOT NULL,
  cancelled     int NOT NULL,
  shipped       int NOT NULL,
  returned      int NOT NULL,
  -- Returned units that the warehouse has taken in.
  restocked     int NOT NULL,
  -- Units promised and lying on a shelf: which SKU (a kit's components), where, how many.
  reserved      int NOT NULL,
  held_skus       int[] NOT NULL,
  held_locations  int[] NOT NULL,
  held_quantities int[] NOT NULL,
  -- Units that the ledger cannot cover, and the place in the queue for what comes next.
  short         int NOT NULL,
  short_seq     bigint NOT NULL,
  -- When the newest reservation was made: the newest ones give way first.
  reserved_seq  bigint NOT NULL,
  -- The shop's own time of the newest update seen, in epoch milliseconds.
  revision      bigint NOT NULL,
  is_whole      boolean NOT NULL,
  PRIMARY KEY (seller_id, line_key),
  CHECK (ordered >= 0 AND cancelled >= 0 AND shipped >= 0),
  CHECK (returned >= restocked AND restocked >= 0),
  CHECK (short >= 0 AND reserved >= 0),
  -- The arithmetic of a shortage, held by the database.
  CONSTRAINT covered_and_short_add_up
    CHECK (short + reserved + shipped = greatest(ordered - cancelled, shipped))
) WITH (fillfactor = 85);
CREATE INDEX order_line_short ON order_line (seller_id, sku_id, short_seq) WHERE short > 0;
CREATE INDEX order_line_reserved ON order_line (seller_id, sku_id, reserved_seq) WHERE reserved > 0;
CREATE INDEX order_line_returned ON order_line (seller_id, line_key) WHERE returned > restocked;
SELECT guard_by_seller('order_line', 'SELECT, INSERT, UPDATE');

-- Every opening (+) and closing (-) of a shortage, in the same sequence as the entries: a shortage moves no stock,
-- but people and rules must see it.
CREATE TABLE shortage (
  seller_id  int NOT NULL,
  seq        bigint NOT NULL,
  line_key   text COLLATE "C" NOT NULL,
  sku_id     int NOT NULL,
  account_id int NOT NULL,
  delta      int NOT NULL CHECK (delta <> 0),
  open_after int NOT NULL CHECK (open_after >= 0),
  cause      text NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (seller_id, seq)
);
CREATE INDEX shortage_of_line ON shortage (seller_id, line_key, seq);
CREATE TRIGGER shortage_is_immutable BEFORE UPDATE OR DELETE ON shortage
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER shortage_is_not_truncated BEFORE TRUNCATE ON shortage
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
SELECT guard_by_seller('shortage', 'SELECT, INSERT');

-- One row per touched SKU and batch: the relay turns them into desired versions of listings, then deletes them.
CREATE TABLE wake (
  seller_id    int NOT NULL,
  wake_id      bigint GENERATED ALWAYS AS IDENTITY,
  sku_id       int NOT NULL,
  -- The account whose own order moved the SKU: its shop has changed its figure by itself, so ours is
  -- told again even where it is the same. 0: no account's order.
  account_id   int NOT NULL DEFAULT 0,
  committed_at timestamptz NOT NULL,
  PRIMARY KEY (seller_id, wake_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02);
SELECT guard_by_seller('wake', 'SELECT, INSERT, DELETE');
