/** Two services on one database, and which of them holds what. */
import type { ChaosFloor } from './chaos-floor.ts';
import { readLeases } from './chaos-proof.ts';
import { say, summarize } from './chaos-report.ts';
import { findFreePort, type ServiceProcess, startService } from './chaos-service.ts';

export interface Pair {
  readonly one: ServiceProcess;
  readonly two: ServiceProcess;
  /** The service that holds a lease of this name; null: nobody, or somebody else. */
  holderOf(lease: string): Promise<ServiceProcess | null>;
  other(service: ServiceProcess): ServiceProcess;
  processIdOf(service: ServiceProcess): string;
  /** Prints the last words of both, for a test that failed. */
  lament(): void;
  stop(): Promise<void>;
}

const PROCESSES = 'SELECT process_id AS "processId" FROM process ORDER BY started_at DESC LIMIT 1';

export async function startPair(
  floor: ChaosFloor,
  roles: readonly [string, string] = ['serve,work', 'serve,work'],
): Promise<Pair> {
  const names = new Map<ServiceProcess, string>();
  const start = async (role: string) => {
    const plan = { databaseUrl: floor.postgres.url, port: await findFreePort(), roles: role };
    const service = await startService(plan);
    // Started one after the other, so the newest process is the one that was just started.
    const [newest] = await floor.postgres.ask<{ processId: string }>(PROCESSES);
    names.set(service, newest?.processId ?? '');
    return service;
  };
  const one = await start(roles[0]);
  const two = await start(roles[1]);
  const both = [one, two];
  return {
    one,
    two,
    async holderOf(lease) {
      const held = (await readLeases(floor)).find(({ name }) => name === lease);
      return both.find((service) => names.get(service) === held?.processId) ?? null;
    },
    other: (service) => (service === one ? two : one),
    processIdOf: (service) => names.get(service) ?? '',
    lament() {
      for (const [index, service] of both.entries()) {
        say(`The last words of service ${index + 1}:`, ...summarize(service.log()));
      }
    },
    async stop() {
      for (const service of both) {
        service.signal('SIGCONT');
        service.signal('SIGTERM');
      }
      await Promise.all(both.map((service) => service.ended));
    },
  };
}
