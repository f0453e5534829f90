/**
 * The things of a seller that a rule may name, as texts.
 *
 * In a stored rule a text is the thing's own name (a SKU's code, a location's code, an account's
 * public id, a person's name, a target's name) and was found among the seller's own when the rule
 * was saved. In a proposal, of the grammar or of a model, it is what was written, and may name
 * nothing.
 */
import { z } from 'zod';

const NAME_LENGTH_MAX = 200;
const SKUS_MAX = 20;

export const nameSchema = z.string().trim().min(1).max(NAME_LENGTH_MAX);

/** Which SKUs. `trigger-sku` where a rule acts: the one that set it off. */
export const scopeSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('any') }),
  z.strictObject({ of: z.literal('skus'), skus: z.array(nameSchema).min(1).max(SKUS_MAX) }),
  z.strictObject({ of: z.literal('category'), category: nameSchema }),
  z.strictObject({ of: z.literal('tag'), tag: nameSchema }),
]);
export type Scope = z.infer<typeof scopeSchema>;

/** The SKU that set the rule off, or one by its code. */
export const skuSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('trigger') }),
  z.strictObject({ of: z.literal('sku'), sku: nameSchema }),
]);
export type SkuTerm = z.infer<typeof skuSchema>;

/** A location's code; null: all locations together. */
export const locationSchema = nameSchema.nullable();

/** An account's public id; null: any. */
export const accountSchema = nameSchema.nullable();

/** Who is told. `team`: a group chat or a person by a name that the seller gave it. */
export const targetSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('author') }),
  z.strictObject({ of: z.literal('person'), person: nameSchema }),
  z.strictObject({
    of: z.literal('role'),
    role: z.enum(['owner', 'manager', 'warehouse', 'viewer']),
  }),
  z.strictObject({ of: z.literal('team'), team: nameSchema }),
]);
export type Target = z.infer<typeof targetSchema>;
