import type { LedgerAnswer, Origin } from '../../core/ledger/ledger-event.ts';
import type { StoredAction } from './action-store.ts';
import { type Carried, done, refused } from './carrier.ts';
import { toCause, toCorrelationId } from './to-facts.ts';

/** Under the action's key, so that the ledger knows it again. */
export function originOf({ key, number, causes }: StoredAction): Origin {
  const cause = toCause(number);
  return { key, cause, actor: cause, correlationId: toCorrelationId(causes) };
}

export function toCarried(answer: LedgerAnswer, o: { result: string; code: string }): Carried {
  switch (answer.kind) {
    case 'done':
    case 'copy':
      return done(o.result);
    case 'refused':
      return refused(describeRefusal(answer, o.code));
    default:
      return refused('The ledger took it for something else.');
  }
}

function describeRefusal(
  { reason, onHand }: Extract<LedgerAnswer, { kind: 'refused' }>,
  code: string,
): string {
  switch (reason) {
    case 'not-enough-on-hand':
    case 'not-available':
      return `There are only ${onHand} of ${code} there.`;
    case 'kit-has-no-stock':
      return `${code} is a kit: its parts have stock, it has none.`;
    case 'same-location':
      return 'From and to are the same place.';
    default:
      return 'The ledger refused it.';
  }
}
