// What the kinds have in common that hear of one SKU in one shop.
import type { FactKind } from '../facts/fact.ts';
import { accountIdsOf, isInScope, isOfAccount, skuIdsOf } from '../facts/in-scope.ts';
import { type Occurrence, occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Scope } from '../terms/scope.ts';
import { type At, type Concern, NOTHING, type Observed } from './trigger-kind.ts';

export interface ListingsOf {
  readonly scope: Scope;
  readonly account: string | null;
}

export interface ListingNews {
  readonly skuId: number;
  readonly accountId: number;
}

export function observeListing(
  of: ListingsOf,
  { fact, catalog }: Pick<At, 'catalog'> & { fact: ListingNews },
  figures: Partial<Omit<Occurrence, 'subject'>> = {},
): Observed {
  const { skuId, accountId } = fact;
  const isMeant =
    isInScope(skuId, of.scope, catalog) && isOfAccount(accountId, of.account, catalog);
  if (!isMeant) return NOTHING;
  const found = occurrence(`sku:${skuId}`, { skuId, accountId, ...figures });
  return { occurrences: [found], misses: [] };
}

export function listingConcern(
  kinds: readonly FactKind[],
  of: ListingsOf,
  catalog: RuleCatalog,
): Concern {
  return {
    kinds,
    skuIds: skuIdsOf(of.scope, catalog),
    accountIds: accountIdsOf(of.account, catalog),
  };
}
