import type { Clock } from '../../core/base/clock.ts';
import type { Random } from '../../core/base/random.ts';
import type { PlacedOrder } from '../../core/channels/simulator.ts';
import { DEMO_KITS, DEMO_SKUS } from '../demo-shop/demo-catalog.ts';
import type { OpenShop } from '../demo-shop/demo-shop.ts';

/** An order that a shop has told its buyer is placed: from here on it must not be lost. */
export interface ConfirmedOrder {
  readonly accountId: number;
  readonly externalId: string;
}

export interface SaleCounts {
  readonly orders: number;
  /** Buyers who found nothing left on their shop. */
  readonly turnedAway: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly returned: number;
}

export interface SaleTraffic {
  counts(): SaleCounts;
  readonly confirmed: readonly ConfirmedOrder[];
  /** Resolves when the time is over and nobody changes his mind any more. */
  run(o: { seconds: number; rate: number; signal: AbortSignal }): Promise<void>;
}

// What becomes of an order after a while, in per cent; most are left alone.
const FATES = [
  { per: 4, fate: 'cancel' },
  { per: 6, fate: 'ship' },
  { per: 2, fate: 'ship-and-return' },
  { per: 1, fate: 'ship-and-refund' },
] as const;
type Fate = (typeof FATES)[number]['fate'];

const SECOND_THOUGHT_MS = { min: 800, max: 4_000 };
const UNITS = [1, 1, 1, 1, 2, 2, 3];
// One order in eight has a second line.
const SECOND_LINE_EVERY = 8;

class Buyers implements SaleTraffic {
  readonly #shops: readonly OpenShop[];
  readonly #clock: Clock;
  readonly #random: Random;
  /** What people want, the most wanted first. */
  readonly #wanted: readonly string[];
  readonly #counts = { orders: 0, turnedAway: 0, cancelled: 0, shipped: 0, returned: 0 };
  readonly confirmed: ConfirmedOrder[] = [];
  readonly #later = new Set<() => void>();

  constructor(deps: { shops: readonly OpenShop[]; clock: Clock; random: Random }) {
    this.#shops = deps.shops;
    this.#clock = deps.clock;
    this.#random = deps.random;
    this.#wanted = this.#shuffle([...DEMO_SKUS, ...DEMO_KITS].map(({ code }) => code));
  }

  counts(): SaleCounts {
    return { ...this.#counts };
  }

  async run({ seconds, rate, signal }: Parameters<SaleTraffic['run']>[0]): Promise<void> {
    const beginMs = this.#clock.monotonicMs();
    const endMs = beginMs + seconds * 1_000;
    // Buyers come independently of each other: the gaps between them are exponential.
    const gapMs = () => (-Math.log(1 - this.#random.fraction()) / rate) * 1_000;
    for (let dueMs = beginMs + gapMs(); dueMs < endMs && !signal.aborted; dueMs += gapMs()) {
      const waitMs = dueMs - this.#clock.monotonicMs();
      if (waitMs > 0) await this.#clock.sleep(waitMs, signal);
      if (!signal.aborted) this.#buy();
    }
    while (this.#later.size > 0 && !signal.aborted) await this.#clock.sleep(20, signal);
    for (const cancel of this.#later) cancel();
  }

  /** Looks, and buys in the same moment; who finds nothing looks on one other shop. */
  #buy(): void {
    const skuCode = this.#pickWanted();
    const quantity = this.#pick(UNITS);
    const shop = [this.#pick(this.#shops), this.#pick(this.#shops)].find(({ simulator }) => {
      const { available, status } = simulator.read(skuCode);
      return status === 'active' && available >= quantity;
    });
    if (!shop) {
      this.#counts.turnedAway += 1;
      return;
    }
    const lines = [{ skuCode, quantity }];
    const second = this.#pickWanted();
    const isTwo = this.#random.integer({ min: 1, max: SECOND_LINE_EVERY }) === 1;
    if (isTwo && second !== skuCode && shop.simulator.read(second).available > 0) {
      lines.push({ skuCode: second, quantity: 1 });
    }
    const placed = shop.simulator.placeOrder({ lines });
    this.#counts.orders += 1;
    const { accountId } = shop.account;
    this.confirmed.push({ accountId, externalId: placed.externalId });
    this.#decideFate(shop, placed, quantity);
  }

  #decideFate(shop: OpenShop, placed: PlacedOrder, quantity: number): void {
    let drawn = this.#random.integer({ min: 0, max: 99 });
    const found = FATES.find(({ per }) => {
      drawn -= per;
      return drawn < 0;
    });
    const [lineId] = placed.lineIds;
    if (!found || lineId === undefined) return;
    this.#afterAWhile(() => this.#meetFate(shop, found.fate, { ...placed, lineId, quantity }));
  }

  #meetFate(
    { simulator }: OpenShop,
    fate: Fate,
    o: { externalId: string; lineId: string; quantity: number },
  ): void {
    const line = { orderExternalId: o.externalId, lineId: o.lineId, quantity: o.quantity };
    if (fate === 'cancel') {
      simulator.cancelOrder(o.externalId);
      this.#counts.cancelled += 1;
      return;
    }
    simulator.shipLine(line);
    this.#counts.shipped += 1;
    if (fate === 'ship') return;
    const restock = fate === 'ship-and-return' ? 'return' : 'no-restock';
    this.#afterAWhile(() => {
      simulator.refundLine({ ...line, quantity: 1, restock });
      this.#counts.returned += 1;
    });
  }

  #afterAWhile(run: () => void): void {
    const cancel = this.#clock.after(this.#random.integer(SECOND_THOUGHT_MS), () => {
      this.#later.delete(cancel);
      run();
    });
    this.#later.add(cancel);
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#random.integer({ min: 0, max: items.length - 1 })] as Item;
  }

  /** The n-th most wanted is wanted 1/n as often as the first: a few SKUs get most of the rush. */
  #pickWanted(): string {
    const total = this.#wanted.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
    let drawn = this.#random.fraction() * total;
    const index = this.#wanted.findIndex((_, rank) => {
      drawn -= 1 / (rank + 1);
      return drawn < 0;
    });
    return this.#wanted[Math.max(0, index)] as string;
  }

  #shuffle(codes: readonly string[]): string[] {
    const keyed = codes.map((code) => ({ code, key: this.#random.fraction() }));
    return keyed.toSorted((a, b) => a.key - b.key).map(({ code }) => code);
  }
}

export function createSaleTraffic(deps: {
  shops: readonly OpenShop[];
  clock: Clock;
  random: Random;
}): SaleTraffic {
  return new Buyers(deps);
}
