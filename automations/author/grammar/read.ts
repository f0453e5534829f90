/**
 * How the grammar reads: from a place in a text, everything that a rule of grammar can make of the
 * words there, with how far it got and what it cost.
 *
 * Nothing is chosen on the way. Only a reading that accounts for the whole text counts, and when
 * two of them are equally cheap the person is asked. Rules are small and put together of `say`,
 * `seq`, `either`, `maybe` and `bag`; what they made of a place is kept, so that a long text costs
 * little more than a short one.
 */
import type { SellerNames } from '../seller-names.ts';
import type { Token } from './split-text.ts';

export interface Read<Value> {
  readonly value: Value;
  readonly to: number;
  /** 0: plainly said. Unknown names, slips and skipped commas cost. */
  readonly cost: number;
}

export type Grammar<Value> = (text: Text, at: number) => readonly Read<Value>[];

export interface Text {
  readonly tokens: readonly Token[];
  readonly names: SellerNames;
  readonly memo: Map<object, Map<number, readonly Read<unknown>[]>>;
}

// Beyond it the text is too long-winded to be read with certainty.
const READS_MAX = 80;

/** Remembers per place; of equal readings with the same end the cheapest is kept. */
export function kept<Value>(grammar: Grammar<Value>): Grammar<Value> {
  const key = {};
  return (text, at) => {
    let places = text.memo.get(key);
    if (!places) {
      places = new Map();
      text.memo.set(key, places);
    }
    const known = places.get(at);
    if (known) return known as readonly Read<Value>[];
    // Against a grammar that begins with itself.
    places.set(at, []);
    const reads = cheapest(grammar(text, at));
    places.set(at, reads);
    return reads;
  };
}

export function cheapest<Value>(reads: readonly Read<Value>[]): readonly Read<Value>[] {
  if (reads.length < 2) return reads;
  const best = new Map<string, Read<Value>>();
  const ends = new Map<number, number>();
  for (const { to } of reads) ends.set(to, (ends.get(to) ?? 0) + 1);
  for (const read of reads) {
    // Nothing else ends there: it needs no comparing.
    if (ends.get(read.to) === 1) {
      best.set(`${read.to}`, read);
      continue;
    }
    const key = `${read.to} ${JSON.stringify(read.value)}`;
    const known = best.get(key);
    if (!known || known.cost > read.cost) best.set(key, read);
  }
  const kept = [...best.values()];
  if (kept.length <= READS_MAX) return kept;
  return kept.sort((a, b) => a.cost - b.cost).slice(0, READS_MAX);
}

export function map<From, To>(
  grammar: Grammar<From>,
  make: (value: From, text: Text) => To | null,
): Grammar<To> {
  return (text, at) =>
    grammar(text, at).flatMap(({ value, to, cost }) => {
      const made = make(value, text);
      return made === null ? [] : [{ value: made, to, cost }];
    });
}

export function as<Value>(grammar: Grammar<unknown>, value: Value): Grammar<Value> {
  return (text, at) => grammar(text, at).map((read) => ({ ...read, value }));
}

export function dear<Value>(cost: number, grammar: Grammar<Value>): Grammar<Value> {
  return (text, at) => grammar(text, at).map((read) => ({ ...read, cost: read.cost + cost }));
}

export function either<Value>(...grammars: readonly Grammar<Value>[]): Grammar<Value> {
  return kept((text, at) => grammars.flatMap((grammar) => grammar(text, at)));
}

type Values<Grammars extends readonly Grammar<unknown>[]> = {
  [Place in keyof Grammars]: Grammars[Place] extends Grammar<infer Value> ? Value : never;
};

/** One after the other. */
export function seq<const Grammars extends readonly Grammar<unknown>[]>(
  ...grammars: Grammars
): Grammar<Values<Grammars>> {
  return (text, at) => {
    let states: Read<unknown[]>[] = [{ value: [], to: at, cost: 0 }];
    for (const grammar of grammars) {
      states = states.flatMap((state) =>
        grammar(text, state.to).map((read) => ({
          value: [...state.value, read.value],
          to: read.to,
          cost: state.cost + read.cost,
        })),
      );
      if (states.length === 0) break;
    }
    return states as unknown as Read<Values<Grammars>>[];
  };
}

/** Null where it is not said. */
export function maybe<Value>(grammar: Grammar<Value>): Grammar<Value | null> {
  return (text, at) => [...grammar(text, at), { value: null, to: at, cost: 0 }];
}

export function lazy<Value>(make: () => Grammar<Value>): Grammar<Value> {
  return (text, at) => make()(text, at);
}

/** One or more, with something in between. */
export function listOf<Value>(
  item: Grammar<Value>,
  between: Grammar<unknown>,
  max: number,
): Grammar<readonly Value[]> {
  return kept((text, at) => {
    const found: Read<readonly Value[]>[] = [];
    let states: Read<readonly Value[]>[] = item(text, at).map((read) => ({
      ...read,
      value: [read.value],
    }));
    for (let count = 1; states.length > 0 && count <= max; count += 1) {
      found.push(...states);
      states = [
        ...cheapest(
          states.flatMap((state) =>
            between(text, state.to).flatMap((link) =>
              item(text, link.to).map((read) => ({
                value: [...state.value, read.value],
                to: read.to,
                cost: state.cost + link.cost + read.cost,
              })),
            ),
          ),
        ),
      ];
    }
    return found;
  });
}

type Slots<Bag> = { readonly [Name in keyof Bag]: Grammar<Bag[Name]> };
type Filled<Bag> = { readonly [Name in keyof Bag]: readonly Bag[Name][] };

interface BagState {
  readonly slots: Readonly<Record<string, unknown[]>>;
  readonly dangles: boolean;
}

/** Links that belong to what stands behind them: at the end they would take a word for nothing. */
const PREPOSITIONS: ReadonlySet<unknown> = new Set(
  'of for in on from to by or and windowLink'.split(' '),
);

const BAG_STATES_MAX = 600;
const BAG_STEPS_MAX = 14;

/**
 * Slots in whichever order they come, as people put them: "of X below 10 in Y" and "in Y, X below
 * 10" are one thing. Each at most as often as `max` says, else once.
 */
export function bag<Bag extends Record<string, unknown>, Value>(
  slots: Slots<Bag>,
  build: (filled: Filled<Bag>) => Value | null,
  max: Partial<Record<keyof Bag, number>> = {},
): Grammar<Value> {
  const named = Object.entries(slots) as [keyof Bag & string, Grammar<unknown>][];
  const empty: Record<string, unknown[]> = Object.fromEntries(named.map(([name]) => [name, []]));
  return kept((text, at) => {
    const found: Read<Value>[] = [];
    let states: Read<BagState>[] = [{ value: { slots: empty, dangles: false }, to: at, cost: 0 }];
    for (let step = 0; step < BAG_STEPS_MAX && states.length > 0; step += 1) {
      const next = states.flatMap((state) =>
        named.flatMap(([name, grammar]) => {
          const filled = state.value.slots[name] ?? [];
          if (filled.length >= (max[name] ?? 1)) return [];
          return grammar(text, state.to)
            .filter(({ to }) => to > state.to)
            .map((read) => ({
              value: {
                slots: { ...state.value.slots, [name]: [...filled, read.value] },
                dangles: PREPOSITIONS.has(read.value),
              },
              to: read.to,
              cost: state.cost + read.cost,
            }));
        }),
      );
      states = [...cheapest(next)].slice(0, BAG_STATES_MAX);
      for (const { value, to, cost } of states) {
        const built = value.dangles ? null : build(value.slots as unknown as Filled<Bag>);
        if (built !== null) found.push({ value: built, to, cost });
      }
    }
    return found;
  });
}
