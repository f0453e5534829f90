import { toError } from '../base/errors.ts';
import { type Coalesced, runCoalesced } from '../base/run-coalesced.ts';
import { type AccountPlace, listAccountsToPull } from './cursor-store.ts';
import { INTAKE_LEASE } from './decider.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { type PullDeps, type PulledOrders, pullOrders } from './pull-orders.ts';

/**
 * Asks every account for its orders: at the start, then as often as its channel says. Webhooks are
 * hints that can be lost, so this runs for all channels.
 */
export interface PullSchedule {
  /** Pulls now; a pull of the account that is under way is waited for and followed by another. */
  pull(place: AccountPlace): Promise<PulledOrders>;
  start(): void;
  beatMs(): number;
  stop(): Promise<void>;
}

const TICK_MS = 1_000;
// Pulls of one process at once; each waits for its shop most of the time.
const PULLS_AT_ONCE = 16;
// A shop that hangs must not keep the process from ending; what it would say is asked again.
const STOP_WAIT_MS = 5_000;
const NOT_OURS_MS = 5_000;
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 5 * 60_000;
// Spread a little, so that all accounts of a channel do not knock in the same second.
const JITTER = 0.1;

interface Plan {
  readonly nextMs: number;
  readonly failures: number;
}

type DuePlace = AccountPlace & { readonly channel: string };
type ScheduleDeps = PullDeps & Pick<IntakeDeps, 'leases' | 'channels' | 'random'>;

const keyOf = (o: AccountPlace) => `${o.sellerId}.${o.accountId}`;

class Schedule implements PullSchedule {
  readonly #deps: ScheduleDeps;
  readonly #places = new Map<string, AccountPlace>();
  readonly #answers = new Map<string, PulledOrders | Error>();
  readonly #plans = new Map<string, Plan>();
  /** In the order in which they were found due; those begun stay in it until they end. */
  readonly #due = new Map<string, DuePlace>();
  readonly #begun = new Map<string, Promise<void>>();
  readonly #pulls: Coalesced<string>;
  readonly #ticks: Coalesced<'tick'>;
  #isStopped = false;
  #stopTicking = () => {};
  #beatMs: number;

  constructor(deps: ScheduleDeps) {
    const { log } = deps;
    this.#deps = deps;
    this.#beatMs = deps.clock.monotonicMs();
    this.#pulls = runCoalesced({
      run: (key) => this.#pullNow(key),
      onError: (error, key) => log.warn('orders_not_pulled', { ...this.#places.get(key), error }),
    });
    this.#ticks = runCoalesced({
      run: () => this.#tick(),
      onError: (error) => log.warn('pull_sweep_failed', { error }),
    });
  }

  async pull(place: AccountPlace): Promise<PulledOrders> {
    const key = keyOf(place);
    this.#places.set(key, place);
    await this.#pulls.run(key);
    const answer = this.#answers.get(key);
    if (answer && !(answer instanceof Error)) return answer;
    throw answer;
  }

  start(): void {
    const tick = () => {
      if (!this.#isStopped && !this.#ticks.isRunning('tick')) void this.#ticks.run('tick');
    };
    this.#stopTicking = this.#deps.clock.every(TICK_MS, tick);
    tick();
  }

  beatMs(): number {
    return this.#beatMs;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopTicking();
    await this.#ticks.settle();
    const patience = new Promise<void>((resolve) => {
      this.#deps.clock.after(STOP_WAIT_MS, resolve);
    });
    await Promise.race([Promise.all(this.#begun.values()), patience]);
  }

  async #pullNow(key: string): Promise<void> {
    const place = this.#places.get(key);
    if (!place) return;
    try {
      this.#answers.set(key, await pullOrders(this.#deps, place));
    } catch (error) {
      this.#answers.set(key, toError(error));
      throw error;
    }
  }

  async #tick(): Promise<void> {
    const nowMs = this.#deps.clock.monotonicMs();
    this.#beatMs = nowMs;
    for (const place of await listAccountsToPull(this.#deps.database.sweep)) {
      const key = keyOf(place);
      const { nextMs } = this.#plans.get(key) ?? { nextMs: nowMs };
      if (nextMs <= nowMs && !this.#due.has(key)) this.#due.set(key, place);
    }
    this.#work();
  }

  #work(): void {
    for (const [key, place] of this.#due) {
      if (this.#begun.size >= PULLS_AT_ONCE || this.#isStopped) return;
      if (this.#begun.has(key)) continue;
      const run = this.#pullDue(place)
        .catch((error: unknown) => this.#deps.log.warn('orders_not_pulled', { ...place, error }))
        .finally(() => {
          this.#begun.delete(key);
          this.#due.delete(key);
          this.#work();
        });
      this.#begun.set(key, run);
    }
  }

  async #pullDue(place: DuePlace): Promise<void> {
    const channel = this.#deps.channels.get(place.channel);
    const key = keyOf(place);
    const isOurs = await this.#deps.leases.hold(place.sellerId, INTAKE_LEASE);
    if (!channel || !isOurs) {
      // Another process asks this shop; should that one end, it is our turn in a moment.
      const nextMs = this.#deps.clock.monotonicMs() + NOT_OURS_MS;
      this.#plans.set(key, { nextMs, failures: 0 });
      return;
    }
    const answer = await this.pull(place).catch(() => null);
    const { failures } = this.#plans.get(key) ?? { failures: 0 };
    const isDone = answer?.isComplete ?? false;
    const everyMs = channel.capability.pullEveryMs;
    const waitMs = isDone ? this.#spread(everyMs) : this.#backOff(failures, answer);
    const nextMs = this.#deps.clock.monotonicMs() + waitMs;
    this.#plans.set(key, { nextMs, failures: isDone ? 0 : failures + 1 });
  }

  #spread(everyMs: number): number {
    return everyMs * (1 + JITTER * (this.#deps.random.fraction() - 0.5));
  }

  #backOff(failures: number, answer: PulledOrders | null): number {
    const askedMs = answer?.refusal?.kind === 'retry-later' ? (answer.refusal.afterMs ?? 0) : 0;
    const doubledMs = Math.min(RETRY_MS_MIN * 2 ** Math.min(failures, 20), RETRY_MS_MAX);
    return Math.max(askedMs, doubledMs * (0.5 + this.#deps.random.fraction() / 2));
  }
}

export function createPullSchedule(deps: ScheduleDeps): PullSchedule {
  return new Schedule(deps);
}
