import type { Action } from '../../rule/rule.ts';
import type { SkuTerm, Target } from '../../terms/scope.ts';
import { money, moneyOrNumber, number, percent } from './figures.ts';
import { deedWords, quoted, saidWords, toDeed } from './free-text.ts';
import { listing } from './listing-acts.ts';
import { done, OPEN_PLACE, type OpenAct, skuOf, TRIGGER } from './open-act.ts';
import { as, bag, dear, either, type Grammar, kept, map, maybe, type Read, seq } from './read.ts';
import { report } from './report-acts.ts';
import { say, startsFrom } from './say.ts';
import { target } from './targets.ts';
import { locationName, shops } from './things.ts';

// What is done, beside telling somebody.

type PriceTo = Extract<Action, { kind: 'set-price' }>['to'];

const amount: Grammar<PriceTo> = map(
  either(
    map(seq(say('to', 'priceTo'), moneyOrNumber), ([, minor]) => minor),
    map(seq(moneyOrNumber, say('toBehind', 'ofBehind')), ([minor]) => minor),
    dear(0.2, money),
  ),
  (minor): PriceTo => ({ by: 'amount', minor }),
);
const share: Grammar<number> = either(
  map(seq(say('by'), percent), ([, value]) => value),
  percent,
);

const price: Grammar<readonly OpenAct[]> = bag<
  {
    set: unknown;
    turn: 1 | -1;
    noun: unknown;
    sku: SkuTerm;
    to: PriceTo;
    bare: number;
    share: number;
    shops: readonly string[];
    link: unknown;
  },
  readonly OpenAct[]
>(
  {
    set: say('setTo'),
    turn: either<1 | -1>(as(say('raise'), 1), as(say('lower'), -1)),
    noun: say('price'),
    sku: skuOf,
    to: amount,
    // "make the price of TEE-S 499"; "lower the price 10" may be by or to.
    bare: dear(0.3, moneyOrNumber),
    share,
    shops,
    link: say('of', 'for', 'itsSku'),
  },
  ({ set, turn, noun, sku, to, bare, share: shares, shops: on }) => {
    const [accounts = []] = on;
    const [way] = turn;
    const [minor] = bare;
    const toAmount = to[0] ?? (minor === undefined ? undefined : { by: 'amount' as const, minor });
    const [by] = shares;
    // "put the price up by 5%": the verb in two pieces.
    const isSplit = set.length === 1 && turn.length === 1;
    if ((set.length + turn.length !== 1 && !isSplit) || noun.length === 0) return null;
    if (bare.length > 0 && (to.length > 0 || turn.length > 0)) return null;
    const through = accounts.length === 0 ? [null] : accounts;
    const change: PriceTo | null = toAmount
      ? by === undefined
        ? toAmount
        : null
      : by !== undefined && by > 0 && way !== undefined
        ? { by: 'percent', percent: way * by }
        : null;
    if (change === null) return null;
    return through.map((account) =>
      done({ kind: 'set-price', sku: sku[0] ?? TRIGGER, account, to: change }),
    );
  },
  { link: 3 },
);

/** "discount it by 10%", "mark it down 10%": a price without the word. */
const discount: Grammar<readonly OpenAct[]> = bag<
  {
    verb: unknown;
    turn: 1 | -1;
    make: unknown;
    than: 1 | -1;
    sku: SkuTerm;
    share: number;
    shops: readonly string[];
    off: unknown;
  },
  readonly OpenAct[]
>(
  {
    verb: say('discount'),
    turn: as<1 | -1>(say('markUp'), 1),
    // "make it 10% cheaper"
    make: say('setTo'),
    than: either<1 | -1>(as(say('cheaper'), -1), as(say('dearer'), 1)),
    sku: skuOf,
    share,
    shops,
    // "knock 15% off it"
    off: say('off'),
  },
  ({ verb, turn, make, than, sku, share: shares, shops: on, off }) => {
    const [by] = shares;
    const [accounts = []] = on;
    const isMade = make.length === 1 && than.length === 1;
    if (verb.length + turn.length + make.length !== 1 || make.length > 0 !== isMade) return null;
    if (off.length > verb.length) return null;
    if (by === undefined || by === 0 || (!isMade && than.length > 0)) return null;
    const percentOf = turn.length === 1 || than[0] === 1 ? by : -by;
    const through = accounts.length === 0 ? [null] : accounts;
    return through.map((account) =>
      done({
        kind: 'set-price',
        sku: sku[0] ?? TRIGGER,
        account,
        to: { by: 'percent', percent: percentOf },
      }),
    );
  },
);

const safety: Grammar<readonly OpenAct[]> = bag<
  { verb: unknown; noun: unknown; sku: SkuTerm; units: number; link: unknown },
  readonly OpenAct[]
>(
  {
    verb: say('setTo', 'raise', 'lower', 'keep'),
    noun: say('safetyNoun'),
    sku: skuOf,
    units: map(
      seq(maybe(say('to', 'priceTo', 'of')), number, maybe(say('unit'))),
      ([, units]) => units,
    ),
    link: say('of', 'for', 'toBehind', 'ofBehind'),
  },
  ({ verb, noun, sku, units }) => {
    const [count] = units;
    if (verb.length === 0 || noun.length === 0 || count === undefined) return null;
    return [done({ kind: 'safety-stock', sku: sku[0] ?? TRIGGER, units: count })];
  },
  { link: 2 },
);

const unitsOf: Grammar<number> = map(seq(number, maybe(say('unit', 'more'))), ([units]) => units);
const fromPlace: Grammar<string> = either(
  map(seq(say('fromPlace'), locationName), ([, name]) => name),
  map(seq(locationName, say('fromPlaceBehind')), ([name]) => name),
);
const toPlace: Grammar<string> = either(
  map(seq(say('to'), locationName), ([, name]) => name),
  map(seq(locationName, say('toPlaceBehind')), ([name]) => name),
);
const atPlace: Grammar<string> = either(
  map(seq(say('in', 'to', 'fromPlace'), locationName), ([, name]) => name),
  map(seq(locationName, say('inBehind', 'fromBehind')), ([name]) => name),
);

const transfer: Grammar<readonly OpenAct[]> = bag<
  { verb: unknown; units: number; sku: SkuTerm; from: string; to: string; unit: unknown },
  readonly OpenAct[]
>(
  {
    verb: say('move'),
    units: unitsOf,
    sku: skuOf,
    from: fromPlace,
    to: toPlace,
    unit: say('unit', 'more', 'over'),
  },
  ({ verb, units, sku, from, to }) => {
    const [count] = units;
    if (verb.length === 0 || !count || from.length + to.length === 0) return null;
    const open = from.length === 0 ? 'from' : to.length === 0 ? 'to' : null;
    const places = { from: from[0] ?? OPEN_PLACE, to: to[0] ?? OPEN_PLACE };
    return [
      { action: { kind: 'transfer', sku: sku[0] ?? TRIGGER, units: count, ...places }, open },
    ];
  },
);

function adjust(way: 1 | -1, verb: Grammar<unknown>): Grammar<readonly OpenAct[]> {
  return bag<
    { verb: unknown; units: number; sku: SkuTerm; place: string; note: unknown },
    readonly OpenAct[]
  >(
    {
      verb,
      units: unitsOf,
      sku: map(seq(maybe(say('to', 'from')), skuOf), ([, sku]) => sku),
      place: atPlace,
      note: say('adjustNote', 'unit', 'stock'),
    },
    ({ verb: said, units, sku, place: at }) => {
      const [count] = units;
      if (said.length === 0 || !count) return null;
      const location = at[0] ?? OPEN_PLACE;
      const action: Action = {
        kind: 'adjust-stock',
        sku: sku[0] ?? TRIGGER,
        by: way * count,
        location,
      };
      return [{ action, open: at.length === 0 ? 'location' : null }];
    },
    { note: 2 },
  );
}

const purchase: Grammar<readonly OpenAct[]> = bag<
  { verb: unknown; units: number; sku: SkuTerm; link: unknown },
  readonly OpenAct[]
>(
  {
    verb: say('purchase'),
    units: map(seq(maybe(say('for', 'of')), unitsOf), ([, units]) => units),
    sku: skuOf,
    link: say('of', 'for', 'ofBehind', 'toBehind', 'purchaseNote'),
  },
  ({ verb, units, sku }) => {
    const [count] = units;
    if (verb.length === 0 || !count) return null;
    return [done({ kind: 'purchase-draft', sku: sku[0] ?? TRIGGER, units: count })];
  },
  { link: 3, verb: 2 },
);

const forWhom: Grammar<Target> = either(
  map(seq(say('for', 'to'), target), ([, found]) => found),
  map(seq(target, say('toBehind')), ([found]) => found),
);
const titled: Grammar<string> = either(
  map(seq(maybe(say('titled')), quoted), ([, title]) => title),
  map(seq(say('titled'), saidWords), ([, title]) => title),
  toDeed,
);

const task: Grammar<readonly OpenAct[]> = bag<
  { verb: unknown; whom: Target; title: string },
  readonly OpenAct[]
>({ verb: say('task'), whom: forWhom, title: titled }, ({ verb, whom, title }) => {
  const [text] = title;
  if (verb.length === 0 || text === undefined) return null;
  return [done({ kind: 'task', title: text, to: whom[0] ?? null })];
});
/** "give Meena a task: …". */
const taskGiven: Grammar<readonly OpenAct[]> = map(
  seq(say('give', 'assign'), target, say('taskNoun'), titled),
  ([, to, , title]) => [done({ kind: 'task', title, to })],
);
/** "ask Ravi to call the customer", "have Ravi check the shelf". */
const asked: Grammar<readonly OpenAct[]> = map(
  seq(say('askFor'), target, either(deedWords, toDeed)),
  ([, to, title]) => [done({ kind: 'task', title, to })],
);

const address: Grammar<string> = (text, at) =>
  startsFrom(text, at).flatMap(({ to, cost }): Read<string>[] => {
    const token = text.tokens[to];
    return token?.word === 'https' ? [{ value: token.text, to: to + 1, cost }] : [];
  });

const webhook: Grammar<readonly OpenAct[]> = map(
  seq(say('callUrl'), maybe(say('to', 'on', 'in')), address),
  ([, , url]) => [done({ kind: 'webhook', url })],
);

export const acting: Grammar<readonly OpenAct[]> = kept(
  either(
    listing,
    price,
    discount,
    safety,
    transfer,
    adjust(1, say('addUnits')),
    adjust(-1, say('removeUnits')),
    purchase,
    task,
    taskGiven,
    asked,
    webhook,
    report,
  ),
);
