import { TypeOverrides, types } from 'pg';
import { assert } from '../base/assert.ts';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const INT8_ARRAY = 1016;

function toSafeInteger(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), 'A bigint of the database does not fit a number.', { text });
  return value;
}

function toSafeIntegers(text: string): Array<number | null> {
  if (text === '{}') return [];
  assert(!text.includes('{', 1), 'Nested bigint arrays are not read.', { text });
  return text
    .slice(1, -1)
    .split(',')
    .map((item) => (item === 'NULL' ? null : toSafeInteger(item)));
}

/**
 * How values arrive: int8 as a number or not at all, timestamptz as a Date. `date` and zoneless
 * `timestamp` stay text, because the driver would read them in the time zone of this machine.
 */
export function createValueTypes(): TypeOverrides {
  const overrides = new TypeOverrides(types);
  overrides.setTypeParser(INT8, toSafeInteger);
  overrides.setTypeParser(INT8_ARRAY, toSafeIntegers);
  overrides.setTypeParser(DATE, (text: string) => text);
  overrides.setTypeParser(TIMESTAMP, (text: string) => text);
  return overrides;
}
