import type { Rule } from '../rule/rule.ts';
import { isWholeDay } from '../terms/measure.ts';
import { sayDays, sayMinutes } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { sayAction, sayTree } from './sentence.ts';

export interface ReadBackLine {
  readonly label: 'When' | 'Only if' | 'Unless' | 'Then' | 'And' | 'How often' | 'Hours';
  readonly text: string;
}

/** The same rule in lines, for an owner to say yes to. */
export function readBack(rule: Rule, names: RuleNames): readonly ReadBackLine[] {
  const lines = [openingLine(rule, names), ...conditionLines(rule, names)];
  rule.actions.forEach((action, index) => {
    lines.push({ label: index === 0 ? 'Then' : 'And', text: sayAction(action, names) });
  });
  lines.push({ label: 'How often', text: sayHowOften(rule) });
  if (rule.window) {
    const { days, from, to } = rule.window;
    const hours = isWholeDay(rule.window) ? '' : `between ${from} and ${to} `;
    const text = `${sayDays(days)} ${hours}(${names.timeZone})`;
    lines.push({ label: 'Hours', text: `only ${text}` });
  }
  return lines;
}

function openingLine({ trigger }: Rule, names: RuleNames): ReadBackLine {
  const kind = kindOfTrigger(trigger);
  const said = kind.sentence(trigger, names);
  if (!kind.isTime) return { label: 'When', text: said };
  return { label: 'When', text: `it is time: ${said} (${names.timeZone})` };
}

/** One line per condition where all must hold. */
function conditionLines({ conditions }: Rule, names: RuleNames): ReadBackLine[] {
  if (conditions === null) return [];
  if (conditions.kind === 'not') return [{ label: 'Unless', text: sayTree(conditions.not, names) }];
  const branches = conditions.kind === 'all' ? conditions.all : [conditions];
  return branches.map((branch, index) => ({
    label: index === 0 ? 'Only if' : 'And',
    text: sayTree(branch, names),
  }));
}

function sayHowOften({ trigger, mode, coolDownMinutes }: Rule): string {
  const { sku, order } = kindOfTrigger(trigger).about;
  const of = sku && !order ? ' for the same SKU' : '';
  if (mode === 'once') return 'once, then it switches itself off';
  if (coolDownMinutes > 0) return `at most once in ${sayMinutes(coolDownMinutes)}${of}`;
  return 'every time it happens';
}
