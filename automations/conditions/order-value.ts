import { z } from 'zod';
import { claimUnits } from '../terms/claim.ts';
import { comparisonSchema, minorSchema } from '../terms/measure.ts';
import { sayAmount } from '../terms/phrases.ts';
import { compare, shortfall } from './compare.ts';
import { condition, type Moment } from './condition-kind.ts';

/** What the order is worth in all, in the currency of the seller. */
export const orderValueSchema = z.strictObject({
  kind: z.literal('order-value'),
  is: comparisonSchema,
  minor: minorSchema,
});

/** Of another currency it is not known: nothing here knows the rate of the day. */
function minorOf({ fact, catalog }: Moment): number | null {
  const isOrder = fact.kind === 'order-received' || fact.kind === 'order-cancelled';
  return isOrder && fact.currency === catalog.currency ? fact.valueMinor : null;
}

export const orderValue = condition({
  kind: 'order-value',
  schema: orderValueSchema,
  examples: ['the order is worth more than ₹5,000', 'the order is worth ₹500 or less'],
  needs: 'order',
  sentence: ({ is, minor }, { names, isNot }) =>
    `the order is ${isNot ? 'not ' : ''}worth ${sayAmount(is, names.money(minor))}`,
  holds: ({ is, minor }, moment) => compare(minorOf(moment), is, minor),
  value: (_, moment) => minorOf(moment),
  sayValue: (minor, names) => names.money(minor),
  missBy: ({ is, minor }, moment) => shortfall(minorOf(moment), is, minor),
  claim: ({ is, minor }) => claimUnits('order-value', { is, units: minor }),
});
