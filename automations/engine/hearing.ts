/**
 * When to listen: after a commit here, when another process says so, and once a second to whatever
 * both have missed. One process at a time listens for a seller; what it keeps of the seller's world
 * is right only as long as it does.
 */
import { isRetriedLater, toError } from '../../core/base/errors.ts';
import { runCoalesced } from '../../core/base/run-coalesced.ts';
import type { Engine } from '../../core/engine.ts';
import { findDueActions } from './action-store.ts';
import { carryOut, type RunnerDeps } from './carry-out.ts';
import { findSellersToHear } from './head-store.ts';
import { GROUPED_EVERY_MS, type HearDeps, hearSeller, type Kept } from './hear-seller.ts';
import { SET_BACK_MS_MAX } from './plan-ticks.ts';
import { findSellersUntold, forgetRuns } from './run-store.ts';

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
const ROUND_EVERY_MS = 25;
/** A commit storm is one signal in so long. */
const SIGNAL_EVERY_MS = 50;
const SELLERS_KEPT = 50;
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

export function createHearing(deps: Deps): Hearing {
  const { core, clock, log } = deps;
  const kept = new Map<number, Kept>();
  const careful = new Set<number>();
  const stopping = new AbortController();
  const stops: (() => void)[] = [];
  const signalled = new Map<number, number>();

  const keep = (sellerId: number, state: Kept | null) => {
    kept.delete(sellerId);
    if (state) kept.set(sellerId, state);
    const [oldest] = kept.keys();
    if (kept.size > SELLERS_KEPT && oldest !== undefined) kept.delete(oldest);
  };

  /** Rounds until nothing is new, each with its actions. */
  async function hear(sellerId: number): Promise<void> {
    for (let round = 0; round < ROUNDS_MAX && !stopping.signal.aborted; round += 1) {
      if (!(await core.leases.hold(sellerId, LEASE))) {
        keep(sellerId, null);
        return;
      }
      const isCareful = careful.has(sellerId);
      const state = kept.get(sellerId) ?? null;
      // Not right any more if what follows fails.
      kept.delete(sellerId);
      const heard = await hearSeller(deps, { sellerId, kept: state, isCareful });
      keep(sellerId, heard.kept);
      careful.delete(sellerId);
      if (heard.hasActions) await carryDue(sellerId);
      if (!heard.hasMore) return;
    }
  }

  async function carryDue(sellerId: number | null): Promise<number> {
    const scope = sellerId === null ? core.database.sweep : core.database.forSeller(sellerId);
    const o = { now: clock.now(), sellerId, limit: ACTIONS_AT_ONCE };
    const due = await findDueActions(scope, o);
    let carried = 0;
    for (const name of due) if (await carryOut(deps, name)) carried += 1;
    return carried;
  }

  const hearings = runCoalesced({
    async run(sellerId: number) {
      const beganMs = clock.monotonicMs();
      await hear(sellerId);
      const leftMs = ROUND_EVERY_MS - (clock.monotonicMs() - beganMs);
      if (leftMs > 0) await clock.sleep(leftMs, stopping.signal);
    },
    onError(error, sellerId) {
      // What is wrong with one message must not keep the seller's others from being told.
      if (!isRetriedLater(error)) careful.add(sellerId);
      log.warn('automations_not_heard', { sellerId, error: toError(error) });
    },
  });
  const carrying = runCoalesced<'all'>({
    async run() {
      while (!stopping.signal.aborted && (await carryDue(null)) === ACTIONS_AT_ONCE);
    },
    onError: (error) => log.warn('actions_not_carried_out', { error: toError(error) }),
  });

  let lookedForUntoldMs = Number.NEGATIVE_INFINITY;
  async function sweep(): Promise<number[]> {
    const now = clock.now();
    const sellers = new Set(
      await findSellersToHear(core.database.sweep, {
        tickedBefore: new Date(now.getTime() - MINUTE_MS),
        setBackAfter: new Date(now.getTime() + SET_BACK_MS_MAX),
      }),
    );
    if (Math.abs(now.getTime() - lookedForUntoldMs) >= MINUTE_MS) {
      lookedForUntoldMs = now.getTime();
      const toldBefore = new Date(now.getTime() - GROUPED_EVERY_MS);
      for (const sellerId of await findSellersUntold(core.database.sweep, { toldBefore })) {
        const state = kept.get(sellerId);
        if (state) keep(sellerId, { ...state, hasGrouped: true });
        sellers.add(sellerId);
      }
    }
    return [...sellers];
  }

  const sweeps = runCoalesced<'all'>({
    async run() {
      for (const sellerId of await sweep()) void hearings.run(sellerId);
      void carrying.run('all');
    },
    onError: (error) => log.warn('automations_sweep_failed', { error: toError(error) }),
  });

  function wake(sellerId: number): void {
    if (stopping.signal.aborted) return;
    // Whoever listens for this seller is told; here it costs a look at the lease.
    if (core.leases.isHeld(sellerId, LEASE)) void hearings.run(sellerId);
    else signal(sellerId);
  }

  function signal(sellerId: number): void {
    const nowMs = clock.monotonicMs();
    if (nowMs - (signalled.get(sellerId) ?? Number.NEGATIVE_INFINITY) < SIGNAL_EVERY_MS) return;
    signalled.set(sellerId, nowMs);
    void core.signals.notify(SIGNAL, String(sellerId));
  }

  async function upkeep(): Promise<void> {
    const nowMs = clock.now().getTime();
    const runsBefore = new Date(nowMs - RUNS_KEPT_MS);
    const eventsBefore = new Date(nowMs - EVENTS_KEPT_MS);
    const o = { runsBefore, eventsBefore, limit: FORGOTTEN_AT_ONCE };
    await forgetRuns(core.database.sweep, o);
  }

  return {
    wake,
    carry: (name) => carryOut(deps, name),
    listen() {
      core.ledger.onCommitted(({ sellerId }) => wake(sellerId));
      core.signals.listen(SIGNAL, (payload) => {
        const sellerId = Number(payload);
        if (core.leases.isHeld(sellerId, LEASE)) void hearings.run(sellerId);
      });
    },
    start() {
      stops.push(
        clock.every(SWEEP_EVERY_MS, () => {
          if (!stopping.signal.aborted && !sweeps.isRunning('all')) void sweeps.run('all');
        }),
        clock.every(UPKEEP_EVERY_MS, () => {
          upkeep().catch((error: unknown) => log.warn('automations_upkeep_failed', { error }));
        }),
      );
    },
    async stop() {
      for (const stop of stops.splice(0)) stop();
      stopping.abort();
      await Promise.all([sweeps.settle(), hearings.settle(), carrying.settle()]);
    },
    async settle() {
      // What an action does may set off another rule, no deeper than a chain may be.
      for (let turn = 0; turn < SETTLE_TURNS_MAX; turn += 1) {
        const sellers = await sweep();
        const carried = await carryDue(null);
        if (sellers.length === 0 && carried === 0) break;
        await Promise.all(sellers.map((sellerId) => hearings.run(sellerId)));
      }
      await Promise.all([hearings.settle(), carrying.settle()]);
    },
  };
}
