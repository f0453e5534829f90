// A real Vendure for the tests. Not a simulator: somebody else's server with its own stock, races
// and moods, in a process of its own.
//
//   const shop = await startVendure({ postgres, webhookUrl, webhookSecret });
//   await shop.buy({ sku: 'MUG-WHITE', quantity: 2 });     a buyer, through the Shop API
//   await shop.readVariant('MUG-WHITE');                   what the shop itself believes
//   await shop.restart();                                  same port, same database
//   await shop.stop();                                     also drops the database
//
// The first start on a Postgres installs the packages when missing and fills a template database
// (some 20 seconds); later ones copy it. Needs the project's Node, from which the shop is started
// as well.
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  copyTemplate,
  dropDatabase,
  ensureTemplate,
  type PostgresServer,
  SHOP_PREFIX,
  TEMPLATE_PREFIX,
} from '../database-store.ts';
import { installShop } from '../install-shop.ts';
import { logIn, readVariant, type VariantReading } from './admin.ts';
import { type Buyers, createBuyers } from './buyer.ts';
import { DEFAULT_DATASET, type ShopDataset } from './dataset.ts';
import { GraphqlSession } from './graphql-session.ts';
import { populate } from './populate.ts';
import { type ProcessSettings, type ShopProcess, startProcess } from './start-process.ts';

const ADMIN = { adminName: 'superadmin', adminPassword: 'superadmin-of-a-test-shop' };
// Whatever decides what a filled database looks like.
const TEMPLATE_SOURCES = ['package-lock.json', 'server.mjs', 'populate.ts'];

export interface VendureOptions {
  readonly postgres: PostgresServer;
  /** 0 or absent = any free one; it stays the same over restarts. */
  readonly port?: number;
  /** Where the events plugin posts to; absent = the plugin is not loaded. */
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  readonly dataset?: ShopDataset;
}

export interface VendureShop extends Buyers {
  readonly adminUrl: string;
  readonly shopUrl: string;
  readonly adminName: string;
  readonly adminPassword: string;
  readonly database: string;
  /** A bearer token of the administrator; logs in when there is none yet. Survives restarts. */
  adminToken(): Promise<string>;
  /** Any Admin API call as the administrator. Throws ShopCallFailed on GraphQL errors. */
  askAdmin<Data>(query: string, variables?: object): Promise<Data>;
  readVariant(sku: string): Promise<VariantReading>;
  /** Ends the process and drops the database. */
  stop(): Promise<void>;
  /** Ends the process only; `restart()` brings it back. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  restart(): Promise<void>;
  /** The last lines the process wrote. */
  log(): readonly string[];
}

export async function startVendure(options: VendureOptions): Promise<VendureShop> {
  await installShop(import.meta.dirname);
  const dataset = options.dataset ?? DEFAULT_DATASET;
  const { postgres } = options;
  const template = await templateNameOf(dataset);
  const fill = (database: string) => fillDatabase({ postgres, database, dataset });
  await ensureTemplate(postgres, { template, fill });
  const database = `${SHOP_PREFIX}vendure_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await copyTemplate(postgres, { template, database });
  const settings: ProcessSettings = {
    ...ADMIN,
    postgres,
    database,
    createTables: false,
    port: options.port ?? 0,
    webhookUrl: options.webhookUrl ?? '',
    webhookSecret: options.webhookSecret ?? '',
  };
  return shopOn(settings, await startProcess(settings));
}

function shopOn(settings: ProcessSettings, first: ShopProcess): VendureShop {
  let running = first;
  const origin = `http://127.0.0.1:${first.port}`;
  const admin = new GraphqlSession(`${origin}/admin-api`);
  const credentials = { name: settings.adminName, password: settings.adminPassword };
  const adminToken = async () => admin.token ?? (await logIn(admin, credentials));
  const askAdmin = async <Data>(query: string, variables: object = {}) => {
    await adminToken();
    return admin.ask<Data>(query, variables);
  };
  const readOne = async (sku: string) => {
    await adminToken();
    return readVariant(admin, sku);
  };
  return {
    ...createBuyers(`${origin}/shop-api`, async (sku) => (await readOne(sku)).id),
    adminUrl: admin.url,
    shopUrl: `${origin}/shop-api`,
    adminName: settings.adminName,
    adminPassword: settings.adminPassword,
    database: settings.database,
    adminToken,
    askAdmin,
    readVariant: readOne,
    kill: (signal = 'SIGKILL') => running.kill(signal),
    restart: async () => {
      await running.stop();
      running = await startProcess({ ...settings, port: first.port });
    },
    stop: async () => {
      await running.stop();
      await dropDatabase(settings.postgres, settings.database);
    },
    log: () => running.log(),
  };
}

async function templateNameOf(dataset: ShopDataset): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([dataset, ADMIN]));
  for (const source of TEMPLATE_SOURCES) {
    hash.update(await readFile(path.join(import.meta.dirname, source)));
  }
  return `${TEMPLATE_PREFIX}vendure_${hash.digest('hex').slice(0, 12)}`;
}

async function fillDatabase({
  postgres,
  database,
  dataset,
}: {
  postgres: PostgresServer;
  database: string;
  dataset: ShopDataset;
}): Promise<void> {
  const quiet = { port: 0, webhookUrl: '', webhookSecret: '' };
  const filling = await startProcess({
    ...ADMIN,
    ...quiet,
    postgres,
    database,
    createTables: true,
  });
  try {
    const admin = new GraphqlSession(`http://127.0.0.1:${filling.port}/admin-api`);
    await logIn(admin, { name: ADMIN.adminName, password: ADMIN.adminPassword });
    await populate(admin, dataset);
  } finally {
    await filling.stop();
  }
}
