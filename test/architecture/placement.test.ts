import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutExempted } from './exemptions.ts';
import { lineOf } from './mask-source.ts';
import {
  isBelow,
  PROJECT_DIR,
  programFiles,
  type SourceFile,
  sourceFiles,
} from './source-files.ts';

/** Lines of code (not of comments or strings) that match. */
function findInCode(file: SourceFile, pattern: RegExp): string[] {
  return [...file.code.matchAll(new RegExp(pattern, 'g'))].map(
    (match) => `${file.path}:${lineOf(file.text, match.index)} ${match[0].trim()}`,
  );
}

function findInStrings(file: SourceFile, pattern: RegExp): string[] {
  return file.strings
    .filter(({ text }) => pattern.test(text))
    .map(({ at, text }) => `${file.path}:${lineOf(file.text, at)} ${text.trim().slice(0, 60)}`);
}

describe('everything in its place', () => {
  test('SQL stands in the stores and migrations only', () => {
    const FIRST = 'SELECT|CREATE|ALTER|DROP|GRANT|TRUNCATE|LOCK|NOTIFY|LISTEN|VACUUM|ANALYZE';
    const PAIR = 'INSERT INTO|DELETE FROM|UPDATE\\s+\\S+\\s+SET|WITH\\s+\\w+\\s+AS';
    const SQL = new RegExp(`^\\s*((${FIRST}|${PAIR})\\s|(BEGIN|COMMIT|ROLLBACK)$)`);
    const found = programFiles
      .filter((file) => !file.path.endsWith('-store.ts'))
      .flatMap((file) => findInStrings(file, SQL));
    expect(withoutExempted('sql', found)).toEqual([]);
  });

  test('the environment is read by main files only, and understood by core/config', () => {
    const mayRead = ['bots/main.ts', 'bots/demo.ts'];
    const found = programFiles
      .filter((file) => !mayRead.includes(file.path) && !isBelow(file.path, 'core/config'))
      .flatMap((file) => findInCode(file, /\bprocess\s*\.\s*env\b/));
    expect(withoutExempted('environment', found)).toEqual([]);
  });

  test('time, chance and ids come from outside, so that a simulation can own them', () => {
    const CALLS = 'Date\\.now|Math\\.random|performance\\.now|setTimeout|setInterval|randomUUID';
    const AMBIENT = new RegExp(`\\b(${CALLS})\\b|\\bnew Date\\(\\s*\\)`);
    const found = programFiles
      .filter((file) => !isBelow(file.path, 'core/base'))
      .flatMap((file) => [
        ...findInCode(file, AMBIENT),
        ...file.imports
          .filter(({ target }) => /^node:timers/.test(target))
          .map(({ line, target }) => `${file.path}:${line} imports ${target}`),
      ]);
    expect(withoutExempted('clock', found)).toEqual([]);
  });

  test('shared code names no concrete channel', () => {
    const slugs = readdirSync(path.join(PROJECT_DIR, 'core/channels'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'simulation')
      .map((entry) => entry.name);
    expect(slugs.length).toBeGreaterThan(0);
    const NAMES = new RegExp(`\\b(${slugs.join('|')})\\b`, 'i');
    const places = slugs.map((slug) => `core/channels/${slug}`);
    const lists = ['core/channels/registry.ts', 'core/channels/simulators.ts'];
    const demos = ['bots/demo.ts', 'bots/demo-shop'];
    const found = programFiles
      .filter((file) => ![...places, ...lists, ...demos].some((home) => isBelow(file.path, home)))
      .flatMap((file) => [...findInCode(file, NAMES), ...findInStrings(file, NAMES)]);
    expect(withoutExempted('channelNames', found)).toEqual([]);
  });

  test('file names say what is inside', () => {
    const VAGUE = /(^|-)(utils?|helpers?|managers?|common|misc)(-|\.)/;
    const SYNTAX = /^(types|interfaces|classes|utils|helpers|common|lib|misc)$/;
    const NAMED = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.(ts|mts|mjs)$/;
    const found = sourceFiles
      .map((file) => file.path)
      .filter((file) => {
        const parts = file.split('/');
        const name = parts.pop() ?? '';
        return !NAMED.test(name) || VAGUE.test(name) || parts.some((part) => SYNTAX.test(part));
      });
    expect(
      withoutExempted(
        'fileNames',
        found.map((file) => `${file}: is not a name`),
      ),
    ).toEqual([]);
  });
});
