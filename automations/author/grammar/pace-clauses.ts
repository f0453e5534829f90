import { dayCount, length, lengthOrUnit } from './clock.ts';
import { atLeast, type Compared, compared, unitsCompared } from './compare.ts';
import { number } from './figures.ts';
import type { Happening } from './happening.ts';
import { joinAll } from './join-conditions.ts';
import { bag, dear, either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';
import { about, type Subject, subject } from './subject.ts';
import { type Place, place, shop } from './things.ts';

// How quickly something sells: at a pace, suddenly, too slowly, not at all; how long it lasts.

const within: Grammar<number> = either(
  map(seq(say('within'), lengthOrUnit, maybe(say('inBehind'))), ([, minutes]) => minutes),
  map(seq(length, say('inBehind', 'withinBehind')), ([minutes]) => minutes),
  map(seq(say('per'), lengthOrUnit), ([, minutes]) => minutes),
);

const sold: Grammar<Compared> = either(
  unitsCompared,
  map(
    seq(say('reaches', 'risesTo'), number, maybe(say('unit'))),
    ([, units]): Compared => ({ is: 'gte', figure: units }),
  ),
  dear(
    0.2,
    map(seq(number, maybe(say('unit'))), ([units]): Compared => ({ is: 'gte', figure: units })),
  ),
);

const velocity = bag<
  {
    scope: Subject;
    sold: Compared;
    verb: unknown;
    within: number;
    place: Place;
    shop: string;
    unit: unknown;
    link: unknown;
  },
  Happening
>(
  {
    scope: subject,
    sold,
    verb: say('sells'),
    within,
    place,
    shop,
    unit: say('unit', 'orderUnit'),
    link: say('of', 'thereIs', 'is', 'and'),
  },
  ({ scope, sold: counted, verb, within: spans, place: at, shop: on }) => {
    const [count] = counted;
    const units = count ? atLeast(count) : null;
    const [minutes] = spans;
    if (units === null || units === 0 || minutes === undefined || verb.length === 0) return null;
    return {
      trigger: {
        kind: 'velocity',
        scope: about(scope).skus,
        units,
        minutes,
        location: at[0]?.location ?? null,
        account: on[0] ?? null,
      },
      scope: about(scope).scope,
      holds: joinAll(about(scope).holds),
    };
  },
  { link: 3, verb: 2 },
);

const spike = bag<{ scope: Subject; verb: unknown; shop: string; link: unknown }, Happening>(
  { scope: subject, verb: say('spikes'), shop, link: say('spikeNoun', 'of', 'thereIs', 'is') },
  ({ scope, verb, shop: on }) =>
    verb.length === 0
      ? null
      : {
          trigger: { kind: 'spike', scope: about(scope).skus, account: on[0] ?? null },
          scope: about(scope).scope,
          holds: joinAll(about(scope).holds),
        },
  { link: 4 },
);

const daysCompared = compared(dayCount);
/** "less than 7 days of cover"; "or less" has no exact form: the next whole day is offered too. */
const cover = bag<
  {
    scope: Subject;
    days: Compared;
    bare: Compared;
    daysNoun: unknown;
    noun: unknown;
    stock: unknown;
    link: unknown;
  },
  { found: Happening; isInclusive: boolean }
>(
  {
    scope: subject,
    days: either(
      daysCompared,
      map(seq(say('within'), dayCount), ([, figure]): Compared => ({ is: 'lt', figure })),
    ),
    // "days of cover below 7": the unit is said before.
    bare: compared(number),
    daysNoun: say('daysOfCover'),
    noun: say('cover', 'lasts', 'coverBehind'),
    stock: say('stock', 'available'),
    link: say('of', 'thereIs', 'is', 'left'),
  },
  ({ scope, days, bare, daysNoun, noun, stock }) => {
    const [count] = daysNoun.length > 0 ? [...days, ...bare] : days;
    if (daysNoun.length === 0 ? bare.length > 0 : bare.length + days.length > 1) return null;
    if (!count || (count.is !== 'lt' && count.is !== 'lte') || count.figure < 1) return null;
    if (noun.length + stock.length + daysNoun.length === 0) return null;
    return {
      found: {
        trigger: { kind: 'cover-below', scope: about(scope).skus, days: count.figure },
        scope: about(scope).scope,
        holds: joinAll(about(scope).holds),
      },
      isInclusive: count.is === 'lte',
    };
  },
  { link: 3, noun: 3 },
);

/** "7 days before HOODIE-M runs out". */
const before = map(
  seq(dayCount, say('beforeEvent'), subject, say('outOfStock', 'lasts')),
  ([days, , found]) => {
    if (days < 1) return null;
    const { skus, scope, holds } = about([found]);
    const trigger = { kind: 'cover-below' as const, scope: skus, days };
    return { found: { trigger, scope, holds: joinAll(holds) }, isInclusive: true };
  },
);
const covered = either<{ found: Happening; isInclusive: boolean }>(cover, before);

const coverRead: Grammar<Happening> = (text, at) =>
  covered(text, at).flatMap(({ value: { found, isInclusive }, ...read }) => {
    if (!isInclusive) return [{ ...read, value: found }];
    const { trigger } = found;
    if (trigger.kind !== 'cover-below') return [];
    const later = { ...found, trigger: { ...trigger, days: trigger.days + 1 } };
    return [found, later].map((value) => ({ ...read, value, cost: read.cost + 0.5 }));
  });

/** "nothing of X sells": the name stands between. */
const noneSold: Grammar<Subject> = map(
  seq(say('noneOf'), subject, say('sells', 'sellsAny')),
  ([, found]) => found,
);

const noSale = bag<
  { scope: Subject; verb: unknown; none: Subject; days: number; stock: unknown },
  Happening
>(
  {
    scope: subject,
    verb: say('notSold'),
    none: noneSold,
    days: either(
      map(
        seq(
          maybe(say('for', 'within', 'forMoreThan')),
          dayCount,
          maybe(say('inBehind', 'ofBehind', 'fromBehind', 'or')),
        ),
        ([, found]) => found,
      ),
      map(seq(say('within'), lengthOrUnit), ([, minutes]) =>
        minutes % 1_440 === 0 ? minutes / 1_440 : null,
      ),
    ),
    stock: say('stock', 'thereIs'),
  },
  ({ scope, verb, none, days }) => {
    const [count] = days;
    const found = about([...none, ...scope]);
    if (verb.length + none.length !== 1 || none.length + scope.length > 1) return null;
    if (count === undefined || count < 1) return null;
    return {
      trigger: { kind: 'no-sale', scope: found.skus, days: count },
      scope: found.scope,
      holds: joinAll(found.holds),
    };
  },
);

export const paceHappening: Grammar<Happening> = kept(either(velocity, spike, coverRead, noSale));
