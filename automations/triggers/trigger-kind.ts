/**
 * A kind of trigger: what has to happen. One file each, listed in registry.ts.
 *
 * It is pure: a fact and the world just after it go in, occurrences come out. Edges are found from
 * before and after, so that nothing has to be remembered and a fact that is read again says the
 * same. A kind never names another kind.
 */
import type { z } from 'zod';
import type { Desk } from '../facts/desk.ts';
import type { EffectOnSku } from '../facts/effect.ts';
import type { Fact, FactKind } from '../facts/fact.ts';
import type { Miss, Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import type { Claim } from '../terms/claim.ts';
import type { RuleNames } from '../terms/rule-names.ts';

export interface Observed {
  readonly occurrences: readonly Occurrence[];
  /** At most one per subject; may be left empty when it costs. */
  readonly misses: readonly Miss[];
}

export const NOTHING: Observed = { occurrences: [], misses: [] };

/** Which facts a rule has to be shown: what the index is made of. */
export interface Concern {
  readonly kinds: readonly FactKind[];
  /** SKU ids; null: every SKU. Facts about no SKU (time, lag) are shown all the same. */
  readonly skuIds: readonly number[] | null;
  /** Account ids; null: every account. */
  readonly accountIds: readonly number[] | null;
}

/** What an effect does to a trigger: it may set it off, or let it be set off once more. */
export type Bearing = 'sets-off' | 're-arms' | null;

export interface At {
  readonly fact: Fact;
  readonly world: World;
  readonly catalog: RuleCatalog;
}

export interface TriggerKind<Kind extends string, Schema extends z.ZodType> {
  readonly kind: Kind;
  readonly schema: Schema;
  /** Lines of English that mean this kind; a test reads each and says it back. */
  readonly examples: readonly string[];
  /** What it is about: decides which conditions, actions and places of templates make sense. */
  readonly about: {
    readonly sku: boolean;
    readonly order: boolean;
    readonly account: boolean;
  };
  /** Left out: an event, told after "when". A time stands for itself: "every day at 09:00". */
  readonly isTime?: true;
  /** "available stock of any SKU drops below 10", after "When". */
  sentence(trigger: z.infer<Schema>, names: RuleNames): string;
  concern(trigger: z.infer<Schema>, catalog: RuleCatalog): Concern;
  observe(trigger: z.infer<Schema>, at: At): Observed;
  /** "available stock went from 10 to 9": why it happened, of an occurrence. */
  describe(
    trigger: z.infer<Schema>,
    o: { occurrence: Occurrence; names: RuleNames; catalog: RuleCatalog },
  ): string;
  /** "it is back at 10 or more": what has to be before it happens again; left out: nothing. */
  again?(trigger: z.infer<Schema>): string;
  /** How it stands with one SKU: "available stock is 7", and whether that is beyond already. */
  standing?(
    trigger: z.infer<Schema>,
    o: { skuId: number; world: World; catalog: RuleCatalog },
  ): { readonly said: string; readonly isBeyond: boolean } | null;
  /** Of what time brings about: the last moment at which it is due within; null: none. */
  due?(
    trigger: z.infer<Schema>,
    o: { after: Date; until: Date; catalog: RuleCatalog },
  ): Date | null;
  /** What is so whenever it happens. */
  claims?(trigger: z.infer<Schema>): readonly Claim[];
  /** Left out: nothing that a rule does bears on it. */
  bearing?(trigger: z.infer<Schema>, effect: EffectOnSku, catalog: RuleCatalog): Bearing;
  /** Once set off, something must re-arm it first. */
  readonly isEdge?: true;
  /**
   * Sets it off at a rehearsal, as it ordinarily happens: a level is crossed by one unit. Left out:
   * nothing that a rule does can surely set it off.
   */
  provoke?(trigger: z.infer<Schema>, desk: Desk, skuId: number): void;
  /** In words, why it can never happen as it stands; null: it can. */
  impossible?(trigger: z.infer<Schema>): string | null;
}

export function trigger<Kind extends string, Schema extends z.ZodType>(
  declared: TriggerKind<Kind, Schema>,
): TriggerKind<Kind, Schema> {
  return declared;
}
