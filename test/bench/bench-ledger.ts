/**
 * npm run bench:ledger [-- --quick]
 *
 * How many orders a second the ledger books, against pgbench writing the same rows one order per
 * transaction (8 and 32 clients, the better counts), on an own durable Postgres in a temporary
 * folder. Contenders take turns within every round, so that a busy machine slows all of them, and
 * only ratios inside a run count. The last line is JSON.
 */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { APP_ROLE, SWEEP_ROLE } from '../../core/database/connection-config.ts';
import { createDatabase } from '../../core/database/database.ts';
import { EMBEDDED_OWNER, startEmbeddedPostgres } from '../../core/database/embedded.ts';
import { migrate } from '../../core/database/migrate.ts';
import { EMBEDDED_DATABASE } from '../../core/database/session-store.ts';
import { createLedger } from '../../core/ledger/ledger.ts';
import { proveLedger } from '../../core/ledger/prove-ledger.ts';
import { connectAsOwner } from '../support/ledger-seller-store.ts';
import { addBenchSeller, pgbenchScript, prepareBench, SKUS, settleServer } from './bench-store.ts';
import { runLedger } from './run-ledger.ts';
import { hasPgbench, runPgbench } from './run-pgbench.ts';
import { medianOf, quantileOf } from './statistics.ts';

const IN_FLIGHT = 256;
const PGBENCH_CLIENTS = [8, 32] as const;
const LOADS = { uniform: SKUS, hot: 1 } as const;
const REQUIRED = { uniform: 2, hot: 6 } as const;
const FULL = { rounds: 5, seconds: 4 };
const QUICK = { rounds: 2, seconds: 1 };

type Load = keyof typeof LOADS;
interface Cell {
  readonly ledger: number;
  readonly pgbench: readonly number[];
  readonly p50: number;
  readonly p99: number;
}

const isQuick = process.argv.includes('--quick');
const { rounds, seconds } = isQuick ? QUICK : FULL;
const say = (line: string) => process.stdout.write(`${line}\n`);
const whole = (value: number) => value.toFixed(0).padStart(6);

if (!(await hasPgbench())) {
  say('pgbench is missing. Install it (Debian, Ubuntu: apt install postgresql), then try again.');
  process.exit(2);
}
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-bench-'));
// Postgres may run as another account, which must be able to pass.
await chmod(dataDir, 0o755);
const postgres = await startEmbeddedPostgres({ dataDir, log: silentLogger, clock: systemClock });
try {
  process.exitCode = await bench();
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function bench(): Promise<number> {
  const urlOf = (user: string) =>
    new Secret(postgres.urlFor({ user, database: EMBEDDED_DATABASE }));
  const ownerUrl = urlOf(EMBEDDED_OWNER);
  await migrate({ ownerUrl, log: silentLogger, clock: systemClock });
  const owner = await connectAsOwner(ownerUrl);
  const database = createDatabase({
    urls: { app: urlOf(APP_ROLE), sweep: urlOf(SWEEP_ROLE) },
    log: silentLogger,
  });
  const ledger = createLedger({ database, clock: systemClock, log: silentLogger });
  const deps = { ledger, clock: systemClock, random: createSeededRandom(1) };
  const seller = await addBenchSeller(owner, 'ledger');
  const rival = await addBenchSeller(owner, 'pgbench');
  await prepareBench(owner);
  const script = path.join(dataDir, 'order.sql');
  await writeFile(script, pgbenchScript(rival));
  const socketDir = new URL(ownerUrl.reveal()).searchParams.get('host') ?? '';
  const common = { socketDir, user: EMBEDDED_OWNER, database: EMBEDDED_DATABASE, script };

  async function measure(load: Load, name: string): Promise<Cell> {
    const skus = LOADS[load];
    const pgbench: number[] = [];
    for (const clients of PGBENCH_CLIENTS) {
      await settleServer(owner);
      pgbench.push(await runPgbench({ ...common, clients, skus, seconds: Math.ceil(seconds) }));
    }
    await settleServer(owner);
    const run = await runLedger(deps, { seller, name, skus, inFlight: IN_FLIGHT, seconds });
    const quantile = (share: number) => quantileOf(run.latenciesMs, share);
    return { ledger: run.ordersPerSecond, pgbench, p50: quantile(0.5), p99: quantile(0.99) };
  }

  async function prove(): Promise<void> {
    const proofs = await proveLedger({ database }, seller);
    const broken = proofs.filter((proof) => proof.violations > 0);
    if (broken.length > 0) throw new Error(`The ledger is broken: ${JSON.stringify(broken)}`);
  }

  const cores = os.cpus().length;
  say(`${SKUS} SKUs x 3 locations, ${IN_FLIGHT} orders in flight, fsync on, ${cores} cores`);
  say(`${rounds} rounds of ${seconds} s per contender; load average ${loadAverage()}`);
  say('round load      ledger   pgbench 8   pgbench 32    ratio   p50 ms   p99 ms');
  // The first batches of a connection plan their statements.
  await runLedger(deps, { seller, name: 'w', skus: SKUS, inFlight: IN_FLIGHT, seconds: 0.5 });
  const cells: Record<Load, Cell[]> = { uniform: [], hot: [] };
  for (let round = 1; round <= rounds; round += 1) {
    for (const load of Object.keys(LOADS) as Load[]) {
      const cell = await measure(load, `${load[0]}${round}-`);
      cells[load].push(cell);
      say(showCell(`${round}`.padEnd(6) + load.padEnd(8), cell, ratioOf(cell)));
    }
    await prove();
  }
  await database.close();
  await owner.end();
  return judge(cells);
}

function judge(cells: Readonly<Record<Load, readonly Cell[]>>): number {
  const middle = (load: Load, of: (cell: Cell) => number) => medianOf(cells[load].map(of));
  // Of each round against itself: what else the machine did then slowed all contenders.
  const ratios = { uniform: middle('uniform', ratioOf), hot: middle('hot', ratioOf) };
  for (const load of Object.keys(LOADS) as Load[]) {
    const cell = {
      ledger: middle(load, (each) => each.ledger),
      pgbench: PGBENCH_CLIENTS.map((_, index) => middle(load, (each) => each.pgbench[index] ?? 0)),
      p50: middle(load, (each) => each.p50),
      p99: middle(load, (each) => each.p99),
    };
    say(showCell(`median ${load.padEnd(7)}`, cell, ratios[load]));
  }
  say(`every promise of the ledger held after every round; load average ${loadAverage()}`);
  if ((os.loadavg()[0] ?? 0) > os.cpus().length + 1) {
    say(
      'the machine is busy, and one connection gets less of it than 32 clients: repeat when idle',
    );
  }
  const isMet = ratios.uniform >= REQUIRED.uniform && ratios.hot >= REQUIRED.hot;
  const asked = `required ${REQUIRED.uniform} and ${REQUIRED.hot}`;
  say(isQuick ? `a quick look, not judged (${asked})` : `${asked}: ${isMet ? 'met' : 'NOT met'}`);
  const rounded = (value: number) => Math.round(value * 100) / 100;
  say(
    JSON.stringify({
      uniform_vs_pgbench: rounded(ratios.uniform),
      hot_vs_pgbench: rounded(ratios.hot),
      decision_ms_p99: rounded(middle('uniform', (cell) => cell.p99)),
    }),
  );
  return isMet || isQuick ? 0 : 1;
}

function ratioOf(cell: Cell): number {
  return cell.ledger / Math.max(...cell.pgbench);
}

function showCell(title: string, cell: Cell, ratioShown: number): string {
  const [eight = 0, thirtyTwo = 0] = cell.pgbench;
  const rates = `${whole(cell.ledger)}/s    ${whole(eight)}/s     ${whole(thirtyTwo)}/s`;
  const ratio = ratioShown.toFixed(2).padStart(7);
  const times = [cell.p50, cell.p99].map((ms) => ms.toFixed(1).padStart(7)).join('  ');
  return `${title}${rates}  ${ratio}  ${times}`;
}

function loadAverage(): string {
  return os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
}
