// What "an order arrives" and "an order is cancelled" have in common.
import type { OrderFact } from '../facts/fact.ts';
import { accountIdsOf, isInScope, isOfAccount, skuIdsOf } from '../facts/in-scope.ts';
import { occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Scope } from '../terms/scope.ts';
import { type At, type Concern, NOTHING, type Observed } from './trigger-kind.ts';

interface OrdersOf {
  readonly scope: Scope;
  readonly account: string | null;
}

/** Once per order. Its SKU is known when only one of its SKUs is meant. */
export function observeOrder(kind: OrderFact['kind'], of: OrdersOf, at: At): Observed {
  const { fact, catalog } = at;
  if (fact.kind !== kind || !isOfAccount(fact.accountId, of.account, catalog)) return NOTHING;
  const known = fact.lines.flatMap(({ skuId }) => skuId ?? []);
  const meant = [...new Set(known)].filter((skuId) => isInScope(skuId, of.scope, catalog));
  // An order of codes that we do not know yet is an order all the same.
  if (meant.length === 0 && of.scope.of !== 'any') return NOTHING;
  const isOfOne = meant.length === 1 && (of.scope.of !== 'any' || fact.lines.length === 1);
  const found = occurrence(`order:${fact.orderId}`, {
    skuId: isOfOne ? (meant[0] ?? null) : null,
    accountId: fact.accountId,
    orderId: fact.orderId,
    orderNumber: fact.number,
    figure: fact.lines.reduce((sum, line) => sum + line.units, 0),
    valueMinor: fact.currency === catalog.currency ? fact.valueMinor : null,
  });
  return { occurrences: [found], misses: [] };
}

export function orderConcern(kind: OrderFact['kind'], of: OrdersOf, catalog: RuleCatalog): Concern {
  return {
    kinds: [kind],
    skuIds: skuIdsOf(of.scope, catalog),
    accountIds: accountIdsOf(of.account, catalog),
  };
}
