import { isRetriedLater } from '../base/errors.ts';
import { type Coalesced, runCoalesced } from '../base/run-coalesced.ts';
import { decideFetched, decideRound, type RoundDeps } from './decide-round.ts';
import {
  findSellersWaiting,
  markDeliveries,
  readWaiting,
  type WaitingDelivery,
} from './delivery-store.ts';
import { fromError, toMark } from './delivery-verdict.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { createOrderFetcher, type FetchedOrder } from './order-fetcher.ts';

/** One process at a time decides a seller's inbox; two would be right, and slower than one. */
export const INTAKE_LEASE = 'intake';

export interface Decider {
  /** Something waits: decide it now. Resolves when what waited then is decided or handed on. */
  wake(sellerId: number): Promise<void>;
  /** Looks for sellers with something to decide, every second, until `stop`. */
  start(): void;
  /** When the loop last came round, by the monotonic clock. */
  beatMs(): number;
  stop(): Promise<void>;
}

export type DeciderDeps = Omit<RoundDeps, 'fetcher'> & Pick<IntakeDeps, 'leases' | 'sessions'>;

const SWEEP_EVERY_MS = 1_000;
// What the ledger takes as one batch.
const ROUND_MAX = 256;
const ROUND_BYTES_MAX = 16 * 1_048_576;
// A round that finds no end is a flood; others get their turn, and the sweep comes back.
const ROUNDS_MAX = 1_000;

class SellerDecider implements Decider {
  readonly #deps: DeciderDeps;
  readonly #round: RoundDeps;
  readonly #fetched = new Map<number, FetchedOrder[]>();
  readonly #loops: Coalesced<number>;
  readonly #appliers: Coalesced<number>;
  readonly #sweeps: Coalesced<'sweep'>;
  #isStopped = false;
  #beatMs: number;
  #stopSweep = () => {};

  constructor(deps: DeciderDeps) {
    const { log } = deps;
    this.#deps = deps;
    this.#beatMs = deps.clock.monotonicMs();
    const onFetched = (each: FetchedOrder) => {
      const { sellerId } = each;
      this.#fetched.set(sellerId, [...(this.#fetched.get(sellerId) ?? []), each]);
      void this.#appliers.run(sellerId);
    };
    this.#round = { ...deps, fetcher: createOrderFetcher({ ...deps, onFetched }) };
    this.#loops = runCoalesced({
      run: (sellerId) => this.#decideAll(sellerId),
      // The deliveries wait in the database; the sweep comes back for them.
      onError: (error, sellerId) => log.warn('deliveries_wait', { sellerId, error }),
    });
    this.#appliers = runCoalesced({
      run: (sellerId) => this.#applyFetched(sellerId),
      onError: (error, sellerId) => log.warn('fetched_orders_wait', { sellerId, error }),
    });
    this.#sweeps = runCoalesced({
      run: () => this.#sweep(),
      onError: (error) => log.warn('intake_sweep_failed', { error }),
    });
  }

  wake(sellerId: number): Promise<void> {
    return this.#isStopped ? Promise.resolve() : this.#loops.run(sellerId);
  }

  start(): void {
    const sweep = () => {
      if (!this.#isStopped && !this.#sweeps.isRunning('sweep')) void this.#sweeps.run('sweep');
    };
    this.#stopSweep = this.#deps.clock.every(SWEEP_EVERY_MS, sweep);
    sweep();
  }

  beatMs(): number {
    return this.#beatMs;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopSweep();
    this.#round.fetcher.stop();
    await Promise.all([this.#sweeps.settle(), this.#loops.settle(), this.#appliers.settle()]);
  }

  async #sweep(): Promise<void> {
    const { clock, database } = this.#deps;
    this.#beatMs = clock.monotonicMs();
    for (const sellerId of await findSellersWaiting(database.sweep, clock.now())) {
      if (!this.#loops.isRunning(sellerId)) void this.#loops.run(sellerId);
    }
  }

  async #decideAll(sellerId: number): Promise<void> {
    const { clock, database, leases } = this.#deps;
    for (let rounds = 0; rounds < ROUNDS_MAX && !this.#isStopped; rounds += 1) {
      if (!(await leases.hold(sellerId, INTAKE_LEASE))) return;
      const deliveries = await readWaiting(database, {
        sellerId,
        now: clock.now(),
        except: this.#round.fetcher.inHand(sellerId),
        limit: ROUND_MAX,
        bytesMax: ROUND_BYTES_MAX,
      });
      if (deliveries.length === 0) return;
      await this.#decidePart(sellerId, deliveries);
    }
  }

  /** Whatever is wrong with one delivery must not stop the loop: halves, to the end. */
  async #decidePart(sellerId: number, deliveries: readonly WaitingDelivery[]): Promise<void> {
    try {
      await decideRound(this.#round, sellerId, deliveries);
    } catch (error) {
      if (isRetriedLater(error)) throw error;
      const [first] = deliveries;
      if (deliveries.length === 1 && first) {
        await this.#park(sellerId, first, error);
        return;
      }
      const middle = Math.ceil(deliveries.length / 2);
      await this.#decidePart(sellerId, deliveries.slice(0, middle));
      await this.#decidePart(sellerId, deliveries.slice(middle));
    }
  }

  async #park(sellerId: number, delivery: WaitingDelivery, error: unknown): Promise<void> {
    const { clock, database, log, random } = this.#deps;
    log.error('delivery_parked', { sellerId, deliveryId: delivery.deliveryId, error });
    const now = clock.now();
    const marks = [toMark(delivery, fromError(error), { now, random })];
    await markDeliveries(database, { sellerId, marks, now });
  }

  async #applyFetched(sellerId: number): Promise<void> {
    const answers = this.#fetched.get(sellerId) ?? [];
    this.#fetched.delete(sellerId);
    for (let from = 0; from < answers.length; from += ROUND_MAX) {
      const part = answers.slice(from, from + ROUND_MAX);
      const deliveryIds = part.flatMap((each) => each.deliveries.map((one) => one.deliveryId));
      try {
        await decideFetched(this.#round, sellerId, part);
      } finally {
        // Marked, or to be read and asked for once more.
        this.#round.fetcher.forget({ sellerId, deliveryIds });
      }
    }
  }
}

export function createDecider(deps: DeciderDeps): Decider {
  return new SellerDecider(deps);
}
