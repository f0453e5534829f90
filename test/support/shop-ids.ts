import type { Engine } from '../../core/engine.ts';

/** The ids behind the codes and names of a shop file. */
export interface ShopIds {
  readonly sellerId: number;
  readonly skus: ReadonlyMap<string, number>;
  readonly locations: ReadonlyMap<string, number>;
  readonly accounts: ReadonlyMap<string, number>;
}

/** Finds again what was filled in, in a copy of the database. */
export async function readShopIds({ catalog }: Engine): Promise<ShopIds> {
  const seller = await catalog.firstSeller();
  if (!seller) throw new Error('Nobody has opened books here.');
  const { sellerId } = seller;
  const [skus, locations, accounts] = await Promise.all([
    catalog.listSkus(sellerId),
    catalog.listLocations(sellerId),
    catalog.listAccounts(sellerId),
  ]);
  return {
    sellerId,
    skus: new Map(skus.map(({ code, skuId }) => [code, skuId])),
    locations: new Map(locations.map(({ code, locationId }) => [code, locationId])),
    accounts: new Map(accounts.map(({ publicId, accountId }) => [publicId, accountId])),
  };
}

export function need(ids: ReadonlyMap<string, number>, name: string): number {
  const found = ids.get(name);
  if (found === undefined) throw new Error(`Nothing is called ${name} here.`);
  return found;
}
