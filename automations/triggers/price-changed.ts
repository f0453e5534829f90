import { z } from 'zod';
import type { PriceFact } from '../facts/fact.ts';
import { isInScope, skuIdsOf } from '../facts/in-scope.ts';
import { occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import { claimNames } from '../terms/claim.ts';
import { percentSchema } from '../terms/measure.ts';
import { sayAccount, sayNumber, sayScope } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { listingBearing } from './listing-bearing.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** Our price changes; by at least so many percent, if given. */
export const priceChangedSchema = z.strictObject({
  kind: z.literal('price-changed'),
  scope: scopeSchema,
  account: accountSchema,
  direction: z.enum(['any', 'up', 'down']),
  percent: percentSchema.nullable(),
});
type PriceChanged = z.infer<typeof priceChangedSchema>;

/** An ordinary change of price. */
const PROVOKED_PERCENT = 10;

const CHANGES = { any: 'changes', up: 'rises', down: 'falls' } as const;

/** A new base price is a new price of every account that has none of its own. */
function isPriceOf(
  account: string | null,
  fact: PriceFact,
  o: { world: World; catalog: RuleCatalog },
): boolean {
  if (account === null) return true;
  const accountId = o.catalog.accountByPublicId(account)?.accountId;
  if (accountId === undefined) return false;
  if (fact.accountId !== null) return fact.accountId === accountId;
  return !o.world.hasOwnPrice({ skuId: fact.skuId, accountId });
}

/** Whole percent points of change, without its sign; a first price has nothing to compare with. */
function isWideEnough(fact: PriceFact, percent: number | null): boolean {
  if (percent === null) return true;
  if (fact.beforeMinor === null) return false;
  return Math.abs(fact.afterMinor - fact.beforeMinor) * 100 >= percent * fact.beforeMinor;
}

function isThatWay(fact: PriceFact, direction: PriceChanged['direction']): boolean {
  if (fact.beforeMinor === fact.afterMinor) return false;
  if (direction === 'any') return true;
  if (fact.beforeMinor === null) return false;
  return direction === 'up'
    ? fact.afterMinor > fact.beforeMinor
    : fact.afterMinor < fact.beforeMinor;
}

export const priceChanged = trigger({
  kind: 'price-changed',
  schema: priceChangedSchema,
  examples: [
    'when the price of any SKU changes',
    'when the price of HOODIE-M on the web shop falls by 10% or more',
  ],
  about: { sku: true, order: false, account: true },
  sentence: ({ scope, account, direction, percent }, names) =>
    `the price of ${sayScope(scope, names)}${sayAccount('on', account, names)} ` +
    CHANGES[direction] +
    (percent === null ? '' : ` by ${sayNumber(percent)}% or more`),
  // Every account's: a base price is news for the accounts that have none of their own.
  concern: ({ scope }, catalog) => ({
    kinds: ['price-changed'],
    skuIds: skuIdsOf(scope, catalog),
    accountIds: null,
  }),
  observe({ scope, account, direction, percent }, { fact, world, catalog }) {
    if (fact.kind !== 'price-changed' || !isInScope(fact.skuId, scope, catalog)) return NOTHING;
    const isIt =
      isPriceOf(account, fact, { world, catalog }) &&
      isThatWay(fact, direction) &&
      isWideEnough(fact, percent);
    if (!isIt) return NOTHING;
    const found = occurrence(`sku:${fact.skuId}`, {
      skuId: fact.skuId,
      accountId: fact.accountId,
      figure: fact.afterMinor,
      figureBefore: fact.beforeMinor,
      valueMinor: fact.afterMinor,
    });
    return { occurrences: [found], misses: [] };
  },
  describe: (_, { occurrence: { figure, figureBefore }, names }) =>
    figureBefore === null
      ? `the price was set to ${names.money(figure ?? 0)}`
      : `the price went from ${names.money(figureBefore)} to ${names.money(figure ?? 0)}`,
  bearing({ direction, ...of }, effect, catalog) {
    const isOtherWay =
      direction !== 'any' && effect.direction !== null && direction !== effect.direction;
    if (isOtherWay) return null;
    // A base price bears on every account, whoever is named.
    return listingBearing('price-changed', of, { effect, catalog });
  },
  claims: ({ direction }) =>
    direction === 'any' ? [] : [claimNames('price-direction', [direction])],
  provoke({ account, direction, percent }, desk, skuId) {
    const by = Math.max(percent ?? 0, PROVOKED_PERCENT);
    const factor = direction === 'down' ? (100 - by) / 100 : (100 + by) / 100;
    desk.price({ skuId, account, to: (minor) => Math.round(minor * factor) });
  },
  impossible: ({ direction, percent }) =>
    direction === 'down' && percent !== null && percent > 100
      ? 'A price cannot fall by more than 100%.'
      : null,
});
