import type { CatalogDeps } from './catalog-deps.ts';
import type { Outcome, SkuFacts } from './catalog-records.ts';
import { readSeller } from './catalog-store.ts';
import * as store from './facts-store.ts';
import { type FactsRefusal, readFacts, readName } from './read-facts.ts';

export interface KnownFacts extends SkuFacts {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
}

/** Facts that are not given stay as they are. Refuses as FactsRefusal says. */
export async function setFacts(
  deps: CatalogDeps,
  sellerId: number,
  o: { skuId: number; facts: Partial<SkuFacts> },
): Promise<Outcome<null, FactsRefusal | 'unknown-sku'>> {
  const read = readFacts(o.facts);
  if (!read.ok) return read;
  return deps.database.forSeller(sellerId).transaction(async (tx) => {
    const { currency } = await readSeller(tx, sellerId);
    const cost = read.value.unitCost ?? null;
    if (cost && cost.currency !== currency) return { ok: false, reason: 'bad-unit-cost' };
    const isSet = await store.updateFacts(tx, { sellerId, skuId: o.skuId, facts: read.value });
    return isSet ? { ok: true, value: null } : { ok: false, reason: 'unknown-sku' };
  });
}

/** By code; no list: of every SKU. */
export async function listFacts(
  deps: CatalogDeps,
  sellerId: number,
  o: { skuIds?: readonly number[] } = {},
): Promise<KnownFacts[]> {
  const db = deps.database.forSeller(sellerId);
  const [{ currency }, rows] = await Promise.all([
    readSeller(db, sellerId),
    store.readFactRows(db, { sellerId, skuIds: o.skuIds ?? null }),
  ]);
  return rows.map(({ unitCostMinor, ...facts }) => ({
    ...facts,
    unitCost: unitCostMinor === null ? null : { minor: unitCostMinor, currency },
  }));
}

export type AliasRefusal =
  | 'bad-alias'
  | 'unknown-sku'
  /** It is the SKU's own code, or it has the alias already. */
  | 'has-it-already'
  /** Another SKU is called that. */
  | 'taken';

/** One more name that people may type. What another SKU is called is not given to a second one. */
export async function addAlias(
  deps: CatalogDeps,
  sellerId: number,
  o: { skuId: number; alias: string },
): Promise<
  { ok: true; value: { alias: string } } | { ok: false; reason: AliasRefusal; by?: string }
> {
  const alias = readName(o.alias);
  if (alias === null) return { ok: false, reason: 'bad-alias' };
  return deps.database.forSeller(sellerId).transaction(async (tx) => {
    const owners = await store.findOwners(tx, { sellerId, name: alias });
    if (owners.some(({ skuId }) => skuId === o.skuId)) {
      return { ok: false, reason: 'has-it-already' };
    }
    const [other] = owners;
    if (other) return { ok: false, reason: 'taken', by: other.code };
    const isAdded = await store.insertAlias(tx, { sellerId, skuId: o.skuId, alias });
    return isAdded ? { ok: true, value: { alias } } : { ok: false, reason: 'unknown-sku' };
  });
}

/** @returns false when the SKU was not called that */
export function removeAlias(
  deps: CatalogDeps,
  sellerId: number,
  o: { skuId: number; alias: string },
): Promise<boolean> {
  return store.deleteAlias(deps.database.forSeller(sellerId), { sellerId, ...o });
}
