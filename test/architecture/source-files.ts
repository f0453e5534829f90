import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lineOf, type MaskedSource, maskSource } from './mask-source.ts';
import { readImports } from './read-imports.ts';

export const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');

export type SourceFile = MaskedSource & {
  /** From the project folder, with forward slashes. */
  path: string;
  text: string;
  /** Project files are given by their path, packages by their specifier. */
  imports: Array<{ line: number; target: string; isProject: boolean }>;
};

const FOLDERS = ['core', 'automations', 'bots', 'test'] as const;
const LEFT_OUT = new Set(['node_modules', 'fixtures', '.data']);

function listFiles(folder: string): string[] {
  const entries = readdirSync(path.join(PROJECT_DIR, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const at = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : listFiles(at);
    return /\.(ts|mts|mjs)$/.test(entry.name) ? [at] : [];
  });
}

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(PROJECT_DIR, file), 'utf8');
  const masked = maskSource(text);
  const imports = readImports(masked).map(({ at, specifier }) => {
    const isProject = specifier.startsWith('.');
    const target = isProject ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
    return { line: lineOf(text, at), target, isProject };
  });
  return { path: file, text, imports, ...masked };
}

const present = readdirSync(PROJECT_DIR);

export const sourceFiles: readonly SourceFile[] = FOLDERS.filter((name) => present.includes(name))
  .flatMap(listFiles)
  .sort()
  .map(readSource);

/** The program itself, without its tests. */
export const programFiles = sourceFiles.filter((file) => !file.path.startsWith('test/'));

export function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
