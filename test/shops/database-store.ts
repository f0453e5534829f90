// Databases for shops on a given Postgres: filled once, then copied, so that a shop starts in
// seconds.
import { Client, type ClientConfig } from 'pg';

/** `host` may be the folder of a Unix socket. The user may create databases. */
export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
}

/** The same from a URL; `postgresql://user@/?host=/folder&port=5432` for a socket. */
export function toPostgresServer(url: string): PostgresServer {
  const { hostname, port, username, password, searchParams } = new URL(url);
  return {
    host: searchParams.get('host') ?? hostname,
    port: Number(searchParams.get('port') ?? (port || 5432)),
    user: decodeURIComponent(username) || 'postgres',
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
}

// One number for everybody who makes a template on this server; the value means nothing.
const TEMPLATE_LOCK = 7_341_201;

const SELECT_DATABASE = 'SELECT 1 FROM pg_database WHERE datname = $1';
const SELECT_SHOPS = `
  SELECT datname AS name FROM pg_database
  WHERE datname LIKE 'shop\\_%' AND datname NOT LIKE 'shop\\_template\\_%'`;
const LOCK_TEMPLATES = 'SELECT pg_advisory_lock($1)';

/** `shop_…` are shops in use; `shop_template_…` are what they are copied from. */
export const SHOP_PREFIX = 'shop_';
export const TEMPLATE_PREFIX = 'shop_template_';

// Names are ours, never a stranger's: lower case, digits, underscores.
function quoted(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`${name} is no database name.`);
  return `"${name}"`;
}

async function connected<Result>(
  server: PostgresServer,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const config: ClientConfig = { ...server, database: 'postgres' };
  const client = new Client(config);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function has(client: Client, name: string): Promise<boolean> {
  return (await client.query(SELECT_DATABASE, [name])).rowCount === 1;
}

/** Makes the template unless it is there. A run that died leaves only the `_new` database. */
export async function ensureTemplate(
  server: PostgresServer,
  { template, fill }: { template: string; fill: (database: string) => Promise<void> },
): Promise<void> {
  await connected(server, async (client) => {
    await client.query(LOCK_TEMPLATES, [TEMPLATE_LOCK]);
    if (await has(client, template)) return;
    const unfinished = `${template}_new`;
    await client.query(`DROP DATABASE IF EXISTS ${quoted(unfinished)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${quoted(unfinished)}`);
    await fill(unfinished);
    await client.query(`ALTER DATABASE ${quoted(unfinished)} RENAME TO ${quoted(template)}`);
  });
}

export async function copyTemplate(
  server: PostgresServer,
  { template, database }: { template: string; database: string },
): Promise<void> {
  await connected(server, async (client) => {
    const copy = `CREATE DATABASE ${quoted(database)} TEMPLATE ${quoted(template)}`;
    await client.query(`${copy} STRATEGY FILE_COPY`);
  });
}

export async function dropDatabase(server: PostgresServer, database: string): Promise<void> {
  await connected(server, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`);
  });
}

export async function dropShops(server: PostgresServer): Promise<void> {
  const found = await connected(server, (client) => client.query<{ name: string }>(SELECT_SHOPS));
  for (const { name } of found.rows) await dropDatabase(server, name);
}
