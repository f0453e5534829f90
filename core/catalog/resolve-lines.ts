import { createHash } from 'node:crypto';
import { cleanText, normalizeSkuCode } from '../base/text.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { Outcome } from './catalog-records.ts';
import { type LineNames, resolveNames, saveMapping } from './listing-store.ts';

/** What a shop says about the thing that was bought. All of it is data from outside. */
export interface BoughtThing {
  readonly accountId: number;
  readonly listingExternalId: string | null;
  readonly skuCode: string | null;
  /** The shop's id of the order line: the last thing to tell it by. */
  readonly lineExternalId: string;
}

// Longer than any code in use; what an index can hold is about ten times this.
const CHANNEL_CODE_LENGTH_MAX = 200;
const DIGEST_LENGTH = 16;

function bounded(text: string): string {
  if (text.length <= CHANNEL_CODE_LENGTH_MAX) return text;
  // Cut off, but two codes that differ at the end stay two.
  const digest = createHash('sha256').update(text).digest('hex').slice(0, DIGEST_LENGTH);
  return `${text.slice(0, CHANNEL_CODE_LENGTH_MAX).toWellFormed()}…${digest}`;
}

/** The shop's code, if it has one that can be stored as it is. */
function codeOf(thing: Pick<BoughtThing, 'skuCode'>): string | null {
  const code = normalizeSkuCode(thing.skuCode ?? '');
  // Cleaned, a code with a hidden U+0000 would be somebody else's code.
  return code === '' || cleanText(code) !== code ? null : code;
}

/**
 * The name under which a line waits in the unmapped queue and which `map` answers: the shop's SKU
 * code, or '#' and the shop's id where it has none. A code that begins with '#' is shown as '##…'.
 */
export function toChannelCode(thing: Omit<BoughtThing, 'accountId'>): string {
  const code = codeOf(thing);
  if (code !== null) return bounded(code.startsWith('#') ? `#${code}` : code);
  return bounded(`#${cleanText(thing.listingExternalId ?? `line ${thing.lineExternalId}`)}`);
}

/** By what a line is looked up. All of it can be stored as it is. */
export function toLineNames(thing: BoughtThing): LineNames {
  const { accountId, listingExternalId } = thing;
  return {
    accountId,
    externalId: listingExternalId === null ? null : cleanText(listingExternalId),
    channelCode: toChannelCode(thing),
    ownCode: codeOf(thing),
  };
}

/** The SKU's own code that a channel code may be; null for '#' and an id. */
export function toOwnCode(channelCode: string): string | null {
  if (channelCode.startsWith('##')) return channelCode.slice(1);
  return channelCode.startsWith('#') ? null : channelCode;
}

/** The SKU of each line, null where nobody knows: by listing, else mapping, else our own code. */
export async function resolveLines(
  deps: Pick<CatalogDeps, 'database'>,
  sellerId: number,
  lines: readonly LineNames[],
): Promise<(number | null)[]> {
  if (lines.length === 0) return [];
  return resolveNames(deps.database, { sellerId, lines });
}

/**
 * From now on this code of the account means this SKU. Orders that wait for it are applied by
 * `intake`, which calls this.
 */
export async function mapCode(
  deps: CatalogDeps,
  sellerId: number,
  o: { accountId: number; channelCode: string; skuId: number },
): Promise<Outcome<null, 'bad-code' | 'unknown-account-or-sku'>> {
  const channelCode = normalizeSkuCode(o.channelCode);
  const isUsable = channelCode !== '' && cleanText(channelCode) === channelCode;
  const isShort = channelCode.length <= CHANNEL_CODE_LENGTH_MAX + 1 + DIGEST_LENGTH;
  if (!isUsable || !isShort) return { ok: false, reason: 'bad-code' };
  const { accountId, skuId } = o;
  const row = { sellerId, accountId, channelCode, skuId, at: deps.clock.now() };
  const isSaved = await saveMapping(deps.database.forSeller(sellerId), row);
  return isSaved ? { ok: true, value: null } : { ok: false, reason: 'unknown-account-or-sku' };
}
