import type { Rule } from '../rule/rule.ts';
import { isWholeDay } from '../terms/measure.ts';
import { sayDays, sayStretch } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { sayAction, sayTree, upperFirst } from './sentence.ts';

export interface ReadBackLine {
  /** "When", or the word that a time begins with; "Only if", "Unless", "Then", "And". */
  readonly label: string;
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
  const [first = '', ...rest] = said.split(' ');
  return { label: upperFirst(first), text: `${rest.join(' ')} (${names.timeZone})` };
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
  const kind = kindOfTrigger(trigger);
  if (mode === 'once') return 'once, then it switches itself off';
  const of = kind.about.sku && !kind.about.order ? ' for the same SKU' : '';
  if (coolDownMinutes > 0) return `at most once every ${sayStretch(coolDownMinutes)}${of}`;
  const again = kind.again?.(trigger) ?? null;
  return again === null ? 'every time' : `every time, but not again until ${again}`;
}
