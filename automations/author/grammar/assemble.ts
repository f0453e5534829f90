import type { Action, Condition, RuleProposal, Trigger } from '../../rule/rule.ts';
import { type ActiveWindow, ALL_DAYS } from '../../terms/measure.ts';
import { OPEN_PLACE, type OpenAct } from './acts.ts';
import type { Happening } from './happening.ts';
import { joinAll } from './join-conditions.ts';
import type { Part } from './part.ts';
import type { Text } from './read.ts';

const PLACES_MAX = 8;

/** Rules from the parts of a sentence: several where a place is open, none where they clash. */
export function assemble(parts: readonly Part[], text: Text): readonly RuleProposal[] {
  const happens = parts.flatMap((each) => (each.part === 'happening' ? [each.happening] : []));
  const does = parts.flatMap((each) => (each.part === 'acts' ? each.acts : []));
  const [first] = happens;
  if (!first || happens.length > 1 || does.length === 0) return [];
  const trigger = aboutWhatIsDone(first, does);
  if (trigger === null) return [];
  const asked = parts.flatMap((each) => (each.part === 'condition' ? [each.condition] : []));
  const conditions = joinAll([...(first.holds ? [first.holds] : []), ...asked]);
  const window = joinWindows(
    parts.flatMap((each) => (each.part === 'window' ? [each.window] : [])),
  );
  if (window === undefined) return [];
  const isOnce = parts.some(
    (each) => each.part === 'once' || (each.part === 'happening' && each.isOnce),
  );
  if (isOnce && parts.some(({ part }) => part === 'always')) return [];
  const cool = parts.flatMap((each) => (each.part === 'cool-down' ? [each.minutes] : []))[0] ?? 0;
  if (
    !isKnowable(
      trigger,
      conditions,
      does.map(({ action }) => action),
    )
  )
    return [];
  return placed(does, trigger, text).map((actions) => ({
    trigger,
    conditions,
    actions: [...actions],
    mode: isOnce ? 'once' : 'every-time',
    coolDownMinutes: cool,
    window,
  }));
}

/** "on weekdays" and "between 9 and 18" said apart; undefined: they are no one window. */
function joinWindows(windows: readonly ActiveWindow[]): ActiveWindow | null | undefined {
  const [first, second] = windows;
  if (!first || !second) return first ?? null;
  const isWhole = ({ from, to }: ActiveWindow) => from === to;
  const isDaily = ({ days }: ActiveWindow) => days.length === ALL_DAYS.length;
  if (isWhole(first) && isDaily(second)) return { ...second, days: first.days };
  return isWhole(second) && isDaily(first) ? { ...first, days: second.days } : undefined;
}

/** "pause HOODIE-M when stock is 2 or less": about the SKU that is acted on. */
function aboutWhatIsDone({ trigger, scope }: Happening, does: readonly OpenAct[]): Trigger | null {
  if (scope === 'said' || !('scope' in trigger)) return trigger;
  const otherwise = scope === 'it' ? null : trigger;
  if (!STOCK_KINDS.has(trigger.kind)) return otherwise;
  const named = does.flatMap(({ action }) =>
    'sku' in action && action.sku.of === 'sku' ? [action.sku.sku] : [],
  );
  const skus = [...new Set(named)];
  return skus.length === 1 ? { ...trigger, scope: { of: 'skus', skus } } : otherwise;
}

const STOCK_KINDS: ReadonlySet<string> = new Set([
  'stock-level',
  'out-of-stock',
  'back-in-stock',
  'cover-below',
  'no-sale',
  'velocity',
  'spike',
]);

const CLOCK_KINDS: ReadonlySet<string> = new Set(['schedule']);
const NO_SKU_KINDS: ReadonlySet<string> = new Set(['schedule', 'sync-lag']);
const ORDER_KINDS: ReadonlySet<string> = new Set(['order-received', 'order-cancelled']);

/** A clock has no SKU, and what is no order has no value: what speaks of them there is no rule. */
function isKnowable(
  trigger: Trigger,
  conditions: Condition | null,
  actions: readonly Action[],
): boolean {
  const hasSku = !NO_SKU_KINDS.has(trigger.kind);
  const hasOrder = ORDER_KINDS.has(trigger.kind);
  if (!hasSku && actions.some((action) => 'sku' in action && action.sku.of === 'trigger')) {
    return false;
  }
  return leavesOf(conditions).every((leaf) => {
    if (leaf.kind.startsWith('order-')) return hasOrder;
    if (leaf.kind === 'account') return !CLOCK_KINDS.has(trigger.kind);
    if (leaf.kind === 'sku-in') return hasSku;
    return hasSku || !('sku' in leaf) || leaf.sku.of === 'sku';
  });
}

type Leaf = Exclude<Condition, { kind: 'all' } | { kind: 'any' } | { kind: 'not' }>;

function leavesOf(condition: Condition | null): readonly Leaf[] {
  if (condition === null) return [];
  if (condition.kind === 'all') return condition.all.flatMap(leavesOf);
  if (condition.kind === 'any') return condition.any.flatMap(leavesOf);
  return condition.kind === 'not' ? leavesOf(condition.not) : [condition];
}

/** Open places filled in: with where it happens, the only place there is, or each of them. */
function placed(
  does: readonly OpenAct[],
  trigger: Trigger,
  text: Text,
): readonly (readonly Action[])[] {
  if (does.every(({ open }) => open === null)) return [does.map(({ action }) => action)];
  const here = 'location' in trigger ? trigger.location : null;
  const all = text.names.list('location').map(({ name }) => name);
  const places = here === null ? all : [here];
  if (places.length > PLACES_MAX) return [];
  return places.flatMap((place) => {
    const filled = does.map(({ action, open }) => (open === null ? action : fill(action, place)));
    const moves = filled.some((action) => action.kind === 'transfer' && action.from === action.to);
    return moves ? [] : [filled];
  });
}

function fill(action: Action, place: string): Action {
  if (action.kind === 'adjust-stock') return { ...action, location: place };
  if (action.kind !== 'transfer') return action;
  return {
    ...action,
    from: action.from === OPEN_PLACE ? place : action.from,
    to: action.to === OPEN_PLACE ? place : action.to,
  };
}
