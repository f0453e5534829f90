/** What doing something may bring about, for the loop check. */
import type { FactKind } from './fact.ts';

export interface Effect {
  readonly fact: FactKind;
  /** 'trigger': the SKU that set it off. */
  readonly sku: 'trigger' | { readonly code: string };
  /** Of stock and prices: which way it moves; null: either. */
  readonly direction: 'up' | 'down' | null;
  /** Of stock: the location's code; null: any. */
  readonly location: string | null;
  /** Of prices and listings: the account's public id; null: any. */
  readonly account: string | null;
  /** By how much at most (units, minor units, percent); null: unknown. */
  readonly by: number | null;
}

/** An effect whose SKU is known; null: it may be any. */
export interface EffectOnSku extends Omit<Effect, 'sku'> {
  readonly skuId: number | null;
}
