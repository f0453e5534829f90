/**
 * A kind of condition: what must hold at the moment when the trigger happens. One file each, listed
 * in registry.ts; pure like a trigger.
 */
import type { z } from 'zod';
import type { Fact } from '../facts/fact.ts';
import type { Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import type { Claim } from '../terms/claim.ts';
import type { RuleNames } from '../terms/rule-names.ts';

export interface Moment {
  readonly fact: Fact;
  readonly occurrence: Occurrence;
  readonly world: World;
  readonly catalog: RuleCatalog;
}

export interface ConditionKind<Kind extends string, Schema extends z.ZodType> {
  readonly kind: Kind;
  readonly schema: Schema;
  readonly examples: readonly string[];
  /** What has to be there for it to be known. */
  readonly needs: 'nothing' | 'order' | 'account' | 'sku';
  /** "the order is worth more than ₹5,000", after "if". `isNot`: its opposite, as people say it. */
  sentence(condition: z.infer<Schema>, o: { names: RuleNames; isNot: boolean }): string;
  /**
   * Null: it cannot be known here (no order, no SKU): that holds neither way, not under `not`
   * either.
   */
  holds(condition: z.infer<Schema>, moment: Moment): boolean | null;
  /** The value that was looked at, for a trace: 4, "IN". Null: unknown. */
  value(condition: z.infer<Schema>, moment: Moment): number | string | null;
  /** "₹4,900" of a value; left out: as it stands. */
  sayValue?(value: number, names: RuleNames): string;
  /** Of a figure that is compared: by how much it failed. */
  missBy?(condition: z.infer<Schema>, moment: Moment): number | null;
  /** Is it settled by what set the rule off, whatever else is going on in the shop? */
  isSettled?(condition: z.infer<Schema>): boolean;
  /** What it says of a value; left out: nothing that can be held against another saying. */
  claim?(condition: z.infer<Schema>): Claim | null;
}

export function condition<Kind extends string, Schema extends z.ZodType>(
  declared: ConditionKind<Kind, Schema>,
): ConditionKind<Kind, Schema> {
  return declared;
}
