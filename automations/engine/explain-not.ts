import type { Clock } from '../../core/base/clock.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import type { Engine } from '../../core/engine.ts';
import { skuIdsOf } from '../facts/in-scope.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import { sayActions, sayTrigger } from '../render/sentence.ts';
import type { Rule } from '../rule/rule.ts';
import { sayNumber } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { sayMoment } from '../terms/window.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { listUndone } from './describe-firing.ts';
import { fillTicks } from './fill-ticks.ts';
import { type LookedBack, lookBack, sayJudged, sayOccurrence } from './look-back.ts';
import type { Automation, WhyNot } from './records.ts';
import { readReplay } from './replay.ts';
import { countOutcomes, findLastRun, type LastRun } from './run-store.ts';

const LOOKED_BACK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;

interface Asked {
  readonly sellerId: number;
  readonly automation: Automation;
  /** Null: whatever it is about. */
  readonly skuId: number | null;
  readonly catalog: RuleCatalog;
  readonly names: RuleNames;
  readonly stoppedAt: Date | null;
}

/**
 * Why a rule has not run: whether it could have heard at all, and then what it heard of late, by
 * the very evaluation that it would have gone through. Each reason is a sentence or two, with what
 * can be done about it.
 */
export async function explainNot(
  deps: { core: Pick<Engine, 'catalog' | 'database'>; clock: Clock },
  o: Asked,
): Promise<WhyNot> {
  const { automation, catalog, names, sellerId, skuId } = o;
  const { rule, number } = automation;
  const until = deps.clock.now();
  const from = new Date(until.getTime() - LOOKED_BACK_MS);
  const apart = sayOutOfScope(o);
  if (apart !== null) return { automation, reasons: [...whyNotOn(o), apart], nearest: null };
  const db = deps.core.database.forSeller(sellerId);
  const replay = await readReplay(deps.core, { sellerId, from, until, catalog });
  const span = { from: replay.from, until };
  const facts = fillTicks(replay.facts, { rule, ...span, catalog });
  const since = automation.state === 'on' ? automation.stateAt : from;
  const { world } = replay;
  const looked = lookBack(facts, { rule, world, catalog, names, skuId, since });
  const ran = (await findLastRun(db, { sellerId, number, skuId, after: from })) ?? null;
  const nearest = sayNearest(o, { looked, ran });
  const isQuiet = !looked.held && !ran && (looked.earlier > 0 || !nearest);
  const reasons = [
    ...whyNotOn(o),
    ...sayLast(o, { looked, ran, world, isNear: nearest !== null }),
    ...(await sayBudget(db, o, until)),
    ...sayBeyond(o, world),
    ...(isQuiet && since > from ? [`It listens since ${sayMoment(since, catalog.timeZone)}.`] : []),
  ];
  return { automation, reasons, nearest };
}

function whyNotOn({ automation, catalog, stoppedAt }: Asked): string[] {
  const { state, stateReason, stateAt, number } = automation;
  const { timeZone } = catalog;
  const stopped = stoppedAt
    ? [
        `All automations are stopped since ${sayMoment(stoppedAt, timeZone)}. ` +
          'To go on: resume all automations.',
      ]
    : [];
  if (state === 'on') return stopped;
  const goOn = `To switch it on: resume automation ${number}.`;
  if (state === 'draft') return [...stopped, `It was never switched on. ${goOn}`];
  const because = stateReason === null ? '' : ` ${stateReason}`;
  const since = sayMoment(stateAt, timeZone);
  return [...stopped, `It is paused since ${since}.${because} ${goOn}`];
}

/** Null: it may be set off by that SKU. */
function sayOutOfScope({ automation, skuId, catalog, names }: Asked): string | null {
  const { trigger } = automation.rule;
  if (skuId === null || !('scope' in trigger)) return null;
  const skuIds = skuIdsOf(trigger.scope, catalog);
  if (skuIds === null || skuIds.includes(skuId)) return null;
  const sku = nameSku(skuId, { catalog, names });
  return `It does not look at ${sku}: ${sayTrigger(trigger, names)}.`;
}

const nameSku = (skuId: number, o: Pick<Asked, 'catalog' | 'names'>) =>
  o.names.sku(o.catalog.sku(skuId)?.code ?? '');

/** What came of it when it happened last; or that it did not happen. */
function sayLast(
  o: Asked,
  {
    looked,
    ran,
    world,
    isNear,
  }: { looked: LookedBack; ran: LastRun | null; world: World; isNear: boolean },
): string[] {
  const { automation, names, skuId } = o;
  const { held } = looked;
  const about = skuId === null ? '' : ` for ${nameSku(skuId, o)}`;
  const isNewer = held !== null && (ran === null || held.at > ran.happenedAt);
  const told = [
    ...(held ? [{ isFirst: isNewer, text: held.text }] : []),
    ...(ran ? [{ isFirst: !isNewer, text: sayRan(ran, o) }] : []),
  ].toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst));
  if (told.length > 0) return told.map(({ text }) => text);
  if (looked.firings > 0 && automation.state === 'on') {
    return [`It happened${about} in the last 7 days, and what follows is under way.`];
  }
  if (looked.earlier > 0) {
    const again = kindOfTrigger(automation.rule.trigger).again?.(automation.rule.trigger);
    const next = again === undefined ? '' : ` It can happen once more when ${again}.`;
    return [`It happened${about} only before it was switched on.${next}`];
  }
  // What is asked for is said beside what came closest.
  const standing = standingOf(o, world);
  const now = standing && !standing.isBeyond ? `: ${standing.said} now` : '';
  const what = isNear ? now : `: ${sayTrigger(triggerFor(o), names)}`;
  return [`In the last 7 days it has not happened${about}${what}.`];
}

/** Of the one SKU that was asked about, whatever others the rule looks at. */
function triggerFor({ automation, skuId, catalog }: Asked): Rule['trigger'] {
  const { trigger } = automation.rule;
  const sku = skuId === null ? undefined : catalog.sku(skuId);
  if (!sku || !('scope' in trigger)) return trigger;
  return { ...trigger, scope: { of: 'skus', skus: [sku.code] } };
}

function sayRan({ outcome, happenedAt, trace }: LastRun, o: Asked): string {
  const { rule, number } = o.automation;
  const when = sayMoment(happenedAt, o.catalog.timeZone);
  const what = sayOccurrence(trace.occurrence, { ...o, rule });
  if (outcome === 'ran')
    return `It did run, ${when} (${what}). Look: automation history ${number}.`;
  if (outcome === 'stopped') return `It was stopped there, ${when} (${what}): it was a loop.`;
  const undone = listUndone(rule);
  const rest = undone.length === 0 ? '' : ` Not done: ${sayActions(undone, o.names)}.`;
  return (
    `It happened ${when} (${what}), but it had run as often as it may within an hour, so it was ` +
    `only told together with others.${rest} Look: automation history ${number}.`
  );
}

/** It may not do more within this hour. */
async function sayBudget(db: Queryable, o: Asked, now: Date): Promise<string[]> {
  const { sellerId, automation } = o;
  const { number, runsPerHour, state } = automation;
  if (state !== 'on') return [];
  const since = new Date(now.getTime() - HOUR_MS);
  const { ran } = await countOutcomes(db, { sellerId, number, since });
  if (ran < runsPerHour) return [];
  return [
    `It has run ${sayNumber(ran)} times within the last hour, as often as it may. What comes ` +
      'until an hour has passed is only told, together.',
  ];
}

/** How it stands with the one SKU that was asked about. */
function standingOf({ automation, skuId, catalog }: Asked, world: World) {
  const { trigger } = automation.rule;
  if (skuId === null) return null;
  return kindOfTrigger(trigger).standing?.(trigger, { skuId, world, catalog }) ?? null;
}

/** It is where the rule would have it already, so that it cannot get there. */
function sayBeyond(o: Asked, world: World): string[] {
  const { skuId } = o;
  const { trigger } = o.automation.rule;
  const standing = standingOf(o, world);
  if (skuId === null || !standing?.isBeyond) return [];
  const again = kindOfTrigger(trigger).again?.(trigger) ?? 'that has changed';
  const sku = nameSku(skuId, o);
  return [`${sku}: ${standing.said} now, so it cannot cross that again before ${again}.`];
}

/** What came closest, where no reason says more. */
function sayNearest(
  o: Asked,
  { looked, ran }: { looked: LookedBack; ran: LastRun | null },
): WhyNot['nearest'] {
  const { held, nearestDeclined, nearestMiss } = looked;
  const isSaid = held !== null && nearestDeclined?.at.getTime() === held.at.getTime();
  const declined = isSaid ? null : nearestDeclined;
  const nearest = declined ?? (held || ran ? null : nearestMiss);
  if (!nearest) return null;
  const { occurrence, condition, at } = nearest;
  const { rule } = o.automation;
  const asked = condition ? sayJudged(condition, o.names) : sayTrigger(rule.trigger, o.names);
  return { at, happened: sayOccurrence(occurrence, { ...o, rule }), asked };
}
