import { describe, expect, test } from 'vitest';
import { findCycles } from './find-cycles.ts';
import { heightOf, PACKAGE_HOMES } from './layers.ts';
import { isBelow, programFiles, sourceFiles } from './source-files.ts';

function packageOf(specifier: string): string {
  const [first = '', second] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

describe('what may import what', () => {
  test('every file of the program is in a layer', () => {
    expect(programFiles.length).toBeGreaterThan(20);
    const lost = programFiles
      .map((file) => file.path)
      .filter((path) => heightOf(path) === undefined);
    expect(lost).toEqual([]);
  });

  test('imports go down only: bots, automations, then the layers of core', () => {
    const upward = programFiles.flatMap((file) =>
      file.imports
        .filter(({ isProject, target }) => {
          const height = heightOf(target);
          return isProject && (height === undefined || height > (heightOf(file.path) ?? 0));
        })
        .map(({ line, target }) => `${file.path}:${line} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  test('nothing imports the file that builds everything', () => {
    const importers = programFiles.filter(({ imports }) =>
      imports.some(({ target }) => target === 'bots/main.ts'),
    );
    expect(importers.map((file) => file.path)).toEqual([]);
  });

  test('a package is imported only where it belongs', () => {
    const strays = programFiles.flatMap((file) =>
      file.imports
        .filter(({ target, isProject }) => !isProject && !target.startsWith('node:'))
        .filter(({ target }) => {
          const homes = PACKAGE_HOMES[packageOf(target)] ?? [];
          return !homes.some((home) => isBelow(file.path, home));
        })
        .map(({ line, target }) => `${file.path}:${line} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  test('no file imports itself over others', () => {
    const edges = new Map(
      sourceFiles.map((file) => [
        file.path,
        new Set(file.imports.filter((one) => one.isProject).map((one) => one.target)),
      ]),
    );
    expect(findCycles(edges)).toEqual([]);
  });

  test('no folder imports itself over others', () => {
    const folderOf = (path: string) => path.split('/').slice(0, -1).slice(0, 2).join('/');
    const edges = new Map<string, Set<string>>();
    for (const file of programFiles) {
      const from = folderOf(file.path);
      const targets = edges.get(from) ?? new Set<string>();
      edges.set(from, targets);
      for (const { target, isProject } of file.imports) {
        if (isProject && folderOf(target) !== from) targets.add(folderOf(target));
      }
    }
    expect(findCycles(edges)).toEqual([]);
  });
});
