import { isRetriedLater, ShelftalkError } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import { redactText } from '../base/redact.ts';
import { cleanText } from '../base/text.ts';
import type { CallRefusal } from '../channels/outcome.ts';
import type { OrderOutcome } from './apply-orders.ts';
import type { DeliveryMark, WaitingDelivery } from './delivery-store.ts';

/** What becomes of one delivery. */
export type Verdict =
  | { readonly kind: 'decided'; readonly note: string }
  /** Shown to people, who may have it tried again. */
  | { readonly kind: 'parked'; readonly note: string }
  | { readonly kind: 'later'; readonly note: string; readonly afterMs: number | null }
  /** Not tried at all for now; it costs no attempt. */
  | { readonly kind: 'postponed'; readonly note: string };

const FIRST_DELAY_MS = 1_000;
const DELAY_MS_MAX = 30_000;
// A shop that asks for more is asked again after this all the same: its order list fills the gap.
const AFTER_MS_MAX = 10 * 60_000;
const POSTPONED_MS = 1_000;
const DOUBLINGS_MAX = 10;
const NOTE_LENGTH_MAX = 300;

export const decided = (note: string): Verdict => ({ kind: 'decided', note });
export const parked = (note: string): Verdict => ({ kind: 'parked', note });

/** What is wrong with us passes or not; what is wrong with the delivery is parked. */
export function fromError(error: unknown): Verdict {
  const code = error instanceof ShelftalkError ? error.code : 'defect';
  if (isRetriedLater(error)) return { kind: 'later', note: code, afterMs: null };
  return parked(`${code}: it could not be decided; the log says why`);
}

export function fromOutcome(outcome: OrderOutcome): Verdict {
  switch (outcome.kind) {
    case 'refused':
      return parked(outcome.reason);
    case 'failed':
      return fromError(outcome.error);
    case 'applied':
      return decided(
        outcome.unmapped > 0 ? `order, ${outcome.unmapped} lines wait for a SKU` : 'order',
      );
  }
}

/** A shop that could not be asked is asked again; what it will never give is parked. */
export function fromRefusal(refusal: CallRefusal): Verdict {
  const note = refusal.reason;
  if (refusal.kind === 'rejected') return parked(note);
  const afterMs = refusal.kind === 'retry-later' ? refusal.afterMs : null;
  return { kind: 'later', note, afterMs };
}

/** min(1 s · 2^n, 30 s) with full jitter, never before the shop allows it. */
export function toMark(
  delivery: WaitingDelivery,
  verdict: Verdict,
  o: { now: Date; random: Random },
): DeliveryMark {
  const { deliveryId, attempts } = delivery;
  const note = toNote(verdict.note);
  const mark = { deliveryId, note, attempts, nextAt: o.now };
  if (verdict.kind === 'decided' || verdict.kind === 'parked') {
    return { ...mark, state: verdict.kind };
  }
  if (verdict.kind === 'postponed') {
    return { ...mark, state: 'waiting', nextAt: new Date(o.now.getTime() + POSTPONED_MS) };
  }
  const doubled = FIRST_DELAY_MS * 2 ** Math.min(attempts, DOUBLINGS_MAX);
  const jittered = Math.round(Math.min(doubled, DELAY_MS_MAX) * o.random.fraction());
  const delayMs = Math.max(jittered, Math.min(verdict.afterMs ?? 0, AFTER_MS_MAX));
  const nextAt = new Date(o.now.getTime() + delayMs);
  return { ...mark, state: 'waiting', attempts: attempts + 1, nextAt };
}

/** Reasons may quote a shop's answer, and that may quote a buyer. */
function toNote(text: string): string {
  return redactText(cleanText(text)).slice(0, NOTE_LENGTH_MAX).toWellFormed();
}
