import type { Random } from '../base/random.ts';
import type { PushOutcome } from '../channels/outcome.ts';
import type { AccountHealth } from './account-health-store.ts';
import { backOffMs } from './back-off.ts';
import type { AnsweredPush, DueTarget, PutOff } from './target-store.ts';

// Given up after this many tries and this long: a listing that is given up shows a wrong figure.
const ATTEMPTS_MAX = 8;
const TRYING_MS_MIN = 120_000;
// A listing is only given up while its shop answers for others: an outage parks nothing.
const SHOP_IS_WELL_MS = 60_000;
// From this many refused calls in a row on, the shop as a whole is left alone for a while.
const BREAKER_FAILURES = 3;

/** What a batch of outcomes means, before anything is written. Pure but for the jitter. */
export interface Judgement {
  readonly pushes: readonly AnsweredPush[];
  readonly accepted: readonly AnsweredPush[];
  readonly putOff: readonly PutOff[];
  readonly conflicts: readonly { readonly target: DueTarget; readonly actual: number | null }[];
  /** The call as a whole was refused: a time-out, an outage, a rate limit. */
  readonly failure: { readonly reason: string; readonly openUntil: Date | null } | null;
  /** The credentials were refused, with the shop's words. */
  readonly reauthReason: string | null;
}

export function judgeOutcomes(o: {
  targets: readonly DueTarget[];
  outcomes: readonly PushOutcome[];
  sentAt: Date;
  at: Date;
  health: AccountHealth;
  random: Random;
}): Judgement {
  const pushes = o.targets.map((target, index) => {
    const outcome = o.outcomes[index] as PushOutcome;
    return { target, outcome: outcome.kind, reason: reasonOf(outcome), sentAt: o.sentAt };
  });
  const isShopWell =
    o.health.lastOkAt !== null && o.at.getTime() - o.health.lastOkAt.getTime() < SHOP_IS_WELL_MS;
  const putOff: PutOff[] = [];
  for (const [index, target] of o.targets.entries()) {
    const outcome = o.outcomes[index] as PushOutcome;
    if (outcome.kind === 'applied' || outcome.kind === 'unchanged') continue;
    const triedMs = o.at.getTime() - target.committedAt.getTime();
    const isTriedOut = target.attempts + 1 >= ATTEMPTS_MAX && triedMs >= TRYING_MS_MIN;
    // A conflict is no failure of the listing: it is cleared up, however often it comes.
    const isWornOut = outcome.kind === 'retry-later' && isShopWell && isTriedOut;
    const delayMs = delayOf(outcome, { attempts: target.attempts, random: o.random });
    putOff.push({
      listingId: target.listingId,
      nextAt: new Date(o.at.getTime() + delayMs),
      reason: reasonOf(outcome) ?? 'The shop shows another figure.',
      isParked: outcome.kind === 'rejected' || isWornOut,
    });
  }
  return {
    pushes,
    accepted: pushes.filter((push) => push.outcome === 'applied' || push.outcome === 'unchanged'),
    putOff,
    conflicts: o.targets.flatMap((target, index) => {
      const outcome = o.outcomes[index] as PushOutcome;
      return outcome.kind === 'conflict' ? [{ target, actual: outcome.actual }] : [];
    }),
    failure: judgeCall(o),
    reauthReason:
      o.outcomes.map((each) => (each.kind === 'needs-reauth' ? each.reason : null)).find(Boolean) ??
      null,
  };
}

function judgeCall(o: {
  outcomes: readonly PushOutcome[];
  at: Date;
  health: AccountHealth;
  random: Random;
}): Judgement['failure'] {
  let afterMs = 0;
  let reason = '';
  for (const outcome of o.outcomes) {
    if (outcome.kind !== 'retry-later') return null;
    afterMs = Math.max(afterMs, outcome.afterMs ?? 0);
    reason = outcome.reason;
  }
  const failures = o.health.failures + 1;
  const isOpening = failures >= BREAKER_FAILURES;
  const attempts = failures - BREAKER_FAILURES;
  const waitMs = isOpening ? backOffMs({ attempts, afterMs, random: o.random }) : afterMs;
  return { reason, openUntil: waitMs > 0 ? new Date(o.at.getTime() + waitMs) : null };
}

function delayOf(outcome: PushOutcome, o: { attempts: number; random: Random }): number {
  // A conflict is resolved before the next push; waiting would only keep the wrong figure up.
  if (outcome.kind === 'conflict') return 0;
  const afterMs = outcome.kind === 'retry-later' ? outcome.afterMs : null;
  return backOffMs({ attempts: o.attempts, afterMs, random: o.random });
}

function reasonOf(outcome: PushOutcome): string | null {
  switch (outcome.kind) {
    case 'applied':
    case 'unchanged':
      return null;
    case 'conflict':
      return `The shop shows ${outcome.actual ?? 'another figure'}.`;
    default:
      return outcome.reason;
  }
}
