import { assert } from '../base/assert.ts';

export const NOTIFY = 'SELECT pg_notify($1, $2)';
export const PING = 'SELECT 1';

const NAME = /^[a-z_]{1,40}$/;

/** A channel's name cannot be a parameter here, so it must be harmless by itself. */
export function toListen(name: string): string {
  assert(NAME.test(name), 'A signal has a short name in small letters.', { name });
  return `LISTEN ${name}`;
}
