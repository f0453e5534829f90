import { isRetriedLater, toError } from '../../core/base/errors.ts';
import type { Logger } from '../../core/base/log.ts';
import type { Random } from '../../core/base/random.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import { kindOfAction } from '../actions/registry.ts';
import type { RuleCatalog } from '../facts/world.ts';
import { sayAction } from '../render/sentence.ts';
import {
  type ActionName,
  askForApproval,
  claimAction,
  countOtherSkus,
  finishAction,
  keepPlan,
  putOffAction,
  type StoredAction,
} from './action-store.ts';
import type { Carried, CarryDeps, ToCarry } from './carrier.ts';
import { carrierOf } from './carriers.ts';
import { mayDo } from './decide-firings.ts';
import { toDetails } from './describe-firing.ts';
import { lockHead, renewRules } from './head-store.ts';
import { setRuleState } from './rule-store.ts';
import { tellPaused } from './write-firings.ts';

export interface RunnerDeps extends CarryDeps {
  readonly readCatalog: (sellerId: number) => Promise<RuleCatalog>;
  readonly random: Random;
  readonly log: Logger;
}

/** Longer than any action takes; after that somebody else may take it up. */
const CLAIM_MS = 20_000;
const ATTEMPTS_MAX = 8;
const WAIT_MS_MIN = 1_000;
const WAIT_MS_MAX = 300_000;
const HOUR_MS = 3_600_000;
/** What happened longer ago is not acted upon without asking: the shop has moved on. */
const STALE_MS = HOUR_MS;
/** As for a person: a change of more SKUs needs a second one. */
const SKUS_ALONE_MAX = 50;

/**
 * Does one action that waits, if nobody else does: with the rights that its author has now, and
 * only what one person may do alone. @returns false: there was nothing to do
 */
export async function carryOut(deps: RunnerDeps, name: ActionName): Promise<boolean> {
  const { sellerId, actionId } = name;
  const db = deps.core.database.forSeller(sellerId);
  const now = deps.clock.now();
  const until = new Date(now.getTime() + CLAIM_MS);
  const stored = await claimAction(db, { ...name, now, until });
  if (!stored) return false;
  const because = whyNotAnyMore(stored);
  if (because !== null) {
    await finishAction(db, { ...name, state: 'refused', result: because, at: now });
    return true;
  }
  const role = await deps.ports.roleOf(db, { sellerId, personId: stored.authorId });
  if (!mayDo(role, kindOfAction(stored.action).role)) {
    await pauseForRights(deps, { sellerId, stored, isGone: role === null });
    return true;
  }
  const o = await toCarry(deps, name, stored);
  // What was begun is not weighed again: it weighs itself by then.
  const isWeighed = stored.decidedBy !== null || stored.plan?.isWeighed === true;
  const heavy = isWeighed ? null : await weigh(deps, o);
  if (heavy !== null) {
    await ask(deps, o, heavy);
    return true;
  }
  if (!isWeighed) await o.keepPlan({ isWeighed: true });
  const carried = await tryToCarry(deps, o);
  await settle(deps, o, carried);
  deps.log.debug('action_carried_out', { sellerId, actionId, kind: carried.kind });
  return true;
}

/** The rule was changed before it came to this. */
function whyNotAnyMore(stored: StoredAction): string | null {
  if (stored.stoppedAt) return 'Everything was stopped before it was done.';
  if (stored.ruleVersion > stored.version) return 'The automation was edited before it was done.';
  if (stored.ruleState === 'on' || stored.ruleStateAt <= stored.createdAt) return null;
  return `The automation was ${stored.ruleState} before it was done.`;
}

async function toCarry(deps: RunnerDeps, name: ActionName, stored: StoredAction): Promise<ToCarry> {
  const { sellerId } = name;
  const catalog = await deps.readCatalog(sellerId);
  const { occurrence, happenedAt, stock, action } = stored;
  const conditions = stored.conditions ?? [];
  const db = deps.core.database.forSeller(sellerId);
  return {
    ...{ sellerId, stored, action, catalog, names: deps.ports.namesOf(catalog) },
    firing: toDetails({ occurrence, happenedAt, stock, conditions }, { catalog }),
    keepPlan: (plan) => keepPlan(db, { ...name, plan }),
  };
}

/** Why a second person has to say yes; null: nobody has to. */
async function weigh(deps: RunnerDeps, o: ToCarry): Promise<string | null> {
  const { stored, sellerId } = o;
  const kind = kindOfAction(stored.action);
  // Who only tells or notes something changes nothing.
  if (kind.effects(stored.action).length === 0) return null;
  const ageMs = deps.clock.now().getTime() - stored.happenedAt.getTime();
  if (ageMs > STALE_MS) {
    return `what set it off happened ${Math.round(ageMs / HOUR_MS)} h ago`;
  }
  const others = await countOtherSkus(deps.core.database.forSeller(sellerId), {
    ...{ sellerId, number: stored.number, skuId: stored.occurrence.skuId },
    ...{ kinds: [stored.action.kind], since: new Date(deps.clock.now().getTime() - HOUR_MS) },
  });
  if (others >= SKUS_ALONE_MAX) return `it has changed ${others} other SKUs within the hour`;
  return (await carrierOf(stored.action).weigh?.(deps, o)) ?? null;
}

async function ask(deps: RunnerDeps, o: ToCarry, because: string): Promise<void> {
  const { sellerId, stored, firing } = o;
  const { actionId, key, number, rule, authorId } = stored;
  await deps.core.database.forSeller(sellerId).transaction(async (tx) => {
    if (!(await askForApproval(tx, { sellerId, actionId, because }))) return;
    const does = sayAction(stored.action, o.names);
    const at = deps.clock.now();
    const message = { kind: 'approval', number, rule, actionId, does, because, firing } as const;
    const telling = { sellerId, key: `${key}:approval`, at, frontEnd: null, authorId, message };
    for (const role of ['owner', 'manager'] as const) {
      await deps.ports.tell(tx, { ...telling, to: { of: 'role', role } });
    }
  });
}

async function tryToCarry(deps: RunnerDeps, o: ToCarry): Promise<Carried> {
  try {
    return await carrierOf(o.action).carryOut(deps, o);
  } catch (error) {
    const { sellerId, stored } = o;
    const { actionId } = stored;
    deps.log.warn('action_failed', { sellerId, actionId, error: toError(error) });
    if (isRetriedLater(error)) return { kind: 'later', because: 'The database was busy.' };
    return { kind: 'later', because: 'Something went wrong on our side.' };
  }
}

async function settle(deps: RunnerDeps, o: ToCarry, carried: Carried): Promise<void> {
  const { sellerId, stored } = o;
  const { actionId, attempts } = stored;
  const at = deps.clock.now();
  const name = { sellerId, actionId };
  const db = deps.core.database.forSeller(sellerId);
  if (carried.kind === 'done') {
    await finishAction(db, { ...name, state: 'done', result: carried.result, at });
    return;
  }
  const { because } = carried;
  if (carried.kind === 'later' && attempts < ATTEMPTS_MAX) {
    const mostMs = Math.min(WAIT_MS_MIN * 2 ** attempts, WAIT_MS_MAX);
    const waitMs = mostMs / 2 + deps.random.fraction() * (mostMs / 2);
    await putOffAction(db, { ...name, until: new Date(at.getTime() + waitMs), because });
    return;
  }
  const state = carried.kind === 'later' ? 'parked' : 'refused';
  await db.transaction(async (tx) => {
    await finishAction(tx, { ...name, state, result: because, at });
    await tellNotDone(deps, tx, { o, because });
  });
}

async function tellNotDone(
  { ports, clock }: RunnerDeps,
  tx: Queryable,
  { o, because }: { o: ToCarry; because: string },
): Promise<void> {
  const { sellerId, stored } = o;
  const { key, number, rule, actionId, authorId, action } = stored;
  const does = sayAction(action, o.names);
  await ports.tell(tx, {
    ...{ sellerId, key: `${key}:not-done`, at: clock.now(), frontEnd: null, authorId },
    to: { of: 'author' },
    message: { kind: 'not-done', number, rule, actionId, does, because },
  });
}

async function pauseForRights(
  deps: RunnerDeps,
  o: { sellerId: number; stored: StoredAction; isGone: boolean },
): Promise<void> {
  const { sellerId, stored } = o;
  const { actionId, number, key } = stored;
  const at = deps.clock.now();
  const reason = o.isGone
    ? 'Its author is no longer with us.'
    : `Its author may no longer do what it does: ${kindOfAction(stored.action).role} may.`;
  await deps.core.database.forSeller(sellerId).transaction(async (tx) => {
    await lockHead(tx, sellerId);
    await finishAction(tx, { sellerId, actionId, state: 'refused', result: reason, at });
    if (stored.ruleState !== 'on') return;
    await setRuleState(tx, { sellerId, number, state: 'paused', reason, at });
    await renewRules(tx, sellerId);
    const telling = { ports: deps.ports, sellerId, at };
    await tellPaused(tx, telling, { rule: stored, reason, key: `${key}:paused` });
  });
}
