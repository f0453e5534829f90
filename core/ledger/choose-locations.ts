import type { LocationId } from './ledger-event.ts';

export interface Share {
  readonly locationId: LocationId;
  readonly quantity: number;
}

/**
 * Where the units of one SKU come from. Pure.
 *
 * The best-ranked location that has all of them ships alone; when none has, they are split over the
 * locations in rank order, so that the last unit in Delhi is sold when Mumbai's has just gone.
 *
 * @param o.quantity units wanted, > 0
 * @param o.locations eligible locations, best first
 * @param o.available units free at a location, ≥ 0
 * @returns shares that sum to min(quantity, everything available); no share is 0
 */
export function chooseLocations(o: {
  quantity: number;
  locations: readonly LocationId[];
  available: (locationId: LocationId) => number;
}): Share[] {
  const whole = o.locations.find((locationId) => o.available(locationId) >= o.quantity);
  if (whole !== undefined) return [{ locationId: whole, quantity: o.quantity }];
  const shares: Share[] = [];
  let missing = o.quantity;
  for (const locationId of o.locations) {
    const quantity = Math.min(missing, o.available(locationId));
    if (quantity === 0) continue;
    shares.push({ locationId, quantity });
    missing -= quantity;
    if (missing === 0) break;
  }
  return shares;
}
