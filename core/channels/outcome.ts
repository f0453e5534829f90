/**
 * How a call to a channel can end. Refusals are values, so that every caller must look at them;
 * only a programming error is thrown.
 */

/** The call did not do its work. */
export type CallRefusal =
  /**
   * Try again, not before `afterMs` (null: the engine's own back-off).
   * `isOutcomeUnknown`: the shop may have applied the call (time-out, lost reply, 5xx on a write).
   */
  | {
      readonly kind: 'retry-later';
      readonly afterMs: number | null;
      readonly reason: string;
      readonly isOutcomeUnknown: boolean;
    }
  /** The shop says no and will say no again. `reason` is shown to people, as data. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /**
   * The credentials are no longer accepted: nothing of this account can be sent until a person
   * acts.
   */
  | { readonly kind: 'needs-reauth'; readonly reason: string };

/** A read: its value, or why there is none. */
export type CallAnswer<Value> = { readonly kind: 'ok'; readonly value: Value } | CallRefusal;

/** What became of one pushed listing aspect. */
export type PushOutcome =
  /** The shop confirmed that it now shows what was sent. */
  | { readonly kind: 'applied' }
  /** The shop already showed it. */
  | { readonly kind: 'unchanged' }
  /**
   * Compare-and-set failed: somebody else changed the figure. `actual` is what the shop shows now,
   * null when it did not say. The engine fetches missing orders and reads the level before it
   * pushes again.
   */
  | { readonly kind: 'conflict'; readonly actual: number | null }
  | CallRefusal;

export const ok = <Value>(value: Value): CallAnswer<Value> => ({ kind: 'ok', value });

export const retryLater = (
  reason: string,
  more: { afterMs?: number | null; isOutcomeUnknown?: boolean } = {},
): CallRefusal => ({
  kind: 'retry-later',
  afterMs: more.afterMs ?? null,
  reason,
  isOutcomeUnknown: more.isOutcomeUnknown ?? false,
});

export const rejected = (reason: string): CallRefusal => ({ kind: 'rejected', reason });

export const needsReauth = (reason: string): CallRefusal => ({ kind: 'needs-reauth', reason });
