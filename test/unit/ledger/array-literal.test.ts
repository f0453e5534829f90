import { describe, expect, it } from 'vitest';
import { toBooleanArray, toNumberArray, toTextArray } from '../../../core/ledger/array-literal.ts';

describe('arrays for Postgres', () => {
  it('quotes every text, so that none is read as something else', () => {
    expect(toTextArray(['a', '', 'NULL', 'x,y', '{z}', ' s '])).toBe(
      '{"a","","NULL","x,y","{z}"," s "}',
    );
  });

  it('escapes quotes and backslashes, all of them', () => {
    expect(toTextArray(['6" pan', 'a\\b\\', '"'])).toBe('{"6\\" pan","a\\\\b\\\\","\\""}');
  });

  it('tells nothing from an empty text', () => {
    expect(toTextArray([null, ''])).toBe('{NULL,""}');
  });

  it('writes figures and yes or no as they are', () => {
    expect(toNumberArray([1, -2, 1_764_000_000_000])).toBe('{1,-2,1764000000000}');
    expect(toNumberArray([])).toBe('{}');
    expect(toBooleanArray([true, false])).toBe('{true,false}');
  });
});
