import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { renderEnvExample } from '../../core/config/render-env.ts';
import { PROJECT_DIR } from './source-files.ts';

type LockedPackage = { optionalDependencies?: Record<string, string>; hasInstallScript?: boolean };

const read = (file: string) => readFileSync(path.join(PROJECT_DIR, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
const locked = (
  JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> }
).packages;

/** Whether a package that asks from `at` would find `name` in node_modules, going upwards. */
function isLocked(at: string, name: string): boolean {
  for (let from = at; ; ) {
    if (locked[path.posix.join(from, 'node_modules', name)]) return true;
    if (from === '') return false;
    const up = from.lastIndexOf('/node_modules/');
    from = up < 0 ? '' : from.slice(0, up);
  }
}

test('the lockfile holds every platform package, so that npm ci works on every machine', () => {
  const asked = Object.entries(locked).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ at, name })),
  );
  expect(asked.length).toBeGreaterThan(40);
  const missing = asked.filter(({ at, name }) => !isLocked(at, name));
  expect(missing).toEqual([]);
});

test('every dependency is pinned to one version', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  const loose = Object.entries({ ...all, ...manifest.optionalDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('no package may run a script while it is installed', () => {
  const withScript = Object.entries(locked)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([at]) => at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length));
  const undecided = withScript.filter((name) => manifest.allowScripts[name] !== false);
  expect(undecided).toEqual([]);
});

test('.env.example says what the schema says (npm run generate:env)', () => {
  expect(read('.env.example')).toBe(renderEnvExample());
});
