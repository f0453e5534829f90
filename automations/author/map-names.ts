import type { Action, Condition, RuleProposal, Trigger } from '../rule/rule.ts';
import type { Scope, SkuTerm, Target } from '../terms/scope.ts';
import type { NameKind } from './seller-names.ts';

/** What a name becomes: itself, another, or, where SKUs are listed, several. */
export type NameVisit = (kind: NameKind, text: string) => readonly [string, ...string[]];

/** The same proposal with every name of the seller's put through `visit`. */
export function mapNames(proposal: RuleProposal, visit: NameVisit): RuleProposal {
  const { conditions } = proposal;
  return {
    ...proposal,
    trigger: mapTrigger(proposal.trigger, visit),
    conditions: conditions === null ? null : mapCondition(conditions, visit),
    actions: proposal.actions.map((action) => mapAction(action, visit)),
  };
}

const one = (kind: NameKind, text: string, visit: NameVisit) => visit(kind, text)[0];
const oneOrNull = (kind: NameKind, text: string | null, visit: NameVisit) =>
  text === null ? null : one(kind, text, visit);

function mapScope(scope: Scope, visit: NameVisit): Scope {
  if (scope.of === 'skus') {
    return { of: 'skus', skus: [...new Set(scope.skus.flatMap((sku) => visit('sku', sku)))] };
  }
  if (scope.of === 'category') {
    return { of: 'category', category: one('category', scope.category, visit) };
  }
  return scope.of === 'tag' ? { of: 'tag', tag: one('tag', scope.tag, visit) } : scope;
}

function mapTrigger(trigger: Trigger, visit: NameVisit): Trigger {
  return {
    ...trigger,
    ...('scope' in trigger ? { scope: mapScope(trigger.scope, visit) } : {}),
    ...('location' in trigger ? { location: oneOrNull('location', trigger.location, visit) } : {}),
    ...('account' in trigger ? { account: oneOrNull('account', trigger.account, visit) } : {}),
  } as Trigger;
}

const mapSku = (sku: SkuTerm, visit: NameVisit): SkuTerm =>
  sku.of === 'sku' ? { of: 'sku', sku: one('sku', sku.sku, visit) } : sku;

function mapCondition(condition: Condition, visit: NameVisit): Condition {
  switch (condition.kind) {
    case 'all':
      return { ...condition, all: condition.all.map((each) => mapCondition(each, visit)) };
    case 'any':
      return { ...condition, any: condition.any.map((each) => mapCondition(each, visit)) };
    case 'not':
      return { ...condition, not: mapCondition(condition.not, visit) };
    case 'account':
      return {
        ...condition,
        accounts: condition.accounts.map((account) => one('account', account, visit)),
      };
    case 'sku-in':
      return { ...condition, scope: mapScope(condition.scope, visit) };
    case 'stock':
      return {
        ...condition,
        sku: mapSku(condition.sku, visit),
        location: oneOrNull('location', condition.location, visit),
      };
    case 'price':
      return {
        ...condition,
        sku: mapSku(condition.sku, visit),
        account: oneOrNull('account', condition.account, visit),
      };
    case 'sold-in':
      return { ...condition, sku: mapSku(condition.sku, visit) };
    default:
      return condition;
  }
}

function mapTarget(target: Target, visit: NameVisit): Target {
  if (target.of === 'person') return { of: 'person', person: one('person', target.person, visit) };
  return target.of === 'team' ? { of: 'team', team: one('team', target.team, visit) } : target;
}

function mapAction(action: Action, visit: NameVisit): Action {
  switch (action.kind) {
    case 'notify':
    case 'report':
      return {
        ...action,
        to: mapTarget(action.to, visit),
        frontEnd: oneOrNull('front-end', action.frontEnd, visit),
      };
    case 'task':
      return { ...action, to: action.to === null ? null : mapTarget(action.to, visit) };
    case 'adjust-stock':
      return {
        ...action,
        sku: mapSku(action.sku, visit),
        location: one('location', action.location, visit),
      };
    case 'transfer':
      return {
        ...action,
        sku: mapSku(action.sku, visit),
        from: one('location', action.from, visit),
        to: one('location', action.to, visit),
      };
    case 'set-price':
    case 'pause-listing':
    case 'resume-listing':
      return {
        ...action,
        sku: mapSku(action.sku, visit),
        account: oneOrNull('account', action.account, visit),
      };
    case 'safety-stock':
    case 'purchase-draft':
      return { ...action, sku: mapSku(action.sku, visit) };
    default:
      return action;
  }
}
