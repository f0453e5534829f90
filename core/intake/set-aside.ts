import type { Clock } from '../base/clock.ts';
import type { Database } from '../database/database.ts';
import { advanceLine, type LineFigures } from '../ledger/advance-line.ts';
import { lockQueue, putUnmapped, readUnmapped, type UnmappedLine } from './unmapped-store.ts';

const NOTHING_YET: LineFigures = { ordered: 0, cancelled: 0, shipped: 0, returned: 0, revision: 0 };

// The ledger's own rule asks for a SKU, which these lines lack and the rule does not read.
const NO_SKU = 0;

/**
 * Puts lines into the queue of those whose SKU nobody knows. They take updates by the ledger's own
 * rule, so that a line that waited ends as one that did not.
 */
export async function setAside(
  deps: { database: Database; clock: Clock },
  sellerId: number,
  told: readonly UnmappedLine[],
): Promise<void> {
  const lineKeys = [...new Set(told.map((line) => line.lineKey))];
  await deps.database.forSeller(sellerId).transaction(async (tx) => {
    await lockQueue(tx, sellerId);
    const lines = new Map<string, UnmappedLine>();
    for (const line of await readUnmapped(tx, { sellerId, lineKeys })) {
      lines.set(line.lineKey, line);
    }
    for (const line of told) lines.set(line.lineKey, merge(lines.get(line.lineKey), line));
    await putUnmapped(tx, { sellerId, lines: [...lines.values()], at: deps.clock.now() });
  });
}

function merge(known: UnmappedLine | undefined, told: UnmappedLine): UnmappedLine {
  const figures = advanceLine(known ?? NOTHING_YET, { ...told, skuId: NO_SKU });
  const shown = known && told.revision < known.revision ? known : told;
  return { ...shown, ...figures };
}
