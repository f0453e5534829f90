// The shop's own process: started, waited for, stopped or killed. Nothing of the shop is imported
// here.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { PostgresServer } from '../database-store.ts';

const READY_MS_MAX = 120_000;
const STOP_MS_MAX = 10_000;
const LOG_LINES_MAX = 200;

export interface ProcessSettings {
  readonly postgres: PostgresServer;
  readonly database: string;
  readonly createTables: boolean;
  /** 0 = any free one. */
  readonly port: number;
  readonly adminName: string;
  readonly adminPassword: string;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
}

export interface ShopProcess {
  readonly port: number;
  readonly pid: number;
  /** The last lines it wrote, newest last. */
  log(): readonly string[];
  isRunning(): boolean;
  /** SIGTERM, then SIGKILL when it does not end in time. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

// Only this: the shop does not see the environment of the process that tests it.
function environmentOf(settings: ProcessSettings): Record<string, string> {
  return {
    VENDURE_DISABLE_TELEMETRY: 'true',
    SHOP_PORT: String(settings.port),
    SHOP_PG_HOST: settings.postgres.host,
    SHOP_PG_PORT: String(settings.postgres.port),
    SHOP_PG_USER: settings.postgres.user,
    SHOP_PG_PASSWORD: settings.postgres.password ?? '',
    SHOP_PG_DATABASE: settings.database,
    SHOP_PG_CREATE_TABLES: String(settings.createTables),
    SHOP_ADMIN_NAME: settings.adminName,
    SHOP_ADMIN_PASSWORD: settings.adminPassword,
    SHELFTALK_WEBHOOK_URL: settings.webhookUrl,
    SHELFTALK_WEBHOOK_SECRET: settings.webhookSecret,
  };
}

export async function startProcess(settings: ProcessSettings): Promise<ShopProcess> {
  const folder = import.meta.dirname;
  const child = spawn(process.execPath, [path.join(folder, 'server.mjs')], {
    cwd: folder,
    env: environmentOf(settings),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A Ctrl-C in the terminal is for the tests; they stop the shop, or its input closes.
    detached: true,
  });
  const lines: string[] = [];
  const port = await waitUntilReady(child, lines);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const kill = async (signal: NodeJS.Signals) => {
    if (!isRunning()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const stop = async () => {
    const lastResort = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
    await kill('SIGTERM');
    clearTimeout(lastResort);
  };
  return { port, pid: child.pid ?? 0, log: () => lines, isRunning, stop, kill };
}

function waitUntilReady(child: ChildProcess, lines: string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const fail = (reason: string) => reject(new Error(`Vendure ${reason}:\n${lines.join('\n')}`));
  const keep = (line: string) => {
    lines.push(line);
    if (lines.length > LOG_LINES_MAX) lines.shift();
    if (line.startsWith('{"port":')) resolve((JSON.parse(line) as { port: number }).port);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', keep);
  }
  const tooLate = setTimeout(() => {
    child.kill('SIGKILL');
    fail(`was not ready after ${READY_MS_MAX} ms`);
  }, READY_MS_MAX);
  child.on('error', (error) => fail(`did not start (${error.message})`));
  child.on('exit', (code, signal) => fail(`ended before it was ready (${signal ?? code})`));
  return promise.finally(() => clearTimeout(tooLate));
}
