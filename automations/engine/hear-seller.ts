import type { Clock } from '../../core/base/clock.ts';
import { toError } from '../../core/base/errors.ts';
import type { Logger } from '../../core/base/log.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import type { Engine } from '../../core/engine.ts';
import type { ActionRole } from '../actions/action-kind.ts';
import { restsFor } from '../evaluate/admit.ts';
import { createEvaluator, type Evaluator } from '../evaluate/evaluator.ts';
import { createWorld } from '../evaluate/world.ts';
import type { FactKind } from '../facts/fact.ts';
import type { MovableWorld, RuleCatalog } from '../facts/world.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { type Candidate, decideFirings, memoryName } from './decide-firings.ts';
import { insertTicks, placeEvents } from './fact-store.ts';
import { type Head, lockHead, moveHead, readNewest, renewRules } from './head-store.ts';
import { planTicks } from './plan-ticks.ts';
import type { AutomationPorts } from './ports.ts';
import { createSwitchedCatalog } from './read-catalog.ts';
import { type HeardFact, readNews } from './read-news.ts';
import { type LiveRule, listLiveRules } from './rule-store.ts';
import { countRecentRuns, findUntold, readMemory, sumRuns } from './run-store.ts';
import { readSeed } from './seed.ts';
import { tellGrouped, type Writing, writeFirings } from './write-firings.ts';

export interface HearDeps {
  readonly core: Pick<Engine, 'catalog' | 'database'>;
  readonly ports: AutomationPorts;
  readonly clock: Clock;
  readonly log: Logger;
  readonly readCatalog: (sellerId: number) => Promise<RuleCatalog>;
}

/** What is kept of a seller between two rounds, as long as nobody else heard meanwhile. */
export interface Kept {
  readonly rulesVersion: number;
  readonly rules: ReadonlyMap<number, LiveRule>;
  readonly source: RuleCatalog;
  readonly switched: ReturnType<typeof createSwitchedCatalog>;
  readonly evaluator: Evaluator;
  /** Some rule asks what was ordered, or a kit is sold by its orders. */
  readonly hearsOrders: boolean;
  /** Null: it is read when it is needed. */
  readonly world: MovableWorld | null;
  readonly seq: number;
  readonly readNo: number;
  /** Firings were grouped, and nobody was told of them yet. */
  readonly hasGrouped: boolean;
}

export interface Heard {
  readonly kept: Kept | null;
  readonly hasMore: boolean;
  /** Something waits to be carried out. */
  readonly hasActions: boolean;
  readonly facts: number;
}

const NOTHING_HEARD: Heard = { kept: null, hasMore: false, hasActions: false, facts: 0 };
const HOUR_MS = 3_600_000;
/** Of one rule at most one card in so long. */
export const GROUPED_EVERY_MS = HOUR_MS;

/**
 * Hears what happened since, and writes what follows from it, in one transaction: whatever cuts it
 * short, nothing is done twice and nothing is left out. Throws what a Queryable throws, and what
 * is wrong with a message; nothing was written then, and what was kept is no longer right.
 */
export async function hearSeller(
  deps: HearDeps,
  o: { sellerId: number; kept: Kept | null; isCareful: boolean },
): Promise<Heard> {
  const { sellerId } = o;
  // Before the transaction: it may need a connection of its own.
  const source = await deps.readCatalog(sellerId);
  return deps.core.database.forSeller(sellerId).transaction(async (tx) => {
    const head = await lockHead(tx, sellerId);
    if (!head || head.stoppedAt) return NOTHING_HEARD;
    const ready = await getReady(tx, { sellerId, head, source, kept: o.kept });
    if (ready.rules.size === 0) return NOTHING_HEARD;
    return hearRound(deps, tx, { ...o, head, ready });
  });
}

async function getReady(
  tx: Queryable,
  o: { sellerId: number; head: Head; source: RuleCatalog; kept: Kept | null },
): Promise<Kept> {
  const { sellerId, head, source, kept } = o;
  const isSame = kept?.rulesVersion === head.rulesVersion && kept.source === source;
  const isThere = kept?.seq === head.seq && kept.readNo === head.readNo;
  if (kept && isSame) return { ...kept, ...toPlace(head), world: isThere ? kept.world : null };
  const live = await listLiveRules(tx, sellerId);
  const rules = new Map(live.map((rule) => [rule.number, rule]));
  const switched = kept?.switched ?? createSwitchedCatalog(source);
  switched.become(source);
  return {
    ...{ rulesVersion: head.rulesVersion, rules, source, switched, ...toPlace(head) },
    hearsOrders: asksForOrders(live, source),
    evaluator: createEvaluator({
      catalog: source,
      rules: live.map(({ number, rule }) => ({ ruleId: number, rule })),
    }),
    world: isThere ? (kept?.world ?? null) : null,
    hasGrouped: kept?.hasGrouped ?? true,
  };
}

const OF_ORDERS: ReadonlySet<FactKind> = new Set(['order-received', 'order-cancelled', 'return']);

function asksForOrders(rules: readonly LiveRule[], catalog: RuleCatalog): boolean {
  const asks = ({ rule: { trigger } }: LiveRule) =>
    kindOfTrigger(trigger)
      .concern(trigger, catalog)
      .kinds.some((kind) => OF_ORDERS.has(kind));
  return rules.some(asks) || [...catalog.skus()].some(({ parts }) => parts.length > 0);
}

const toPlace = ({ seq, readNo }: Head) => ({ seq, readNo });

async function hearRound(
  deps: HearDeps,
  tx: Queryable,
  o: { sellerId: number; head: Head; ready: Kept; isCareful: boolean },
): Promise<Heard> {
  const { sellerId, head, ready } = o;
  const at = deps.clock.now();
  const newest = await readNewest(tx, sellerId);
  const { hearsOrders } = ready;
  const news = await readNews(tx, {
    ...{ sellerId, head, newest: newest.seq, hearsOrders },
  });
  const ticks = news.hasMore
    ? []
    : planTicks({ ...ready, lastTick: head.lastTick, now: at, readNo: news.readNo });
  const catalog = ready.switched.catalog;
  const floor = head.eventFloor;
  const heard = { readNo: head.readNo, floor, until: null };
  const seed = { sellerId, seq: head.seq, heard, now: at, catalog };
  const world = ready.world ?? createWorld(await readSeed(tx, seed), catalog);
  const facts: HeardFact[] = [...news.facts, ...ticks];
  const candidates = evaluate(deps, { sellerId, ready, world, facts });
  const writing = { ...o, ...wordsOf(deps, ready.source), ports: deps.ports, at };
  const written = await write(tx, writing, candidates);
  await placeEvents(tx, { sellerId, events: news.placed });
  const stored = ticks.filter((tick) => tick.isStored);
  await insertTicks(tx, { sellerId, afterSeq: news.upTo, ticks: stored.map(toStored) });
  const lastTick = ticks.at(-1)?.fact.at ?? head.lastTick;
  const readNo = news.readNo + stored.length;
  // Earlier where the clock was set back: it is believed, once.
  const hasTicked = lastTick.getTime() !== head.lastTick.getTime();
  const hasMoved = news.upTo > head.seq || readNo > head.readNo || hasTicked;
  if (hasMoved) await moveHead(tx, { sellerId, seq: news.upTo, readNo, lastTick });
  let hasGrouped = ready.hasGrouped || written.hasGrouped;
  if (hasGrouped && !news.hasMore && !o.isCareful) {
    await tellAllGrouped(tx, writing, ready.rules);
    hasGrouped = false;
  }
  return {
    kept: { ...ready, world, seq: news.upTo, readNo, hasGrouped },
    hasMore: news.hasMore,
    hasActions: written.hasActions,
    facts: facts.length,
  };
}

const toStored = ({ fact, readNo }: ReturnType<typeof planTicks>[number]) => ({
  ...{ from: fact.from, at: fact.at, readNo },
});

const wordsOf = ({ ports }: HearDeps, catalog: RuleCatalog) => ({
  ...{ catalog, names: ports.namesOf(catalog) },
});

/** One fact after the other: the world moves on, and rules are shown what concerns them. */
function evaluate(
  deps: Pick<HearDeps, 'log'>,
  o: { sellerId: number; ready: Kept; world: MovableWorld; facts: readonly HeardFact[] },
): Candidate[] {
  const { ready, world } = o;
  const candidates: Candidate[] = [];
  for (const heard of o.facts) {
    const { fact } = heard;
    world.apply(fact);
    try {
      for (const { ruleId, occurrence, verdict } of ready.evaluator.observe(fact, world).firings) {
        const rule = ready.rules.get(ruleId);
        if (!rule || !isHeardBy(rule, heard)) continue;
        const { skuId, locationId } = occurrence;
        const stock = skuId === null ? null : world.stock({ skuId, locationId });
        candidates.push({ rule, fact, occurrence, verdict, stock });
      }
    } catch (error) {
      // A fact that cannot be judged must not keep the others from being heard.
      const { sellerId } = o;
      deps.log.error('fact_not_judged', { sellerId, fact: fact.key, error: toError(error) });
    }
  }
  return candidates;
}

/** What was before it was switched on is none of its business. */
function isHeardBy(rule: LiveRule, { fact, seq, eventId }: HeardFact): boolean {
  if (seq !== null) return seq > rule.sinceSeq;
  if (eventId !== null) return eventId > rule.sinceEvent;
  return fact.at > rule.sinceAt;
}

async function write(
  tx: Queryable,
  o: Writing,
  candidates: readonly Candidate[],
): Promise<{ hasActions: boolean; hasGrouped: boolean }> {
  if (candidates.length === 0) return { hasActions: false, hasGrouped: false };
  const { sellerId, at } = o;
  const of = new Map(
    candidates.map(({ rule: { number, rule }, occurrence }) => {
      const name = { number, subject: restsFor(rule, occurrence.subject) };
      return [memoryName(name), name];
    }),
  );
  const remembered = await readMemory(tx, { sellerId, of: [...of.values()] });
  const once = candidates.flatMap(({ rule }) => (rule.rule.mode === 'once' ? [rule.number] : []));
  const decision = decideFirings(candidates, {
    memories: new Map(remembered.map((each) => [memoryName(each), each])),
    runsOfRule:
      once.length > 0 ? await sumRuns(tx, { sellerId, numbers: [...new Set(once)] }) : new Map(),
    recentRuns: await countRecentRuns(tx, { sellerId, since: new Date(at.getTime() - HOUR_MS) }),
    roles: await readRoles(tx, o, candidates),
    timeZone: o.catalog.timeZone,
  });
  const hasActions = await writeFirings(tx, o, decision);
  if (decision.pauses.length > 0) await renewRules(tx, sellerId);
  return { hasActions, hasGrouped: decision.runs.some(({ outcome }) => outcome === 'grouped') };
}

async function readRoles(
  tx: Queryable,
  o: Pick<Writing, 'ports' | 'sellerId'>,
  candidates: readonly Candidate[],
): Promise<Map<number, ActionRole | null>> {
  const roles = new Map<number, ActionRole | null>();
  for (const personId of new Set(candidates.map(({ rule }) => rule.authorId))) {
    roles.set(personId, await o.ports.roleOf(tx, { sellerId: o.sellerId, personId }));
  }
  return roles;
}

async function tellAllGrouped(
  tx: Queryable,
  o: Writing,
  rules: ReadonlyMap<number, LiveRule>,
): Promise<void> {
  const { sellerId, at } = o;
  const toldBefore = new Date(at.getTime() - GROUPED_EVERY_MS);
  for (const number of await findUntold(tx, { sellerId, toldBefore })) {
    const rule = rules.get(number);
    if (rule) await tellGrouped(tx, o, rule);
  }
}
