import type { Engine } from '../../core/engine.ts';
import { backTest } from '../backtest/back-test.ts';
import type { Judged } from '../evaluate/judge.ts';
import { skuIdsOf } from '../facts/in-scope.ts';
import type { Miss, Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { fillTicks } from './fill-ticks.ts';
import { readReplay } from './replay.ts';

/** What a rule would have done over a stretch of the past. */
export interface BackTest {
  readonly since: Date;
  readonly until: Date;
  /** Oldest first; so many are kept, `count` counts all. */
  readonly firings: readonly {
    readonly fact: string;
    readonly at: Date;
    readonly occurrence: Occurrence;
  }[];
  readonly count: number;
  /** Firings that its cool-down, its window or `once` held back. */
  readonly heldBack: number;
  /** The trigger happened and the conditions said no. */
  readonly declined: number;
  /** The nearest first, one per subject; `condition`: what stood in the way of it. */
  readonly nearestMisses: readonly (Miss & { readonly at: Date; condition: Judged | null })[];
  readonly messagesPerDay: number;
  /** SKUs that are now where the rule would have them: it runs for them only after a way back. */
  readonly beyond: readonly { readonly skuId: number; readonly said: string }[];
  /** False: there is less history than was asked for, or more than is looked at. */
  readonly isComplete: boolean;
}

export const BACK_TEST_DAYS_MAX = 30;
const DAY_MS = 86_400_000;

/** Plays the past to a rule that would have been on since then. Changes nothing. */
export async function runBackTest(
  core: Pick<Engine, 'catalog' | 'database'>,
  o: { sellerId: number; rule: Rule; catalog: RuleCatalog; from: Date; until: Date },
): Promise<BackTest> {
  const { rule, catalog } = o;
  const replay = await readReplay(core, o);
  const { world, from, until, isComplete } = replay;
  const facts = fillTicks(replay.facts, { rule, from, until, catalog });
  const played = backTest({ rule, facts, world, catalog, from, until });
  const { fired, heldBack, declined, messagesPerDay } = played;
  return {
    ...{ since: from, until, count: fired, heldBack, declined, messagesPerDay, isComplete },
    beyond: listBeyond(rule, { world, catalog }),
    firings: played.firings.map(({ at, factKey, firing }) => ({
      ...{ fact: factKey, at, occurrence: firing.occurrence },
    })),
    nearestMisses: played.nearestMisses.map(({ occurrence, by, at, condition }) => ({
      ...occurrence,
      ...{ by, at, condition },
    })),
  };
}

function listBeyond({ trigger }: Rule, o: { world: World; catalog: RuleCatalog }) {
  const { standing } = kindOfTrigger(trigger);
  if (!standing || !('scope' in trigger)) return [];
  const ids = skuIdsOf(trigger.scope, o.catalog);
  const all = ids ?? Array.from(o.catalog.skus(), ({ skuId }) => skuId);
  return all.flatMap((skuId) => {
    const found = standing(trigger, { ...o, skuId });
    return found?.isBeyond ? [{ skuId, said: found.said }] : [];
  });
}

export function daysBefore(now: Date, days: number): Date {
  const bounded = Math.min(Math.max(days, 1), BACK_TEST_DAYS_MAX);
  return new Date(now.getTime() - bounded * DAY_MS);
}
