/**
 * When to listen: after a commit here, when another process says so, and once a second to whatever
 * both have missed. One process at a time listens for a seller; what it keeps of the seller's world
 * is right only as long as it does.
 */
import { isRetriedLater, toError } from '../../core/base/errors.ts';
import { type Coalesced, runCoalesced } from '../../core/base/run-coalesced.ts';
import type { Engine } from '../../core/engine.ts';
import { type ActionName, findDueActions } from './action-store.ts';
import { carryOut, type RunnerDeps } from './carry-out.ts';
import { findSellersToHear } from './head-store.ts';
import { GROUPED_EVERY_MS, type HearDeps, hearSeller, type Kept } from './hear-seller.ts';
import { SET_BACK_MS_MAX } from './plan-ticks.ts';
import { findSellersUntold, forgetRuns } from './run-store.ts';
import { createSlots } from './slots.ts';

const SIGNAL = 'automations';
const LEASE = 'automations';
const SWEEP_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;
const UPKEEP_EVERY_MS = 10 * MINUTE_MS;
const DAY_MS = 86_400_000;
/** Longer than a back-test looks back. */
const EVENTS_KEPT_MS = 40 * DAY_MS;
const RUNS_KEPT_MS = 90 * DAY_MS;
const FORGOTTEN_AT_ONCE = 5_000;
/** Between two rounds of a seller: what comes meanwhile shares the next one. */
const ROUND_EVERY_MS = 40;
/** A commit storm is one signal in so long. */
const SIGNAL_EVERY_MS = 50;
const SELLERS_KEPT = 50;
/**
 * Rounds at a time. Each holds a connection, and a message may need another one to be drawn: all
 * of the pool in the hands of rounds would be a standstill.
 */
const ROUNDS_AT_ONCE = 2;
const ACTIONS_AT_ONCE = 50;
const ROUNDS_MAX = 10_000;
const SETTLE_TURNS_MAX = 200;

export interface Hearing {
  wake(sellerId: number): void;
  /** One action now, without waiting for its turn. */
  carry(o: { sellerId: number; actionId: number }): Promise<unknown>;
  listen(): void;
  start(): void;
  stop(): Promise<void>;
  settle(): Promise<void>;
}

type Deps = HearDeps &
  RunnerDeps & { readonly core: Pick<Engine, 'leases' | 'signals' | 'ledger' | 'database'> };

class SellerHearing implements Hearing {
  readonly #deps: Deps;
  /** By seller: what is right as long as nobody else hears for it. */
  readonly #kept = new Map<number, Kept>();
  /** Sellers whose last round failed: in the next one nothing is told on the way. */
  readonly #careful = new Set<number>();
  readonly #signalledMs = new Map<number, number>();
  /** Sellers for whom another process hears. */
  readonly #foreign = new Set<number>();
  readonly #inSlot = createSlots(ROUNDS_AT_ONCE);
  #isSweeping = false;
  readonly #stopping = new AbortController();
  readonly #stops: (() => void)[] = [];
  readonly #hearings: Coalesced<number>;
  readonly #carrying: Coalesced<'all'>;
  readonly #sweeps: Coalesced<'all'>;
  #lookedForUntoldMs = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps) {
    this.#deps = deps;
    const { log } = deps;
    this.#hearings = runCoalesced({
      run: (sellerId: number) => this.#hearPaced(sellerId),
      onError: (error, sellerId) => {
        // What is wrong with one message must not keep the seller's others from being told.
        if (!isRetriedLater(error)) this.#careful.add(sellerId);
        log.warn('automations_not_heard', { sellerId, error: toError(error) });
      },
    });
    this.#carrying = runCoalesced({
      run: () => this.#carryAll(),
      onError: (error) => log.warn('actions_not_carried_out', { error: toError(error) }),
    });
    this.#sweeps = runCoalesced({
      run: async () => {
        for (const sellerId of await this.#findToHear()) void this.#hearings.run(sellerId);
        void this.#carrying.run('all');
      },
      onError: (error) => log.warn('automations_sweep_failed', { error: toError(error) }),
    });
  }

  wake(sellerId: number): void {
    if (this.#stopping.signal.aborted) return;
    if (this.#isMine(sellerId)) void this.#hearings.run(sellerId);
    // Of most sellers nobody hears at all: they have no rules.
    else if (!this.#isSweeping || this.#foreign.has(sellerId)) this.#signal(sellerId);
  }

  carry(name: ActionName): Promise<boolean> {
    return carryOut(this.#deps, name);
  }

  listen(): void {
    const { ledger, signals } = this.#deps.core;
    ledger.onCommitted(({ sellerId }) => this.wake(sellerId));
    signals.listen(SIGNAL, (payload) => {
      const sellerId = Number(payload);
      if (this.#isMine(sellerId)) void this.#hearings.run(sellerId);
    });
  }

  start(): void {
    const { clock } = this.#deps;
    this.#isSweeping = true;
    this.#stops.push(
      clock.every(SWEEP_EVERY_MS, () => {
        const isIdle = !this.#stopping.signal.aborted && !this.#sweeps.isRunning('all');
        if (isIdle) void this.#sweeps.run('all');
      }),
      clock.every(UPKEEP_EVERY_MS, () => void this.#forget()),
    );
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop();
    this.#stopping.abort();
    await this.#settleRuns();
  }

  async settle(): Promise<void> {
    // What an action does may set off another rule, no deeper than a chain may be.
    for (let turn = 0; turn < SETTLE_TURNS_MAX; turn += 1) {
      const sellers = await this.#findToHear();
      const carried = await this.#carryDue(null);
      if (sellers.length === 0 && carried === 0) break;
      await Promise.all(sellers.map((sellerId) => this.#hearings.run(sellerId)));
    }
    await this.#settleRuns();
  }

  async #settleRuns(): Promise<void> {
    await this.#sweeps.settle();
    await Promise.all([this.#hearings.settle(), this.#carrying.settle()]);
  }

  #isMine(sellerId: number): boolean {
    return this.#deps.core.leases.isHeld(sellerId, LEASE);
  }

  /** To whoever hears for this seller. */
  #signal(sellerId: number): void {
    const { clock, core } = this.#deps;
    const nowMs = clock.monotonicMs();
    const lastMs = this.#signalledMs.get(sellerId) ?? Number.NEGATIVE_INFINITY;
    if (nowMs - lastMs < SIGNAL_EVERY_MS) return;
    this.#signalledMs.set(sellerId, nowMs);
    void core.signals.notify(SIGNAL, String(sellerId));
  }

  async #hearPaced(sellerId: number): Promise<void> {
    const { clock } = this.#deps;
    const beganMs = clock.monotonicMs();
    await this.#hear(sellerId);
    const leftMs = ROUND_EVERY_MS - (clock.monotonicMs() - beganMs);
    if (leftMs > 0) await clock.sleep(leftMs, this.#stopping.signal);
  }

  /** Rounds until nothing is new, each with its actions. */
  async #hear(sellerId: number): Promise<void> {
    const { core } = this.#deps;
    for (let round = 0; round < ROUNDS_MAX && !this.#stopping.signal.aborted; round += 1) {
      if (!(await core.leases.hold(sellerId, LEASE))) {
        this.#kept.delete(sellerId);
        this.#foreign.add(sellerId);
        return;
      }
      this.#foreign.delete(sellerId);
      const isCareful = this.#careful.has(sellerId);
      const kept = this.#kept.get(sellerId) ?? null;
      // Not right any more if what follows fails.
      this.#kept.delete(sellerId);
      const o = { sellerId, kept, isCareful };
      const heard = await this.#inSlot(() => hearSeller(this.#deps, o));
      this.#keep(sellerId, heard.kept);
      this.#careful.delete(sellerId);
      if (heard.hasActions) await this.#carryDue(sellerId);
      if (!heard.hasMore) return;
    }
  }

  #keep(sellerId: number, state: Kept | null): void {
    const kept = this.#kept;
    kept.delete(sellerId);
    if (state) kept.set(sellerId, state);
    const [oldest] = kept.keys();
    if (kept.size > SELLERS_KEPT && oldest !== undefined) kept.delete(oldest);
  }

  /** Null: of all sellers. @returns how many were taken up */
  async #carryDue(sellerId: number | null): Promise<number> {
    const { database } = this.#deps.core;
    const scope = sellerId === null ? database.sweep : database.forSeller(sellerId);
    const now = this.#deps.clock.now();
    const due = await findDueActions(scope, { now, sellerId, limit: ACTIONS_AT_ONCE });
    let carried = 0;
    for (const name of due) if (await this.carry(name)) carried += 1;
    return carried;
  }

  async #carryAll(): Promise<void> {
    let carried = ACTIONS_AT_ONCE;
    while (carried === ACTIONS_AT_ONCE && !this.#stopping.signal.aborted) {
      carried = await this.#carryDue(null);
    }
  }

  /** Sellers of whom something is new, or something grouped is to be told now. */
  async #findToHear(): Promise<number[]> {
    const { core, clock } = this.#deps;
    const now = clock.now();
    const later = (ms: number) => new Date(now.getTime() + ms);
    const sellers = new Set(
      await findSellersToHear(core.database.sweep, {
        tickedBefore: later(-MINUTE_MS),
        setBackAfter: later(SET_BACK_MS_MAX),
      }),
    );
    if (Math.abs(now.getTime() - this.#lookedForUntoldMs) < MINUTE_MS) return [...sellers];
    this.#lookedForUntoldMs = now.getTime();
    const toldBefore = later(-GROUPED_EVERY_MS);
    for (const sellerId of await findSellersUntold(core.database.sweep, { toldBefore })) {
      const kept = this.#kept.get(sellerId);
      if (kept) this.#keep(sellerId, { ...kept, hasGrouped: true });
      sellers.add(sellerId);
    }
    return [...sellers];
  }

  async #forget(): Promise<void> {
    const { core, clock, log } = this.#deps;
    const before = (ms: number) => new Date(clock.now().getTime() - ms);
    const kept = { runsBefore: before(RUNS_KEPT_MS), eventsBefore: before(EVENTS_KEPT_MS) };
    await forgetRuns(core.database.sweep, { ...kept, limit: FORGOTTEN_AT_ONCE }).catch(
      (error: unknown) => log.warn('automations_upkeep_failed', { error }),
    );
  }
}

export function createHearing(deps: Deps): Hearing {
  return new SellerHearing(deps);
}
