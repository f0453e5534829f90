import { z } from 'zod';
import { locationIdOf } from '../facts/in-scope.ts';
import { claimUnits } from '../terms/claim.ts';
import { comparisonSchema, stockMeasureSchema, unitsSchema } from '../terms/measure.ts';
import { sayIn, sayIs, sayMeasure, sayNumber } from '../terms/phrases.ts';
import { locationSchema, skuSchema } from '../terms/scope.ts';
import { compare, shortfall } from './compare.ts';
import { condition, type Moment } from './condition-kind.ts';
import { skuIdOf, termKey } from './term-ids.ts';

/** What is in stock at that moment. */
export const stockSchema = z.strictObject({
  kind: z.literal('stock'),
  sku: skuSchema,
  measure: stockMeasureSchema,
  is: comparisonSchema,
  units: unitsSchema,
  location: locationSchema,
});
type StockCondition = z.infer<typeof stockSchema>;

function unitsNow({ sku, measure, location }: StockCondition, moment: Moment): number | null {
  const skuId = skuIdOf(sku, moment);
  const locationId = locationIdOf(location, moment.catalog);
  if (skuId === null || locationId === undefined) return null;
  const { onHand, available } = moment.world.stock({ skuId, locationId });
  return measure === 'available' ? available : onHand;
}

export const stock = condition({
  kind: 'stock',
  schema: stockSchema,
  examples: [
    'its available stock is 5 or more',
    'available stock of HOODIE-L in Mumbai is below 5',
  ],
  needs: 'nothing',
  sentence({ sku, measure, is, units, location }, { names, isNot }) {
    const what = sayMeasure(measure);
    const whose = sku.of === 'trigger' ? `its ${what}` : `${what} of ${names.sku(sku.sku)}`;
    const verb = isNot ? 'is not' : 'is';
    return `${whose}${sayIn(location, names)} ${verb} ${sayIs(is, sayNumber(units))}`;
  },
  holds: (one, moment) => compare(unitsNow(one, moment), one.is, one.units),
  value: unitsNow,
  missBy: (one, moment) => shortfall(unitsNow(one, moment), one.is, one.units),
  isSettled: ({ sku }) => sku.of === 'trigger',
  claim: ({ sku, measure, is, units, location }) =>
    claimUnits(`stock:${measure}:${location ?? ''}${asOther(termKey(sku))}`, { is, units }),
});

function asOther(code: string): string {
  return code === '' ? '' : `@${code}`;
}
