import type { Clock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import type { Location, Sku } from '../../core/catalog/catalog-records.ts';
import { createLedger } from '../../core/ledger/ledger.ts';
import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import type { Core } from '../commands/context.ts';

const ACTOR = 'demo';
const DAY_MS = 86_400_000;
// Goods come in on these days; what is sold after the last of them ends at today's figure.
const RECEIPT_EVERY_DAYS = 10;
// A shelf sells at most this share of what lies on it today, on one day.
const DAILY_SHARE_MAX = 0.12;

export interface PastShelf {
  readonly sku: Sku;
  readonly location: Location;
  /** What lies there today. */
  readonly today: number;
}

type Moved = { readonly kind: 'receipt' | 'sale'; readonly quantity: number; readonly day: number };

/**
 * Days in which the demo sold and received, so that charts, top movers and days of cover have
 * something to say at the first start. It ends at the figures of the catalogue. Written by a ledger
 * whose clock is set to each day in turn; a second time it changes nothing.
 */
export async function writePast(
  core: Core,
  o: { sellerId: number; shelves: readonly PastShelf[]; days: number },
): Promise<void> {
  const { sellerId, days } = o;
  let at = core.clock.now();
  const clock: Clock = { ...core.clock, now: () => at };
  const ledger = createLedger({ database: core.database, clock, log: silentLogger });
  const today = core.clock.now().getTime();
  const moved = o.shelves.flatMap((shelf, index) =>
    planShelf(shelf.today, { days, seed: index + 1 }).map((move) => ({ shelf, move })),
  );
  const byDay = Map.groupBy(moved, ({ move }) => move.day);
  for (let day = 0; day < days; day += 1) {
    at = new Date(today - (days - day) * DAY_MS);
    // What comes in is there before it is sold.
    for (const kind of ['receipt', 'sale'] as const) {
      const events = (byDay.get(day) ?? []).filter(({ move }) => move.kind === kind);
      await Promise.all(
        events.map(({ shelf, move }) => ledger.submit(sellerId, toEvent(shelf, move))),
      );
    }
  }
}

function toEvent({ sku, location }: PastShelf, move: Moved): LedgerEvent {
  const { kind, quantity, day } = move;
  return {
    kind,
    quantity,
    skuId: sku.skuId,
    locationId: location.locationId,
    origin: {
      key: `demo:past:${sku.code}:${location.code}:${day}:${kind}`,
      cause: day === 0 ? 'opening stock' : kind === 'sale' ? 'sold in the demo' : 'delivery',
      actor: ACTOR,
    },
  };
}

/** Receipts bring back what was sold since the one before, so the last stretch ends at `today`. */
export function planShelf(today: number, o: { days: number; seed: number }): Moved[] {
  if (today === 0) return [];
  const random = createSeededRandom(o.seed);
  const pace = random.fraction() ** 2 * DAILY_SHARE_MAX * today;
  const sold = Array.from({ length: o.days }, (_, day) =>
    day === 0 ? 0 : Math.round(pace * 2 * random.fraction()),
  );
  const lastReceipt = Math.floor((o.days - 1) / RECEIPT_EVERY_DAYS) * RECEIPT_EVERY_DAYS;
  const full = today + sold.slice(lastReceipt).reduce((sum, units) => sum + units, 0);
  const moves: Moved[] = [{ kind: 'receipt', quantity: full, day: 0 }];
  let level = full;
  for (const [day, wanted] of sold.entries()) {
    const missing = full - level;
    if (day > 0 && day <= lastReceipt && day % RECEIPT_EVERY_DAYS === 0 && missing > 0) {
      moves.push({ kind: 'receipt', quantity: missing, day });
      level = full;
    }
    const quantity = Math.min(wanted, level);
    if (quantity === 0) continue;
    moves.push({ kind: 'sale', quantity, day });
    level -= quantity;
  }
  return moves;
}
