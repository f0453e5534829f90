-- Why: a message that nobody asked for has buttons that carry a command; what a button does is kept here, never in it.
-- Locks: none on existing tables. Compatible with the previous release: it does not know the table.

CREATE TABLE offer (
  seller_id  int NOT NULL REFERENCES seller,
  -- Made of the message's own name, so that writing it again brings nothing new.
  offer_id   text COLLATE "C" NOT NULL CHECK (offer_id ~ '^[a-z0-9]{10}$'),
  -- What each button says, and the command with its slots.
  offers     jsonb NOT NULL,
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (seller_id, offer_id)
);
CREATE INDEX offer_old ON offer (expires_at);
SELECT guard_by_seller('offer', 'SELECT, INSERT', 'SELECT, DELETE');
