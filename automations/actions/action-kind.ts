/**
 * A kind of action: what is done. One file each, listed in registry.ts. Declares what it is; the
 * engine (automations/engine) carries it out with the rights of the rule's author.
 */
import type { z } from 'zod';
import type { FactKind } from '../facts/fact.ts';
import type { RuleNames } from '../terms/rule-names.ts';

export type ActionRole = 'viewer' | 'warehouse' | 'manager' | 'owner';

/** What an action may bring about, for the loop check: facts of this kind, about these SKUs. */
export interface Effect {
  readonly fact: FactKind;
  /** 'trigger': the SKU that set it off. */
  readonly sku: 'trigger' | { readonly code: string };
  /** Of stock and prices: which way it moves; null: either. */
  readonly direction: 'up' | 'down' | null;
  /** Of stock: the location's code; null: any. */
  readonly location: string | null;
  /** By how much at most (units, minor units, percent); null: unknown. */
  readonly by: number | null;
}

export interface ActionKind<Kind extends string, Schema extends z.ZodType> {
  readonly kind: Kind;
  readonly schema: Schema;
  readonly examples: readonly string[];
  /** Who may do by hand what it does. */
  readonly role: ActionRole;
  /** How what it did is taken back; null: it cannot be, with the reason. */
  readonly undo: { readonly how: string } | { readonly because: string };
  /** "send a Slack message to the warehouse team", in the imperative. */
  sentence(action: z.infer<Schema>, names: RuleNames): string;
  effects(action: z.infer<Schema>): readonly Effect[];
}

export function action<Kind extends string, Schema extends z.ZodType>(
  declared: ActionKind<Kind, Schema>,
): ActionKind<Kind, Schema> {
  return declared;
}
