import type { Aspect } from '../allocation/compute-targets.ts';
import { assert } from '../base/assert.ts';
import { toError } from '../base/errors.ts';
import type { ChannelSession, ListingRef } from '../channels/channel.ts';
import { CallForbidden } from '../channels/fetch-channel-http.ts';
import { type PushOutcome, retryLater } from '../channels/outcome.ts';
import type { DueTarget } from './target-store.ts';

export interface PushBatch {
  readonly aspect: Aspect;
  readonly targets: readonly DueTarget[];
  readonly currency: string;
  readonly epoch: string;
}

/**
 * Sends one batch of one aspect and returns one outcome per target, whatever happens. Throws
 * CallForbidden only.
 */
export async function pushBatch(
  session: ChannelSession,
  o: PushBatch,
): Promise<readonly PushOutcome[]> {
  try {
    const outcomes = await send(session, o);
    assert(outcomes.length === o.targets.length, 'An adapter answered for other items than sent.');
    return outcomes;
  } catch (error) {
    if (error instanceof CallForbidden) throw error;
    // An adapter that throws is a defect of ours. The listings must not suffer in silence for it:
    // they are tried again and parked in the end, with this reason.
    const reason = `The adapter failed: ${toError(error).message}`;
    return o.targets.map(() => retryLater(reason, { isOutcomeUnknown: true }));
  }
}

function send(session: ChannelSession, o: PushBatch): Promise<readonly PushOutcome[]> {
  const { targets, currency } = o;
  switch (o.aspect) {
    case 'stock':
      return session.pushStock(
        targets.map((target) => ({
          listing: toListing(target),
          quantity: target.value,
          expected: target.expected,
          key: keyOf(target, o),
          reference: `shelftalk/${o.epoch}/listing/${target.listingId}/version/${target.version}`,
        })),
      );
    case 'price':
      return session.pushPrice(
        targets.map((target) => ({
          listing: toListing(target),
          priceMinor: target.value,
          currency,
          key: keyOf(target, o),
        })),
      );
    case 'status':
      return session.pushStatus(
        targets.map((target) => ({
          listing: toListing(target),
          status: target.value === 1 ? 'active' : 'paused',
          key: keyOf(target, o),
        })),
      );
  }
}

/** The expected figure belongs to the key: the same key must never carry other parameters. */
function keyOf(target: DueTarget, o: PushBatch): string {
  const { listingId, version, expected } = target;
  return `${o.epoch}-${listingId}-${o.aspect}-${version}-${expected ?? 'any'}`;
}

function toListing(target: DueTarget): ListingRef {
  const { listingId, externalId, externalParentId, externalStockId, skuCode } = target;
  return { listingId, externalId, externalParentId, externalStockId, skuCode };
}
