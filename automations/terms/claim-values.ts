/** Sets of values that a claim allows: what two of them leave, and what one of them leaves out. */
import type { Range, Values } from './claim.ts';

const EVERYTHING: readonly Range[] = [{ min: 0, max: Infinity }];

export function intersect(a: Values, b: Values): Values {
  if (a.of === 'numbers' && b.of === 'numbers') {
    return { of: 'numbers', ranges: intersectRanges(a.ranges, b.ranges) };
  }
  if (a.of === 'names' && b.of === 'names') return intersectNames(a, b);
  return a;
}

function intersectRanges(a: readonly Range[], b: readonly Range[]): Range[] {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const min = Math.max(one.min, other.min);
      const max = Math.min(one.max, other.max);
      return min <= max ? [{ min, max }] : [];
    }),
  );
}

type Names = Extract<Values, { of: 'names' }>;

function intersectNames(a: Names, b: Names): Names {
  if (a.isNot && b.isNot) return { of: 'names', names: [...a.names, ...b.names], isNot: true };
  const [named, other] = a.isNot ? [b, a] : [a, b];
  const isAllowed = (name: string) => other.names.includes(name) !== other.isNot;
  return { of: 'names', names: named.names.filter(isAllowed), isNot: false };
}

export function complement(values: Values): Values {
  if (values.of === 'names') return { ...values, isNot: !values.isNot };
  const gaps = values.ranges.reduce<readonly Range[]>(
    (left, range) => left.flatMap((each) => without(each, range)),
    EVERYTHING,
  );
  return { of: 'numbers', ranges: gaps };
}

function without(range: Range, cut: Range): Range[] {
  const below = { min: range.min, max: Math.min(range.max, cut.min - 1) };
  const above = { min: Math.max(range.min, cut.max + 1), max: range.max };
  return [below, above].filter(({ min, max }) => min <= max);
}

export function isEmpty(values: Values): boolean {
  return values.of === 'numbers'
    ? values.ranges.length === 0
    : values.names.length === 0 && !values.isNot;
}

/** Does the one leave nothing out that the other allows? */
export function covers(outer: Values, inner: Values): boolean {
  return isEmpty(intersect(complement(outer), inner));
}
