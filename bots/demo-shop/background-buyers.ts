import type { Clock } from '../../core/base/clock.ts';
import type { Random } from '../../core/base/random.ts';
import { DEMO_KITS, DEMO_SKUS } from './demo-catalog.ts';
import type { OpenShop } from './demo-shop.ts';

export interface BackgroundBuyers {
  readonly isOn: boolean;
  start(): void;
  stop(): void;
}

const PAUSE_MS = { min: 2_000, max: 6_000 };
// Most people buy one.
const UNITS = [1, 1, 1, 2];
// One buyer in ten thinks again.
const CANCELS_EVERY = 10;

/** A buyer every few seconds on one of the shops, as long as it is on. */
export function createBackgroundBuyers(deps: {
  shops: readonly OpenShop[];
  clock: Clock;
  random: Random;
}): BackgroundBuyers {
  const { shops, clock, random } = deps;
  const codes = [...DEMO_SKUS, ...DEMO_KITS].map(({ code }) => code);
  const pick = <Item>(items: readonly Item[]): Item =>
    items[random.integer({ min: 0, max: items.length - 1 })] as Item;
  let cancelNext: (() => void) | null = null;

  function buyOnce(): void {
    const { simulator } = pick(shops);
    const skuCode = pick(codes);
    const { available, status } = simulator.read(skuCode);
    const quantity = pick(UNITS);
    if (status !== 'active' || available < quantity) return;
    const { externalId } = simulator.placeOrder({ lines: [{ skuCode, quantity }] });
    const thinksAgain = random.integer({ min: 1, max: CANCELS_EVERY }) === 1;
    if (thinksAgain) clock.after(PAUSE_MS.max, () => simulator.cancelOrder(externalId));
  }

  function schedule(): void {
    cancelNext = clock.after(random.integer(PAUSE_MS), () => {
      buyOnce();
      schedule();
    });
  }

  return {
    get isOn() {
      return cancelNext !== null;
    },
    start() {
      if (!cancelNext) schedule();
    },
    stop() {
      cancelNext?.();
      cancelNext = null;
    },
  };
}
