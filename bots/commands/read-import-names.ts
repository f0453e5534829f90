import type { CommandContext } from './context.ts';
import type { ImportNames } from './plan-import.ts';
import { readBalances } from './read-balances.ts';

/** Everything of the seller's that a file may name, with the figures of now. */
export async function readImportNames({ core, seller }: CommandContext): Promise<ImportNames> {
  const { sellerId, currency } = seller;
  const [vocabulary, locations, accounts, balances] = await Promise.all([
    core.catalog.readVocabulary(sellerId),
    core.catalog.listLocations(sellerId),
    core.catalog.listAccounts(sellerId),
    readBalances(core, sellerId),
  ]);
  const { skus } = vocabulary;
  const prices = await core.pricing.currentPrices(
    sellerId,
    skus.map(({ skuId }) => skuId),
  );
  const byCode = indexBy(skus, ({ code }) => [code]);
  const byOther = indexBy(skus, ({ aliases, barcodes }) => [...aliases, ...barcodes]);
  const placesOf = indexBy(locations, ({ code, name }) => [code, name]);
  const accountsOf = indexBy(accounts, ({ publicId, name }) => [publicId, name]);
  const onHandAt = new Map(
    balances.map((each) => [`${each.skuId}@${each.locationId}`, each.onHand]),
  );
  const [only, ...others] = locations;
  return {
    currency,
    home: only && others.length === 0 ? only : null,
    // A code is what it says, whatever else is called so.
    findSku: (name) => byCode.get(fold(name)) ?? byOther.get(fold(name)) ?? [],
    findLocation: (name) => single(placesOf.get(fold(name))),
    findAccount: (name) => single(accountsOf.get(fold(name))),
    onHand: ({ skuId, locationId }) => onHandAt.get(`${skuId}@${locationId}`) ?? 0,
    price({ skuId, accountId }) {
      const known = prices.get(skuId);
      return (accountId === null ? known?.base : known?.byAccount.get(accountId)) ?? null;
    },
  };
}

/** Two codes that differ in a hyphen are two codes: only case is let pass. */
const fold = (name: string) => name.normalize('NFC').trim().toLowerCase();
const single = <Value>(found: readonly Value[] | undefined) =>
  found?.length === 1 ? found[0] : undefined;

function indexBy<Value>(
  values: readonly Value[],
  namesOf: (value: Value) => readonly string[],
): ReadonlyMap<string, readonly Value[]> {
  const index = new Map<string, Value[]>();
  for (const value of values) {
    for (const name of new Set(namesOf(value).map(fold))) {
      index.set(name, [...(index.get(name) ?? []), value]);
    }
  }
  return index;
}
