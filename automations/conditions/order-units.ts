import { z } from 'zod';
import { claimUnits } from '../terms/claim.ts';
import { comparisonSchema, unitsSchema } from '../terms/measure.ts';
import { sayCount, sayNumber } from '../terms/phrases.ts';
import { compare, shortfall } from './compare.ts';
import { condition, type Moment } from './condition-kind.ts';

/** How many units are on the order. */
export const orderUnitsSchema = z.strictObject({
  kind: z.literal('order-units'),
  is: comparisonSchema,
  units: unitsSchema,
});

function unitsOf({ fact }: Moment): number | null {
  if (fact.kind !== 'order-received' && fact.kind !== 'order-cancelled') return null;
  return fact.lines.reduce((sum, line) => sum + line.units, 0);
}

export const orderUnits = condition({
  kind: 'order-units',
  schema: orderUnitsSchema,
  examples: ['the order has more than 5 units', 'the order has 10 or more units'],
  needs: 'order',
  sentence: ({ is, units }, { isNot }) =>
    `the order ${isNot ? 'does not have' : 'has'} ${sayCount(is, sayNumber(units))} units`,
  holds: ({ is, units }, moment) => compare(unitsOf(moment), is, units),
  value: (_, moment) => unitsOf(moment),
  missBy: ({ is, units }, moment) => shortfall(unitsOf(moment), is, units),
  claim: ({ is, units }) => claimUnits('order-units', { is, units }),
});
