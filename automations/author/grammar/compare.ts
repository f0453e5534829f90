import type { Comparison } from '../../terms/measure.ts';
import { number } from './figures.ts';
import { dear, either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';

/** A figure and which side of it. */
export interface Compared {
  readonly is: Comparison;
  readonly figure: number;
}

const BY_TERM = {
  below: 'lt',
  above: 'gt',
  atMost: 'lte',
  notAbove: 'lte',
  notBelow: 'gte',
  atLeast: 'gte',
  equals: 'eq',
  orLess: 'lte',
  orMore: 'gte',
  belowBehind: 'lt',
  aboveBehind: 'gt',
  atMostBehind: 'lte',
  atLeastBehind: 'gte',
} as const satisfies Record<string, Comparison>;

const isDown = (is: Comparison) => is === 'lt' || is === 'lte';

/** "is back up to", "goes down": a movement, or none, with the words it takes along. */
const verb: Grammar<string> = map(
  seq(
    maybe(say('falls', 'rises', 'moves', 'is')),
    maybe(dear(0.01, say('falls', 'rises', 'moves', 'is'))),
    maybe(dear(0.01, say('particle'))),
  ),
  ([first, second]) =>
    [first, second].find((each) => each === 'falls' || each === 'rises') ?? 'none',
);

/** A rise goes above and a fall below; what says both says nothing. */
function agrees(moved: string, is: Comparison): boolean {
  if (is === 'eq') return moved !== 'falls' && moved !== 'rises';
  return moved === 'falls' ? isDown(is) : moved === 'rises' ? !isDown(is) : true;
}

/**
 * "drops below 10", "is 10 or less", "at least 5", "10 se kam": a figure compared, with or without
 * the verb.
 */
export function compared(figure: Grammar<number>, how: Grammar<string> = verb): Grammar<Compared> {
  const before = map(
    seq(how, say('below', 'above', 'atMost', 'atLeast', 'equals'), figure),
    ([moved, term, value]): Compared | null => {
      const is = BY_TERM[term as keyof typeof BY_TERM];
      return agrees(moved, is) ? { is, figure: value } : null;
    },
  );
  const behind = map(
    seq(
      how,
      maybe(say('only')),
      figure,
      maybe(say('unit', 'left')),
      say('orLess', 'orMore', 'belowBehind', 'aboveBehind', 'atMostBehind', 'atLeastBehind'),
      maybe(say('become')),
    ),
    ([moved, , value, , term]): Compared | null => {
      const is = BY_TERM[term as keyof typeof BY_TERM];
      return agrees(moved, is) ? { is, figure: value } : null;
    },
  );
  return kept(either(before, behind));
}

/** "reaches 10", "hits 10", "down to 10": at or below; "climbs to 100": at or above. */
function reached(figure: Grammar<number>): Grammar<Compared> {
  return either(
    map(
      seq(say('reaches', 'risesTo'), figure),
      ([term, value]): Compared => ({ is: term === 'reaches' ? 'lte' : 'gte', figure: value }),
    ),
    // "hits 10 or lower"
    map(seq(say('reaches', 'risesTo'), figure, say('orLess', 'orMore')), ([term, value, side]) => {
      const is = BY_TERM[side as keyof typeof BY_TERM];
      return isDown(is) === (term === 'reaches') ? { is, figure: value } : null;
    }),
    map(
      seq(figure, maybe(say('unit')), say('reachesBehind')),
      ([value]): Compared => ({ is: 'lte', figure: value }),
    ),
  );
}

const units = map(seq(number, maybe(say('unit'))), ([value]) => value);

/** "only 3 left", "3 units remain": there were more. */
const left: Grammar<Compared> = either(
  map(
    seq(maybe(say('is', 'thereIs')), say('only'), units, maybe(say('is')), say('left')),
    ([, , value]): Compared => ({ is: 'lte', figure: value }),
  ),
  dear(
    0.3,
    map(
      seq(maybe(say('is', 'thereIs')), units, maybe(say('is')), say('left')),
      ([, value]): Compared => ({ is: 'lte', figure: value }),
    ),
  ),
);

/** "10 items or more", "10 piece se zyada": with what is counted said. */
export const countedUnits: Grammar<Compared> = map(
  seq(
    verb,
    number,
    say('unit', 'orderUnit'),
    say('orLess', 'orMore', 'belowBehind', 'aboveBehind', 'atMostBehind', 'atLeastBehind'),
    maybe(say('become')),
  ),
  ([moved, figure, , term]): Compared | null => {
    const is = BY_TERM[term as keyof typeof BY_TERM];
    return agrees(moved, is) ? { is, figure } : null;
  },
);

const OPPOSITE = { lt: 'gte', lte: 'gt', gt: 'lte', gte: 'lt', eq: null } as const;
const atRest: Grammar<string> = map(maybe(say('is')), () => 'none');
/**
 * "isn't at least 10": where it is said of what happens. "Does not drop below 10" is no event: it
 * says what never happens.
 */
const turnedRound: Grammar<Compared> = dear(
  0.2,
  map(seq(say('isNot'), compared(units, atRest)), ([, { is, figure }]): Compared | null => {
    const other = OPPOSITE[is];
    return other === null ? null : { is: other, figure };
  }),
);

/** "is not more than 5", where no condition can be turned round. */
const notBeyond: Grammar<Compared> = map(
  seq(verb, say('notAbove', 'notBelow'), units),
  ([, term, figure]): Compared => ({ is: BY_TERM[term as keyof typeof BY_TERM], figure }),
);

/** As something that happens to stock. */
export const stockCrossing: Grammar<Compared> = kept(
  either(compared(units), notBeyond, turnedRound, reached(units), left),
);

/** As something that is so. */
export const unitsCompared: Grammar<Compared> = kept(compared(units));
export const stockCompared: Grammar<Compared> = kept(either(compared(units), reached(units), left));

/** Of what is counted in whole numbers: "more than 20" is at least 21. */
export function atLeast({ is, figure }: Compared): number | null {
  return is === 'gte' ? figure : is === 'gt' ? figure + 1 : null;
}
