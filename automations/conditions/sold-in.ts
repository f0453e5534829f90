import { z } from 'zod';
import { claimUnits } from '../terms/claim.ts';
import { comparisonSchema, minutesSchema, unitsSchema } from '../terms/measure.ts';
import { sayCount, sayNumber, sayStretch } from '../terms/phrases.ts';
import { skuSchema } from '../terms/scope.ts';
import { compare, shortfall } from './compare.ts';
import { condition, type Moment } from './condition-kind.ts';
import { skuIdOf } from './term-ids.ts';

/** Units sold within the last so many minutes. */
export const soldInSchema = z.strictObject({
  kind: z.literal('sold-in'),
  sku: skuSchema,
  is: comparisonSchema,
  units: unitsSchema,
  minutes: minutesSchema,
});
type SoldIn = z.infer<typeof soldInSchema>;

const MINUTE_MS = 60_000;

function unitsSold({ sku, minutes }: SoldIn, moment: Moment): number | null {
  const skuId = skuIdOf(sku, moment);
  if (skuId === null) return null;
  const until = moment.fact.at;
  const since = new Date(until.getTime() - minutes * MINUTE_MS);
  // What was taken back counts against what was sold; fewer than none were not.
  return Math.max(0, moment.world.sales({ skuId, since, until }).units);
}

export const soldIn = condition({
  kind: 'sold-in',
  schema: soldInSchema,
  examples: [
    'it sold 5 or more units in the last hour',
    'HOODIE-M sold fewer than 3 units in the last 7 days',
  ],
  needs: 'nothing',
  sentence({ sku, is, units, minutes }, { names, isNot }) {
    const whose = sku.of === 'trigger' ? 'it' : names.sku(sku.sku);
    const verb = isNot ? 'did not sell' : 'sold';
    const amount = sayCount(is, sayNumber(units));
    return `${whose} ${verb} ${amount} units in the last ${sayStretch(minutes)}`;
  },
  holds: (one, moment) => compare(unitsSold(one, moment), one.is, one.units),
  value: unitsSold,
  missBy: (one, moment) => shortfall(unitsSold(one, moment), one.is, one.units),
  claim: ({ sku, is, units, minutes }) =>
    claimUnits(sku.of === 'trigger' ? `sold:${minutes}` : `sold:${minutes}@${sku.sku}`, {
      is,
      units,
    }),
});
