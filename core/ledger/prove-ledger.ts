import type { Database } from '../database/database.ts';
import {
  type FoundViolations,
  findViolations,
  freezeMoment,
  LEDGER_INVARIANTS,
  type LedgerInvariant,
} from './prove-store.ts';

export interface InvariantProof extends FoundViolations {
  readonly invariant: LedgerInvariant;
}

/**
 * Checks every promise of a seller's ledger against all its rows, as they stood at one moment.
 * Takes time in proportion to the rows, and no lock: orders go on meanwhile.
 *
 * Says nothing by itself: whoever asks decides what a violation means. Throws what a Queryable
 * throws; a ledger too large for the statement time-out is DatabaseBusy.
 */
export async function proveLedger(
  deps: { database: Database },
  o: { sellerId: number },
): Promise<InvariantProof[]> {
  return deps.database.forSeller(o.sellerId).transaction(async (tx) => {
    await freezeMoment(tx);
    const proofs: InvariantProof[] = [];
    for (const invariant of LEDGER_INVARIANTS) {
      const found = await findViolations(tx, { ...o, invariant });
      proofs.push({ invariant, ...found });
    }
    return proofs;
  });
}
