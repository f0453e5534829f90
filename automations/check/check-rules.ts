import type { RuleToEvaluate } from '../evaluate/rule-index.ts';
import type { RuleCatalog } from '../facts/world.ts';
import { saySku } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { findConflicts } from './conflicts.ts';
import { findLoop } from './find-loops.ts';
import type { Finding } from './finding.ts';

/**
 * Does a new rule go round with the seller's others, or undo what they do? `others` are those that
 * are on, without an older version of itself. A loop that is sure is refused with its path; one
 * that may happen, and rules that are at odds, are warned of.
 */
export function checkRules(o: {
  rule: RuleToEvaluate;
  others: readonly RuleToEvaluate[];
  catalog: RuleCatalog;
  names: RuleNames;
}): readonly Finding[] {
  return [...loopFindings(o), ...conflictFindings(o)];
}

type Asked = Parameters<typeof checkRules>[0];

function loopFindings(o: Asked): Finding[] {
  const loop = findLoop(o);
  if (!loop) return [];
  const { isSure, path } = loop;
  const turned = beginWith(o.rule.ruleId, path);
  const steps = turned.map((ruleId) => sayRuleId(ruleId, o.rule.ruleId)).join(' → ');
  const text = isSure
    ? `It would set itself off again: ${steps}.`
    : `It may set itself off again: ${steps}. It is then stopped and paused, and you are told.`;
  const severity = isSure ? 'refused' : 'warned';
  return [{ severity, code: isSure ? 'loop' : 'possible-loop', text, path: turned }];
}

/** The same round, beginning and ending with the new rule. */
function beginWith(ruleId: number, path: readonly number[]): readonly number[] {
  const round = path.slice(0, -1);
  const index = Math.max(0, round.indexOf(ruleId));
  const turned = [...round.slice(index), ...round.slice(0, index)];
  return [...turned, ...turned.slice(0, 1)];
}

function sayRuleId(ruleId: number, own: number): string {
  return ruleId === own ? 'this rule' : `rule ${ruleId}`;
}

function conflictFindings(o: Asked): Finding[] {
  return findConflicts(o).map(({ otherId, mine, others }) => ({
    severity: 'warned',
    code: 'conflict',
    text:
      `Rule ${otherId} leaves the ${others.thing} of ${saySku(others.sku, o.names)} at ` +
      `${others.state}, this one at ${mine.state}, and one event may set off both: ` +
      'the higher number has the last word.',
    path: [otherId],
  }));
}
