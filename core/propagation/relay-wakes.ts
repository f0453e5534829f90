import { computeTargets } from '../allocation/compute-targets.ts';
import type { Clock } from '../base/clock.ts';
import type { Database } from '../database/database.ts';
import { moveTargets, readWhatListingsShow, takeWakes } from './relay-store.ts';

// One transaction's worth; what is left is taken by the next round.
const WAKES_PER_ROUND_MAX = 2_000;

/**
 * Turns the seller's wake-ups into desired versions of listings: take them, look at the stock as it
 * is now, compute every listing of the SKU from scratch, bump what differs. All in one transaction,
 * so a crash leaves the wake-ups for the next relay.
 *
 * @returns accounts that have something new to be told, and whether more wake-ups are waiting
 */
export async function relayWakes(
  deps: { database: Database; clock: Clock },
  sellerId: number,
): Promise<{ accountIds: number[]; hasMore: boolean }> {
  return deps.database.forSeller(sellerId).transaction(async (tx) => {
    const woken = await takeWakes(tx, { sellerId, atMost: WAKES_PER_ROUND_MAX });
    if (woken.length === 0) return { accountIds: [], hasMore: false };
    const wokenBySku = new Map(woken.map((each) => [each.skuId, each]));
    const skuIds = [...wokenBySku.keys()];
    const shown = await readWhatListingsShow(tx, { sellerId, skuIds });
    const at = deps.clock.now();
    const targets = computeTargets(shown).map((target) => {
      const wake = wokenBySku.get(target.skuId);
      return {
        ...target,
        committedAt: wake?.committedAt ?? at,
        isOwnOrder: wake?.accountIds.includes(target.accountId) ?? false,
        causes: wake?.causes ?? null,
      };
    });
    const accountIds = await moveTargets(tx, { sellerId, at, targets });
    return { accountIds, hasMore: woken.length === WAKES_PER_ROUND_MAX };
  });
}
