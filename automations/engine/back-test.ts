import type { Engine } from '../../core/engine.ts';
import { backTest, type BackTest as Played } from '../backtest/back-test.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import { fillTicks } from './fill-ticks.ts';
import { readReplay } from './replay.ts';

/** What a rule would have done over a stretch of the past. */
export interface BackTest extends Played {
  readonly from: Date;
  readonly until: Date;
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
  const { sellerId, rule, catalog } = o;
  const replay = await readReplay(core, o);
  const { world, from, until, isComplete } = replay;
  const facts = fillTicks(replay.facts, { rule, from, until, catalog });
  void sellerId;
  const played = backTest({ rule, facts, world, catalog, from, until });
  return { ...played, from, until, isComplete };
}

export function daysBefore(now: Date, days: number): Date {
  const bounded = Math.min(Math.max(days, 1), BACK_TEST_DAYS_MAX);
  return new Date(now.getTime() - bounded * DAY_MS);
}
