import type { CommandRule } from './command-rule.ts';
import { RULES } from './command-rules.ts';
import { SLOTS } from './command-slots.ts';
import type { Mark, Sense } from './lexicon/lexicon.ts';
import { type Item, isKind } from './message-item.ts';

/** Kinds that a slot of the command can take. */
const FILLED_BY: Readonly<Record<string, readonly Item['kind'][]>> = {
  quantity: ['number'],
  amount: ['number'],
  sku: ['sku'],
  group: ['group'],
  location: ['place'],
  from: ['place'],
  to: ['place'],
  account: ['account'],
  order: ['order', 'number'],
  person: ['person'],
  moment: ['time'],
  period: ['time'],
  minutes: ['span', 'number'],
  days: ['span', 'number', 'time'],
};
const SILENT: readonly Item['kind'][] = ['filler', 'join', 'end', 'mark', 'cue', 'reference'];

const OF_SHOP: ReadonlySet<string> = new Set('order hold unhold cancel ship return'.split(' '));

/** The first rule that all of these words fit. */
export function chooseRule(
  items: readonly Item[],
  o: { readonly isKnown: (command: string) => boolean },
): CommandRule | null {
  return RULES.find((rule) => o.isKnown(rule.command) && fits(rule, items)) ?? null;
}

function fits(rule: CommandRule, items: readonly Item[]): boolean {
  const cues = items.filter((item) => isKind(item, 'cue'));
  const wanted = rule.of.map((each): readonly Sense[] =>
    typeof each === 'string' ? [each] : each,
  );
  if (
    !wanted.every((some) => cues.some(({ senses }) => senses.some((each) => some.includes(each))))
  ) {
    return false;
  }
  const allowed = new Set([...wanted.flat(), ...(rule.may ?? []), 'each' as Sense]);
  if (!cues.every((cue) => cue.isFiller || cue.senses.some((each) => allowed.has(each))))
    return false;
  const kinds = new Set(items.map(({ kind }) => kind));
  if (rule.lacks?.some((kind) => hasOwn(items, kind))) return false;
  if (rule.isPriced && !items.some((item) => isKind(item, 'number') && item.currencies !== null)) {
    return false;
  }
  if (rule.isOrdered && !isOrderAlone(items)) return false;
  if (rule.isNumberLast && !isNumberLast(items)) return false;
  if (rule.numberMark && !isMarked(items, rule.numberMark)) return false;
  if (rule.isBound && !items.some((item) => isKind(item, 'place') && item.mark === 'to')) {
    return false;
  }
  if (rule.isToBuyer && isFromBuyer(items)) return false;
  if (rule.has && !rule.has.every((some) => some.some((kind) => hasOwn(items, kind)))) return false;
  const taken = new Set(
    Object.values(SLOTS[rule.command] ?? {}).flatMap((fill) => FILLED_BY[fill] ?? []),
  );
  return [...kinds].every(
    (kind) => SILENT.includes(kind) || taken.has(kind) || isSpare(kind, rule, items),
  );
}

/** "a" is a number only where one is wanted. */
function hasOwn(items: readonly Item[], kind: Item['kind']): boolean {
  return items.some((item) => item.kind === kind && !(item.kind === 'number' && item.isWeak));
}

function isOrderAlone(items: readonly Item[]): boolean {
  const [number, ...others] = items.filter((item) => isKind(item, 'number'));
  return number !== undefined && others.length === 0 && number.order !== null && number.isBare;
}

function isNumberLast(items: readonly Item[]): boolean {
  const content = items.filter(({ kind }) => kind === 'number' || kind === 'sku');
  return content.at(-1)?.kind === 'number' && content[0]?.kind === 'sku';
}

/** Its only number is a plain one, behind one of these words. */
function isMarked(items: readonly Item[], marks: readonly Mark[]): boolean {
  const [number, ...others] = items.filter((item) => isKind(item, 'number') && !item.isWeak);
  if (!isKind(number, 'number') || others.length > 0 || number.amount === null) return false;
  const before = items.slice(0, items.indexOf(number)).findLast(({ kind }) => kind !== 'filler');
  return isKind(before, 'mark') && before.before !== null && marks.includes(before.before);
}

/** "took 2 mugs from the lady", "grahak se 2 mug liye". */
function isFromBuyer(items: readonly Item[]): boolean {
  return items.some((item, at) => {
    if (!isKind(item, 'cue') || !item.senses.includes('buyer')) return false;
    const [before, behind] = [items[at - 1], items[at + 1]];
    return (
      (isKind(before, 'mark') && before.before === 'from') ||
      (isKind(behind, 'mark') && behind.after === 'from')
    );
  });
}

/** Says something that this command has no use for, and that changes nothing. */
function isSpare(kind: Item['kind'], rule: CommandRule, items: readonly Item[]): boolean {
  if (kind === 'time') return true;
  // Where several shops have an order of that number it is asked which.
  const isOfShop = OF_SHOP.has(rule.command) && items.some((item) => isKind(item, 'order'));
  if (kind === 'account' && (rule.command === 'sync' || isOfShop)) return true;
  if (kind === 'number' && rule.command === 'why') return true;
  if (kind === 'number') return items.every((item) => item.kind !== 'number' || item.isWeak);
  return false;
}
