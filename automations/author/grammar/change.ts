import type { Action, Condition } from '../../rule/rule.ts';
import type { ActiveWindow, StockMeasure } from '../../terms/measure.ts';
import type { Scope, Target } from '../../terms/scope.ts';
import { acting } from './acts.ts';
import { type Clock, dayCount, settledClock } from './clock.ts';
import { type Compared, compared, stockCrossing } from './compare.ts';
import { exception, tree } from './conditions.ts';
import { anyDays, type Days } from './days.ts';
import { comma } from './entities.ts';
import { money, moneyOrNumber, number, percent } from './figures.ts';
import { coolDown, once, oncePer } from './limits.ts';
import type { OpenAct } from './open-act.ts';
import {
  as,
  cheapest,
  dear,
  either,
  type Grammar,
  kept,
  map,
  maybe,
  type Read,
  seq,
  type Text,
} from './read.ts';
import { say, startsFrom } from './say.ts';
import { schedule } from './schedule.ts';
import { measure } from './stock-clauses.ts';
import { frontEnds, targets } from './targets.ts';
import { telling } from './telling.ts';
import { locationAt, scopeOf, shop } from './things.ts';
import { activeWindow } from './window.ts';

// What can be wrong with a rule, as people say it: "no, 15, and only in Mumbai".

export type Change =
  | { readonly change: 'figure'; readonly figure: number; readonly was: number | null }
  | { readonly change: 'money'; readonly minor: number }
  | { readonly change: 'percent'; readonly percent: number }
  | { readonly change: 'days'; readonly days: number }
  | { readonly change: 'level'; readonly level: Compared }
  | { readonly change: 'money-level'; readonly level: Compared }
  | { readonly change: 'inclusive' }
  | { readonly change: 'place'; readonly location: string | null }
  | { readonly change: 'shop'; readonly account: string | null }
  | { readonly change: 'scope'; readonly scope: Scope }
  | { readonly change: 'measure'; readonly measure: StockMeasure }
  | { readonly change: 'condition'; readonly condition: Condition }
  | { readonly change: 'window'; readonly window: ActiveWindow | null }
  | { readonly change: 'mode'; readonly mode: 'once' | 'every-time' }
  | { readonly change: 'cool-down'; readonly minutes: number }
  | { readonly change: 'no-conditions' }
  | { readonly change: 'cron'; readonly cron: string }
  | { readonly change: 'clock'; readonly minutes: number }
  | { readonly change: 'week-days'; readonly days: Days }
  | { readonly change: 'front-end'; readonly frontEnds: readonly string[] }
  | { readonly change: 'targets'; readonly targets: readonly Target[] }
  | { readonly change: 'add'; readonly acts: readonly OpenAct[] }
  | { readonly change: 'instead'; readonly acts: readonly OpenAct[] }
  | { readonly change: 'drop-targets'; readonly targets: readonly Target[] };

const not = (condition: Condition): Condition =>
  condition.kind === 'not' ? condition.not : { kind: 'not', not: condition };

const told: Grammar<readonly OpenAct[]> = map(telling, (actions) =>
  actions.map((action: Action) => ({ action, open: null })),
);
const acts = either(told, acting);
const only = maybe(say('only'));
const instead = maybe(either<unknown>(say('instead', 'only'), seq(say('only'), say('instead'))));
const makeIt = maybe(say('makeIt', 'setTo'));
const insteadOf = map(seq(say('insteadOf'), number, maybe(say('unit'))), ([, was]) => was);

const figures: Grammar<Change> = either<Change>(
  map(
    seq(makeIt, maybe(say('to', 'priceTo')), number, maybe(say('unit', 'left')), maybe(insteadOf)),
    ([, , figure, , was]) => ({ change: 'figure', figure, was }),
  ),
  map(seq(say('not'), number, maybe(say('but', 'next')), number), ([, was, , figure]) => ({
    change: 'figure',
    figure,
    was,
  })),
  map(seq(number, comma, say('not'), number), ([figure, , , was]) => ({
    change: 'figure',
    figure,
    was,
  })),
  map(seq(makeIt, maybe(say('to', 'priceTo')), money), ([, , minor]) => ({
    change: 'money',
    minor,
  })),
  dear(
    0.1,
    map(seq(makeIt, maybe(say('to', 'priceTo')), moneyOrNumber), ([, , minor]) => ({
      change: 'money',
      minor,
    })),
  ),
  map(seq(makeIt, maybe(say('to', 'by', 'priceTo')), percent), ([, , value]) => ({
    change: 'percent',
    percent: value,
  })),
  map(seq(makeIt, maybe(say('to', 'priceTo')), dayCount), ([, , days]) => ({
    change: 'days',
    days,
  })),
  dear(
    0.05,
    map(seq(makeIt, stockCrossing), ([, level]) => ({ change: 'level', level })),
  ),
  map(seq(makeIt, compared(money)), ([, level]) => ({ change: 'money-level', level })),
  as(say('orLess', 'orMore', 'inclusive'), { change: 'inclusive' }),
);

const things: Grammar<Change> = either<Change>(
  map(seq(makeIt, only, locationAt, instead), ([, , location]) => ({ change: 'place', location })),
  as(seq(makeIt, say('everywhere')), { change: 'place', location: null }),
  map(seq(makeIt, only, shop, instead), ([, , account]) => ({ change: 'shop', account })),
  as(seq(makeIt, say('everyShop', 'anyShop')), { change: 'shop', account: null }),
  dear(
    0.1,
    map(seq(makeIt, only, scopeOf, instead), ([, , scope]) => ({ change: 'scope', scope })),
  ),
  map(seq(makeIt, only, measure, instead), ([, , value]) => ({
    change: 'measure',
    measure: value,
  })),
  map(seq(say('if'), tree), ([, condition]) => ({ change: 'condition', condition })),
  map(seq(say('unless'), tree), ([, condition]) => ({
    change: 'condition',
    condition: not(condition),
  })),
  map(seq(say('except'), exception), ([, condition]) => ({
    change: 'condition',
    condition: not(condition),
  })),
  as(seq(say('drop'), say('conditionNoun')), { change: 'no-conditions' }),
);

const settled = map(
  seq(maybe(say('atTime')), settledClock),
  ([, value]: readonly [unknown, Clock]) => (value.zone === null ? value.minutes : null),
);

const times: Grammar<Change> = either<Change>(
  dear(
    0.1,
    map(seq(only, activeWindow, instead), ([, window]) => ({ change: 'window', window })),
  ),
  as(say('anyTime'), { change: 'window', window: null }),
  as(seq(say('drop'), say('windowNoun')), { change: 'window', window: null }),
  as(once, { change: 'mode', mode: 'once' }),
  as(say('everyTime'), { change: 'mode', mode: 'every-time' }),
  map(either(coolDown, oncePer), (minutes) => ({ change: 'cool-down', minutes })),
  as(seq(say('drop'), say('coolDown', 'coolDownBehind')), { change: 'cool-down', minutes: 0 }),
  map(seq(makeIt, schedule, instead), ([, { trigger }]): Change | null =>
    trigger.kind === 'schedule' ? { change: 'cron', cron: trigger.cron } : null,
  ),
  dear(
    0.1,
    map(
      seq(makeIt, settled, instead, maybe(seq(say('insteadOf'), settledClock))),
      ([, minutes]) => ({
        change: 'clock',
        minutes,
      }),
    ),
  ),
  map(seq(makeIt, maybe(say('onDay', 'on', 'every')), anyDays, instead), ([, , days]) => ({
    change: 'week-days',
    days,
  })),
);

/** "also tell Asha" adds her. */
const TARGETS_COST = 0.2;

const done: Grammar<Change> = either<Change>(
  map(seq(makeIt, frontEnds, instead), ([, ends]) => ({ change: 'front-end', frontEnds: ends })),
  map(seq(say('alsoDo'), acts), ([, found]) => ({ change: 'add', acts: found })),
  map(seq(acts, say('alsoBehind')), ([found]) => ({ change: 'add', acts: found })),
  map(seq(acts, say('instead')), ([found]) => ({ change: 'instead', acts: found })),
  map(seq(say('alsoDo'), maybe(say('to')), targets), ([, , found]) => ({
    change: 'add',
    acts: found.map((to) => ({
      action: { kind: 'notify', to, frontEnd: null, template: null },
      open: null,
    })),
  })),
  dear(
    TARGETS_COST,
    map(
      seq(either<unknown>(say('tell', 'to'), seq(makeIt, maybe(say('to')))), targets, instead),
      ([, found]) => ({ change: 'targets', targets: found }),
    ),
  ),
  map(seq(say('dropTold'), targets), ([, found]) => ({ change: 'drop-targets', targets: found })),
);

const change: Grammar<Change> = kept(either(figures, things, times, done));

const opening = maybe(say('amends'));
const link = maybe(either<unknown>(seq(comma, say('and', 'but')), comma, say('and', 'but')));

const CHANGES_MAX = 6;
/** One change that has all the words rather than two. */
const CHANGE_COST = 0.1;

/** Every list of changes that accounts for the whole text. */
export function readChanges(text: Text): readonly Read<readonly Change[]>[] {
  let states: readonly Read<readonly Change[]>[] = opening(text, 0).map((read) => ({
    ...read,
    value: [],
  }));
  const whole: Read<readonly Change[]>[] = [];
  for (let count = 0; count < CHANGES_MAX && states.length > 0; count += 1) {
    states = cheapest(
      states.flatMap((state) =>
        link(text, state.to).flatMap((gap) =>
          change(text, gap.to).map((read) => ({
            value: [...state.value, read.value],
            to: read.to,
            cost: state.cost + gap.cost + read.cost + CHANGE_COST,
          })),
        ),
      ),
    );
    whole.push(...states.filter(({ to }) => isEnd(text, to)));
  }
  return cheapest(whole);
}

function isEnd(text: Text, at: number): boolean {
  return startsFrom(text, at).some(({ to }) => to >= text.tokens.length);
}
