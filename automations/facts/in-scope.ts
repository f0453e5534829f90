import type { Scope } from '../terms/scope.ts';
import type { Fact, OrderFact } from './fact.ts';
import type { RuleCatalog, SkuWords } from './world.ts';

function isSame(a: string | null, b: string): boolean {
  return a !== null && a.toLowerCase() === b.toLowerCase();
}

function isSkuInScope(sku: SkuWords, scope: Scope): boolean {
  if (scope.of === 'any') return true;
  if (scope.of === 'skus') return scope.skus.includes(sku.code);
  if (scope.of === 'category') return isSame(sku.category, scope.category);
  return sku.tags.some((tag) => isSame(tag, scope.tag));
}

/** A SKU that the catalogue does not know any more is in no scope. */
export function isInScope(skuId: number, scope: Scope, catalog: RuleCatalog): boolean {
  const sku = catalog.sku(skuId);
  return sku !== undefined && isSkuInScope(sku, scope);
}

export function skusInScope(scope: Scope, catalog: RuleCatalog): SkuWords[] {
  if (scope.of === 'skus') {
    return scope.skus.flatMap((code) => catalog.skuByCode(code) ?? []);
  }
  return [...catalog.skus()].filter((sku) => isSkuInScope(sku, scope));
}

/** SKU ids that a rule of this scope is about; null: every SKU. */
export function skuIdsOf(scope: Scope, catalog: RuleCatalog): readonly number[] | null {
  return scope.of === 'any' ? null : skusInScope(scope, catalog).map(({ skuId }) => skuId);
}

/** The same with the parts of its kits: a kit has no stock of its own and moves as they do. */
export function skuIdsWithParts(scope: Scope, catalog: RuleCatalog): readonly number[] | null {
  if (scope.of === 'any') return null;
  const skus = skusInScope(scope, catalog);
  const ids = skus.flatMap(({ skuId, parts }) => [skuId, ...parts.map((part) => part.skuId)]);
  return [...new Set(ids)];
}

/** An account that is gone is nobody's: empty, not every. */
export function accountIdsOf(
  account: string | null,
  catalog: RuleCatalog,
): readonly number[] | null {
  if (account === null) return null;
  const found = catalog.accountByPublicId(account);
  return found ? [found.accountId] : [];
}

export function isOfAccount(
  accountId: number | null,
  account: string | null,
  catalog: RuleCatalog,
): boolean {
  if (account === null) return true;
  return accountId !== null && catalog.accountByPublicId(account)?.accountId === accountId;
}

/** A location's id; null: all together; undefined: there is none of that name. */
export function locationIdOf(
  location: string | null,
  catalog: RuleCatalog,
): number | null | undefined {
  return location === null ? null : catalog.locationByCode(location)?.locationId;
}

/**
 * Whose stock is looked at? A kit is low because a part is: whoever watches every SKU hears of the
 * part alone, whoever names the kit or its group hears of the kit.
 */
export function isWatched(sku: SkuWords, scope: Scope): boolean {
  return scope.of === 'any' ? sku.parts.length === 0 : isSkuInScope(sku, scope);
}

/** SKUs that are watched and whose stock a fact moved, each once, kits with their parts. */
export function movedSkus(fact: Fact, scope: Scope, catalog: RuleCatalog): readonly SkuWords[] {
  if (fact.kind !== 'stock') return [];
  const found = new Map<number, SkuWords>();
  for (const { skuId } of fact.moves) {
    const own = catalog.sku(skuId);
    for (const sku of [...(own ? [own] : []), ...catalog.kitsWith(skuId)]) {
      if (isWatched(sku, scope)) found.set(sku.skuId, sku);
    }
  }
  return [...found.values()];
}

/** SKUs in scope of which a fact sold something, each once. A kit sells by its order. */
export function soldSkus(fact: Fact, scope: Scope, catalog: RuleCatalog): readonly SkuWords[] {
  const ids = salesOf(fact, catalog).flatMap(({ skuId, units }) => (units > 0 ? [skuId] : []));
  return [...new Set(ids)].flatMap((skuId) => {
    const sku = catalog.sku(skuId);
    return sku && isSkuInScope(sku, scope) ? [sku] : [];
  });
}

export interface Sale {
  readonly skuId: number;
  /** Null: not from one place (a kit). */
  readonly locationId: number | null;
  readonly accountId: number | null;
  readonly units: number;
}

/**
 * What a fact sold, or took back (below 0). The ledger's entries name the parts of a kit; the kit
 * itself is only named on the order.
 */
export function salesOf(fact: Fact, catalog: RuleCatalog): readonly Sale[] {
  if (fact.kind === 'stock') {
    const { accountId } = fact;
    return fact.moves.flatMap(({ skuId, locationId, sold }) =>
      sold === 0 ? [] : [{ skuId, locationId, accountId, units: sold }],
    );
  }
  if (fact.kind === 'order-received') return kitSales(fact, 1, catalog);
  return fact.kind === 'order-cancelled' ? kitSales(fact, -1, catalog) : [];
}

function kitSales(fact: OrderFact, sign: 1 | -1, catalog: RuleCatalog): Sale[] {
  return fact.lines.flatMap(({ skuId, units }) => {
    const isKit = skuId !== null && (catalog.sku(skuId)?.parts.length ?? 0) > 0;
    if (skuId === null || !isKit || units === 0) return [];
    return [{ skuId, locationId: null, accountId: fact.accountId, units: sign * units }];
  });
}

/** Is a kit among them, so that orders have to be listened to? */
export function hasKits(scope: Scope, catalog: RuleCatalog): boolean {
  return skusInScope(scope, catalog).some(({ parts }) => parts.length > 0);
}
