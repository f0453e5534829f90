import { assertNever } from '../base/assert.ts';
import { decideHold, decideUnhold } from './decide-hold.ts';
import {
  decideArrival,
  decideCount,
  decideRemoval,
  decideRestock,
  decideReversal,
  decideTransfer,
} from './decide-movement.ts';
import { decideOrder } from './decide-order.ts';
import { LedgerDraft, type MissingReads } from './ledger-draft.ts';
import type { LedgerAnswer, LedgerEvent } from './ledger-event.ts';
import type { LedgerChange, LedgerState } from './ledger-state.ts';

export interface Decision {
  /** One answer per event, in order. */
  readonly answers: readonly LedgerAnswer[];
  /** What to write; null when nothing changed. */
  readonly change: LedgerChange | null;
  /**
   * Not empty: the state lacked what the decision needs. Read it too, then decide again; write
   * nothing.
   */
  readonly missing: MissingReads;
}

/**
 * Decides events in their order of arrival. Pure: the same state and events give the same decision,
 * so that the simulation runs this very function.
 */
export function decideBatch(state: LedgerState, events: readonly LedgerEvent[]): Decision {
  const draft = new LedgerDraft(state);
  const answers: LedgerAnswer[] = [];
  try {
    for (const event of events) answers.push(decideEvent(draft, event));
  } catch (error) {
    // A decision on balances that were not read may break a promise on paper: it is made again.
    if (!isMissing(draft.missing)) throw error;
  }
  return { answers, change: draft.change(), missing: draft.missing };
}

export function isMissing(missing: MissingReads): boolean {
  return missing.balances.size + missing.shortages.size + missing.reservations.size > 0;
}

function decideEvent(draft: LedgerDraft, event: LedgerEvent): LedgerAnswer {
  // A line is idempotent by its cumulative figures; everything else by its key.
  if (event.kind === 'order') return { kind: 'order', ...decideOrder(draft, event) };
  if (draft.isKnown(event.origin.key)) return { kind: 'copy' };
  switch (event.kind) {
    case 'receipt':
    case 'return':
      return decideArrival(draft, event);
    case 'count':
      return decideCount(draft, event);
    case 'sale':
    case 'damage':
      return decideRemoval(draft, event);
    case 'transfer':
      return decideTransfer(draft, event);
    case 'restock':
      return decideRestock(draft, event);
    case 'reversal':
      return decideReversal(draft, event);
    case 'hold':
      return decideHold(draft, event);
    case 'unhold':
      return decideUnhold(draft, event);
    default:
      return assertNever(event, 'ledger event');
  }
}
