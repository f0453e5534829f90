import { resolveNamesIn } from '../../core/catalog/listing-store.ts';
import { toLineNames } from '../../core/catalog/resolve-lines.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import type { EventRow } from './fact-store.ts';

export interface ResolvedEvent extends EventRow {
  /** Its body was completed, and is to be kept so. */
  readonly isResolved: boolean;
}

interface Named {
  readonly listingExternalId: string | null;
  readonly skuCode: string | null;
  readonly lineExternalId: string;
  readonly units: number;
}

/**
 * Orders and returns name what was bought as their shop does; here it becomes a SKU. What it is
 * found to be when it is heard stays so: a back-test must not hear of another one.
 */
export async function resolveEvents(
  db: Queryable,
  o: { sellerId: number; events: readonly EventRow[] },
): Promise<ResolvedEvent[]> {
  const named = o.events.map((event) => ({ event, lines: namesIn(event) }));
  const asked = named.flatMap(({ event: { accountId }, lines }) =>
    (lines ?? []).map((line) => toLineNames({ accountId: accountId ?? 0, ...line })),
  );
  if (asked.length === 0) return o.events.map((event) => ({ ...event, isResolved: false }));
  const skuIds = await resolveNamesIn(db, { sellerId: o.sellerId, lines: asked });
  let next = 0;
  return named.map(({ event, lines }) => {
    if (lines === null) return { ...event, isResolved: false };
    const skus = lines.map(({ units }) => [skuIds[next++] ?? null, units] as const);
    const { lines: _lines, line: _line, ...rest } = event.body;
    if (event.kind !== 'return') return { ...event, body: { ...rest, skus }, isResolved: true };
    return { ...event, body: rest, skuId: skus[0]?.[0] ?? null, isResolved: true };
  });
}

/** Null: it names nothing. */
function namesIn({ body }: EventRow): Named[] | null {
  if (Array.isArray(body.lines)) return body.lines.flatMap(toNamed);
  return body.line === undefined ? null : toNamed(body.line);
}

function toNamed(told: unknown): Named[] {
  if (!Array.isArray(told)) return [];
  const [listing, code, line, units] = told;
  const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
  if (typeof line !== 'string' || typeof units !== 'number') return [];
  return [
    {
      ...{ listingExternalId: textOrNull(listing), skuCode: textOrNull(code) },
      ...{ lineExternalId: line, units },
    },
  ];
}
