// The Postgres that comes with Shelftalk, for people who have none. Real server binaries from npm,
// a data folder, a unix socket in a private folder, no port, no password, no install script.
// It belongs to the process that started it and ends with it; a second process finds it and
// uses it as a guest. Called by open.ts and by the tests; nothing else may know it is there.

import { execFile } from 'node:child_process';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import { DatabaseUnfit } from './database-errors.ts';
import { type EmbeddedPlace, findPlace, PGDATA } from './embedded-place.ts';
import {
  pgdataOf,
  programEnvironment,
  readServerState,
  type ServerRun,
  type ServerSettings,
  startServer,
} from './embedded-server.ts';
import { CREATE_EMBEDDED_DATABASE, EMBEDDED_DATABASE, FIND_DATABASE } from './session-store.ts';

export const EMBEDDED_OWNER = 'shelftalk_owner';

export interface EmbeddedPostgres {
  /** False: another process runs the server, and its end will be ours. */
  readonly isOwner: boolean;
  urlFor(o: { user: string; database?: string }): string;
  /** Stops the server when this process owns it. Close every connection first. */
  stop(): Promise<void>;
}

const SERVER_MAJOR = '18';
const GUEST_WAIT_MS = 30_000;
const POLL_MS = 25;
const RESTART_DELAY_MS = 500;

// Two starts within one process must not share a draft.
let drafts = 0;

const SETTINGS: ServerSettings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements carry buyers' text, and the log goes to people who should not see it.
  log_min_error_statement: 'panic',
  // Orders are small statements: compiling or parallelising them costs more than it saves.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  // A commit that must first fill a new 16 MB log segment with zeros waits for it; measured, the
  // p99 of a batch halves without. Kept segments save making new ones and bound the folder: it
  // starts at 40 MB and grows to about this much more, never beyond max_wal_size for long.
  wal_init_zero: 'off',
  min_wal_size: '256MB',
  max_wal_size: '1GB',
};

export async function startEmbeddedPostgres(o: {
  dataDir: string;
  log: Logger;
  clock: Clock;
  /** For tests: a throwaway cluster may give up durability for speed. */
  settings?: ServerSettings;
}): Promise<EmbeddedPostgres> {
  const place = await findPlace(path.resolve(o.dataDir));
  const settings = {
    ...SETTINGS,
    ...o.settings,
    unix_socket_directories: place.socketDir,
  };
  const begin = () => startServer({ place, settings, clock: o.clock });
  const run = await startOrJoin({ place, clock: o.clock, begin });
  const stop = run ? supervise({ ...o, run, begin }) : async () => undefined;
  const urlFor = ({ user, database = EMBEDDED_DATABASE }: { user: string; database?: string }) =>
    `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(place.socketDir)}`;
  try {
    await createDatabaseIfMissing(urlFor({ user: EMBEDDED_OWNER, database: 'postgres' }));
  } catch (error) {
    await stop();
    throw error;
  }
  return { isOwner: run !== undefined, urlFor, stop };
}

/** Undefined: a server of another process answers already. */
async function startOrJoin(o: {
  place: EmbeddedPlace;
  clock: Clock;
  begin: () => Promise<ServerRun>;
}): Promise<ServerRun | undefined> {
  const pgdata = pgdataOf(o.place);
  const deadlineMs = o.clock.monotonicMs() + GUEST_WAIT_MS;
  await initialise(o.place);
  for (;;) {
    const state = await readServerState(pgdata);
    if (state?.status === 'ready') return undefined;
    if (!state) {
      try {
        return await o.begin();
      } catch (error) {
        // Lost a race against another process that started a moment earlier.
        if (!(await readServerState(pgdata))) throw error;
      }
    }
    if (o.clock.monotonicMs() > deadlineMs) {
      throw new DatabaseUnfit(
        `A Postgres in ${o.place.homeDir} neither answers nor ends. Stop the process that ` +
          'started it, then try again.',
        { facts: { pid: state?.pid, status: state?.status } },
      );
    }
    await o.clock.sleep(POLL_MS);
  }
}

/** Makes the data folder complete under another name first, so half a folder is never used. */
async function initialise(place: EmbeddedPlace): Promise<void> {
  const version = await readFile(path.join(pgdataOf(place), 'PG_VERSION'), 'utf8').catch(() => '');
  if (version.trim() === SERVER_MAJOR) return;
  if (version) {
    throw new DatabaseUnfit(
      `${place.homeDir} was made by Postgres ${version.trim()}, this one is ${SERVER_MAJOR}. ` +
        'Move the data with the older version, or set DATA_DIR to a new folder.',
    );
  }
  await removeDeadDrafts(place.homeDir);
  drafts += 1;
  const draft = path.join(place.homeDir, `${PGDATA}.${process.pid}-${drafts}.new`);
  const flags = [
    ['-D', draft],
    ['--username', EMBEDDED_OWNER],
    ['--encoding', 'UTF8'],
    // The server's own locale: sorts by code point and is the same on every machine.
    ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
    // Who may open the socket is decided by its folder.
    ['--auth', 'trust'],
    ['--no-sync', '--no-instructions'],
  ].flat();
  await promisify(execFile)(path.join(place.binDir, 'initdb'), flags, {
    cwd: place.homeDir,
    env: programEnvironment(place),
    ...place.account,
  }).catch((error: Error & { stderr?: string }) => {
    throw new DatabaseUnfit(
      `The data folder of the own Postgres could not be made in ${place.homeDir}. Check the ` +
        'free space and the rights of the folder.',
      { cause: error, facts: { output: error.stderr } },
    );
  });
  await rename(draft, pgdataOf(place)).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(draft, { recursive: true, force: true });
  });
}

async function removeDeadDrafts(homeDir: string): Promise<void> {
  for (const name of await readdir(homeDir)) {
    const [, pid] = /^pgdata\.(\d+)-\d+\.new$/.exec(name) ?? [];
    if (pid && !isAlive(Number.parseInt(pid, 10))) {
      await rm(path.join(homeDir, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Starts the server again when it dies under us (killed for memory, say). Returns `stop`. */
function supervise(o: {
  run: ServerRun;
  begin: () => Promise<ServerRun>;
  log: Logger;
  clock: Clock;
}): () => Promise<void> {
  let run = o.run;
  let stopping: Promise<void> | undefined;
  const watch = async () => {
    for (;;) {
      await run.ended;
      if (stopping) return;
      o.log.error('embedded_postgres_died', { next: 'starting it again' });
      await o.clock.sleep(RESTART_DELAY_MS);
      while (!stopping) {
        try {
          run = await o.begin();
          if (stopping) await run.stop();
          break;
        } catch (error) {
          o.log.error('embedded_postgres_restart_failed', { error });
          await o.clock.sleep(RESTART_DELAY_MS);
        }
      }
    }
  };
  void watch();
  return () => {
    stopping ??= run.stop();
    return stopping;
  };
}

async function createDatabaseIfMissing(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query(FIND_DATABASE, [EMBEDDED_DATABASE]);
    if (found.rowCount === 0) await client.query(CREATE_EMBEDDED_DATABASE);
  } catch (error) {
    // 42P04 and 23505: another process created it in the same moment.
    const code = (error as { code?: string }).code ?? '';
    if (!['42P04', '23505'].includes(code)) throw error;
  } finally {
    await client.end();
  }
}
