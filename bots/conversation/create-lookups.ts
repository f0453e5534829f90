import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Account, Location, Sku } from '../../core/catalog/catalog-records.ts';
import { fold, matchNames } from './match-names.ts';

const EXACT_LENGTH_MAX = 2;

/** The seller's own things by name, as they are at the time of one message. */
export async function createLookups(
  catalog: Pick<Catalog, 'findSku' | 'searchSkus' | 'listLocations' | 'listAccounts'>,
  sellerId: number,
): Promise<LookupsOf> {
  const [locations, accounts] = await Promise.all([
    catalog.listLocations(sellerId),
    catalog.listAccounts(sellerId),
  ]);
  const searched = new Map<string, Promise<readonly Sku[]>>();
  const search = async (text: string): Promise<readonly Sku[]> => {
    const exact = await catalog.findSku(sellerId, text);
    if (exact) return [exact];
    for (const wanted of new Set([text, inSingular(text)])) {
      const found = await catalog.searchSkus(sellerId, wanted);
      const meant = found.filter((sku) => hasEveryWord(sku, wanted));
      if (meant.length > 0) return meant;
    }
    return [];
  };
  return {
    locations,
    accounts,
    findSkus(text) {
      const known = searched.get(text) ?? search(text);
      searched.set(text, known);
      return known;
    },
    findLocations: (text) => matchNames(locations, text, ({ code, name }) => [code, name]),
    findAccounts: (text) => matchNames(accounts, text, ({ publicId, name }) => [publicId, name]),
  };
}

export interface LookupsOf {
  /** By code, else by words of code and title. */
  findSkus(text: string): Promise<readonly Sku[]>;
  /** By code or name, or the start of one; see matchNames. */
  findLocations(text: string): readonly Location[];
  findAccounts(text: string): readonly Account[];
  readonly locations: readonly Location[];
  readonly accounts: readonly Account[];
}

/**
 * Sizes and figures must be meant exactly ("m" is no "mug", "2" no "250"); longer words may be the
 * start of one.
 */
function hasEveryWord(sku: Sku, typed: string): boolean {
  const words = wordsOf(`${sku.code} ${sku.title}`);
  return wordsOf(typed).every((wanted) => {
    if (wanted.length <= EXACT_LENGTH_MAX || /^\d+$/.test(wanted)) return words.includes(wanted);
    return words.some((word) => word.startsWith(wanted));
  });
}

/** "3 mugs" are three of what is called a mug. */
function inSingular(text: string): string {
  return text.replace(/(\p{L}{2,})s\b/giu, '$1');
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
