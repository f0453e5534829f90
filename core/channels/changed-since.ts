/**
 * Where a reader of "everything changed since" stands, for shops that list by time of change and
 * have no cursor.
 *
 * Two traps are met here. A change can become visible after a later one (its transaction took
 * longer), so every new round starts again a little before the newest change seen. And many records
 * can carry the same moment, so a full page goes on from its last moment, and inside one moment by
 * count, with pages that overlap: a record that changes meanwhile moves to the end and pulls the
 * others forward.
 */
import { z } from 'zod';
import { BadInput } from '../base/errors.ts';

export interface ChangedSince {
  /** Ask for changes after this moment. */
  readonly after: Date;
  /** Leave out so many of them. */
  readonly skip: number;
  /** The newest change seen so far; null: none. */
  readonly newest: Date | null;
}

export interface PageRead {
  readonly count: number;
  readonly pageSize: number;
  /** When the last record of the page changed; null for an empty page. */
  readonly lastChangedAt: Date | null;
}

/**
 * Transactions of a shop that take longer than this are met by its webhook and by reconciliation
 * only.
 */
const OVERLAP_MS = 60_000;
/** Some shops tell whole seconds: the last moment of a page may go on on the next one. */
const MOMENT_MS = 1_000;
const PAGE_OVERLAP = 10;

const stored = z.strictObject({
  after: z.iso.datetime(),
  skip: z.int().min(0).max(1_000_000),
  newest: z.iso.datetime().nullable(),
});

export function startOfChanges(since: Date): ChangedSince {
  return { after: since, skip: 0, newest: null };
}

/** Where to go on after a page, and whether there is more to read now. */
export function advanceChanges(
  from: ChangedSince,
  page: PageRead,
): { readonly next: ChangedSince; readonly hasMore: boolean } {
  const newest = latest(from.newest, page.lastChangedAt);
  if (page.count < page.pageSize) {
    const after = newest === null ? from.after : new Date(newest.getTime() - OVERLAP_MS);
    return { next: { after, skip: 0, newest }, hasMore: false };
  }
  const lastMoment = new Date((page.lastChangedAt ?? from.after).getTime() - MOMENT_MS);
  if (lastMoment > from.after) {
    return { next: { after: lastMoment, skip: 0, newest }, hasMore: true };
  }
  const skip = from.skip + page.pageSize - PAGE_OVERLAP;
  return { next: { after: from.after, skip, newest }, hasMore: true };
}

export function toStoredChanges(position: ChangedSince): unknown {
  return {
    after: position.after.toISOString(),
    skip: position.skip,
    newest: position.newest?.toISOString() ?? null,
  };
}

/** Throws BadInput: a cursor that we did not write. */
export function readStoredChanges(value: unknown): ChangedSince {
  const read = stored.safeParse(value);
  if (!read.success) {
    throw new BadInput('The cursor is not one of ours. Read the orders from a date instead.');
  }
  const { after, skip, newest } = read.data;
  return { after: new Date(after), skip, newest: newest === null ? null : new Date(newest) };
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
