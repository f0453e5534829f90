import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../core/base/clock.ts';
import { createLogger, silentLogger } from '../../../core/base/log.ts';
import { Secret } from '../../../core/base/secret.ts';
import {
  EMBEDDED_OWNER,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../core/database/embedded.ts';
import { createScopedPool } from '../../../core/database/pool.ts';
import { runAs } from '../../support/as-owner.ts';

const HOLDER = path.resolve(import.meta.dirname, '../../support/hold-postgres.ts');

describe('the own Postgres', () => {
  let dataDir: string;
  let prepared: string;
  const children: ChildProcess[] = [];
  const started: EmbeddedPostgres[] = [];
  async function makeFolder(): Promise<string> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-own-'));
    await chmod(folder, 0o755);
    return folder;
  }
  // Most stories begin after the first start; making a cluster takes seconds, copying one does not.
  beforeAll(async () => {
    prepared = await makeFolder();
    await (await start(prepared)).stop();
  });
  afterAll(() => rm(prepared, { recursive: true, force: true }));
  const startLater = () => execFileSync('cp', ['-a', path.join(prepared, 'postgres'), dataDir]);
  beforeEach(async () => {
    dataDir = await makeFolder();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await Promise.all(started.splice(0).map((postgres) => postgres.stop()));
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(folder = dataDir, log = silentLogger): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({ dataDir: folder, log, clock: systemClock });
    started.push(postgres);
    return postgres;
  }
  const ownerUrl = (postgres: EmbeddedPostgres) =>
    new Secret(postgres.urlFor({ user: EMBEDDED_OWNER }));

  async function holdElsewhere(): Promise<{ child: ChildProcess; url: Secret }> {
    const child = spawn(process.execPath, [HOLDER, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    if (!child.stdout) throw new Error('The child has no output.');
    const [line] = await once(child.stdout, 'data');
    return { child, url: new Secret(String(line).trim()) };
  }

  const serverPid = async () =>
    Number.parseInt(
      await readFile(path.join(dataDir, 'postgres/pgdata/postmaster.pid'), 'utf8'),
      10,
    );
  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  test('ends when the program that started it is killed, and what was committed is there', async () => {
    startLater();
    const { child, url } = await holdElsewhere();
    await runAs(url, 'CREATE TABLE kept AS SELECT 7 AS seven');
    const pid = await serverPid();
    child.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    const again = await start();
    expect(again.isOwner).toBe(true);
    expect(await runAs(ownerUrl(again), 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
  });

  test('ends with its program in good order, and leaves no process', async () => {
    startLater();
    const { child } = await holdElsewhere();
    const pid = await serverPid();
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });

  test('is started again when it dies, and the connections come back by themselves', async () => {
    startLater();
    const lines: string[] = [];
    const log = createLogger({ level: 'debug', write: (line) => lines.push(line) });
    const postgres = await start(dataDir, log);
    const pool = createScopedPool({
      url: ownerUrl(postgres),
      applicationName: 'test',
      sizeMax: 2,
      log,
    });
    await pool.scoped().execute('CREATE TABLE kept AS SELECT 7 AS seven');
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');
    // A connection may outlive the server by a moment, so its answer proves nothing yet.
    await expect.poll(() => serverPid().catch(() => pid), { timeout: 15_000 }).not.toBe(pid);
    const ask = () => pool.scoped().row('SELECT seven FROM kept');
    await expect.poll(() => ask().catch(() => 'away'), { timeout: 15_000 }).toEqual({ seven: 7 });
    expect(lines.join('')).toContain('embedded_postgres_died');
    await pool.close();
  });

  test('is made once when two programs start at the same moment', async () => {
    const [one, two] = await Promise.all([start(), start(), holdElsewhere()]);
    expect(one && two).toBeTruthy();
    expect(await runAs(ownerUrl(one), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const home = await readdir(path.join(dataDir, 'postgres'));
    expect(home.filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test('an interrupted first start leaves nothing that the next one trips over', async () => {
    const home = path.join(dataDir, 'postgres');
    // A process number that cannot be alive: beyond the largest that Linux gives.
    const draft = path.join(home, 'pgdata.4999999-1.new');
    await mkdir(draft, { recursive: true });
    await writeFile(path.join(draft, 'PG_VERSION'), '18\n');
    const postgres = await start();
    expect(await runAs(ownerUrl(postgres), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readdir(home)).not.toContain('pgdata.4999999-1.new');
  });

  test('a number of a stranger in its lock file does not keep it from starting', async () => {
    startLater();
    const lock = path.join(dataDir, 'postgres/pgdata/postmaster.pid');
    await writeFile(lock, `${process.pid}\n/elsewhere\n0\n5432\n/tmp\n\n0 0\nready\n`);
    const again = await start();
    expect(again.isOwner).toBe(true);
    expect(await runAs(ownerUrl(again), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('a data folder with a very long name works all the same', async () => {
    const postgres = await start(path.join(dataDir, 'x'.repeat(120)));
    expect(await runAs(ownerUrl(postgres), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('data of another Postgres version are refused with the remedy, not overwritten', async () => {
    const pgdata = path.join(dataDir, 'postgres/pgdata');
    await mkdir(pgdata, { recursive: true });
    await writeFile(path.join(pgdata, 'PG_VERSION'), '16\n');
    await expect(start()).rejects.toMatchObject({ code: 'database_unfit', retry: 'never' });
    expect(await readFile(path.join(pgdata, 'PG_VERSION'), 'utf8')).toBe('16\n');
  });

  test('listens on no port, and its folders are closed to others', async () => {
    startLater();
    const postgres = await start();
    const settings = await runAs(ownerUrl(postgres), 'SHOW listen_addresses');
    expect(settings).toEqual([{ listen_addresses: '' }]);
    const { stat } = await import('node:fs/promises');
    for (const folder of ['postgres', 'postgres/run', 'postgres/pgdata']) {
      expect((await stat(path.join(dataDir, folder))).mode & 0o077, folder).toBe(0);
    }
  });
});
