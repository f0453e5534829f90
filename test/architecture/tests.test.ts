import { expect, test } from 'vitest';
import { lineOf } from './mask-source.ts';
import { sourceFiles } from './source-files.ts';

const BEFORE_NAME = /\b(test\w*|it)((\.\w+)(\([^()]*\))?)*\(\s*$/;

test('no two tests carry the same name, so a name finds its test', () => {
  const places = new Map<string, string[]>();
  for (const file of sourceFiles.filter(({ path }) => path.endsWith('.test.ts'))) {
    for (const { at, text } of file.strings) {
      if (!BEFORE_NAME.test(file.code.slice(Math.max(0, at - 120), at))) continue;
      const place = `${file.path}:${lineOf(file.text, at)}`;
      places.set(text, [...(places.get(text) ?? []), place]);
    }
  }
  expect(places.size).toBeGreaterThan(20);
  const doubled = [...places].filter(([, where]) => where.length > 1);
  expect(doubled).toEqual([]);
});

test('no test is left aside without a condition', () => {
  const found = sourceFiles
    .filter(({ path }) => path.endsWith('.test.ts'))
    .filter(({ code }) => /\b(test|it|describe)\.(only|todo|skip)\b/.test(code))
    .map(({ path }) => path);
  expect(found).toEqual([]);
});
