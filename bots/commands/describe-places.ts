import type { PlaceChange } from '../../core/ledger/apply-batch.ts';
import type { CommandContext } from './context.ts';
import type { MovementEvent } from './movement-event.ts';
import type { Words } from './read-words.ts';

const PLACES_SHOWN = 6;

/**
 * "24 → 21 available", with names where there are several: "Mumbai 24 → 19, Delhi 10 → 15
 * available", and of a kit its parts.
 */
export function describePlaces(
  places: readonly PlaceChange[],
  o: Pick<CommandContext, 'formats'> & { words: Words; kind: MovementEvent['kind'] },
): string {
  const { quantity } = o.formats;
  const shown = ownPlaces(places, o.kind);
  const isCount = o.kind === 'count';
  const figureOf = (balance: PlaceChange['before']) =>
    quantity(isCount ? balance.onHand : balance.onHand - balance.reserved);
  const skuIds = new Set(shown.map(({ skuId }) => skuId));
  const locationIds = new Set(shown.map(({ locationId }) => locationId));
  const parts = shown.slice(0, PLACES_SHOWN).map(({ skuId, locationId, before, after }) => {
    const names = [
      ...(skuIds.size > 1 ? [o.words.code(skuId)] : []),
      ...(locationIds.size > 1 ? [o.words.place(locationId)] : []),
    ];
    return [...names, `${figureOf(before)} → ${figureOf(after)}`].join(' ');
  });
  if (parts.length === 0) return '';
  const more = shown.length > PLACES_SHOWN ? ', …' : '';
  return `${parts.join(', ')}${more} ${isCount ? 'on hand' : 'available'}`;
}

/** Without those where only promises moved because others lost theirs. */
function ownPlaces(
  places: readonly PlaceChange[],
  kind: MovementEvent['kind'],
): readonly PlaceChange[] {
  if (kind === 'hold' || kind === 'unhold') return places;
  if (kind === 'count') return places.slice(0, 1);
  return places.filter(({ before, after }) => before.onHand !== after.onHand);
}
