import { z } from 'zod';
import {
  accountIdsOf,
  hasKits,
  locationIdOf,
  salesOf,
  skuIdsOf,
  soldSkus,
} from '../facts/in-scope.ts';
import { type Miss, type Occurrence, occurrence } from '../facts/occurrence.ts';
import { momentOf } from '../facts/world.ts';
import { claimUnits } from '../terms/claim.ts';
import { countSchema, minutesSchema } from '../terms/measure.ts';
import { countOf, sayAccount, sayIn, sayMinutes, sayNumber, sayScope } from '../terms/phrases.ts';
import { accountSchema, locationSchema, scopeSchema } from '../terms/scope.ts';
import { type At, NOTHING, type Observed, trigger } from './trigger-kind.ts';

/** At least `units` of a SKU are sold within so many minutes; again only after it was fewer. */
export const velocitySchema = z.strictObject({
  kind: z.literal('velocity'),
  scope: scopeSchema,
  units: countSchema,
  minutes: minutesSchema,
  location: locationSchema,
  account: accountSchema,
});
type Velocity = z.infer<typeof velocitySchema>;

const MINUTE_MS = 60_000;

/**
 * Time alone only makes it fewer, so whatever crosses the level is a sale: the window that ends
 * now is compared with itself less what this fact sold.
 */
function observeVelocity(rule: Velocity, { fact, world, catalog }: At): Observed {
  const locationId = locationIdOf(rule.location, catalog);
  const accountId = accountIdsOf(rule.account, catalog)?.[0] ?? null;
  const isLost = locationId === undefined || (rule.account !== null && accountId === null);
  if (isLost) return NOTHING;
  const sales = salesOf(fact, catalog);
  const occurrences: Occurrence[] = [];
  const misses: Miss[] = [];
  for (const { skuId } of soldSkus(fact, rule.scope, catalog)) {
    const until = momentOf(fact, { world, skuId });
    const since = new Date(until.getTime() - rule.minutes * MINUTE_MS);
    const after = world.sales({ skuId, since, until, locationId, accountId }).units;
    const sold = sales
      .filter((sale) => sale.skuId === skuId)
      .filter((sale) => locationId === null || sale.locationId === locationId)
      .filter((sale) => accountId === null || sale.accountId === accountId)
      .reduce((sum, sale) => sum + sale.units, 0);
    const before = after - sold;
    if (sold <= 0 || before >= rule.units) continue;
    const figures = { skuId, locationId, accountId, figure: after, figureBefore: before };
    const found = occurrence(`sku:${skuId}`, figures);
    if (after >= rule.units) occurrences.push(found);
    else misses.push({ ...found, by: rule.units - after });
  }
  return { occurrences, misses };
}

export const velocity = trigger({
  kind: 'velocity',
  schema: velocitySchema,
  examples: [
    'when 20 or more units of any SKU are sold within 1 hour',
    'when 5 or more units of HOODIE-M are sold within 10 minutes on the web shop',
  ],
  about: { sku: true, order: false, account: false },
  sentence: ({ scope, units, minutes, location, account }, names) =>
    `${sayNumber(units)} or more units of ${sayScope(scope, names)} are sold ` +
    `within ${sayMinutes(minutes)}${sayIn(location, names)}${sayAccount('on', account, names)}`,
  concern: ({ scope, account }, catalog) => ({
    kinds: hasKits(scope, catalog) ? ['stock', 'order-received'] : ['stock'],
    skuIds: skuIdsOf(scope, catalog),
    accountIds: accountIdsOf(account, catalog),
  }),
  observe: observeVelocity,
  describe: ({ minutes }, { occurrence: { figure } }) =>
    `${countOf(figure ?? 0, 'unit')} were sold within ${sayMinutes(minutes)}`,
  again: () => 'fewer are sold',
  claims: ({ units, minutes, location, account }) =>
    location === null && account === null
      ? [claimUnits(`sold:${minutes}`, { is: 'gte', units })]
      : [],
});
