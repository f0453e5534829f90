import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export async function hasPgbench(): Promise<boolean> {
  return run('pgbench', ['--version']).then(
    () => true,
    () => false,
  );
}

/** @returns orders per second */
export async function runPgbench(o: {
  socketDir: string;
  user: string;
  database: string;
  script: string;
  clients: number;
  skus: number;
  seconds: number;
}): Promise<number> {
  const args = [
    ...['--host', o.socketDir, '--username', o.user, '--no-vacuum', '--protocol', 'prepared'],
    ...['--client', `${o.clients}`, '--jobs', '2', '--time', `${o.seconds}`],
    ...['--define', `skus=${o.skus}`, '--file', o.script, o.database],
  ];
  const { stdout } = await run('pgbench', args);
  const [, tps] = /tps = ([\d.]+)/.exec(stdout) ?? [];
  if (!tps) throw new Error(`pgbench said no rate:\n${stdout}`);
  return Number.parseFloat(tps);
}
