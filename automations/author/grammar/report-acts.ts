import type { Action } from '../../rule/rule.ts';
import type { Target } from '../../terms/scope.ts';
import { done, type OpenAct } from './open-act.ts';
import { as, bag, dear, either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';
import { frontEndName, frontEnds, targets } from './targets.ts';

// Reports: of what and which time, to whom, by which front-end.

type What = Extract<Action, { kind: 'report' }>['what'];
interface Reported {
  readonly what: What;
  /** "daily": it says how often, too. */
  readonly isDaily: boolean;
}

const period: Grammar<Reported> = either<Reported>(
  as(say('today'), { what: 'sales-today', isDaily: false }),
  as(say('everyDays'), { what: 'sales-today', isDaily: true }),
  as(say('yesterday'), { what: 'sales-yesterday', isDaily: false }),
  as(say('week'), { what: 'sales-week', isDaily: false }),
  as(say('month'), { what: 'sales-month', isDaily: false }),
);
/** "yesterday's sales": not where "report" follows. */
const salesNoun = either(say('report'), dear(0.3, say('salesAlone')));
const salesReport: Grammar<Reported> = map(
  seq(maybe(period), salesNoun, maybe(seq(maybe(say('of', 'for')), period))),
  ([before, , behind]) => {
    if (before && behind && before.what !== behind[1].what) return null;
    return before ?? behind?.[1] ?? { what: 'sales-today', isDaily: false };
  },
);
/** What there is now: "weekly" only says how often, and of yesterday there is none. */
const stockReport: Grammar<Reported> = map(
  seq(
    maybe(period),
    either<What>(as(say('stockReport'), 'stock'), as(say('lowReport'), 'low-stock')),
  ),
  ([often, what]) =>
    often?.what === 'sales-yesterday' ? null : { what, isDaily: often?.isDaily ?? false },
);
const reportName: Grammar<Reported> = either(salesReport, stockReport);

interface Asked {
  readonly verb: readonly unknown[];
  readonly report: readonly Reported[];
  readonly to: readonly (readonly Target[])[];
  readonly by: readonly (readonly string[])[];
  readonly end: readonly string[];
}

function toActs({ report: found, to, by, end }: Asked): readonly OpenAct[] | null {
  const [said] = found;
  if (!said) return null;
  const receivers: readonly Target[] = to[0] ?? [{ of: 'author' }];
  const ends = [...by.flat(), ...end];
  const through = ends.length === 0 ? [null] : [...new Set(ends)];
  const isUntold = to.length + ends.length === 0;
  return receivers.flatMap((each) =>
    through.map((frontEnd) => ({
      ...done({ kind: 'report', what: said.what, to: each, frontEnd }),
      ...(said.isDaily ? { isDaily: true as const } : {}),
      ...(isUntold ? { isUntold: true as const } : {}),
    })),
  );
}

type Slots = {
  verb: unknown;
  report: Reported;
  to: readonly Target[];
  by: readonly string[];
  end: string;
  about: unknown;
};

const sent = (isEnough: (asked: Asked) => boolean): Grammar<readonly OpenAct[]> =>
  bag<Slots, readonly OpenAct[]>(
    {
      verb: say('give', 'tellBehind', 'tell', 'frameMake', 'shouldGet', 'goesTo'),
      report: reportName,
      to: either(
        map(seq(say('to', 'in', 'on', 'arrow'), targets), ([, found]) => found),
        targets,
        map(seq(targets, say('toBehind')), ([found]) => found),
        as(say('meBehind'), [{ of: 'author' as const }]),
      ),
      by: frontEnds,
      end: frontEndName,
      about: say('about', 'reportNote'),
    },
    (asked) => (isEnough(asked) ? toActs(asked) : null),
  );

/** "weekly report", with nobody who sends it: only at a time, and dearer than any other reading. */
const BARE_COST = 2;

export const report: Grammar<readonly OpenAct[]> = kept(
  either(
    sent(({ verb, to, end }) => verb.length + to.length + end.length > 0),
    map(
      dear(
        BARE_COST,
        sent(({ verb, to, end }) => verb.length + to.length + end.length === 0),
      ),
      (acts) => acts.map((act) => ({ ...act, isBare: true as const })),
    ),
  ),
);
