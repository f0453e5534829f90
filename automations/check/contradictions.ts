import { kindOfCondition } from '../conditions/registry.ts';
import { sayOccasion, sayTrigger, upperFirst } from '../render/sentence.ts';
import type { ConditionLeaf, Rule } from '../rule/rule.ts';
import type { Claim } from '../terms/claim.ts';
import { complement, covers, intersect, isEmpty } from '../terms/claim-values.ts';
import { sayWindow } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { minutesOfWeek } from '../terms/window.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { type Literal, waysToHold } from './conjunctions.ts';
import type { Finding } from './finding.ts';

interface Said extends Claim {
  readonly text: string;
}

/** Can trigger, conditions and hours ever be so at the same time? Does a condition add anything? */
export function findContradictions(rule: Rule, names: RuleNames): readonly Finding[] {
  const given = givenClaims(rule, names);
  const clash = findClash(given);
  if (clash) return [{ severity: 'refused', code: 'hours', text: clash }];
  if (rule.conditions === null) return [];
  const ways = waysToHold(rule.conditions);
  if (ways === null) return [];
  const judged = ways.map((literals) => judgeWay(literals, { rule, given, names }));
  const dead = judged.flatMap((each) => (each ? [each] : []));
  const [first] = dead;
  if (first && dead.length === ways.length) return [{ ...first, severity: 'refused' }];
  const [only] = ways;
  if (ways.length === 1 && only) return [...dead, ...findIdle(only, { rule, given, names })];
  return dead;
}

/** What is so whenever the trigger happens while the rule is awake. */
function givenClaims(rule: Rule, names: RuleNames): Said[] {
  const { trigger, window } = rule;
  const kind = kindOfTrigger(trigger);
  const text = sayTrigger(trigger, names);
  const claims: Claim[] = [...(kind.claims?.(trigger) ?? [])];
  if (kind.about.account && 'account' in trigger && trigger.account !== null) {
    const named = { of: 'names', names: [trigger.account], isNot: false } as const;
    claims.push({ about: 'account', values: named });
  }
  if (!kind.about.order && 'scope' in trigger && trigger.scope.of === 'skus') {
    const named = { of: 'names', names: trigger.scope.skus, isNot: false } as const;
    claims.push({ about: 'sku', values: named });
  }
  const said = claims.map((claim) => ({ ...claim, text }));
  if (!window) return said;
  const ranges = minutesOfWeek(window);
  const hours = `it only runs ${sayWindow(window)}`;
  return [...said, { about: 'time', values: { of: 'numbers', ranges }, text: hours }];
}

interface Given {
  readonly rule: Rule;
  readonly given: readonly Said[];
  readonly names: RuleNames;
}

/** Null: it can be so. */
function judgeWay(literals: readonly Literal[], o: Given): Finding | null {
  const lacking = literals.flatMap(({ leaf }) => findLacking(leaf, o) ?? []);
  if (lacking[0]) return lacking[0];
  const said = literals.flatMap((literal) => claimOf(literal, o) ?? []);
  const text = findClash([...o.given, ...said]);
  return text === null ? null : { severity: 'warned', code: 'contradiction', text };
}

/** A condition about an order where there is none is never known, and never holds. */
function findLacking(leaf: ConditionLeaf, { rule, names }: Given): Finding | null {
  const { about } = kindOfTrigger(rule.trigger);
  const kind = kindOfCondition(leaf);
  const isOfTrigger = 'sku' in leaf && leaf.sku.of === 'trigger';
  const lacks =
    (kind.needs === 'order' && !about.order && 'an order') ||
    (kind.needs === 'account' && !about.account && 'a shop') ||
    ((kind.needs === 'sku' || isOfTrigger) && !about.sku && 'a SKU') ||
    null;
  if (lacks === null) return null;
  const said = kind.sentence(leaf, { names, isNot: false });
  const text =
    `"${upperFirst(said)}" asks about ${lacks}, and there is none ` +
    `${sayOccasion(rule.trigger, names)}.`;
  return { severity: 'warned', code: 'no-subject', text };
}

/** A SKU named by its code is the one that sets the rule off, when the rule is about no other. */
function claimOf({ leaf, isNot }: Literal, { rule, names }: Given): Said | null {
  const { trigger } = rule;
  const only =
    'scope' in trigger && trigger.scope.of === 'skus' && trigger.scope.skus.length === 1
      ? trigger.scope.skus[0]
      : undefined;
  const isSame = 'sku' in leaf && leaf.sku.of === 'sku' && leaf.sku.sku === only;
  const bound = isSame ? { ...leaf, sku: { of: 'trigger' as const } } : leaf;
  const kind = kindOfCondition(leaf);
  const claim = kind.claim?.(bound);
  // An order may have several SKUs, and be asked for each.
  const isOfMany = claim?.about === 'sku' && kindOfTrigger(trigger).about.order;
  if (!claim || isOfMany) return null;
  const values = isNot ? complement(claim.values) : claim.values;
  return { about: claim.about, values, text: kind.sentence(leaf, { names, isNot }) };
}

/** In words, what cannot be so together; null: all of it can. */
function findClash(said: readonly Said[]): string | null {
  for (const [index, one] of said.entries()) {
    if (isEmpty(one.values)) return `It can never be that ${bare(one.text)}.`;
    for (const other of said.slice(0, index)) {
      if (canBoth(one, other)) continue;
      if (one.text === other.text) return `It can never be that ${bare(one.text)}.`;
      return `It can never be both: ${bare(other.text)}, and ${bare(one.text)}.`;
    }
  }
  const all = new Map<string, Said>();
  for (const one of said) {
    const known = all.get(one.about);
    const values = known ? intersect(known.values, one.values) : one.values;
    if (isEmpty(values)) return `All that is asked for together can never be: ${bare(one.text)}.`;
    all.set(one.about, { ...one, values });
  }
  return null;
}

function bare(text: string): string {
  return text.replace(/^when /, '');
}

function canBoth(a: Said, b: Said): boolean {
  if (a.about === b.about) return !isEmpty(intersect(a.values, b.values));
  return canStockBoth(a, b) && canStockBoth(b, a);
}

const STOCK = /^stock:(available|on-hand):([^@]*)(@.*)?$/s;

/** What is available is on hand, and what lies at one place is part of all. */
function canStockBoth(part: Said, whole: Said): boolean {
  const [, partMeasure, partPlace, partSku] = STOCK.exec(part.about) ?? [];
  const [, wholeMeasure, wholePlace, wholeSku] = STOCK.exec(whole.about) ?? [];
  if (partMeasure === undefined || wholeMeasure === undefined || partSku !== wholeSku) return true;
  const isLess =
    (partMeasure === wholeMeasure || partMeasure === 'available') &&
    (partPlace === wholePlace || wholePlace === '');
  if (!isLess || part.values.of !== 'numbers' || whole.values.of !== 'numbers') return true;
  const least = part.values.ranges[0]?.min ?? 0;
  const most = whole.values.ranges.at(-1)?.max ?? Infinity;
  return least <= most;
}

/** Conditions that are so anyway. */
function findIdle(literals: readonly Literal[], o: Given): Finding[] {
  return literals.flatMap((literal) => {
    const claim = claimOf(literal, o);
    const same = o.given.filter((each) => each.about === claim?.about);
    const isSo = claim && same.some((each) => covers(claim.values, each.values));
    if (!isSo && !(claim && isAlways(claim))) return [];
    const text = `"${upperFirst(claim.text)}" is always so here: it changes nothing.`;
    return [{ severity: 'warned' as const, code: 'always-holds' as const, text }];
  });
}

function isAlways({ values }: Claim): boolean {
  return isEmpty(complement(values));
}
