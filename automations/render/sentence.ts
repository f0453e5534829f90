/**
 * A rule in one English sentence that reads back to the same rule, whoever reads it: the grammar,
 * or a person who is asked to say yes. What people see always comes from here, never from a model.
 */
import { kindOfAction } from '../actions/registry.ts';
import { kindOfCondition } from '../conditions/registry.ts';
import type { Action, Condition, Rule, Trigger } from '../rule/rule.ts';
import { isWholeDay } from '../terms/measure.ts';
import { sayDays, sayStretch } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { kindOfTrigger } from '../triggers/registry.ts';

/** "When available stock of any SKU drops below 10, send a Slack message to the warehouse team." */
export function sayRule(rule: Rule, names: RuleNames): string {
  const opening = [sayTrigger(rule.trigger, names), sayConditions(rule.conditions, names)];
  const parts = [...opening.filter((part) => part !== ''), sayActions(rule.actions, names)];
  return [`${upperFirst(parts.join(', '))}.`, ...sayLimits(rule)].join(' ');
}

/** "when …", or the times of a schedule. */
export function sayTrigger(trigger: Trigger, names: RuleNames): string {
  const kind = kindOfTrigger(trigger);
  const said = kind.sentence(trigger, names);
  return kind.isTime ? said : `when ${said}`;
}

/** "when stock drops", "when it is time": for sentences about a rule. */
export function sayOccasion(trigger: Trigger, names: RuleNames): string {
  return kindOfTrigger(trigger).isTime ? 'when it is time' : sayTrigger(trigger, names);
}

/** "if a and b", "unless a", or nothing. */
export function sayConditions(conditions: Condition | null, names: RuleNames): string {
  if (conditions === null) return '';
  if (conditions.kind === 'not') return `unless ${sayTree(conditions.not, names)}`;
  return `if ${sayTree(conditions, names)}`;
}

/** Branches of another kind stand in brackets: "(a or b) and c". */
export function sayTree(tree: Condition, names: RuleNames): string {
  if (tree.kind === 'all') return tree.all.map((each) => sayBranch(each, names)).join(' and ');
  if (tree.kind === 'any') return tree.any.map((each) => sayBranch(each, names)).join(' or ');
  if (tree.kind !== 'not') return kindOfCondition(tree).sentence(tree, { names, isNot: false });
  const { not } = tree;
  if (not.kind === 'all' || not.kind === 'any' || not.kind === 'not') {
    return `not (${sayTree(not, names)})`;
  }
  return kindOfCondition(not).sentence(not, { names, isNot: true });
}

function sayBranch(tree: Condition, names: RuleNames): string {
  const said = sayTree(tree, names);
  return tree.kind === 'all' || tree.kind === 'any' ? `(${said})` : said;
}

/** "a", "a, and b", "a, b, and c" */
export function sayActions(actions: readonly Action[], names: RuleNames): string {
  const said = actions.map((each) => sayAction(each, names));
  const last = said.at(-1) ?? '';
  return said.length < 2 ? last : `${said.slice(0, -1).join(', ')}, and ${last}`;
}

export function sayAction(action: Action, names: RuleNames): string {
  return kindOfAction(action).sentence(action, names);
}

/** "Only once.", "At most once every 2 hours.", "Only on weekdays between 09:00 and 18:00." */
export function sayLimits({ mode, coolDownMinutes, window }: Rule): string[] {
  const limits: string[] = [];
  if (mode === 'once') limits.push('Only once.');
  if (coolDownMinutes > 0) limits.push(`At most once every ${sayStretch(coolDownMinutes)}.`);
  if (window) {
    const days = sayDays(window.days);
    const on = days === 'every day' ? '' : `on ${days} `;
    const hours = isWholeDay(window) ? '' : `between ${window.from} and ${window.to}`;
    limits.push(`Only ${`${on}${hours}`.trim()}.`);
  }
  return limits;
}

/** "set the price of that SKU" → "… of MUG": whoever is asked sees which. */
export function nameSku(does: string, code: string | undefined): string {
  return code === undefined ? does : does.replace(/\bthat SKU\b/, () => code);
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
