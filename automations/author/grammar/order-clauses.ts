import type { Condition } from '../../rule/rule.ts';
import { type Compared, compared, countedUnits, unitsCompared } from './compare.ts';
import { countries } from './countries.ts';
import { knownAll } from './entities.ts';
import { moneyOrNumber, number } from './figures.ts';
import type { Happening } from './happening.ts';
import { amongShops, joinAll, mergeAny } from './join-conditions.ts';
import { bag, dear, either, type Grammar, kept, listOf, map, maybe, seq } from './read.ts';
import { say } from './say.ts';
import { ANY, about, type Subject, subject } from './subject.ts';
import { shops, skuName } from './things.ts';

// What happens to orders: they arrive, are cancelled, cannot be covered, come back.

/** A bare figure below this, without a currency, is as likely a number of units. */
const BARE_MONEY_MIN = 20;
const SKUS_MAX = 4;
const counted = say('order', 'orders', 'unit', 'orderUnit');

/**
 * "at least 3 hoodies", "more than 3 orders", "fewer than 2" count, and are no money: what may be
 * either is not read as one of them.
 */
const amount: Grammar<number> = (text, at) =>
  text.tokens[at - 2]?.word === 'fewer'
    ? []
    : moneyOrNumber(text, at).filter(({ to }) => {
        const isSmall = number(text, at).some(
          (bare) => bare.to === to && bare.value < BARE_MONEY_MIN,
        );
        if (isSmall || counted(text, to).length > 0) return false;
        return (
          text.tokens[to]?.kind !== 'word' ||
          (knownAll('sku')(text, to).length === 0 && knownAll('category')(text, to).length === 0)
        );
      });

const value = compared(amount);

export const orderValue: Grammar<Condition> = map(
  either(
    map(seq(maybe(say('worth')), value, maybe(say('worth'))), ([, found]) => found),
    map(seq(maybe(say('worth')), maybe(say('moves', 'rises')), value), ([, , found]) => found),
  ),
  ({ is, figure }): Condition => ({ kind: 'order-value', is, minor: figure }),
);

const toUnits = ({ is, figure }: Compared): Condition => ({
  ...{ kind: 'order-units', is, units: figure },
});
export const orderUnits: Grammar<Condition> = either(
  map(
    seq(maybe(say('withUnits')), unitsCompared, say('unit', 'orderUnit'), maybe(say('onIt'))),
    ([, found]) => toUnits(found),
  ),
  // "10 items or more": the unit stands inside.
  map(seq(maybe(say('withUnits')), countedUnits, maybe(say('onIt'))), ([, found]) =>
    toUnits(found),
  ),
);

export const orderCountry: Grammar<Condition> = map(
  seq(
    maybe(say('shipsTo', 'to', 'from', 'in')),
    countries,
    maybe(say('toBehind', 'fromBehind', 'shipsToBehind')),
  ),
  ([, found]): Condition => ({ kind: 'order-country', countries: [...found] }),
);

/** "shipping outside Spain". */
const outsideCountry: Grammar<Condition> = map(
  seq(say('shipsOutside'), countries),
  ([, found]): Condition => ({
    kind: 'not',
    not: { kind: 'order-country', countries: [...found] },
  }),
);

const attribute = either(outsideCountry, orderValue, orderUnits, orderCountry);

/** "over ₹5,000 or with more than 10 items". */
const attributes: Grammar<Condition> = map(listOf(attribute, say('or'), 4), (list) =>
  mergeAny(list),
);

const ofSubject: Grammar<Subject> = map(
  seq(maybe(say('of', 'contains')), subject, maybe(say('onIt', 'inOrder'))),
  ([, found]) => (found.isIt ? null : found),
);

// As dear as any of them: "orders for A and B" may be either.
const LISTED_COST = 0.15;
const allOf = (name: Grammar<string>): Grammar<readonly string[]> =>
  map(listOf(name, say('and'), SKUS_MAX), (list) => (list.length > 1 ? list : null));

/** "has HOODIE-M and TEE-S on it": both of them. */
const withAll: Grammar<Subject> = map(
  either(
    seq(say('holdsAll'), allOf(skuName), maybe(say('onIt', 'inOrder'))),
    seq(maybe(say('of')), allOf(dear(LISTED_COST, skuName)), maybe(say('onIt', 'inOrder'))),
  ),
  // Each asked of the whole order: a scope would be about one of its lines.
  ([, all]): Subject => ({
    ...{ scope: ANY, isIt: false },
    holds: all.map((sku) => ({ kind: 'sku-in', scope: { of: 'skus', skus: [sku] } })),
  }),
);
const withSku: Grammar<Subject> = either(ofSubject, withAll);

interface Said {
  readonly noun: readonly unknown[];
  readonly verb: readonly unknown[];
  readonly has: readonly Condition[];
  readonly skus: readonly Subject[];
  readonly shops: readonly (readonly string[])[];
}

type OrderKind = 'order-received' | 'order-cancelled' | 'shortage' | 'return';

function toHappening(kind: OrderKind, said: Said): Happening | null {
  // "over 5,000 from Germany or over 3,000 from France": which belong together is open.
  if (said.has.length > 1 && said.has.some((each) => each.kind === 'any')) return null;
  const { account, among } = amongShops(said.shops);
  const { skus, scope, holds } = about(said.skus);
  return {
    trigger: { kind, scope: skus, account },
    scope,
    holds: joinAll([...said.has, ...among, ...holds]),
  };
}

const slots = {
  has: attributes,
  skus: withSku,
  shops,
  link: say('orderLink', 'is', 'thereIs', 'each'),
};
const max = { has: 4, link: 4, verb: 2 };

type Bag = {
  noun: unknown;
  verb: unknown;
  has: Condition;
  skus: Subject;
  shops: readonly string[];
  link: unknown;
};

function clause(o: {
  readonly kind: OrderKind;
  readonly noun: Grammar<unknown>;
  readonly verb: Grammar<unknown>;
  readonly isEnough: (said: Said) => boolean;
}): Grammar<Happening> {
  // "orders over 5,000 and cancellations" are two things.
  const links = o.kind === 'order-received' ? say('and') : say('thatIs');
  const link = either(links, slots.link);
  return bag<Bag, Happening>(
    { noun: o.noun, verb: o.verb, ...slots, link },
    (said) => (o.isEnough(said) ? toHappening(o.kind, said) : null),
    max,
  );
}

const noun = say('order');
const has = (list: readonly unknown[]) => list.length > 0;

export const orderHappening: Grammar<Happening> = kept(
  either(
    clause({
      kind: 'order-received',
      noun: say('order', 'orders'),
      verb: say('arrives'),
      isEnough: (said) => has(said.noun),
    }),
    clause({
      kind: 'order-cancelled',
      noun,
      verb: say('cancelled'),
      isEnough: (said) => has(said.verb),
    }),
    clause({
      kind: 'shortage',
      noun,
      verb: say('shortage'),
      isEnough: (said) => has(said.verb) && !has(said.has),
    }),
    clause({
      kind: 'return',
      noun: either(noun, say('customer', 'arrives')),
      verb: say('returned'),
      isEnough: (said) => has(said.verb) && !has(said.has),
    }),
  ),
);
