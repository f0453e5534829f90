import { z } from 'zod';
import { accountIdsOf, hasKits, salesOf, skuIdsOf, soldSkus } from '../facts/in-scope.ts';
import { type Occurrence, occurrence } from '../facts/occurrence.ts';
import { momentOf } from '../facts/world.ts';
import { countOf, sayAccount, sayMinutes, sayScope } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { findPace, type Pace } from './detect-spike.ts';
import { type At, NOTHING, type Observed, trigger } from './trigger-kind.ts';

/** A SKU sells far above its own usual pace: at least 5 orders and 5 times the baseline. */
export const spikeSchema = z.strictObject({
  kind: z.literal('spike'),
  scope: scopeSchema,
  account: accountSchema,
});
type Spike = z.infer<typeof spikeSchema>;

const MS = 1;
const CALM_MS = 60 * 60_000;

/**
 * Begins with the sale that makes it one, and is not told again before an hour has gone by without
 * any. All of it is in the sales, so nothing is remembered.
 */
function observeSpike(rule: Spike, { fact, world, catalog }: At): Observed {
  const accountId = accountIdsOf(rule.account, catalog)?.[0] ?? null;
  if (rule.account !== null && accountId === null) return NOTHING;
  const sales = salesOf(fact, catalog);
  const occurrences: Occurrence[] = [];
  for (const { skuId } of soldSkus(fact, rule.scope, catalog)) {
    const of = { skuId, accountId };
    const own = sales.filter((sale) => sale.skuId === skuId && sale.units > 0).length;
    const at = momentOf(fact, { world, skuId });
    const pace = findPace(world, { ...of, at });
    if (!pace || wasSpiking(world, { ...of, at, own })) continue;
    const figures = { skuId, accountId, figure: pace.orders, figureBefore: roundUsual(pace) };
    const { minutes } = pace;
    occurrences.push(occurrence(`sku:${skuId}`, { ...figures, minutes }));
  }
  return { occurrences, misses: [] };
}

/** Just before this fact (several may be of one moment), or at any sale of the hour before. */
function wasSpiking(
  world: At['world'],
  o: { skuId: number; accountId: number | null; at: Date; own: number },
): boolean {
  const { at, own, ...of } = o;
  if (findPace(world, { ...of, at, without: own })) return true;
  const since = new Date(at.getTime() - CALM_MS);
  const until = new Date(at.getTime() - MS);
  // The newest first: in the middle of a spike the last sale says so.
  const moments = [...world.soldAt({ ...of, since, until })].reverse();
  return moments.some((moment) => findPace(world, { ...of, at: moment }) !== null);
}

function roundUsual({ usual }: Pace): number {
  return Math.round(usual * 10) / 10;
}

export const spike = trigger({
  kind: 'spike',
  schema: spikeSchema,
  examples: ['when orders for any SKU spike', 'when orders for HOODIE-M spike on the web shop'],
  about: { sku: true, order: false, account: false },
  sentence: ({ scope, account }, names) =>
    `orders for ${sayScope(scope, names)} spike${sayAccount('on', account, names)}`,
  concern: ({ scope, account }, catalog) => ({
    kinds: hasKits(scope, catalog) ? ['stock', 'order-received'] : ['stock'],
    skuIds: skuIdsOf(scope, catalog),
    accountIds: accountIdsOf(account, catalog),
  }),
  observe: observeSpike,
  describe: (_, { occurrence: { figure, figureBefore, minutes } }) => {
    const within = minutes === undefined ? '' : ` within ${sayMinutes(minutes)},`;
    return `${countOf(figure ?? 0, 'order')}${within} where ${figureBefore ?? 0} would be usual`;
  },
  again: () => 'an hour has gone by without one',
});
