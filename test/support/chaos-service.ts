import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '../../core/base/clock.ts';
import type { Secret } from '../../core/base/secret.ts';
import { summarize } from './chaos-report.ts';

const PROGRAM = path.resolve(import.meta.dirname, 'service.ts');
const READY_MS_MAX = 60_000;
const LOG_LINES_KEPT = 400;
const REST_AFTER_FAILED_START_MS = 200;

export const CHAOS_SECRET_KEY = 'a key for tests that kill processes, and only for them';

export interface ServiceEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The service in a process of its own, to be killed, stopped and woken. */
export interface ServiceProcess {
  readonly pid: number;
  readonly origin: string;
  /** Resolves with the milliseconds that the start took; rejects with the service's last words. */
  readonly ready: Promise<number>;
  readonly ended: Promise<ServiceEnd>;
  /** Null while it runs. */
  end(): ServiceEnd | null;
  signal(name: NodeJS.Signals): void;
  /** The last lines of its log. */
  log(): readonly string[];
}

export interface ServicePlan {
  readonly databaseUrl: Secret;
  readonly port: number;
  /** As ROLES: 'serve,work', 'serve' or 'work'. */
  readonly roles?: string;
}

// Below the ports that the system hands out for calls: there one may be taken at any moment, while
// a service that is started again and again needs the same one each time.
const PORTS = { min: 18_000, max: 31_999 };

/** A port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.min, PORTS.max + 1);
    const server = net.createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

export async function startService(plan: ServicePlan): Promise<ServiceProcess> {
  const service = spawnService(plan);
  await service.ready;
  return service;
}

export function spawnService(plan: ServicePlan): ServiceProcess {
  const sinceMs = systemClock.monotonicMs();
  const child = spawn(process.execPath, [PROGRAM], {
    // Its end of stdin closes when the tests die in any way, and it ends with them.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: plan.databaseUrl.reveal(),
      SECRET_KEY: CHAOS_SECRET_KEY,
      HOST: '127.0.0.1',
      PORT: String(plan.port),
      ROLES: plan.roles ?? 'serve,work',
      LOG_LEVEL: process.env.CHAOS_LOG ?? 'warn',
    },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The service could not be started.');
  const lines = keepLog(child);
  let end: ServiceEnd | null = null;
  const ended = new Promise<ServiceEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      end = { code, signal };
      resolve(end);
    });
  });
  const ready = untilReady(child, { ended, lines }).then(() => systemClock.monotonicMs() - sinceMs);
  // Whoever does not wait for it must not fall over it.
  ready.catch(() => undefined);
  return {
    ...{ pid, ready, ended },
    origin: `http://127.0.0.1:${plan.port}`,
    end: () => end,
    signal: (name) => void child.kill(name),
    log: () => lines,
  };
}

function keepLog(child: ChildProcess): string[] {
  const lines: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      if (lines.length > LOG_LINES_KEPT) lines.shift();
      if (process.env.CHAOS_LOG) process.stderr.write(`[${child.pid}] ${line}\n`);
    });
  }
  for (const pipe of [child.stdin, child.stdout, child.stderr]) {
    pipe?.on('error', () => undefined);
  }
  return lines;
}

/** The service says {"pid": …} on one line when it answers. */
function untilReady(
  child: ChildProcess,
  o: { ended: Promise<ServiceEnd>; lines: readonly string[] },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      reject(new Error(`The service ${what}: ${summarize(o.lines).join('; ')}`));
    };
    const disarm = systemClock.after(READY_MS_MAX, () => {
      child.kill('SIGKILL');
      fail('was not ready in time');
    });
    void o.ended.then(({ code, signal }) => {
      disarm();
      fail(`ended before it was ready (${signal ?? code})`);
    });
    if (!child.stdout) return fail('has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!isReadyLine(line)) return;
      disarm();
      resolve();
    });
  });
}

function isReadyLine(line: string): boolean {
  try {
    return typeof (JSON.parse(line) as { pid?: unknown }).pid === 'number';
  } catch {
    return false;
  }
}

/** Starts the service again whenever it ends, as an operating system would. */
export interface ServiceKeeper {
  readonly origin: string;
  /** The process of this moment, ready or not. */
  current(): ServiceProcess;
  untilReady(): Promise<void>;
  /** Milliseconds of each start that succeeded. */
  starts(): readonly number[];
  /** Ends that nobody asked for, each with the last words. */
  surprises(): readonly string[];
  stop(): Promise<void>;
}

export function keepService(plan: ServicePlan): ServiceKeeper {
  const starts: number[] = [];
  const surprises: string[] = [];
  let isStopping = false;
  let service = spawnService(plan);
  const run = async () => {
    for (;;) {
      const now = service;
      await now.ready.then(
        (tookMs) => void starts.push(tookMs),
        () => undefined,
      );
      const { code, signal } = await now.ended;
      if (isStopping) return;
      if (signal !== 'SIGKILL') {
        surprises.push(`${signal ?? code}: ${summarize(now.log().slice(-5)).join('; ')}`);
        await systemClock.sleep(REST_AFTER_FAILED_START_MS);
      }
      service = spawnService(plan);
    }
  };
  const running = run();
  return {
    origin: service.origin,
    current: () => service,
    async untilReady() {
      while (!(await service.ready.then(() => service.end() === null).catch(() => false))) {
        await systemClock.sleep(REST_AFTER_FAILED_START_MS);
      }
    },
    starts: () => starts,
    surprises: () => surprises,
    async stop() {
      isStopping = true;
      service.signal('SIGTERM');
      await running;
    },
  };
}
