import type { CommandRule } from './command-rule.ts';
import { fillDrafts } from './fill-drafts.ts';
import { findInertness } from './find-inertness.ts';
import type { Sense } from './lexicon/lexicon.ts';
import { type Item, isKind } from './message-item.ts';
import { fillOptionsOf, type Reading } from './reading.ts';
import type { Draft, Understood } from './understanding.ts';

/** What may have happened to so many units, the likeliest first. */
const HAPPENINGS = ['sold', 'received', 'count', 'damaged', 'returned'] as const;
/** Words that say something of stock, and not enough. */
const VAGUE: ReadonlySet<Sense> = new Set<Sense>([
  ...(['have', 'left', 'stated', 'stock', 'given', 'out', 'take', 'change'] as const),
]);
const QUIET: readonly Item['kind'][] = ['filler', 'mark', 'join', 'end', 'time'];
const UNITS: CommandRule = { command: 'sold', of: [] };
const PRICE: CommandRule = { command: 'set price', of: [] };
const ROUTE: CommandRule = { command: 'move', of: [] };

/**
 * How many of what, and not what was done: "MUG-RED 88" is asked about, "+20 red mugs" came in,
 * "Mumbai -> Delhi 5 mugs" says the way that they went.
 */
export function readBareCount(items: readonly Item[], reading: Reading): Understood | null {
  const { tokens, scene } = reading;
  const isPlain = items.every(
    (item) =>
      QUIET.includes(item.kind) ||
      isKind(item, 'sku', 'number', 'place') ||
      (isKind(item, 'cue') && (item.isFiller || item.senses.every((each) => VAGUE.has(each)))),
  );
  const isAsked = tokens.some(({ word }) => /^[?¿؟]$/.test(word));
  if (!isPlain || isAsked || findInertness(tokens, items)) return null;
  const moved = readRoute(items, reading);
  if (moved) return { kind: 'drafts', drafts: moved, instead: null };
  // While something waits for an answer it may be a piece of that.
  if (scene.memory.question) return null;
  const drafts = readUnits(UNITS, items, reading);
  if (!drafts) return null;
  if (isAdded(items, reading)) {
    const received = drafts.map((draft) => ({ ...draft, command: 'received' }));
    return { kind: 'drafts', drafts: received, instead: null };
  }
  if (items.some((item) => isKind(item, 'cue') && item.senses.includes('change'))) {
    const priced = readPrices(items, reading);
    const counted = drafts.map((draft) => ({ ...draft, command: 'count' }));
    return { kind: 'which', readings: priced ? [counted, priced] : [counted] };
  }
  const readings = HAPPENINGS.map((command) => drafts.map((draft) => ({ ...draft, command })));
  const bound = items.some((item) => isKind(item, 'place') && item.mark === 'to');
  const sent = bound ? readUnits(ROUTE, items, reading) : null;
  return { kind: 'which', readings: sent ? [sent, ...readings] : readings };
}

/** Every SKU with its own number, written as a number of units. */
function readUnits(
  rule: CommandRule,
  items: readonly Item[],
  reading: Reading,
): readonly Draft[] | null {
  const numbers = items.filter((item) => isKind(item, 'number'));
  const isCounted = numbers.every(({ isWeak, currencies }) => !isWeak && currencies === null);
  if (numbers.length === 0 || !isCounted) return null;
  const drafts = fillDrafts(rule, items, fillOptionsOf(reading));
  const isWhole = drafts?.every(
    ({ slots }) =>
      slots.sku !== undefined && typeof slots.quantity === 'number' && slots.quantity > 0,
  );
  return isWhole ? drafts : null;
}

/** "update MUG-RED to 88": the figure may as well be its price. */
function readPrices(items: readonly Item[], reading: Reading): readonly Draft[] | null {
  const drafts = fillDrafts(PRICE, items, fillOptionsOf(reading));
  const isWhole = drafts?.every(({ slots }) => {
    return slots.sku !== undefined && slots.amount !== undefined;
  });
  return isWhole ? drafts : null;
}

function readRoute(items: readonly Item[], reading: Reading): readonly Draft[] | null {
  const places = items.filter((item) => isKind(item, 'place'));
  const isMarked = places.some(({ mark }) => mark === 'to' || mark === 'from');
  if (places.length !== 2 || !isMarked) return null;
  const drafts = readUnits(ROUTE, items, reading);
  const isWay = drafts?.every(({ slots }) => slots.from !== undefined && slots.to !== undefined);
  return isWay ? drafts : null;
}

/** "+20 red mugs", "+ 20 red mugs". */
function isAdded(items: readonly Item[], { tokens }: Reading): boolean {
  const numbers = items.filter((item) => isKind(item, 'number'));
  return numbers.every(({ from }) => {
    return /^\+/.test(tokens[from]?.text ?? '') || tokens[from - 1]?.text === '+';
  });
}
