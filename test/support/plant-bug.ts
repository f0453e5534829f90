import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mutant } from '../oversell/ledger-mutants.ts';
import type { LedgerCode } from './ledger-memory.ts';

const CORE = path.resolve(import.meta.dirname, '../../core');

/** The pure part of core/ledger with one bug in it, loaded from a copy. */
export async function loadMutant(
  mutant: Mutant,
): Promise<{ code: LedgerCode; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-mutant-'));
  for (const name of ['base', 'ledger']) {
    await cp(path.join(CORE, name), path.join(folder, name), { recursive: true });
  }
  const file = path.join(folder, 'ledger', mutant.file);
  const source = await readFile(file, 'utf8');
  const count = source.split(mutant.find).length - 1;
  if (count !== 1) {
    throw new Error(`${mutant.file} holds ${count} times: ${mutant.find}. Renew the mutant.`);
  }
  await writeFile(
    file,
    source.replace(mutant.find, () => mutant.replace),
  );
  const load = (name: string) => import(pathToFileURL(path.join(folder, 'ledger', name)).href);
  const [{ decideBatch }, { planReads, widenReads }] = await Promise.all([
    load('decide-batch.ts'),
    load('plan-reads.ts'),
  ]);
  return {
    code: { decideBatch, planReads, widenReads },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
