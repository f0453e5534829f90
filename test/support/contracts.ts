/**
 * The vendors' published contracts are not ours to redistribute, so they are no part of the
 * project. Tests that hold our wire formats against them read a folder named by CONTRACTS_DIR, one
 * sub-folder per channel, and are skipped, with one line that says how to get the files, where
 * there is none.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, it } from 'vitest';

export interface ContractFiles {
  /** Absolute path of a file of the channel's folder. */
  file(name: string): string;
  /** Text of a file; one that ends in .gz is unpacked. */
  text(name: string): string;
  json(name: string): unknown;
}

function folderOf(channel: string): string | null {
  const root = process.env.CONTRACTS_DIR;
  return root ? path.join(root, channel) : null;
}

function openFiles(folder: string): ContractFiles {
  const file = (name: string) => path.join(folder, name);
  const text = (name: string) => {
    const bytes = readFileSync(file(name));
    return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  };
  return { file, text, json: (name) => JSON.parse(text(name)) as unknown };
}

export interface ContractNeed {
  readonly channel: string;
  /** Files or folders, relative to the channel's folder. */
  readonly needs: readonly string[];
  /** Where anybody gets them, such as "npm pack <package>@<version>, folder …". */
  readonly howToGet: string;
}

/** The line that says what is missing and how to get it; null: nothing is. */
export function missingContract(o: ContractNeed): string | null {
  const folder = folderOf(o.channel);
  const missing = o.needs.filter((name) => !folder || !existsSync(path.join(folder, name)));
  if (missing.length === 0) return null;
  const place = `$CONTRACTS_DIR/${o.channel}`;
  return `not held against it: put ${missing.join(', ')} into ${place} (${o.howToGet})`;
}

/** Call it only where nothing is missing. */
export function openContract(o: ContractNeed): ContractFiles {
  const folder = folderOf(o.channel);
  if (!folder) throw new Error(missingContract(o) ?? 'CONTRACTS_DIR is not set');
  return openFiles(folder);
}

/**
 * Runs the tests when every file is there, and otherwise shows one skipped test with the remedy.
 */
export function describeContract(o: ContractNeed, define: (files: ContractFiles) => void): void {
  const folder = folderOf(o.channel);
  const missing = missingContract(o);
  describe(`the published contract of ${o.channel}`, () => {
    if (folder && missing === null) define(openFiles(folder));
    else it.skip(missing ?? 'not held against it: CONTRACTS_DIR is not set');
  });
}
