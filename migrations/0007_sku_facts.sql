-- Why: how people call, sort, pack and cost what is sold; who carried a shipment booked by hand; and a version that
-- tells every process when its copy of the seller's words is old.
-- Locks: sku, location and sales_order for a moment (columns with constant defaults: nothing is rewritten).
-- Compatible with the previous release: yes, it neither reads nor misses what is new.

ALTER TABLE sku
  ADD COLUMN aliases         text[] NOT NULL DEFAULT '{}',
  ADD COLUMN barcodes        text[] NOT NULL DEFAULT '{}',
  -- { "size": "M", "colour": "black" }
  ADD COLUMN options         jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN category        text,
  ADD COLUMN tags            text[] NOT NULL DEFAULT '{}',
  -- [{ "name": "carton", "units": 24 }]
  ADD COLUMN packs           jsonb NOT NULL DEFAULT '[]',
  -- What one unit cost the seller, in minor units of the seller's currency.
  ADD COLUMN unit_cost_minor bigint CHECK (unit_cost_minor >= 0);

ALTER TABLE location ADD COLUMN aliases text[] NOT NULL DEFAULT '{}';

-- Parcels booked out by hand. `lines` holds the cumulative figures that the ledger was told, so that the same command
-- is told again after a crash instead of booking a second parcel.
CREATE TABLE shipment (
  seller_id   int NOT NULL,
  shipment_id bigint GENERATED ALWAYS AS IDENTITY,
  order_id    bigint NOT NULL,
  key         text COLLATE "C" NOT NULL,
  carrier     text,
  tracking    text,
  lines       jsonb NOT NULL,
  actor       text NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (seller_id, shipment_id),
  UNIQUE (seller_id, key),
  FOREIGN KEY (seller_id, order_id) REFERENCES sales_order
);
CREATE INDEX shipment_of_order ON shipment (seller_id, order_id);
SELECT guard_by_seller('shipment', 'SELECT, INSERT');

-- Grows with every change of what people may call something: codes, titles, aliases, places, shops. The value is the
-- transaction that changed it, so that an import of ten thousand SKUs rewrites this row once.
CREATE TABLE vocabulary_head (
  seller_id int PRIMARY KEY REFERENCES seller,
  version   bigint NOT NULL
) WITH (fillfactor = 50);
SELECT guard_by_seller('vocabulary_head', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION renew_vocabulary() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO vocabulary_head AS known (seller_id, version)
  VALUES (NEW.seller_id, pg_current_xact_id()::text::bigint)
  ON CONFLICT (seller_id) DO UPDATE SET version = excluded.version
    WHERE known.version <> excluded.version;
  RETURN NULL;
END $$;
CREATE TRIGGER sku_is_a_word AFTER INSERT OR UPDATE ON sku
  FOR EACH ROW EXECUTE FUNCTION renew_vocabulary();
CREATE TRIGGER location_is_a_word AFTER INSERT OR UPDATE ON location
  FOR EACH ROW EXECUTE FUNCTION renew_vocabulary();
CREATE TRIGGER account_is_a_word AFTER INSERT OR UPDATE OF name, channel, public_id ON account
  FOR EACH ROW EXECUTE FUNCTION renew_vocabulary();
INSERT INTO vocabulary_head (seller_id, version) SELECT seller_id, 1 FROM seller;
