import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

// ARCHITECTURE.md tells the life of an order as numbered steps, each naming a file. A reader
// follows them from file to file, so each must exist and import the one that comes next.

const ROOT = path.resolve(import.meta.dirname, '../..');
const SECTION = /## The life of an order\n([\s\S]*?)\n## /;
const STEP = /^(\d+)\. `([^`]+)`/gm;
const MENTIONED = /`((?:core|bots|test|migrations)\/[^`<…]+\.(?:ts|sql))`/g;

interface Step {
  readonly from: string;
  readonly to: string;
}

const document = readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8');

/** Numbers that go on are one walk; a list that begins again at 1 is the next. */
function readSteps(): Step[] {
  const [, section = ''] = SECTION.exec(document) ?? [];
  const named = [...section.matchAll(STEP)].map(([, number = '', file = '']) => ({ number, file }));
  return named.flatMap(({ file }, index) => {
    const next = named[index + 1];
    return next && next.number !== '1' ? [{ from: file, to: next.file }] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const folder = path.dirname(file);
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, target = '']) =>
    path.join(folder, target).replaceAll(path.sep, '/'),
  );
}

describe('the life of an order, as ARCHITECTURE.md tells it', () => {
  const steps = readSteps();

  it('has the steps that a reader can follow', () => {
    expect(steps.length).toBeGreaterThan(15);
  });

  it.each(steps)('$from calls $to', ({ from, to }) => {
    expect(importsOf(from)).toContain(to);
  });

  it('names no file that is not there', () => {
    const mentioned = [...document.matchAll(MENTIONED)].map(([, file = '']) => file);
    expect(mentioned.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});
