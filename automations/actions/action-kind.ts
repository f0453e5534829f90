/**
 * A kind of action: what is done. One file each, listed in registry.ts. Declares what it is; the
 * engine (automations/engine) carries it out with the rights of the rule's author.
 */
import type { z } from 'zod';
import type { Desk } from '../facts/desk.ts';
import type { Effect } from '../facts/effect.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import type { SkuTerm } from '../terms/scope.ts';

export type { Effect } from '../facts/effect.ts';
export type ActionRole = 'viewer' | 'warehouse' | 'manager' | 'owner';

/** A thing that an action leaves in a state: two that leave it in two states are at odds. */
export interface Setting {
  /** "price", "safety stock", "listing" */
  readonly thing: string;
  readonly sku: SkuTerm;
  /** Public id; null: the base price, or every shop. */
  readonly account: string | null;
  /** "₹999", "paused" */
  readonly state: string;
  /** Without an account it is every account's, and not one of its own. */
  readonly isEverywhere: boolean;
}

export interface ActionKind<Kind extends string, Schema extends z.ZodType> {
  readonly kind: Kind;
  readonly schema: Schema;
  readonly examples: readonly string[];
  /** Who may do by hand what it does. */
  readonly role: ActionRole;
  /** How what it did is taken back; null: it cannot be, with the reason. */
  readonly undo: { readonly how: string } | { readonly because: string };
  /** Does somebody get a message by it? */
  readonly isMessage: boolean;
  /** "send a Slack message to the warehouse team", in the imperative. */
  sentence(action: z.infer<Schema>, names: RuleNames): string;
  effects(action: z.infer<Schema>): readonly Effect[];
  /** SKU of what it acts on, where it does. */
  sku?(action: z.infer<Schema>): SkuTerm;
  /** Plays it through at a rehearsal; left out: it changes nothing there. */
  rehearse?(action: z.infer<Schema>, desk: Desk, skuId: number): void;
  sets?(action: z.infer<Schema>, names: RuleNames): Setting;
  /** Words to be filled in: their places are checked. */
  template?(action: z.infer<Schema>): string | null;
  /** In words, why it waits for a person's yes each time; null: it need not. */
  asks?(action: z.infer<Schema>): string | null;
  /** In words, why it can never be done; null: it can. */
  impossible?(action: z.infer<Schema>): string | null;
}

export function action<Kind extends string, Schema extends z.ZodType>(
  declared: ActionKind<Kind, Schema>,
): ActionKind<Kind, Schema> {
  return declared;
}
