-- Why: what happened besides movements of stock, as rules hear of it; rules with their versions, what they did and what
-- waits to be done; tasks, drafts of purchase orders, and the names that a seller gave to group chats.
-- Locks: sales_order_line, account_health, wake and listing_target for a moment (columns with constant defaults);
-- lines that came back are read once.
-- Compatible with the previous release: it neither reads nor misses what is new. What it writes meanwhile makes no
-- events, so rules do not hear of it.

-- What happened, written in the transaction that made it happen. Ledger entries and shortages are not repeated here.
-- Nothing of a buyer: of an order's address only the code of its country.
CREATE TABLE event (
  seller_id  int NOT NULL,
  event_id   bigint GENERATED ALWAYS AS IDENTITY,
  kind       text NOT NULL CHECK (kind IN ('order-received', 'order-cancelled', 'return', 'price-changed', 'drift',
               'listing-paused', 'listing-resumed', 'push-parked', 'push-recovered', 'lag', 'tick')),
  sku_id     int,
  account_id int,
  order_id   bigint,
  body       jsonb NOT NULL DEFAULT '{}',
  -- Automations that led to it, oldest first. Null: it is found from the SKU's entries when it is read.
  causes     int[] DEFAULT '{}',
  at         timestamptz NOT NULL,
  -- Where it stands for ever: after the entries up to this sequence, and in this order among events. Null: no rule has
  -- heard of it yet. Given by the one who reads, so that a transaction which commits late is not skipped.
  after_seq  bigint,
  read_no    bigint,
  PRIMARY KEY (seller_id, event_id),
  CHECK ((after_seq IS NULL) = (read_no IS NULL))
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX event_unread ON event (seller_id, event_id) WHERE read_no IS NULL;
CREATE INDEX event_in_time ON event (seller_id, at);
CREATE INDEX event_old ON event (at);
SELECT guard_by_seller('event', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');

-- What came back as its shop has told it so far, so that each unit is told once.
ALTER TABLE sales_order_line ADD COLUMN returned int NOT NULL DEFAULT 0;
UPDATE sales_order_line AS shown SET returned = line.returned FROM order_line AS line
WHERE line.seller_id = shown.seller_id AND line.line_key = shown.line_key AND line.returned > 0;
-- Given up, and not accepted since.
ALTER TABLE listing_target ADD COLUMN is_given_up boolean NOT NULL DEFAULT false;
UPDATE listing_target SET is_given_up = true WHERE parked_at IS NOT NULL;
-- How long the account's oldest update was waiting when it was told last.
ALTER TABLE account_health ADD COLUMN lag_told_seconds int NOT NULL DEFAULT 0;
-- Automations that led to it; null: it is found from the SKU's entries.
ALTER TABLE wake ADD COLUMN causes int[];

-- How far rules have heard, and what is common to all rules of a seller. Whoever reads or changes rules locks the row.
CREATE TABLE automation_head (
  seller_id       int PRIMARY KEY REFERENCES seller,
  seq             bigint NOT NULL,
  -- Events that were written before are not heard any more.
  event_floor     bigint NOT NULL DEFAULT 0,
  read_no         bigint NOT NULL DEFAULT 0,
  last_tick       timestamptz NOT NULL,
  last_number     int NOT NULL DEFAULT 0,
  -- Grows with every change of a rule, so that a process knows that its copy is old.
  rules_version   bigint NOT NULL DEFAULT 0,
  -- The kill switch: nothing is heard and nothing is done.
  stopped_at      timestamptz,
  stopped_by      int,
  -- Signs calls of webhooks; sealed like the credentials of accounts.
  webhook_secret  text
) WITH (fillfactor = 50);
SELECT guard_by_seller('automation_head', 'SELECT, INSERT, UPDATE');

CREATE TABLE automation (
  seller_id   int NOT NULL REFERENCES seller,
  -- Counted per seller: what people call it by, and what causes are made of.
  number      int NOT NULL,
  version     int NOT NULL,
  rule        jsonb NOT NULL,
  -- Whose rights it acts with: who wrote this version.
  author_id   int NOT NULL,
  state       text NOT NULL CHECK (state IN ('on', 'paused', 'draft', 'removed')),
  -- Why it is paused, where a person did not say so.
  state_reason text,
  state_at    timestamptz NOT NULL,
  runs_per_hour int NOT NULL DEFAULT 60 CHECK (runs_per_hour BETWEEN 1 AND 3600),
  -- It hears of what comes after these.
  since_seq   bigint NOT NULL DEFAULT 0,
  since_event bigint NOT NULL DEFAULT 0,
  since_at    timestamptz NOT NULL,
  -- Firings beyond its budget are told together, and not often.
  grouped_told_at timestamptz,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (seller_id, number),
  FOREIGN KEY (seller_id, author_id) REFERENCES person
) WITH (fillfactor = 70);
SELECT guard_by_seller('automation', 'SELECT, INSERT, UPDATE');

-- Every version that ever was, for the history of what it did.
CREATE TABLE automation_version (
  seller_id  int NOT NULL,
  number     int NOT NULL,
  version    int NOT NULL,
  rule       jsonb NOT NULL,
  author_id  int NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (seller_id, number, version),
  FOREIGN KEY (seller_id, number) REFERENCES automation
);
SELECT guard_by_seller('automation_version', 'SELECT, INSERT');

-- All that is remembered between two facts: of each subject (a SKU, an order, the clock) when the rule last ran for it.
CREATE TABLE automation_memory (
  seller_id   int NOT NULL,
  number      int NOT NULL,
  subject     text COLLATE "C" NOT NULL,
  last_run_at timestamptz NOT NULL,
  runs        int NOT NULL,
  PRIMARY KEY (seller_id, number, subject)
) WITH (fillfactor = 70);
SELECT guard_by_seller('automation_memory', 'SELECT, INSERT, UPDATE, DELETE');

-- A rule ran: once for a fact and a subject, whatever happens.
CREATE TABLE automation_run (
  seller_id  int NOT NULL,
  run_id     bigint GENERATED ALWAYS AS IDENTITY,
  number     int NOT NULL,
  version    int NOT NULL,
  fact       text COLLATE "C" NOT NULL,
  subject    text COLLATE "C" NOT NULL,
  sku_id     int,
  -- When it happened, and when the rule ran.
  happened_at timestamptz NOT NULL,
  at         timestamptz NOT NULL,
  -- grouped: beyond the budget; told together with others, and only told. stopped: a loop.
  outcome    text NOT NULL CHECK (outcome IN ('ran', 'grouped', 'stopped')),
  -- The fact, its figures, the conditions with their values.
  trace      jsonb NOT NULL,
  -- Of a grouped one: on which card it was told.
  told_at    timestamptz,
  PRIMARY KEY (seller_id, run_id)
);
CREATE UNIQUE INDEX automation_run_once ON automation_run (seller_id, number, version, fact, subject);
CREATE INDEX automation_run_newest ON automation_run (seller_id, number, at);
CREATE INDEX automation_run_untold ON automation_run (seller_id, number)
  WHERE outcome = 'grouped' AND told_at IS NULL;
CREATE INDEX automation_run_old ON automation_run (at);
SELECT guard_by_seller('automation_run', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');

-- What a run brought about. Told at once where it only tells; else carried out afterwards, under a key that makes a
-- repetition harmless.
CREATE TABLE automation_action (
  seller_id  int NOT NULL,
  -- What people call it by when they approve or reject it.
  action_id  bigint GENERATED ALWAYS AS IDENTITY,
  run_id     bigint NOT NULL,
  ordinal    int NOT NULL,
  number     int NOT NULL,
  version    int NOT NULL,
  key        text COLLATE "C" NOT NULL,
  kind       text NOT NULL,
  action     jsonb NOT NULL,
  -- What set it off: ids and figures.
  occurrence jsonb NOT NULL,
  -- Automations that led to it, itself last.
  causes     int[] NOT NULL,
  author_id  int NOT NULL,
  state      text NOT NULL CHECK (state IN ('waiting', 'awaiting-approval', 'done', 'refused', 'parked')),
  -- What came of it, or why it waits for a person, for people.
  result     text,
  -- What exactly shall be done, worked out before it is begun: a price that was cut by percent is not cut twice.
  plan       jsonb,
  attempts   int NOT NULL DEFAULT 0,
  -- Until then it belongs to the process that works on it.
  next_at    timestamptz NOT NULL,
  happened_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  decided_by int,
  done_at    timestamptz,
  PRIMARY KEY (seller_id, action_id),
  FOREIGN KEY (seller_id, number) REFERENCES automation
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX automation_action_once ON automation_action (seller_id, key);
CREATE INDEX automation_action_of ON automation_action (seller_id, run_id, ordinal);
CREATE INDEX automation_action_due ON automation_action (next_at) WHERE state = 'waiting';
CREATE INDEX automation_action_to_approve ON automation_action (seller_id, action_id)
  WHERE state = 'awaiting-approval';
CREATE INDEX automation_action_acted ON automation_action (seller_id, number, done_at) WHERE state = 'done';
CREATE INDEX automation_action_old ON automation_action (created_at);
SELECT guard_by_seller('automation_action', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');

-- A group chat, or a person, by the name that rules call it by: "warehouse team".
CREATE TABLE notify_target (
  seller_id  int NOT NULL REFERENCES seller,
  target_id  int GENERATED ALWAYS AS IDENTITY,
  name       text NOT NULL CHECK (name <> ''),
  front_end  text COLLATE "C",
  chat_id    text COLLATE "C",
  person_id  int,
  made_by    int,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (seller_id, target_id),
  FOREIGN KEY (seller_id, person_id) REFERENCES person,
  CHECK ((chat_id IS NULL) = (person_id IS NOT NULL)),
  CHECK (chat_id IS NULL OR front_end IS NOT NULL)
);
CREATE UNIQUE INDEX notify_target_folded ON notify_target (seller_id, lower(name));
SELECT guard_by_seller('notify_target', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE task (
  seller_id  int NOT NULL REFERENCES seller,
  task_id    bigint GENERATED ALWAYS AS IDENTITY,
  key        text COLLATE "C" NOT NULL,
  title      text NOT NULL,
  sku_id     int,
  -- Whose it is, as the rule said; null: whoever takes it.
  assignee   text,
  -- The automation that left it; null: a person.
  number     int,
  created_at timestamptz NOT NULL,
  done_at    timestamptz,
  done_by    int,
  PRIMARY KEY (seller_id, task_id),
  UNIQUE (seller_id, key)
) WITH (fillfactor = 85);
CREATE INDEX task_open ON task (seller_id, task_id) WHERE done_at IS NULL;
SELECT guard_by_seller('task', 'SELECT, INSERT, UPDATE');

CREATE TABLE purchase_draft (
  seller_id  int NOT NULL REFERENCES seller,
  draft_id   bigint GENERATED ALWAYS AS IDENTITY,
  key        text COLLATE "C" NOT NULL,
  sku_id     int NOT NULL,
  units      int NOT NULL CHECK (units BETWEEN 1 AND 1000000),
  number     int,
  created_at timestamptz NOT NULL,
  -- Ordered, or thrown away.
  closed_at  timestamptz,
  closed_by  int,
  PRIMARY KEY (seller_id, draft_id),
  UNIQUE (seller_id, key),
  FOREIGN KEY (seller_id, sku_id) REFERENCES sku
) WITH (fillfactor = 85);
CREATE INDEX purchase_draft_open ON purchase_draft (seller_id, draft_id) WHERE closed_at IS NULL;
SELECT guard_by_seller('purchase_draft', 'SELECT, INSERT, UPDATE');
