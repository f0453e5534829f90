-- Why: who talks to us and what they may do, what they said, what they were asked, and what they changed.
-- Locks: none on existing tables. Compatible with the previous release: it knows none of these tables.

-- A human who works with this seller's stock. Removed people stay, because the history names them.
CREATE TABLE person (
  seller_id  int NOT NULL REFERENCES seller,
  person_id  int GENERATED ALWAYS AS IDENTITY,
  name       text NOT NULL CHECK (name <> ''),
  role       text NOT NULL CHECK (role IN ('owner', 'manager', 'warehouse', 'viewer')),
  -- Where this person is when no place is named; null: it is asked.
  home_location_id int,
  language   text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'hinglish', 'hi', 'es')),
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (seller_id, person_id),
  FOREIGN KEY (seller_id, home_location_id) REFERENCES location
);
SELECT guard_by_seller('person', 'SELECT, INSERT, UPDATE');

-- A person on a front-end. Gone when the person is: what writes from there is then a stranger.
CREATE TABLE chat_identity (
  seller_id   int NOT NULL,
  front_end   text COLLATE "C" NOT NULL,
  -- As the platform names the sender for ever; never a user name.
  external_id text COLLATE "C" NOT NULL,
  person_id   int NOT NULL,
  -- How the platform shows them. Data.
  shown_name  text,
  -- The direct chat in which this person is reached; null: none is known yet.
  chat_id     text COLLATE "C",
  linked_at   timestamptz NOT NULL,
  seen_at     timestamptz NOT NULL,
  PRIMARY KEY (seller_id, front_end, external_id),
  FOREIGN KEY (seller_id, person_id) REFERENCES person
) WITH (fillfactor = 70);
CREATE INDEX chat_identity_of ON chat_identity (seller_id, person_id);
SELECT guard_by_seller('chat_identity', 'SELECT, INSERT, UPDATE, DELETE');

-- A one-time code that links an identity: to a person who is here, or to one who is then made. Only its hash is kept.
CREATE TABLE link_code (
  seller_id  int NOT NULL,
  code_hash  bytea NOT NULL,
  -- Of a further front-end of a person who is here.
  person_id  int,
  -- Of somebody new.
  role       text CHECK (role IN ('owner', 'manager', 'warehouse', 'viewer')),
  name       text,
  made_by    int NOT NULL,
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  PRIMARY KEY (seller_id, code_hash),
  FOREIGN KEY (seller_id, person_id) REFERENCES person,
  FOREIGN KEY (seller_id, made_by) REFERENCES person,
  CHECK ((person_id IS NULL) = (role IS NOT NULL AND name IS NOT NULL))
);
CREATE INDEX link_code_old ON link_code (expires_at);
SELECT guard_by_seller('link_code', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, DELETE');

-- Wrong codes by sender, so that nobody tries many.
CREATE TABLE link_failure (
  seller_id   int NOT NULL,
  front_end   text COLLATE "C" NOT NULL,
  external_id text COLLATE "C" NOT NULL,
  failures    int NOT NULL,
  -- Of the first of them.
  since       timestamptz NOT NULL,
  PRIMARY KEY (seller_id, front_end, external_id)
) WITH (fillfactor = 70);
CREATE INDEX link_failure_old ON link_failure (since);
SELECT guard_by_seller('link_failure', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, DELETE');

-- The inbox of the front-ends: a message is here before its platform hears that it arrived, and its answer before it
-- is sent. Kept for 30 days, which is longer than any platform repeats itself.
CREATE TABLE chat_message (
  seller_id   int NOT NULL,
  front_end   text COLLATE "C" NOT NULL,
  message_id  text COLLATE "C" NOT NULL,
  sender_id   text COLLATE "C" NOT NULL,
  -- Whom the sender was when the message came; null: nobody we know.
  person_id   int,
  received_at timestamptz NOT NULL,
  -- The message as it came, without the bytes of its files, which stand beside it in their order.
  message     jsonb NOT NULL,
  files       bytea[] NOT NULL DEFAULT '{}',
  -- waiting: to be answered. answered: its reply is to be sent. delivered, silent (nothing was to be said) and
  -- undeliverable are ends.
  state       text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'answered', 'delivered', 'silent', 'undeliverable')),
  outcome     text CHECK (outcome IN ('answer', 'ask', 'preview', 'done', 'refused', 'ignored')),
  -- Whether it asked for a change; and of a refusal, its reason in a word.
  is_write    boolean NOT NULL DEFAULT false,
  note        text,
  reply       jsonb,
  attempts    int NOT NULL DEFAULT 0,
  -- Until then it belongs to the process that works on it.
  next_at     timestamptz NOT NULL,
  PRIMARY KEY (seller_id, front_end, message_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX chat_message_open ON chat_message (next_at) WHERE state IN ('waiting', 'answered');
CREATE INDEX chat_message_by_sender ON chat_message (seller_id, front_end, sender_id, received_at);
CREATE INDEX chat_message_by_person ON chat_message (seller_id, person_id, received_at);
CREATE INDEX chat_message_old ON chat_message (received_at);
SELECT guard_by_seller('chat_message', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');

-- A question that was asked, or a change that waits for a yes. Answered once, by a conditional update; the message that
-- answered it is kept, so that work which was cut short goes on instead of beginning anew.
CREATE TABLE question (
  seller_id   int NOT NULL,
  question_id text COLLATE "C" NOT NULL CHECK (question_id ~ '^[a-z0-9]{10}$'),
  person_id   int NOT NULL,
  -- Where it was asked.
  front_end   text COLLATE "C" NOT NULL,
  chat_id     text COLLATE "C" NOT NULL,
  -- approve: the change was confirmed by this person and waits for a second one.
  kind        text NOT NULL CHECK (kind IN ('choice', 'confirm', 'approve')),
  -- The message that asked for the change: its name is the business key of all that follows.
  begun_front_end  text COLLATE "C" NOT NULL,
  begun_message_id text COLLATE "C" NOT NULL,
  -- The exact drafts, what each option means, and what was shown.
  body        jsonb NOT NULL,
  -- Of the drafts and the figures shown: a yes holds for these only.
  digest      bytea NOT NULL,
  asked_at    timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  -- In a shop of one person a big change is confirmed twice: the first time, and where.
  confirmed_at        timestamptz,
  confirmed_front_end text COLLATE "C",
  -- Answered, by which message and by whom.
  used_at           timestamptz,
  used_by           int,
  used_front_end    text COLLATE "C",
  used_message_id   text COLLATE "C",
  -- Replaced or declined.
  closed_at   timestamptz,
  PRIMARY KEY (seller_id, question_id),
  FOREIGN KEY (seller_id, person_id) REFERENCES person
) WITH (fillfactor = 70);
CREATE INDEX question_open ON question (seller_id, person_id, asked_at DESC)
  WHERE used_at IS NULL AND closed_at IS NULL;
CREATE INDEX question_used_by ON question (seller_id, used_front_end, used_message_id)
  WHERE used_message_id IS NOT NULL;
CREATE INDEX question_old ON question (expires_at);
SELECT guard_by_seller('question', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');

-- Who changed what by which message, and what takes it back. Never rewritten but for the mark of an undo.
CREATE TABLE change (
  seller_id  int NOT NULL,
  change_id  bigint GENERATED ALWAYS AS IDENTITY,
  at         timestamptz NOT NULL,
  person_id  int NOT NULL,
  front_end  text COLLATE "C" NOT NULL,
  -- The message that asked for it, and which of its changes this is.
  begun_front_end  text COLLATE "C" NOT NULL,
  begun_message_id text COLLATE "C" NOT NULL,
  ordinal    int NOT NULL,
  command    text NOT NULL,
  what       text NOT NULL,
  before     text,
  after      text,
  undo       jsonb NOT NULL,
  -- The change that this one took back.
  undoes     bigint,
  undone_by  bigint,
  PRIMARY KEY (seller_id, change_id),
  UNIQUE (seller_id, begun_front_end, begun_message_id, ordinal),
  FOREIGN KEY (seller_id, person_id) REFERENCES person
) WITH (fillfactor = 85);
CREATE INDEX change_by_person ON change (seller_id, person_id, change_id DESC);
SELECT guard_by_seller('change', 'SELECT, INSERT, UPDATE');

-- What a person said last, on whichever front-end: "same for Delhi".
CREATE TABLE chat_memory (
  seller_id int NOT NULL,
  person_id int NOT NULL,
  last      jsonb,
  at        timestamptz NOT NULL,
  PRIMARY KEY (seller_id, person_id),
  FOREIGN KEY (seller_id, person_id) REFERENCES person
) WITH (fillfactor = 50);
SELECT guard_by_seller('chat_memory', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE chat_setting (
  seller_id int PRIMARY KEY REFERENCES seller,
  -- Changes of at most so many units of one SKU are done at once; 0: every change is confirmed.
  ask_above_units int NOT NULL DEFAULT 0 CHECK (ask_above_units BETWEEN 0 AND 1000)
);
SELECT guard_by_seller('chat_setting', 'SELECT, INSERT, UPDATE');
