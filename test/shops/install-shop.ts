// Installs a shop's own packages from its lockfile when they are missing or the lockfile is newer.
// The shops are not part of the project's installation: most people never start one.
import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';

const INSTALL_MS_MAX = 10 * 60_000;
const running = new Map<string, Promise<void>>();

/** Safe to call often and at once within a process; one process installs at a time. */
export function installShop(folder: string): Promise<void> {
  const started = running.get(folder) ?? installIfStale(folder);
  running.set(folder, started);
  return started;
}

async function installIfStale(folder: string): Promise<void> {
  const installed = await modifiedAt(path.join(folder, 'node_modules', '.package-lock.json'));
  const locked = await modifiedAt(path.join(folder, 'package-lock.json'));
  if (installed >= locked) return;
  await runNpm(folder);
}

async function modifiedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return 0;
  }
}

function runNpm(folder: string): Promise<void> {
  const child = spawn('npm', ['ci', '--ignore-scripts', '--prefix', folder], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: INSTALL_MS_MAX,
  });
  const said: string[] = [];
  child.stdout.on('data', (chunk) => said.push(String(chunk)));
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('error', reject);
  child.on('close', (code) => {
    if (code === 0) resolve();
    else reject(new Error(`npm ci in ${folder} ended with ${code}. It said:\n${said.join('')}`));
  });
  return promise;
}
