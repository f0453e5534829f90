import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { DatabaseUnfit } from './database-errors.ts';
import { type EmbeddedPlace, PGDATA } from './embedded-place.ts';

// One run of the postgres program: start, wait until it answers, stop.

export type ServerSettings = Readonly<Record<string, string>>;

export type ServerRun = {
  /** Resolves when the program has ended, however it came to that. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

/** What the file postmaster.pid says about the server of a data folder. */
export type ServerState = { pid: number; status: 'starting' | 'ready' | 'stopping' } | undefined;

// The shell stands between us and Postgres. When this process dies in any way, kill -9 included,
// its end of the pipe closes, `read` returns, and Postgres is shut down. When Postgres dies first,
// `wait` returns, and the end of the shell tells us. Being a group of its own (detached), Postgres
// does not get the Ctrl-C that is meant for us, so we can drain first.
const WATCHED = [
  'exec 3<&0; "$@" <&- 3<&- & child=$!',
  '{ read -r _ <&3; kill -INT "$child"; } & watch=$!',
  'wait "$child"; kill "$watch"',
].join('\n');

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 15;
// Smart shutdown waits for connections to close; fast shutdown breaks them off.
const SMART_STOP_MS = 2_000;
const STOP_TIMEOUT_MS = 15_000;
const LOG_LINES_KEPT = 30;
const STATUS_LINE = 7;

export function pgdataOf(place: EmbeddedPlace): string {
  return path.join(place.homeDir, PGDATA);
}

/** Environment of the programs: nothing of ours leaks in, no PG… variable changes their mind. */
export function programEnvironment(place: EmbeddedPlace): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', HOME: place.homeDir, LC_ALL: 'C', TZ: 'UTC' };
}

export async function readServerState(pgdata: string): Promise<ServerState> {
  const text = await readFile(path.join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!Number.isSafeInteger(pid) || !(await isServerOf(pid, pgdata))) return undefined;
  const word = lines[STATUS_LINE]?.trim();
  return { pid, status: word === 'ready' || word === 'stopping' ? word : 'starting' };
}

/** A number alone proves nothing: after a crash in a container it soon belongs to another. */
async function isServerOf(pid: number, pgdata: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    // The server works inside its data folder.
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(pgdata));
  } catch {
    return false;
  }
}

export async function startServer(o: {
  place: EmbeddedPlace;
  settings: ServerSettings;
  clock: Clock;
}): Promise<ServerRun> {
  const { place, clock } = o;
  const pgdata = pgdataOf(place);
  if (!(await readServerState(pgdata)))
    await rm(path.join(pgdata, 'postmaster.pid'), { force: true });
  const child = spawnServer(place, o.settings);
  const lastLines = keepLastLines(child);
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    const finish = () => {
      hasEnded = true;
      resolve();
    };
    child.once('exit', finish);
    child.once('error', finish);
  });
  const deadlineMs = clock.monotonicMs() + START_TIMEOUT_MS;
  while ((await readServerState(pgdata))?.status !== 'ready') {
    if (hasEnded || clock.monotonicMs() > deadlineMs) {
      child.stdin?.end();
      throw new DatabaseUnfit('The own Postgres did not start. The last lines of its log follow.', {
        facts: { pgdata, log: lastLines() },
      });
    }
    await clock.sleep(POLL_MS);
  }
  return { ended, stop: () => stopServer({ child, pgdata, clock, ended }) };
}

function spawnServer(place: EmbeddedPlace, settings: ServerSettings): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = [path.join(place.binDir, 'postgres'), '-D', pgdataOf(place)];
  const child = spawn('/bin/sh', ['-c', WATCHED, 'postgres', ...program, ...flags], {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    cwd: place.homeDir,
    env: programEnvironment(place),
    ...place.account,
  });
  // Neither the child nor its pipes keep this process alive: a script that ends may simply end.
  child.unref();
  for (const pipe of [child.stdin, child.stderr]) {
    (pipe as unknown as { unref(): void }).unref();
    pipe?.on('error', () => undefined);
  }
  return child;
}

function keepLastLines(child: ChildProcess): () => string[] {
  const lines: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.split('\n').filter(Boolean));
    lines.splice(0, lines.length - LOG_LINES_KEPT);
  });
  return () => lines;
}

async function stopServer(o: {
  child: ChildProcess;
  pgdata: string;
  clock: Clock;
  ended: Promise<void>;
}): Promise<void> {
  const { clock } = o;
  const state = await readServerState(o.pgdata);
  if (state) {
    sendSignal(state.pid, 'SIGTERM');
    const deadlineMs = clock.monotonicMs() + SMART_STOP_MS;
    while (clock.monotonicMs() < deadlineMs && (await readServerState(o.pgdata))) {
      await clock.sleep(POLL_MS);
    }
  }
  // Ends `read` in the shell, which interrupts Postgres if it still runs.
  o.child.stdin?.end();
  const late = new AbortController();
  const timeout = clock.sleep(STOP_TIMEOUT_MS, late.signal).then(async () => {
    if (late.signal.aborted) return;
    const stuck = await readServerState(o.pgdata);
    if (stuck) sendSignal(stuck.pid, 'SIGQUIT');
  });
  await o.ended;
  late.abort();
  await timeout;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
