/**
 * A kind of trigger: what has to happen. One file each, listed in registry.ts.
 *
 * It is pure: a fact and the world at that point go in, occurrences come out. Edges are found from
 * before and after, so that nothing has to be remembered and a fact that is read again says the
 * same. A kind never names another kind.
 */
import type { z } from 'zod';
import type { Fact, FactKind } from '../facts/fact.ts';
import type { Miss, Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import type { RuleNames } from '../terms/rule-names.ts';

export interface Observed {
  readonly occurrences: readonly Occurrence[];
  /** At most one per subject; may be left empty when it costs. */
  readonly misses: readonly Miss[];
}

/** Which facts a rule has to be shown: what the index is made of. */
export interface Concern {
  readonly kinds: readonly FactKind[];
  /** SKU ids; null: every SKU. */
  readonly skuIds: readonly number[] | null;
  /** Account ids; null: every account. */
  readonly accountIds: readonly number[] | null;
}

export interface TriggerKind<Kind extends string, Schema extends z.ZodType> {
  readonly kind: Kind;
  readonly schema: Schema;
  /** Lines of English that mean this kind; a test reads each and says it back. */
  readonly examples: readonly string[];
  /** "available stock of any SKU drops below 10", after "When". */
  sentence(trigger: z.infer<Schema>, names: RuleNames): string;
  concern(trigger: z.infer<Schema>, catalog: RuleCatalog): Concern;
  observe(
    trigger: z.infer<Schema>,
    o: { fact: Fact; world: World; catalog: RuleCatalog },
  ): Observed;
}

export function trigger<Kind extends string, Schema extends z.ZodType>(
  declared: TriggerKind<Kind, Schema>,
): TriggerKind<Kind, Schema> {
  return declared;
}
