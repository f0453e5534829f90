import { cleanText, readSkuCode } from '../base/text.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { Location, Outcome } from './catalog-records.ts';
import { insertLocation, lockLedger, renewRules } from './catalog-store.ts';
import { readNames } from './read-facts.ts';

export type LocationRefusal = 'bad-code' | 'bad-name' | 'bad-rank' | 'bad-aliases' | 'code-taken';

const NAME_LENGTH_MAX = 200;
const RANK_MAX = 1_000_000;

/**
 * Refuses 'bad-code' (as for a SKU), 'bad-name', 'bad-rank', 'bad-aliases', 'code-taken' (whatever
 * its case).
 */
export async function addLocation(
  deps: CatalogDeps,
  sellerId: number,
  o: { code: string; name: string; rank?: number; aliases?: readonly string[] },
): Promise<Outcome<Location, LocationRefusal>> {
  const read = readSkuCode(o.code);
  if (!read.ok) return { ok: false, reason: 'bad-code' };
  const name = cleanText(o.name).trim();
  if (name === '' || name.length > NAME_LENGTH_MAX) return { ok: false, reason: 'bad-name' };
  const rank = o.rank ?? null;
  if (rank !== null && !(Number.isSafeInteger(rank) && Math.abs(rank) <= RANK_MAX)) {
    return { ok: false, reason: 'bad-rank' };
  }
  const aliases = readNames(o.aliases ?? []);
  if (!aliases) return { ok: false, reason: 'bad-aliases' };
  const at = deps.clock.now();
  const location = await deps.database.forSeller(sellerId).transaction(async (tx) => {
    await lockLedger(tx, sellerId);
    const added = await insertLocation(tx, { sellerId, code: read.code, name, rank, aliases, at });
    if (added) await renewRules(tx, sellerId);
    return added;
  });
  return location ? { ok: true, value: location } : { ok: false, reason: 'code-taken' };
}
