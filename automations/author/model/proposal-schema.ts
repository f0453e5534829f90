import { z } from 'zod';
import { type RuleProposal, ruleSchema } from '../../rule/rule.ts';
import { activeWindowSchema } from '../../terms/measure.ts';
import { locationSchema, scopeSchema, skuSchema, targetSchema } from '../../terms/scope.ts';

/** What a model writes: one rule of the kinds that exist, or null when the text asks for none. */
export interface WrittenRule {
  readonly rule: RuleProposal | null;
}

// Written down once and pointed at: it halves what every request costs.
for (const [id, schema] of Object.entries({
  scope: scopeSchema,
  sku: skuSchema,
  target: targetSchema,
  location: locationSchema,
  window: activeWindowSchema,
})) {
  z.globalRegistry.add(schema, { id: `rule-${id}` });
}

/**
 * Made of the same registries as the rule itself, so that a new kind is in it by itself. All its
 * fields are `nullable` and none is optional, because a server that holds to it writes every one.
 */
export const writtenRuleSchema: z.ZodType<WrittenRule> = z.strictObject({
  rule: ruleSchema.nullable(),
});
