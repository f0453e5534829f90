-- Why: what a seller sells, where it lies, and on which shops it is offered.
-- Locks: none on existing tables. Compatible with the previous release: first release.

CREATE TABLE location (
  seller_id   int NOT NULL REFERENCES seller,
  location_id int GENERATED ALWAYS AS IDENTITY,
  code        text NOT NULL,
  name        text NOT NULL,
  -- Orders are covered from the lowest rank first.
  rank        int NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (seller_id, location_id),
  UNIQUE (seller_id, code)
);
SELECT guard_by_seller('location', 'SELECT, INSERT, UPDATE');

CREATE TABLE sku (
  seller_id    int NOT NULL REFERENCES seller,
  sku_id       int GENERATED ALWAYS AS IDENTITY,
  code         text NOT NULL,
  title        text NOT NULL,
  -- Units kept back from every listing.
  safety_stock int NOT NULL DEFAULT 0 CHECK (safety_stock BETWEEN 0 AND 1000000),
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (seller_id, sku_id),
  UNIQUE (seller_id, code)
);
CREATE UNIQUE INDEX sku_code_folded ON sku (seller_id, lower(code));
SELECT guard_by_seller('sku', 'SELECT, INSERT, UPDATE');

-- A kit is a SKU without stock of its own: one unit takes `quantity` of each component.
CREATE TABLE kit_component (
  seller_id        int NOT NULL,
  kit_sku_id       int NOT NULL,
  component_sku_id int NOT NULL,
  quantity         int NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
  PRIMARY KEY (seller_id, kit_sku_id, component_sku_id),
  CHECK (kit_sku_id <> component_sku_id),
  FOREIGN KEY (seller_id, kit_sku_id) REFERENCES sku,
  FOREIGN KEY (seller_id, component_sku_id) REFERENCES sku
);
CREATE INDEX kit_component_of ON kit_component (seller_id, component_sku_id);
SELECT guard_by_seller('kit_component', 'SELECT, INSERT');

CREATE TABLE account (
  seller_id       int NOT NULL REFERENCES seller,
  account_id      int GENERATED ALWAYS AS IDENTITY,
  -- Named in the webhook URL, before a seller is known: unique everywhere.
  public_id       text NOT NULL UNIQUE CHECK (public_id ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  channel         text NOT NULL,
  name            text NOT NULL,
  currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  settings        jsonb NOT NULL,
  -- Sealed by core/catalog (AES-256-GCM, bound to seller and account); never readable here.
  credentials     text NOT NULL,
  webhook_secrets text NOT NULL,
  -- How a listing is taken off sale: quantity 0, or the channel's own way.
  pause_by        text NOT NULL DEFAULT 'quantity' CHECK (pause_by IN ('quantity', 'status')),
  -- Units that the shop says came back: wait for the warehouse, or take them in at once.
  restock         text NOT NULL DEFAULT 'confirm' CHECK (restock IN ('confirm', 'at-once')),
  -- Cover order lines by units, or only whole.
  coverage        text NOT NULL DEFAULT 'units' CHECK (coverage IN ('units', 'whole-lines')),
  state           text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'held', 'needs-reauth')),
  state_reason    text,
  -- Part of every idempotency key: a shop that remembers keys of an earlier installation, or of a
  -- database that was restored since, must not take ours for repetitions.
  epoch           uuid NOT NULL DEFAULT gen_random_uuid(),
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (seller_id, account_id)
);
SELECT guard_by_seller('account', 'SELECT, INSERT, UPDATE');

-- Which locations fulfil an account's orders, best first; none listed: all, by the location's own rank.
CREATE TABLE account_location (
  seller_id   int NOT NULL,
  account_id  int NOT NULL,
  location_id int NOT NULL,
  rank        int NOT NULL,
  PRIMARY KEY (seller_id, account_id, location_id),
  FOREIGN KEY (seller_id, account_id) REFERENCES account,
  FOREIGN KEY (seller_id, location_id) REFERENCES location
);
SELECT guard_by_seller('account_location', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE listing (
  seller_id          int NOT NULL,
  listing_id         int GENERATED ALWAYS AS IDENTITY,
  account_id         int NOT NULL,
  sku_id             int NOT NULL,
  external_id        text NOT NULL,
  external_parent_id text,
  external_stock_id  text,
  -- Paused by a person: stays so until a person resumes it.
  is_paused_by_hand  boolean NOT NULL DEFAULT false,
  created_at         timestamptz NOT NULL,
  PRIMARY KEY (seller_id, listing_id),
  FOREIGN KEY (seller_id, account_id) REFERENCES account,
  FOREIGN KEY (seller_id, sku_id) REFERENCES sku
);
CREATE INDEX listing_of_sku ON listing (seller_id, sku_id);
CREATE INDEX listing_by_stock_id ON listing (seller_id, account_id, external_stock_id);
-- Last on purpose: while the planner has no statistics, indexes that look alike to it tie, and the
-- newest one wins. With another, a look-up by the shop's id would read all rows of the account.
CREATE UNIQUE INDEX listing_once ON listing (seller_id, account_id, external_id);
SELECT guard_by_seller('listing', 'SELECT, INSERT, UPDATE');

-- What a shop calls a SKU, where that is not the SKU's own code. Made by `map`.
CREATE TABLE sku_mapping (
  seller_id    int NOT NULL,
  account_id   int NOT NULL,
  channel_code text NOT NULL,
  sku_id       int NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (seller_id, account_id, channel_code),
  FOREIGN KEY (seller_id, account_id) REFERENCES account,
  FOREIGN KEY (seller_id, sku_id) REFERENCES sku
);
SELECT guard_by_seller('sku_mapping', 'SELECT, INSERT, UPDATE');

-- Prices, newest last; account_id 0 is the base price. Append-only: the current price is the newest row.
CREATE TABLE price_change (
  seller_id    int NOT NULL,
  price_seq    bigint GENERATED ALWAYS AS IDENTITY,
  sku_id       int NOT NULL,
  account_id   int NOT NULL DEFAULT 0,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  actor        text NOT NULL,
  front_end    text,
  at           timestamptz NOT NULL,
  PRIMARY KEY (seller_id, price_seq),
  FOREIGN KEY (seller_id, sku_id) REFERENCES sku
);
CREATE INDEX price_change_newest ON price_change (seller_id, sku_id, account_id, price_seq DESC);
SELECT guard_by_seller('price_change', 'SELECT, INSERT');
