-- Why: who wants to be told what, how far the ledger was looked at for that, and messages that wait to be sent.
-- Locks: entry against writers while its index is made; it is a block range index, so that is one reading of the table.
-- Compatible with the previous release: it knows none of these tables.

-- Reports ask for entries of a span of time. They are written in the order of time, so the range of a block is enough.
CREATE INDEX entry_in_time ON entry USING brin (at) WITH (autosummarize = on);

CREATE TABLE subscription (
  seller_id       int NOT NULL,
  subscription_id int GENERATED ALWAYS AS IDENTITY,
  person_id       int NOT NULL,
  -- Where the person asked for it. It goes elsewhere only while nobody can be reached there.
  front_end       text COLLATE "C" NOT NULL,
  -- Asked for among others: it goes to that chat. Null: to the person's own.
  chat_id         text COLLATE "C",
  topic           text NOT NULL CHECK (topic IN ('low', 'out', 'shortage', 'parked', 'digest')),
  -- Null: of every SKU, of all locations together.
  sku_id          int,
  location_id     int,
  -- Topic low: told when fewer than this become available.
  below           int CHECK (below BETWEEN 1 AND 1000000),
  -- The ledger's sequence when it was made: what was before is not told.
  since_seq       bigint NOT NULL,
  muted_until     timestamptz,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (seller_id, subscription_id),
  FOREIGN KEY (seller_id, person_id) REFERENCES person,
  CHECK ((topic = 'low') = (below IS NOT NULL)),
  UNIQUE NULLS NOT DISTINCT (seller_id, person_id, front_end, chat_id, topic, sku_id, location_id)
);
SELECT guard_by_seller('subscription', 'SELECT, INSERT, UPDATE, DELETE');

-- How far the entries and shortages of a seller were looked at. Whoever looks locks the row.
CREATE TABLE notify_cursor (
  seller_id int PRIMARY KEY REFERENCES seller,
  seq       bigint NOT NULL
) WITH (fillfactor = 50);
SELECT guard_by_seller('notify_cursor', 'SELECT, INSERT, UPDATE');

-- Updates given up that were told already, so that each is told once; forgotten when they are tried again.
CREATE TABLE parked_told (
  seller_id  int NOT NULL,
  listing_id int NOT NULL,
  aspect     text NOT NULL,
  parked_at  timestamptz NOT NULL,
  PRIMARY KEY (seller_id, listing_id, aspect)
);
SELECT guard_by_seller('parked_told', 'SELECT, INSERT, UPDATE, DELETE');

-- Messages that nobody asked for at this moment: alerts, digests, later those of automations. Written in the transaction
-- that gave the reason; a key is sent to a target once, however often its reason is seen.
CREATE TABLE outgoing (
  seller_id   int NOT NULL REFERENCES seller,
  outgoing_id bigint GENERATED ALWAYS AS IDENTITY,
  key         text COLLATE "C" NOT NULL,
  -- 'person:<id>:<front end>', or 'chat:<front end>:<chat>'.
  target      text COLLATE "C" NOT NULL,
  person_id   int,
  -- Where it should go first.
  front_end   text COLLATE "C" NOT NULL,
  -- Null: the person's own chat, as it is known when it is sent.
  chat_id     text COLLATE "C",
  reply       jsonb NOT NULL,
  -- What made it, for people: 'alert low', 'digest'.
  cause       text NOT NULL,
  created_at  timestamptz NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'parked')),
  attempts    int NOT NULL DEFAULT 0,
  -- Until then it belongs to the process that works on it.
  next_at     timestamptz NOT NULL,
  sent_at     timestamptz,
  -- Where it went in the end.
  sent_front_end  text COLLATE "C",
  sent_chat_id    text COLLATE "C",
  sent_message_id text COLLATE "C",
  last_error  text,
  PRIMARY KEY (seller_id, outgoing_id),
  UNIQUE (seller_id, key, target),
  CHECK (person_id IS NOT NULL OR chat_id IS NOT NULL)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX outgoing_due ON outgoing (next_at) WHERE state = 'waiting';
CREATE INDEX outgoing_parked ON outgoing (seller_id, created_at) WHERE state = 'parked';
CREATE INDEX outgoing_old ON outgoing (created_at);
SELECT guard_by_seller('outgoing', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');
