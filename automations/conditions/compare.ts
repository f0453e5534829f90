import { assertNever } from '../../core/base/assert.ts';
import type { Comparison } from '../terms/measure.ts';

export function compare(value: number | null, is: Comparison, wanted: number): boolean | null {
  if (value === null) return null;
  if (is === 'lt') return value < wanted;
  if (is === 'lte') return value <= wanted;
  if (is === 'eq') return value === wanted;
  if (is === 'gte') return value >= wanted;
  return is === 'gt' ? value > wanted : assertNever(is, 'comparison');
}

/** How far a value is from holding; null where it holds, or is not known. */
export function shortfall(value: number | null, is: Comparison, wanted: number): number | null {
  if (value === null || compare(value, is, wanted)) return null;
  const step = is === 'lt' || is === 'gt' ? 1 : 0;
  return Math.abs(value - wanted) + step;
}
