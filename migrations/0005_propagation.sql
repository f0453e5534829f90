-- Why: what every listing should show, what its shop has accepted, and how long that took.
-- Locks: none on existing tables. Compatible with the previous release: first release.

CREATE TABLE listing_target (
  seller_id       int NOT NULL,
  listing_id      int NOT NULL,
  aspect          text NOT NULL CHECK (aspect IN ('stock', 'price', 'status')),
  account_id      int NOT NULL,
  sku_id          int NOT NULL,
  -- Units, minor units of the account's currency, or 1 (active) / 0 (paused).
  desired_value   bigint NOT NULL,
  desired_version bigint NOT NULL,
  -- Commit of the oldest change that no call has carried yet; null: none waits.
  waiting_since   timestamptz,
  -- The newest call: what it carried, and the commit of the oldest change in it (null once accepted).
  sent_value      bigint,
  sent_version    bigint NOT NULL DEFAULT 0,
  sent_at         timestamptz,
  sent_since      timestamptz,
  acked_value     bigint,
  acked_version   bigint NOT NULL DEFAULT 0,
  acked_at        timestamptz,
  -- When the call that was accepted was made: the shop's orders after it explain a lower figure.
  acked_sent_at   timestamptz,
  -- What the shop was last known to show, from a read-back or from its own message.
  seen_value      bigint,
  seen_at         timestamptz,
  -- The last accepted push that no read-back has confirmed yet.
  unverified_push bigint,
  -- When the listing should be read back next; null: nothing to verify.
  verify_at       timestamptz,
  attempts        int NOT NULL DEFAULT 0,
  next_at         timestamptz NOT NULL,
  parked_at       timestamptz,
  last_error      text,
  PRIMARY KEY (seller_id, listing_id, aspect),
  CONSTRAINT acked_never_ahead CHECK (acked_version <= desired_version)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX listing_target_due ON listing_target (seller_id, account_id, next_at)
  WHERE acked_version < desired_version AND parked_at IS NULL;
CREATE INDEX listing_target_parked ON listing_target (seller_id, account_id) WHERE parked_at IS NOT NULL;
CREATE INDEX listing_target_to_verify ON listing_target (seller_id, account_id, verify_at)
  WHERE verify_at IS NOT NULL;
CREATE INDEX listing_target_of_sku ON listing_target (seller_id, sku_id);
SELECT guard_by_seller('listing_target', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION refuse_older_ack() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'listing % %: acknowledged version % would go back to %',
    OLD.listing_id, OLD.aspect, OLD.acked_version, NEW.acked_version
    USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER acked_never_goes_back BEFORE UPDATE OF acked_version ON listing_target
  FOR EACH ROW WHEN (NEW.acked_version < OLD.acked_version) EXECUTE FUNCTION refuse_older_ack();

-- Every push that was answered: the three clocks, and the dead letters' history.
CREATE TABLE push (
  seller_id    int NOT NULL,
  push_id      bigint GENERATED ALWAYS AS IDENTITY,
  account_id   int NOT NULL,
  listing_id   int NOT NULL,
  aspect       text NOT NULL,
  version      bigint NOT NULL,
  value        bigint NOT NULL,
  outcome      text NOT NULL,
  reason       text,
  committed_at timestamptz NOT NULL,
  sent_at      timestamptz NOT NULL,
  answered_at  timestamptz NOT NULL,
  verified_at  timestamptz,
  PRIMARY KEY (seller_id, push_id)
);
CREATE INDEX push_by_account ON push (seller_id, account_id, answered_at);
CREATE INDEX push_old ON push (answered_at);
SELECT guard_by_seller('push', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');

-- A figure on a shop that is neither ours nor explained by the shop's orders.
CREATE TABLE drift (
  seller_id   int NOT NULL,
  drift_id    bigint GENERATED ALWAYS AS IDENTITY,
  account_id  int NOT NULL,
  listing_id  int NOT NULL,
  aspect      text NOT NULL,
  expected    bigint NOT NULL,
  seen        bigint NOT NULL,
  cause       text NOT NULL,
  noticed_at  timestamptz NOT NULL,
  PRIMARY KEY (seller_id, drift_id)
);
CREATE INDEX drift_newest ON drift (seller_id, noticed_at DESC);
SELECT guard_by_seller('drift', 'SELECT, INSERT');

-- How an account's shop has been answering: breaker and waiting times survive a restart.
CREATE TABLE account_health (
  seller_id     int NOT NULL,
  account_id    int NOT NULL,
  failures      int NOT NULL DEFAULT 0,
  open_until    timestamptz,
  last_ok_at    timestamptz,
  last_error    text,
  last_error_at timestamptz,
  PRIMARY KEY (seller_id, account_id)
) WITH (fillfactor = 50);
SELECT guard_by_seller('account_health', 'SELECT, INSERT, UPDATE');
