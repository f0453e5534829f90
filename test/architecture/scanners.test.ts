import { expect, test } from 'vitest';
import { findCycles } from './find-cycles.ts';
import { findFunctions } from './find-functions.ts';
import { maskSource } from './mask-source.ts';
import { readImports } from './read-imports.ts';

// The rules below are only as good as these readers, so they are tried on planted cases.

const linesOf = (text: string) =>
  findFunctions(maskSource(text))
    .map(({ line, lines }) => `${line}+${lines}`)
    .sort();

test('braces inside strings, comments, templates and patterns do not confuse the reader', () => {
  const source = [
    `const a = '{'; // }`,
    'const b = `{ ${ { c: 1 }.c } }`;',
    'const d = /[/}]{2}/g;',
    '/* { */ const e = x / 2 / y;',
  ].join('\n');
  const { code, strings } = maskSource(source);
  expect(code.length).toBe(source.length);
  expect(code.match(/[{}]/g)?.join('')).toBe('{{}}');
  expect(strings.map(({ text }) => text)).toEqual(['{', '{ ${} }']);
});

test('functions of every form are found with their length', () => {
  expect(linesOf('function a(b: B): Promise<C> {\n  x();\n}')).toEqual(['1+3']);
  expect(linesOf('const a = async (b) => {\n\n};')).toEqual(['1+3']);
  expect(linesOf('const a = b => {\n};')).toEqual(['1+2']);
  expect(linesOf('class A {\n  async b(\n    c: C,\n  ): Promise<{ d: D }> {\n  }\n}')).toEqual([
    '2+4',
  ]);
  expect(linesOf('function a(): { b: B; c(): void } {\n}')).toEqual(['1+2']);
  expect(linesOf('function a(x: unknown): asserts x is B {\n}')).toEqual(['1+2']);
  expect(linesOf('const a = (b: B): Array<() => void> => {\n};')).toEqual(['1+2']);
});

test('other blocks are not taken for functions', () => {
  expect(linesOf('if (a) {\n} else {\n}\nfor (const b of c) {\n}')).toEqual([]);
  expect(linesOf('export interface A extends B<C> {\n  d: E;\n}')).toEqual([]);
  expect(linesOf("export class A extends b('c', 'd') {\n}")).toEqual([]);
  expect(linesOf('try {\n} catch (error) {\n} finally {\n}')).toEqual([]);
  expect(linesOf('function a(): void {}\n\nexport interface B {\n}')).toEqual(['1+1']);
  expect(linesOf('const a = {\n  b: { c: 1 },\n};\ncall({\n  d: [{ e: 1 }],\n});')).toEqual([]);
});

test('imports of every form are found, and words that look like them are not', () => {
  const source = [
    "import { a } from './a.ts';",
    "import type { B } from '../b.ts';",
    "import './c.ts';",
    "export { d } from './d.ts';",
    "const e = await import('e');",
    "const f = Array.from('f');",
    "// import './g.ts'",
  ].join('\n');
  const specifiers = readImports(maskSource(source)).map(({ specifier }) => specifier);
  expect(specifiers).toEqual(['./a.ts', '../b.ts', './c.ts', './d.ts', 'e']);
});

test('a cycle is found once, a diamond is none', () => {
  const edges = (list: string[]) => {
    const map = new Map<string, Set<string>>();
    for (const [from = '', to = ''] of list.map((edge) => edge.split('>'))) {
      map.set(from, (map.get(from) ?? new Set()).add(to));
    }
    return map;
  };
  expect(findCycles(edges(['a>b', 'a>c', 'b>d', 'c>d']))).toEqual([]);
  expect(findCycles(edges(['a>b', 'b>c', 'c>b', 'x>x']))).toEqual([['b', 'c'], ['x']]);
});
