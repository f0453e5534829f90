// SQL of the migration runner itself, and the rights that the service's roles need beyond what
// the migrations grant.

export const LOCK_MIGRATIONS = 'SELECT pg_advisory_lock(hashtext($1))';
export const UNLOCK_MIGRATIONS = 'SELECT pg_advisory_unlock(hashtext($1))';

export const CREATE_MIGRATION_TABLE = `
  CREATE TABLE IF NOT EXISTS schema_migration (
    number int PRIMARY KEY,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`;

export const READ_APPLIED = 'SELECT number, name, sha256 FROM schema_migration ORDER BY number';

// A migration waits this long for a lock and then gives way to the orders that hold it.
export const LIMIT_LOCK_WAIT = `SET LOCAL lock_timeout = '3s'`;

export const RECORD_APPLIED =
  'INSERT INTO schema_migration (number, name, sha256) VALUES ($1, $2, $3)';

export const ROLE_EXISTS = 'SELECT FROM pg_roles WHERE rolname = $1';

export const QUEUE_RIGHTS_COMPLETE = `
  SELECT has_schema_privilege($1, n.oid, 'CREATE') AND NOT EXISTS (
    SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
      AND NOT has_table_privilege($1, c.oid, 'INSERT')
  ) AS complete
  FROM pg_namespace n WHERE n.nspname = 'bullmq'`;

// BullMQ makes a sequence at the first job of each queue, hence CREATE.
export const grantQueue = (role: string) => `
  GRANT USAGE, CREATE ON SCHEMA bullmq TO ${role};
  GRANT ALL ON ALL TABLES IN SCHEMA bullmq TO ${role};
  GRANT ALL ON ALL SEQUENCES IN SCHEMA bullmq TO ${role}`;

/** Postgres 16 and newer tell "may become" from "is a member"; before, one meant the other. */
export const mayBecomeRole = (version: number) => `
  SELECT rolsuper OR pg_has_role(rolname, $2, '${version >= 160_000 ? 'SET' : 'MEMBER'}') AS may
  FROM pg_roles WHERE rolname = $1`;

export const grantRole = (o: { role: string; login: string }) =>
  `GRANT ${o.role} TO "${o.login.replaceAll('"', '""')}"`;

export const READ_LOGIN = 'SELECT session_user AS name';
