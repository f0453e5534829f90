/**
 * The catalogue: what a seller sells, where it lies, and on which shops it is offered.
 *
 * Who calls it: onboarding and the conversation change it; `intake` resolves order lines and opens
 * accounts by the name in a webhook address; `propagation` reads listings.
 * Whatever a ledger decision depends on (kits, locations, account rules) is changed under the
 * seller's lock and makes a new version of the rules; whatever changes what listings show leaves
 * wake rows in the same transaction. Credentials are sealed before they reach a row.
 * It must never know what a channel is like: settings are stored as the channel's schema made them.
 */

import { listAccounts } from './account-store.ts';
import { addAccount } from './add-account.ts';
import { addListing, listListings, setPausedByHand } from './add-listing.ts';
import { addLocation } from './add-location.ts';
import { addSku, setSafetyStock } from './add-sku.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import { firstSeller, listLocations, readSeller, readSkus } from './catalog-store.ts';
import { createSeller } from './create-seller.ts';
import { findSku, listSkus, searchSkus } from './find-sku.ts';
import {
  openAccount,
  openOwnAccount,
  replaceCredentials,
  rotateWebhookSecret,
  setAccountState,
} from './open-account.ts';
import { createVocabularyReader } from './read-vocabulary.ts';
import { type BoughtThing, mapCode, resolveLines, toLineNames } from './resolve-lines.ts';
import { addAlias, listFacts, removeAlias, setFacts } from './set-facts.ts';

type Rest<Call> = Call extends (deps: CatalogDeps, ...rest: infer Given) => infer Answer
  ? (...rest: Given) => Answer
  : never;

export type Catalog = ReturnType<typeof createCatalog>;

/** Ids that do not exist, or are another seller's, are refusals; the functions say which. */
export function createCatalog(deps: CatalogDeps) {
  const { database } = deps;
  const bind = <Call extends (deps: CatalogDeps, ...rest: never[]) => unknown>(call: Call) =>
    ((...rest: never[]) => call(deps, ...rest)) as Rest<Call>;
  return {
    createSeller: bind(createSeller),
    /** The seller of a shop that runs alone. Null: nobody has opened books yet. */
    firstSeller: () => firstSeller(database.sweep),
    /** Throws UnexpectedRowCount for an id that is none. */
    readSeller: (sellerId: number) => readSeller(database.forSeller(sellerId), sellerId),
    addLocation: bind(addLocation),
    listLocations: (sellerId: number) => listLocations(database.forSeller(sellerId), sellerId),
    addSku: bind(addSku),
    setFacts: bind(setFacts),
    listFacts: bind(listFacts),
    addAlias: bind(addAlias),
    removeAlias: bind(removeAlias),
    readVocabulary: createVocabularyReader(deps),
    setSafetyStock: bind(setSafetyStock),
    readSkus: (sellerId: number, skuIds: readonly number[]) =>
      readSkus(database.forSeller(sellerId), { sellerId, skuIds }),
    listSkus: bind(listSkus),
    findSku: bind(findSku),
    searchSkus: bind(searchSkus),
    addAccount: bind(addAccount),
    listAccounts: (sellerId: number) => listAccounts(database.forSeller(sellerId), sellerId),
    openAccount: bind(openAccount),
    openOwnAccount: bind(openOwnAccount),
    rotateWebhookSecret: bind(rotateWebhookSecret),
    replaceCredentials: bind(replaceCredentials),
    setAccountState: bind(setAccountState),
    addListing: bind(addListing),
    listListings: bind(listListings),
    setPausedByHand: bind(setPausedByHand),
    mapCode: bind(mapCode),
    resolveLines: bind(resolveLines),
    async resolveLine(sellerId: number, thing: BoughtThing): Promise<number | null> {
      const [skuId = null] = await resolveLines(deps, sellerId, [toLineNames(thing)]);
      return skuId;
    },
  };
}
