import type { CommandRule } from './command-rule.ts';
import type { Filling } from './command-slots.ts';
import { SLOTS, STOCKED_COMMANDS } from './command-slots.ts';
import { inSingular, wordsOf } from './fold-text.ts';
import { refine } from './match-sku.ts';
import { type Item, type ItemOf, isKind } from './message-item.ts';
import { type Entry, pairEntries } from './pair-entries.ts';
import type { SceneIndex } from './scene-index.ts';
import type { Draft, SlotText } from './understanding.ts';

export interface FillOptions {
  readonly index: SceneIndex;
  readonly currency: string;
  /** Where the person is, as a code; null: unknown. */
  readonly home: string | null;
  /** What "it" and "same" refer to; null: nothing. */
  readonly spokenOf: SlotText | null;
  /** The order that was spoken of, for "ship it". */
  readonly spokenOrder: string | null;
  /** Positions of the SKUs spoken of last, for "and the red one?". */
  readonly before: readonly number[];
}

type Slots = Record<string, SlotText>;

const CHOICES_MAX = 30;

/** The drafts of one clause; null: it cannot be read for certain. */
export function fillDrafts(
  rule: CommandRule,
  items: readonly Item[],
  o: FillOptions,
): readonly Draft[] | null {
  const plan = Object.entries(SLOTS[rule.command] ?? {});
  const common: Slots = { ...rule.fixed, ...wordSlots(rule, items) };
  for (const [name, filling] of plan) {
    const value = readCommon(filling, items);
    if (value === 'unreadable') return null;
    if (value !== undefined) common[name] = value;
  }
  const fillings = new Set(plan.map(([, filling]) => filling));
  const moved = fillings.has('from') ? readRoute(items, o.home) : {};
  if (moved === null) return null;
  const orders = fillings.has('order') ? readOrders(rule, items, o) : [null];
  if (orders === null) return null;
  const lists = orders.map((order) =>
    fillEntries(rule, withoutOrders(items, order), { ...common, ...moved, ...orderSlot(order) }, o),
  );
  return lists.some((list) => list === null) ? null : lists.flatMap((list) => list ?? []);
}

function wordSlots(rule: CommandRule, items: readonly Item[]): Slots {
  const slots: Slots = {};
  const senses = items.flatMap((item) => (isKind(item, 'cue') ? item.senses : []));
  for (const [slot, words] of Object.entries(rule.words ?? {})) {
    const found = Object.entries(words).find(([sense]) => senses.some((each) => each === sense));
    if (found?.[1] !== undefined) slots[slot] = found[1];
  }
  return slots;
}

function oneOrSeveral(values: readonly string[]): SlotText | undefined {
  const [only, ...others] = [...new Set(values)];
  if (only === undefined) return undefined;
  return others.length === 0 ? only : { oneOf: [only, ...others].slice(0, CHOICES_MAX) };
}

type Common = SlotText | undefined | 'unreadable';

/** Slots of which a clause has one for all its SKUs. */
function readCommon(filling: Filling, items: readonly Item[]): Common {
  const all = <Kind extends Item['kind']>(kind: Kind) => items.filter((item) => isKind(item, kind));
  switch (filling) {
    case 'account':
      return single(all('account').map(({ ids }) => ids));
    case 'person':
      return single(all('person').map(({ names }) => names));
    case 'group':
      return readGroup(items);
    case 'moment': {
      const [time] = all('time');
      return time?.iso ?? undefined;
    }
    case 'period': {
      const periods = [...new Set(all('time').map(({ period }) => period))];
      return periods.length > 1 ? 'unreadable' : (periods[0] ?? undefined);
    }
    case 'minutes': {
      const [span] = all('span');
      return span?.minutes;
    }
    case 'days':
      return readDays(items);
    case 'amount':
    case 'quantity':
    case 'sku':
    case 'location':
    case 'from':
    case 'to':
    case 'order':
      return undefined;
  }
}

function single(found: readonly (readonly string[])[]): Common {
  const [first, ...others] = found;
  if (!first) return undefined;
  return others.some((each) => each.join() !== first.join()) ? 'unreadable' : oneOrSeveral(first);
}

/** A category or tag, where the words are not one SKU for certain. */
function readGroup(items: readonly Item[]): Common {
  const named = items.filter((item) => isKind(item, 'group')).map(({ names }) => names);
  const shared = items
    .filter((item) => isKind(item, 'sku'))
    .filter(({ groups, mention }) => groups.length > 0 && mention.skus.length > 1)
    .map(({ groups }) => groups);
  return single([...named, ...shared]);
}

function readDays(items: readonly Item[]): Common {
  const span = items.find((item) => isKind(item, 'span'));
  if (span) return Math.floor(span.minutes / 1_440) || undefined;
  const number = items.find((item) => isKind(item, 'number'));
  if (number?.value) return number.value;
  const period = items.find((item) => isKind(item, 'time'))?.period;
  if (period === 'week') return 7;
  return period === 'month' ? 30 : undefined;
}

/** From where and to where; a place that says neither is asked for. */
function readRoute(items: readonly Item[], home: string | null): Slots | null {
  const places = items.filter((item) => isKind(item, 'place'));
  const marked = (marks: readonly string[]) =>
    places.filter(({ mark }) => marks.includes(mark ?? ''));
  const [froms, tos] = [marked(['from', 'of']), marked(['to'])];
  const rest = places.filter((place) => !froms.includes(place) && !tos.includes(place));
  const [from, to] = [
    froms[0] ?? (tos.length > 0 ? rest[0] : undefined),
    tos[0] ?? (froms.length > 0 ? rest[0] : undefined),
  ];
  if (places.length > 2 || froms.length > 1 || tos.length > 1) return null;
  if (from && to && from.codes.join() === to.codes.join()) return null;
  const slots: Slots = {};
  // "send 5 mugs to Delhi" is from where one is, and so is "send 5 mugs Delhi".
  const alone = places.length === 1 && !from ? (to ?? rest[0]) : undefined;
  const [target, ...others] = alone?.codes ?? [];
  if (target !== undefined && others.length === 0 && home !== null && target !== home) {
    return { from: home, to: target };
  }
  const [fromText, toText] = [oneOrSeveral(from?.codes ?? []), oneOrSeveral(to?.codes ?? [])];
  if (fromText !== undefined) slots.from = fromText;
  if (toText !== undefined) slots.to = toText;
  return slots;
}

type OrderChoice = { readonly text: SlotText; readonly item: Item } | null;

function readOrders(
  rule: CommandRule,
  items: readonly Item[],
  { spokenOrder }: FillOptions,
): readonly OrderChoice[] | null {
  const marked = items.filter((item) => isKind(item, 'order'));
  const numbers = items.filter((item) => isKind(item, 'number')).filter(({ isWeak }) => !isWeak);
  const takesQuantity = Object.values(SLOTS[rule.command] ?? {}).includes('quantity');
  const plain = takesQuantity ? afterOrderWord(items, numbers) : numbers;
  if (takesQuantity && marked.length > 0) return marked.map(toChoice);
  const found = [...marked.map(toChoice), ...plain.map(numberChoice)];
  if (found.some((each) => each === null)) return null;
  const reference = items.find(({ kind }) => kind === 'reference');
  const isMeant = found.length === 0 && reference !== undefined && spokenOrder !== null;
  if (isMeant) return [{ text: spokenOrder, item: reference }];
  return found.length > 0 ? found : [null];
}

function toChoice(item: ItemOf<'order'>): OrderChoice {
  return { text: oneOrSeveral(item.numbers) ?? '', item };
}

function numberChoice(item: ItemOf<'number'>): OrderChoice {
  if (item.order !== null) return { text: item.order, item };
  return item.isBare && item.value !== null ? { text: String(item.value), item } : null;
}

/** "return 1001 2 hoodie-m": the number of the order is the one we know, or the first. */
function afterOrderWord(
  items: readonly Item[],
  numbers: readonly ItemOf<'number'>[],
): readonly ItemOf<'number'>[] {
  const known = numbers.filter(({ order }) => order !== null);
  if (known.length === 1) return known;
  const word = items.find((item) => isKind(item, 'cue') && item.senses.includes('order'));
  const first = word ? numbers.find(({ from }) => from > word.from) : numbers[0];
  return first ? [first] : [];
}

function withoutOrders(items: readonly Item[], order: OrderChoice): readonly Item[] {
  return order === null
    ? items
    : items.filter((item) => item !== order.item && item.kind !== 'order');
}

function orderSlot(order: OrderChoice): Slots {
  return order === null ? {} : { order: order.text };
}

/** One draft for each SKU of the clause. */
function fillEntries(
  rule: CommandRule,
  items: readonly Item[],
  common: Slots,
  o: FillOptions,
): readonly Draft[] | null {
  const plan = SLOTS[rule.command] ?? {};
  const named = Object.entries(plan);
  const nameOf = (wanted: readonly Filling[]) =>
    named.find(([, filling]) => wanted.includes(filling))?.[0];
  const [skuSlot, numberSlot, placeSlot] = [
    nameOf(['sku']),
    nameOf(['quantity', 'amount']),
    nameOf(['location']),
  ];
  const isAmount = plan[numberSlot ?? ''] === 'amount';
  const paired =
    common.group === undefined
      ? pairEntries(items, { isShared: isAmount, wantsNumber: numberSlot !== undefined })
      : pairEntries(
          items.filter(({ kind }) => kind !== 'sku'),
          { isShared: false, wantsNumber: false },
        );
  const entries =
    rule.command === 'move'
      ? pairEntries(
          items.filter(({ kind }) => kind !== 'place'),
          { isShared: false, wantsNumber: true },
        )
      : paired;
  if (!entries) return null;
  const drafts: Draft[] = [];
  let before = o.before;
  for (const entry of entries) {
    const slots: Slots = { ...common };
    const skus = resolveSkus(rule, entry, before, o);
    if (skus.length > 0) before = skus;
    const sku = skuText(skus, o) ?? referenceText(items, o);
    if (skuSlot !== undefined && sku !== undefined) slots[skuSlot] = sku;
    const only = skus.length === 1 ? skus[0] : undefined;
    const number = isAmount ? readPrice(entry, slots, o) : unitsOf(entry.number, only, o);
    if (number === 'mismatch' || isDifference(rule, entry, items)) return null;
    if (numberSlot !== undefined && number !== undefined) slots[numberSlot] = number;
    const place = oneOrSeveral(entry.place?.codes ?? []);
    if (placeSlot !== undefined && place !== undefined) slots[placeSlot] = place;
    drafts.push({ command: rule.command, slots });
  }
  return drafts;
}

const ABSOLUTE = new Set(['set price', 'count', 'safety', 'ask above']);

/** "raise the price by 10" is not a price of 10. */
function isDifference(rule: CommandRule, { number }: Entry, items: readonly Item[]): boolean {
  if (!number || !ABSOLUTE.has(rule.command)) return false;
  const before = items.findLast(({ to, kind }) => to <= number.from && kind !== 'filler');
  return isKind(before, 'mark') && before.before === 'by';
}

function resolveSkus(
  rule: CommandRule,
  { sku }: Entry,
  before: readonly number[],
  o: FillOptions,
): readonly number[] {
  if (!sku) return [];
  const { mention } = sku;
  const refined = mention.isOptionOnly ? refine(o.index.catalogue, before, mention.options) : [];
  const all = refined.length > 0 ? refined : mention.skus;
  const stocked = all.filter((each) => o.index.catalogue.skus[each]?.sku.isKit === false);
  return STOCKED_COMMANDS.has(rule.command) && stocked.length > 0 ? stocked : all;
}

function skuText(skus: readonly number[], o: FillOptions): SlotText | undefined {
  return oneOrSeveral(skus.map((each) => o.index.catalogue.skus[each]?.sku.code ?? ''));
}

function referenceText(items: readonly Item[], o: FillOptions): SlotText | undefined {
  return items.some(({ kind }) => kind === 'reference') && o.spokenOf !== null
    ? o.spokenOf
    : undefined;
}

/** Units, packs counted out; undefined: it has to be asked. */
function unitsOf(
  number: ItemOf<'number'> | null,
  sku: number | undefined,
  o: FillOptions,
): number | undefined {
  if (!number || number.value === null) return undefined;
  if (number.pack === null) return number.value;
  const packs = o.index.catalogue.skus[sku ?? -1]?.sku.packs ?? [];
  const wanted = inSingular(number.pack);
  const pack = packs.find(({ name }) => wordsOf(name).map(inSingular).join(' ') === wanted);
  return pack ? number.value * pack.units : undefined;
}

/** A price in another currency than the seller's is nothing to convert. */
function readPrice(
  { number }: Entry,
  slots: Slots,
  o: FillOptions,
): SlotText | undefined | 'mismatch' {
  if (!number) return undefined;
  const isForeign = number.currencies !== null && !number.currencies.includes(o.currency);
  if (isForeign && slots.account === undefined) return 'mismatch';
  return number.amount ?? undefined;
}
