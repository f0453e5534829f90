import type { Action, Condition, RuleProposal, Trigger } from '../rule/rule.ts';
import type { Crossing } from '../terms/measure.ts';
import type { Target } from '../terms/scope.ts';
import type { Change } from './grammar/change.ts';
import type { Compared } from './grammar/compare.ts';
import { joinAll } from './grammar/join-conditions.ts';

/** The rule with one thing changed; null: it has no such thing, or several that it could be. */
export function applyChange(rule: RuleProposal, change: Change): RuleProposal | null {
  switch (change.change) {
    case 'condition':
      return { ...rule, conditions: joinAll([...ofRule(rule), change.condition]) };
    case 'no-conditions':
      return rule.conditions === null ? null : { ...rule, conditions: null };
    case 'window':
      return { ...rule, window: change.window };
    case 'mode':
      return { ...rule, mode: change.mode };
    case 'cool-down':
      return { ...rule, coolDownMinutes: change.minutes };
    case 'add':
      return withActs(rule, [...rule.actions], change);
    case 'instead':
      return withActs(rule, [], change);
    case 'targets':
    case 'front-end':
    case 'drop-targets':
      return changeTelling(rule, change);
    case 'cron':
    case 'clock':
    case 'week-days':
      return changeTimes(rule, change);
    default:
      return changeFigures(rule, change);
  }
}

const ofRule = ({ conditions }: RuleProposal) => (conditions === null ? [] : [conditions]);

function withActs(
  rule: RuleProposal,
  kept: readonly Action[],
  { acts }: Extract<Change, { acts: unknown }>,
): RuleProposal | null {
  if (acts.some(({ open }) => open !== null)) return null;
  return { ...rule, actions: [...kept, ...acts.map(({ action }) => action)] };
}

type Telling = Extract<Action, { kind: 'notify' | 'report' }>;
const tells = (action: Action): action is Telling =>
  action.kind === 'notify' || action.kind === 'report';

function changeTelling(
  rule: RuleProposal,
  change: Extract<Change, { change: 'targets' | 'front-end' | 'drop-targets' }>,
): RuleProposal | null {
  const telling = rule.actions.filter(tells);
  const [first] = telling;
  if (!first) return null;
  if (change.change === 'drop-targets') {
    const gone = new Set(change.targets.map((target) => JSON.stringify(target)));
    const left = rule.actions.filter(
      (action) => !tells(action) || !gone.has(JSON.stringify(action.to)),
    );
    return left.length === rule.actions.length || left.length === 0
      ? null
      : { ...rule, actions: left };
  }
  if (change.change === 'front-end') {
    const [frontEnd, ...others] = change.frontEnds;
    if (frontEnd === undefined || others.length > 0) return null;
    const actions = rule.actions.map((action) =>
      tells(action) ? { ...action, frontEnd } : action,
    );
    return { ...rule, actions };
  }
  // Several messages to several people: which of them is meant, is open.
  if (new Set(telling.map(({ kind, frontEnd }) => `${kind} ${frontEnd}`)).size > 1) return null;
  const told = change.targets.map((to: Target): Action => ({ ...first, to }));
  const at = rule.actions.findIndex(tells);
  const rest = rule.actions.filter((action) => !tells(action));
  return { ...rule, actions: [...rest.slice(0, at), ...told, ...rest.slice(at)] };
}

function changeTimes(
  rule: RuleProposal,
  change: Extract<Change, { change: 'cron' | 'clock' | 'week-days' }>,
): RuleProposal | null {
  const { trigger } = rule;
  if (trigger.kind !== 'schedule') return null;
  if (change.change === 'cron') return { ...rule, trigger: { ...trigger, cron: change.cron } };
  const [minute, hour, ...rest] = trigger.cron.split(' ');
  if (change.change === 'clock') {
    const time = `${change.minutes % 60} ${Math.floor(change.minutes / 60)}`;
    return { ...rule, trigger: { ...trigger, cron: [time, ...rest].join(' ') } };
  }
  const [day, month] = rest;
  if (day !== '*' || month !== '*') return null;
  const cron = `${minute} ${hour} * * ${weekdayField(change.days)}`;
  return { ...rule, trigger: { ...trigger, cron } };
}

function weekdayField(days: readonly number[]): string {
  if (days.length === 7) return '*';
  if (days.join('') === '12345') return '1-5';
  return days
    .map((day) => day % 7)
    .sort((a, b) => a - b)
    .join(',');
}

const CROSSINGS: Readonly<Record<Compared['is'], Crossing | null>> = {
  lt: 'below',
  lte: 'at-or-below',
  gt: 'above',
  gte: 'at-or-above',
  eq: null,
};

type Figures = Extract<
  Change,
  {
    change:
      | 'figure'
      | 'money'
      | 'percent'
      | 'days'
      | 'level'
      | 'money-level'
      | 'inclusive'
      | 'place'
      | 'shop'
      | 'scope'
      | 'measure';
  }
>;

function changeFigures(rule: RuleProposal, change: Figures): RuleProposal | null {
  const trigger = changeTrigger(rule.trigger, change);
  if (trigger) return { ...rule, trigger };
  return changeOneCondition(rule, change) ?? changeOneAction(rule, change);
}

function changeTrigger(trigger: Trigger, change: Figures): Trigger | null {
  switch (change.change) {
    case 'place':
      return 'location' in trigger ? { ...trigger, location: change.location } : null;
    case 'shop':
      return 'account' in trigger ? { ...trigger, account: change.account } : null;
    case 'scope':
      return 'scope' in trigger ? { ...trigger, scope: change.scope } : null;
    case 'measure':
      return trigger.kind === 'stock-level' ? { ...trigger, measure: change.measure } : null;
    case 'percent':
      return trigger.kind === 'price-changed' ? { ...trigger, percent: change.percent } : null;
    case 'days':
      return trigger.kind === 'cover-below' || trigger.kind === 'no-sale'
        ? { ...trigger, days: change.days }
        : null;
    case 'inclusive':
      return inclusive(trigger);
    case 'level': {
      const crossing = CROSSINGS[change.level.is];
      if (trigger.kind !== 'stock-level' || crossing === null) return null;
      return { ...trigger, crossing, units: change.level.figure };
    }
    case 'figure':
      return withFigure(trigger, change);
    default:
      return null;
  }
}

function inclusive(trigger: Trigger): Trigger | null {
  if (trigger.kind !== 'stock-level') return null;
  const crossing = /below/.test(trigger.crossing) ? 'at-or-below' : 'at-or-above';
  return crossing === trigger.crossing ? null : { ...trigger, crossing };
}

function withFigure(
  trigger: Trigger,
  { figure, was }: Extract<Change, { change: 'figure' }>,
): Trigger | null {
  const isOld = (value: number) => was === null || was === value;
  if (trigger.kind === 'stock-level' || trigger.kind === 'velocity') {
    return isOld(trigger.units) ? { ...trigger, units: figure } : null;
  }
  if (trigger.kind === 'cover-below' || trigger.kind === 'no-sale') {
    return isOld(trigger.days) ? { ...trigger, days: figure } : null;
  }
  return null;
}

type Leaf = Exclude<Condition, { kind: 'all' } | { kind: 'any' } | { kind: 'not' }>;

/** The one condition that the change fits. */
function changeOneCondition(rule: RuleProposal, change: Figures): RuleProposal | null {
  if (rule.conditions === null) return null;
  let count = 0;
  const conditions = mapLeaves(rule.conditions, (leaf) => {
    const changed = changeLeaf(leaf, change);
    if (changed !== null) count += 1;
    return changed ?? leaf;
  });
  return count === 1 ? { ...rule, conditions } : null;
}

function mapLeaves(tree: Condition, make: (leaf: Leaf) => Leaf): Condition {
  if (tree.kind === 'all') return { ...tree, all: tree.all.map((each) => mapLeaves(each, make)) };
  if (tree.kind === 'any') return { ...tree, any: tree.any.map((each) => mapLeaves(each, make)) };
  return tree.kind === 'not' ? { ...tree, not: mapLeaves(tree.not, make) } : make(tree);
}

function changeLeaf(leaf: Leaf, change: Figures): Leaf | null {
  const isMoney = leaf.kind === 'order-value' || leaf.kind === 'price';
  const isCount = leaf.kind === 'stock' || leaf.kind === 'order-units' || leaf.kind === 'sold-in';
  if (change.change === 'money' && isMoney) return { ...leaf, minor: change.minor };
  if (change.change === 'money-level' && isMoney) {
    return { ...leaf, is: change.level.is, minor: change.level.figure };
  }
  if (change.change === 'level' && isCount) {
    return { ...leaf, is: change.level.is, units: change.level.figure };
  }
  const isOld =
    change.change === 'figure' && (change.was === null || !isCount || change.was === leaf.units);
  return change.change === 'figure' && isCount && isOld ? { ...leaf, units: change.figure } : null;
}

function changeOneAction(rule: RuleProposal, change: Figures): RuleProposal | null {
  let count = 0;
  const actions = rule.actions.map((action) => {
    const changed = changeAction(action, change);
    if (changed !== null) count += 1;
    return changed ?? action;
  });
  return count === 1 ? { ...rule, actions } : null;
}

function changeAction(action: Action, change: Figures): Action | null {
  if (action.kind === 'set-price') {
    if (change.change === 'money') return { ...action, to: { by: 'amount', minor: change.minor } };
    if (change.change === 'percent' && action.to.by === 'percent') {
      const percent = action.to.percent < 0 ? -change.percent : change.percent;
      return { ...action, to: { by: 'percent', percent } };
    }
  }
  const hasShop =
    action.kind === 'set-price' ||
    action.kind === 'pause-listing' ||
    action.kind === 'resume-listing';
  if (change.change === 'shop' && hasShop) return { ...action, account: change.account };
  if (change.change !== 'figure') return null;
  const isCounted =
    action.kind === 'purchase-draft' ||
    action.kind === 'safety-stock' ||
    action.kind === 'transfer';
  return isCounted && (change.was === null || change.was === action.units)
    ? { ...action, units: change.figure }
    : null;
}
