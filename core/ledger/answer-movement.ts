import type { LedgerDraft } from './ledger-draft.ts';
import type { LedgerAnswer, LedgerRefusal, LocationId, SkuId } from './ledger-event.ts';

type Place = { readonly skuId: SkuId; readonly locationId: LocationId };

export function done(
  draft: LedgerDraft,
  place: Place,
  o: { covered: number; displaced?: number; unheld?: number },
): LedgerAnswer {
  const { onHand, reserved } = draft.balance(place.skuId, place.locationId);
  const { covered, displaced = 0, unheld = 0 } = o;
  return { kind: 'done', onHand, reserved, covered, displaced, unheld };
}

export function refuse(draft: LedgerDraft, place: Place, reason: LedgerRefusal): LedgerAnswer {
  const { onHand } = draft.balance(place.skuId, place.locationId);
  return { kind: 'refused', reason, onHand };
}
