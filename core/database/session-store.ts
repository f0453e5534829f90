// The statements that steer a session; the tables have their own stores.

export const BEGIN = 'BEGIN';
export const COMMIT = 'COMMIT';
export const ROLLBACK = 'ROLLBACK';

// For the session, and therefore never inside a transaction: a rollback would take it back.
export const SET_SELLER = `SELECT set_config('app.seller_id', $1, false)`;

export const WHO_AM_I = `
  SELECT current_user AS name, rolsuper AS "isSuperuser", rolbypassrls AS "bypassesRls"
  FROM pg_roles WHERE rolname = current_user`;

export const SERVER_VERSION = `SELECT current_setting('server_version_num')::int AS version`;

export const EMBEDDED_DATABASE = 'shelftalk';
export const FIND_DATABASE = `SELECT FROM pg_database WHERE datname = $1`;
export const CREATE_EMBEDDED_DATABASE = `CREATE DATABASE ${EMBEDDED_DATABASE}`;
