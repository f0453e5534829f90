/**
 * A process of its own that hears and carries out. Either until nothing is left, and it may kill
 * itself with -9 at its n-th call to Postgres: then the end of the process is the answer. Or, live,
 * as a service does until it is told to end: then it says that it is ready, and may be told to stop
 * itself, asleep until somebody wakes it, at its n-th call from then on.
 */
import { createAutomations } from '../../automations/engine/create-automations.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { createVault } from '../../core/catalog/vault.ts';
import { createDatabase } from '../../core/database/database.ts';
import { assembleEngine } from '../../core/engine.ts';
import { createStagePorts } from './automation-stage.ts';
import { createFailingDatabase } from './failing-database.ts';
import { createInstantHints } from './instant-hints.ts';

export interface CutPoint {
  readonly call: number;
  readonly when: 'before' | 'after';
}

export interface AutomationJob {
  readonly appUrl: string;
  readonly sweepUrl: string;
  /** Null: it lives. */
  readonly death: CutPoint | null;
  readonly isLive?: true;
}

export type WorkerOrder = { readonly sleepAt: CutPoint } | 'end';

process.once('message', async (job: AutomationJob) => {
  const urls = { app: new Secret(job.appUrl), sweep: new Secret(job.sweepUrl) };
  const database = createDatabase({ urls, log: silentLogger });
  const surroundings = { clock: systemClock, random: systemRandom, log: silentLogger };
  const hints = createInstantHints();
  const engine = assembleEngine({
    ...{ ...surroundings, ids: systemIds, database, listenUrl: urls.sweep, hints },
    ...{ roles: new Set<never>(), listen: { host: '127.0.0.1', port: 0 } },
    vault: createVault([{ id: 'k1', secret: new Secret('a key for tests, and for tests only') }]),
  });
  const failing = createFailingDatabase(database, () => {
    process.kill(process.pid, job.isLive ? 'SIGSTOP' : 'SIGKILL');
    return 'go-on';
  });
  failing.failAt({ call: -1, when: 'before' });
  const core = { ...engine, database: failing.database };
  const automations = createAutomations({ ...surroundings, core, ports: createStagePorts() });
  automations.listen();
  await engine.start();
  if (job.death) failing.failAt(job.death);
  if (job.isLive) {
    automations.start();
    await listen((sleepAt) => failing.failAt(sleepAt));
  } else {
    await automations.settle();
  }
  await automations.stop();
  await engine.stop();
  await hints.close();
  await database.close();
  process.exit();
});

function listen(sleep: (at: CutPoint) => void): Promise<void> {
  return new Promise((resolve) => {
    process.on('message', (order: WorkerOrder) => {
      if (order === 'end') resolve();
      else sleep(order.sleepAt);
    });
    process.send?.('ready');
  });
}
