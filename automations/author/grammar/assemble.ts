import type { Action, Condition, RuleProposal, Trigger } from '../../rule/rule.ts';
import { type ActiveWindow, ALL_DAYS } from '../../terms/measure.ts';
import type { Scope } from '../../terms/scope.ts';
import type { SellerNames } from '../seller-names.ts';
import type { Happening } from './happening.ts';
import { joinAll } from './join-conditions.ts';
import { OPEN_PLACE, type OpenAct } from './open-act.ts';
import type { Part } from './part.ts';
import type { Text } from './read.ts';
import { type Said, withTopic } from './topic.ts';

const PLACES_MAX = 8;
const WEEK = 7;
const SKUS_MAX = 20;

/** Rules from the parts of a sentence: several where a place is open, none where they clash. */
export function assemble(parts: readonly Part[], text: Text): readonly RuleProposal[] {
  const happens = parts.flatMap((each) => (each.part === 'happening' ? [each.happening] : []));
  const [first] = happens;
  const does = whatIsDone(parts);
  if (!first || happens.length > 1 || does.length === 0) return [];
  const limits = limitsOf(parts);
  if (limits === null || isTimeless(parts, first)) return [];
  const asked = parts.flatMap((each) => (each.part === 'condition' ? [each.condition] : []));
  const conditions = joinAll([...(first.holds ? [first.holds] : []), ...asked]);
  const [topic] = parts.flatMap((each) => (each.part === 'topic' ? [each.topic] : []));
  const plain: Said = { happening: first, does };
  return (topic ? withTopic(plain, topic) : [plain]).flatMap((said) =>
    triggersOf(said.happening, said.does, text)
      .filter((trigger) => isKnowable(trigger, conditions, actionsOf(said.does)))
      .flatMap((trigger) =>
        placed(said.does, trigger, text).map((actions) => ({
          ...{ trigger, conditions, actions: [...actions], ...limits },
        })),
      ),
  );
}

const actionsOf = (does: readonly OpenAct[]) => does.map(({ action }) => action);

/**
 * "at 8am" is daily where a daily report is sent; a report that nobody sends needs a time; and
 * "every Monday … on weekdays" says two.
 */
function isTimeless(parts: readonly Part[], { trigger }: Happening): boolean {
  const acts = parts.flatMap((each) => (each.part === 'acts' ? each.acts : []));
  const isHour = parts.some((each) => each.part === 'happening' && each.isHour);
  const days = parts.some((each) => each.part === 'window' && each.window.days.length < WEEK);
  if (trigger.kind === 'schedule' && days && !/\* \*$/.test(trigger.cron)) return true;
  return (
    (isHour && !acts.some(({ isDaily }) => isDaily)) ||
    (trigger.kind !== 'schedule' && acts.some(({ isBare }) => isBare))
  );
}

const TOLD_AUTHOR: OpenAct = {
  action: { kind: 'notify', to: { of: 'author' }, frontEnd: null, template: null },
  open: null,
};

/** What is done, with the words that were said of it behind. */
function whatIsDone(parts: readonly Part[]): readonly OpenAct[] {
  const acts = parts.flatMap((each) => (each.part === 'acts' ? each.acts : []));
  const isTold = parts.some(({ part }) => part === 'topic');
  const isAlert = parts.some((each) => each.part === 'happening' && each.isAlert);
  const does =
    isAlert && acts.length === 0
      ? [TOLD_AUTHOR]
      : withReceivers(withObjects(isTold ? distinct(acts) : acts));
  const [said] = parts.flatMap((each) => (each.part === 'words' ? [each.words] : []));
  if (said === undefined) return does;
  return does.map(({ action, open }) => ({
    ...{ action: action.kind === 'notify' ? { ...action, template: said } : action, open },
  }));
}

/** "weekly report at 9 → Asha": to her, and no message beside it. */
function withReceivers(acts: readonly OpenAct[]): readonly OpenAct[] {
  const receivers = acts.filter(({ isReceiver }) => isReceiver);
  if (receivers.length === 0 || !acts.some(({ isUntold }) => isUntold)) return acts;
  return acts.flatMap((act): readonly OpenAct[] => {
    const { action, isUntold, ...rest } = act;
    if (act.isReceiver) return [];
    if (!isUntold || action.kind !== 'report') return [act];
    return receivers.flatMap(({ action: told }) =>
      told.kind === 'notify'
        ? [{ ...rest, action: { ...action, to: told.to, frontEnd: told.frontEnd } }]
        : [],
    );
  });
}

/** "pause and relist HOODIE-M on Etsy": both of them are about the same. */
function withObjects(acts: readonly OpenAct[]): readonly OpenAct[] {
  return acts.map((act, at) => {
    const next = acts[at + 1]?.action;
    const { action } = act;
    const isOpen = act.isBareVerb && next !== undefined && 'sku' in next && 'account' in next;
    if (!isOpen || !('account' in action)) return act;
    return { ...act, action: { ...action, sku: next.sku, account: next.account } };
  });
}

/** "I'd like to hear of X: when …, message me": said twice, and done once. */
function distinct(acts: readonly OpenAct[]): readonly OpenAct[] {
  const said = (act: OpenAct) => JSON.stringify(act.action);
  return acts.filter(
    (act, at) =>
      act.action.kind !== 'notify' || acts.findIndex((each) => said(each) === said(act)) === at,
  );
}

type Limits = Pick<RuleProposal, 'mode' | 'coolDownMinutes' | 'window'>;

/** When and how often it may run; null: they clash. */
function limitsOf(parts: readonly Part[]): Limits | null {
  const window = joinWindows(
    parts.flatMap((each) => (each.part === 'window' ? [each.window] : [])),
  );
  const isOnce = parts.some(
    (each) => each.part === 'once' || (each.part === 'happening' && each.isOnce),
  );
  if (window === undefined || (isOnce && parts.some(({ part }) => part === 'always'))) return null;
  const cool = parts.flatMap((each) => (each.part === 'cool-down' ? [each.minutes] : []))[0] ?? 0;
  return { mode: isOnce ? 'once' : 'every-time', coolDownMinutes: cool, window };
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

/**
 * What sets it off; several where the words of a message or a task name SKUs that the sentence does
 * not: "tell Ravi to count the mugs when stock drops below 5" is about the mugs, or about any.
 */
function triggersOf(
  happening: Happening,
  does: readonly OpenAct[],
  text: Text,
): readonly Trigger[] {
  const trigger = aboutWhatIsDone(happening, does);
  if (trigger === null || !('scope' in trigger)) return trigger === null ? [] : [trigger];
  const isOpen = happening.scope === 'unsaid' && trigger.scope.of === 'any';
  if (!isOpen || !STOCK_KINDS.has(trigger.kind)) return [trigger];
  const told = does.flatMap(({ action }) => wordsOf(action) ?? []);
  const named = told.flatMap((words) => scopesIn(words, text.names)).slice(0, 1);
  return [trigger, ...named.map((scope) => ({ ...trigger, scope }))];
}

function wordsOf(action: Action): string | null {
  if (action.kind === 'notify') return action.template;
  return action.kind === 'task' ? action.title : null;
}

const NAMING_MAX = 4;

/** What words name of the seller's, the longest first. */
function scopesIn(words: string, names: SellerNames): readonly Scope[] {
  const all = words.split(/[\s,.!?]+/).filter((word) => word !== '' && !/[{}]/.test(word));
  for (let used = Math.min(NAMING_MAX, all.length); used > 0; used -= 1) {
    for (let at = 0; at + used <= all.length; at += 1) {
      const typed = all.slice(at, at + used).join(' ');
      const [category] = names.find('category', typed);
      if (category) return [{ of: 'category', category: category.name }];
      const skus = names.find('sku', typed).map(({ name }) => name);
      if (skus.length > 0 && skus.length <= SKUS_MAX) return [{ of: 'skus', skus }];
    }
  }
  return [];
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
