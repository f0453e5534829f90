import { kindOfAction } from '../actions/registry.ts';
import { placesOf, TEMPLATE_PLACES, type TemplatePlace } from '../render/fill-template.ts';
import { sayAction, sayOccasion } from '../render/sentence.ts';
import type { Action, Rule } from '../rule/rule.ts';
import { sayList } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import type { SkuTerm } from '../terms/scope.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { isAtOddsOn } from './at-odds.ts';
import type { Finding } from './finding.ts';

/** Can each action be done with what the trigger gives, and do they not undo each other? */
export function checkActions(rule: Rule, names: RuleNames): readonly Finding[] {
  return [
    ...rule.actions.flatMap((action) => [
      ...findImpossible(action),
      ...findAsking(action),
      ...findSkuLacking(action, { rule, names }),
      ...findTemplateFaults(action, { rule, names }),
    ]),
    ...findOpposites(rule, names),
  ];
}

function findImpossible(action: Action): Finding[] {
  const text = kindOfAction(action).impossible?.(action) ?? null;
  return text === null ? [] : [{ severity: 'refused', code: 'never-happens', text }];
}

function findAsking(action: Action): Finding[] {
  const because = kindOfAction(action).asks?.(action) ?? null;
  if (because === null) return [];
  return [{ severity: 'warned', code: 'asks', text: `It will ask before it acts: ${because}.` }];
}

interface Of {
  readonly rule: Rule;
  readonly names: RuleNames;
}

function findSkuLacking(action: Action, { rule, names }: Of): Finding[] {
  const { about } = kindOfTrigger(rule.trigger);
  if (kindOfAction(action).sku?.(action).of !== 'trigger') return [];
  const said = sayAction(action, names);
  if (!about.sku) {
    const text = `"${said}" needs a SKU, and there is none ${sayOccasion(rule.trigger, names)}.`;
    return [{ severity: 'refused', code: 'no-subject', text: `${text} Name the SKU.` }];
  }
  const isOfOne =
    'scope' in rule.trigger &&
    rule.trigger.scope.of === 'skus' &&
    rule.trigger.scope.skus.length === 1;
  if (!about.order || isOfOne) return [];
  const text = `An order may have several such SKUs: "${said}" is done for orders of one only.`;
  return [{ severity: 'warned', code: 'no-subject', text }];
}

const PLACES_OF_SKU: readonly TemplatePlace[] = ['sku', 'title', 'available', 'onHand'];

/** Places that stay empty with this trigger. */
function isEmptyPlace(place: TemplatePlace, rule: Rule): boolean {
  const { about } = kindOfTrigger(rule.trigger);
  if (PLACES_OF_SKU.includes(place)) return !about.sku;
  if (place === 'account') return !about.account && !hasOwn(rule, 'account');
  if (place === 'location') return !hasOwn(rule, 'location');
  if (place === 'order' || place === 'value') return !about.order && !about.account;
  return false;
}

function hasOwn({ trigger }: Rule, key: 'account' | 'location'): boolean {
  const value: unknown = key in trigger ? Reflect.get(trigger, key) : null;
  return value !== null;
}

function findTemplateFaults(action: Action, { rule, names }: Of): Finding[] {
  const template = kindOfAction(action).template?.(action) ?? null;
  if (template === null) return [];
  const { places, unknown } = placesOf(template);
  const known = sayList(
    TEMPLATE_PLACES.map((place) => `{${place}}`),
    'and',
  );
  const refused = [...new Set(unknown)].map((place) => ({
    severity: 'refused' as const,
    code: 'template' as const,
    text: `{${place}} is nothing that can be filled in. What can be: ${known}.`,
  }));
  const empty = [...new Set(places)].filter((place) => isEmptyPlace(place, rule));
  const warned = empty.map((place) => ({
    severity: 'warned' as const,
    code: 'template' as const,
    text: `{${place}} stays empty: there is none ${sayOccasion(rule.trigger, names)}.`,
  }));
  return [...refused, ...warned];
}

/** Two actions of one rule that leave one thing in two states. */
function findOpposites(rule: Rule, names: RuleNames): Finding[] {
  const settings = rule.actions.flatMap((action) => {
    const setting = kindOfAction(action).sets?.(action, names);
    return setting ? [{ setting, said: sayAction(action, names) }] : [];
  });
  return settings.flatMap(({ setting, said }, index) =>
    settings.slice(0, index).flatMap((earlier) => {
      const isOne = mayBeOneSku(rule, earlier.setting.sku, setting.sku);
      if (!isOne || !isAtOddsOn(earlier.setting, setting)) return [];
      const text = `"${earlier.said}" and "${said}" are at odds.`;
      return [{ severity: 'refused' as const, code: 'contradiction' as const, text }];
    }),
  );
}

/** The SKU that sets it off may be the named one, unless the rule is about others only. */
function mayBeOneSku({ trigger }: Rule, a: SkuTerm, b: SkuTerm): boolean {
  if (a.of === 'sku' && b.of === 'sku') return a.sku === b.sku;
  const named = [a, b].flatMap((each) => (each.of === 'sku' ? [each.sku] : []));
  const scope = 'scope' in trigger ? trigger.scope : null;
  return scope?.of !== 'skus' || named.every((sku) => scope.skus.includes(sku));
}
