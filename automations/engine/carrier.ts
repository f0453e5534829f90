/**
 * A carrier does what one kind of action says. One file each in actions/, listed in carriers.ts; a
 * test holds that every kind of action has one.
 *
 * It may be called again for an action that it has done already, because its process died before
 * that was noted: everything it does stands under the action's key. It must never do more than the
 * action says, nor ask who may: that was asked just before.
 */
import type { Clock } from '../../core/base/clock.ts';
import type { Engine } from '../../core/engine.ts';
import type { Action } from '../rule/rule.ts';
import type { SkuTerm } from '../terms/scope.ts';
import type { Plan, StoredAction } from './action-store.ts';
import type { CallWebhook } from './call-webhook.ts';
import type { Words } from './describe-firing.ts';
import type { AutomationPorts, FiringDetails } from './ports.ts';

export type Carried =
  /** In words, what came of it. */
  | { readonly kind: 'done'; readonly result: string }
  /** It cannot be done, now or later. */
  | { readonly kind: 'refused'; readonly because: string }
  /** It may go through by itself. */
  | { readonly kind: 'later'; readonly because: string };

export interface CarryDeps {
  readonly core: Pick<Engine, 'catalog' | 'pricing' | 'ledger' | 'database'>;
  readonly ports: AutomationPorts;
  readonly clock: Clock;
  readonly callWebhook: CallWebhook;
  readonly readSecret: (sellerId: number) => Promise<string>;
}

export interface ToCarry<A extends Action = Action> extends Words {
  readonly sellerId: number;
  readonly stored: StoredAction;
  readonly action: A;
  readonly firing: FiringDetails;
  /** Keeps what shall be done before it is begun; it is in `stored.plan` the next time. */
  readonly keepPlan: (plan: Plan) => Promise<void>;
}

export interface Carrier<A extends Action = Action> {
  readonly kind: A['kind'];
  /** Why a second person has to say yes, in words; null: nobody has to. */
  weigh?(deps: CarryDeps, o: ToCarry<A>): Promise<string | null>;
  carryOut(deps: CarryDeps, o: ToCarry<A>): Promise<Carried>;
}

export type ActionOf<Kind extends Action['kind']> = Extract<Action, { kind: Kind }>;

export const done = (result: string): Carried => ({ kind: 'done', result });
export const refused = (because: string): Carried => ({ kind: 'refused', because });

export const NO_SKU = refused('There is no SKU that it could be about.');

/** The SKU that is meant: the one that set it off, or one by its code. Null: there is none. */
export function findSku(
  { sku }: { sku: SkuTerm },
  { stored, catalog }: Pick<ToCarry, 'stored' | 'catalog'>,
): { skuId: number; code: string } | null {
  if (sku.of === 'sku') return catalog.skuByCode(sku.sku) ?? null;
  const { skuId } = stored.occurrence;
  return skuId === null ? null : (catalog.sku(skuId) ?? null);
}

/** Null: any. Undefined: there is none of that name. */
export function findAccount(
  account: string | null,
  { catalog }: Pick<ToCarry, 'catalog'>,
): number | null | undefined {
  return account === null ? null : catalog.accountByPublicId(account)?.accountId;
}
