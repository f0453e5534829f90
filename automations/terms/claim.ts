/**
 * What a trigger or a condition says of one value, so that two sayings about the same value can be
 * held against each other.
 */
import type { Comparison } from './measure.ts';

export type Values =
  /** Whole numbers: ranges with both ends, in order, none touching another. */
  | { readonly of: 'numbers'; readonly ranges: readonly Range[] }
  | { readonly of: 'names'; readonly names: readonly string[]; readonly isNot: boolean };

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface Claim {
  /** "stock:available:HOODIE-M@" */
  readonly about: string;
  readonly values: Values;
}

/** A figure that is never below 0. */
export function claimUnits(about: string, o: { is: Comparison; units: number }): Claim {
  const { is, units } = o;
  const min = is === 'gte' || is === 'eq' ? units : is === 'gt' ? units + 1 : 0;
  const max = is === 'lte' || is === 'eq' ? units : is === 'lt' ? units - 1 : Infinity;
  return { about, values: { of: 'numbers', ranges: min <= max ? [{ min, max }] : [] } };
}

export function claimNames(about: string, names: readonly string[]): Claim {
  return { about, values: { of: 'names', names, isNot: false } };
}
