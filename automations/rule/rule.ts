/**
 * A rule: when this happens, and while that holds, do those things.
 *
 * One closed shape for everybody: the grammar and a language model propose it, the gate completes
 * it, the store keeps it, the evaluator runs it live and in a back-test, and the words that people
 * say yes to are rendered from it. It is made of the kinds in triggers/, conditions/ and actions/.
 */
import { z } from 'zod';
import { actionSchema } from '../actions/registry.ts';
import { type ConditionLeaf, conditionLeafSchema } from '../conditions/registry.ts';
import { activeWindowSchema } from '../terms/measure.ts';
import { triggerSchema } from '../triggers/registry.ts';

export { type Action, actionSchema } from '../actions/registry.ts';
export { type ConditionLeaf, conditionLeafSchema } from '../conditions/registry.ts';
export { type Trigger, triggerSchema } from '../triggers/registry.ts';

const ACTIONS_MAX = 5;
const BRANCHES_MAX = 8;
const DEPTH_MAX = 4;
const COOL_DOWN_MINUTES_MAX = 30 * 1_440;

/** "unless" and "except" are `not`. */
export type Condition =
  | ConditionLeaf
  | { readonly kind: 'all'; readonly all: readonly Condition[] }
  | { readonly kind: 'any'; readonly any: readonly Condition[] }
  | { readonly kind: 'not'; readonly not: Condition };

const conditionTreeSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    conditionLeafSchema,
    z.strictObject({ kind: z.literal('all'), all: branchesSchema }),
    z.strictObject({ kind: z.literal('any'), any: branchesSchema }),
    z.strictObject({ kind: z.literal('not'), not: conditionTreeSchema }),
  ]),
);
const branchesSchema = z.array(conditionTreeSchema).min(2).max(BRANCHES_MAX);

export const conditionSchema = conditionTreeSchema.refine((tree) => depthOf(tree) <= DEPTH_MAX, {
  error: `Conditions stand at most ${DEPTH_MAX} deep inside each other.`,
});

function depthOf(tree: Condition): number {
  if (tree.kind === 'not') return 1 + depthOf(tree.not);
  if (tree.kind === 'all') return 1 + Math.max(...tree.all.map(depthOf));
  if (tree.kind === 'any') return 1 + Math.max(...tree.any.map(depthOf));
  return 1;
}

export const ruleSchema = z.strictObject({
  trigger: triggerSchema,
  conditions: conditionSchema.nullable(),
  actions: z.array(actionSchema).min(1).max(ACTIONS_MAX),
  /** once: it switches itself off after the first time. */
  mode: z.enum(['every-time', 'once']),
  /** Not again for the same subject within so long; 0: every time. */
  coolDownMinutes: z.int().min(0).max(COOL_DOWN_MINUTES_MAX),
  /** It sleeps outside of this; null: never. */
  window: activeWindowSchema.nullable(),
});
export type Rule = z.infer<typeof ruleSchema>;

/** A rule whose texts were not looked up yet: written by a person or proposed by a model. */
export type RuleProposal = Rule;
