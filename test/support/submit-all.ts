import { isRetriedLater } from '../../core/base/errors.ts';
import type { Ledger } from '../../core/ledger/ledger.ts';
import type { LedgerAnswer, LedgerEvent } from '../../core/ledger/ledger-event.ts';

const TRIES_MAX = 200;

/**
 * Submits the events in order and never has more than `inFlight` unanswered. What may be sent again
 * later is sent again, as intake does.
 * @returns answers in the order of the events; an Error where one was refused for good
 */
export async function submitAll(
  ledgers: readonly Ledger[],
  o: { sellerId: number; events: readonly LedgerEvent[]; inFlight: number; repeats?: boolean },
): Promise<(LedgerAnswer | Error)[]> {
  const answers: (LedgerAnswer | Error)[] = [];
  let next = 0;
  const submit = async (index: number): Promise<LedgerAnswer | Error> => {
    const ledger = ledgers[index % ledgers.length] as Ledger;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ledger.submit(o.sellerId, o.events[index] as LedgerEvent);
      } catch (error) {
        const isFinal = !o.repeats || !isRetriedLater(error) || attempt === TRIES_MAX;
        if (isFinal) return error as Error;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  };
  const work = async () => {
    while (next < o.events.length) {
      const index = next;
      next += 1;
      answers[index] = await submit(index);
    }
  };
  await Promise.all(Array.from({ length: o.inFlight }, work));
  return answers;
}
