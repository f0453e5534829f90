import { systemClock } from '../../core/base/clock.ts';
import type { ShopGround } from './shop-ground.ts';

const SETTLE_MS_MAX = 15_000;
const LOOK_EVERY_MS = 5;

/**
 * Resolves when everything that arrived is decided and every shop shows what the books say, or was
 * given up. Whatever the sweeps of a second would find is looked for at once.
 */
export async function settleShop(
  { engine, clock }: Pick<ShopGround, 'engine' | 'clock'>,
  sellerId: number,
): Promise<void> {
  const endMs = systemClock.monotonicMs() + SETTLE_MS_MAX;
  for (;;) {
    await engine.ledger.settle();
    const left = await engine.monitoring.countUnsynced(sellerId);
    if (left.waiting + left.wakes + left.deliveries === 0) return;
    if (systemClock.monotonicMs() > endMs) {
      throw new Error(`The shop does not settle: ${JSON.stringify(left)}`);
    }
    if (left.deliveries > 0) await engine.intake.wake(sellerId);
    if (left.wakes > 0) await engine.propagation.wake(sellerId);
    await clock.sleep(LOOK_EVERY_MS);
  }
}
