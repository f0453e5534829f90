-- Why: the two roles that the service may use, and the wall between sellers.
-- Locks: none on existing tables. Compatible with the previous release: first release.
--
-- shelftalk_app   works for ONE seller at a time (app.seller_id) and sees that seller's rows only.
-- shelftalk_sweep finds work across sellers: it reads, and changes nothing that belongs to a seller.
-- Neither owns a table, is a superuser or bypasses row-level security.

DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('shelftalk_roles'));
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shelftalk_app') THEN
    CREATE ROLE shelftalk_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shelftalk_sweep') THEN
    CREATE ROLE shelftalk_sweep LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of the same cluster made them at this moment
END $$;

GRANT USAGE ON SCHEMA public TO shelftalk_app, shelftalk_sweep;

-- The seller that the session works for; null (no row visible) when none was named.
CREATE FUNCTION current_seller() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.seller_id', true), '')::int
$$;

-- Puts a table behind the wall. Every table with seller_id is declared through this, so none can be forgotten
-- (test/migrations checks it).
CREATE FUNCTION guard_by_seller(guarded regclass, app_may text, sweep_may text DEFAULT 'SELECT')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
  EXECUTE format('CREATE POLICY own_seller ON %s TO shelftalk_app'
    ' USING (seller_id = current_seller()) WITH CHECK (seller_id = current_seller())', guarded);
  EXECUTE format('GRANT %s ON %s TO shelftalk_app', app_may, guarded);
  IF sweep_may <> '' THEN
    EXECUTE format('CREATE POLICY any_seller ON %s TO shelftalk_sweep USING (true) WITH CHECK (true)',
      guarded);
    EXECUTE format('GRANT %s ON %s TO shelftalk_sweep', sweep_may, guarded);
  END IF;
END $$;

CREATE TABLE seller (
  seller_id  int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL,
  currency   text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  time_zone  text NOT NULL,
  -- Buyers' personal data is erased this long after it was stored.
  retention_days int NOT NULL DEFAULT 180 CHECK (retention_days BETWEEN 1 AND 3650),
  created_at timestamptz NOT NULL
);
-- A seller is made by the sweep role: before its first row there is no seller to work for.
SELECT guard_by_seller('seller', 'SELECT, UPDATE', 'SELECT, INSERT');

-- The one lock that every stock writer of a seller takes, and the seller's sequence: one row, rewritten by every
-- batch, hence the low fill factor (updates stay on the page).
CREATE TABLE ledger_head (
  seller_id int PRIMARY KEY REFERENCES seller,
  seq       bigint NOT NULL DEFAULT 0,
  -- Grows with every change of kits, locations and account rules, so that a lane knows that its copy is old.
  catalog_version bigint NOT NULL DEFAULT 1
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 200);
SELECT guard_by_seller('ledger_head', 'SELECT, UPDATE', 'SELECT, INSERT');

-- Processes that are alive: a lease is worth what its owner's beat is worth.
CREATE TABLE process (
  process_id text PRIMARY KEY,
  started_at timestamptz NOT NULL,
  beat_at    timestamptz NOT NULL
) WITH (fillfactor = 50);
GRANT SELECT, INSERT, UPDATE, DELETE ON process TO shelftalk_sweep;
GRANT SELECT ON process TO shelftalk_app;

-- Who does what alone: 'intake' (the seller's ledger lane) or 'account:<id>' (pushes of one account).
CREATE TABLE lease (
  seller_id  int NOT NULL,
  name       text NOT NULL,
  process_id text NOT NULL,
  taken_at   timestamptz NOT NULL,
  PRIMARY KEY (seller_id, name)
) WITH (fillfactor = 50);
SELECT guard_by_seller('lease', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, DELETE');
