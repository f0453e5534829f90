import type { IdKind } from './simulated-store.ts';

const KINDS: readonly IdKind[] = [
  'product',
  'listing',
  'stock',
  'order',
  'line',
  'refund',
  'shipment',
];

// A double holds only every 1024th integer up here, so the first ids of a kind, one apart, are one
// and the same number to whoever rounds. They still fit the 64-bit integers that shops use.
const FIRST = 6n * 2n ** 60n;
const APART = 2n ** 50n;

/** Ids as digits, counted per kind, on which a reader that rounds cannot survive. */
export function createLargeIds(): (kind: IdKind) => string {
  const given = new Map<IdKind, bigint>();
  return (kind) => {
    const ordinal = given.get(kind) ?? 0n;
    given.set(kind, ordinal + 1n);
    return (FIRST + APART * BigInt(KINDS.indexOf(kind)) + ordinal).toString();
  };
}
