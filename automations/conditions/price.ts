import { z } from 'zod';
import { claimUnits } from '../terms/claim.ts';
import { comparisonSchema, minorSchema } from '../terms/measure.ts';
import { sayAccount, sayIs, sayOf } from '../terms/phrases.ts';
import { accountSchema, skuSchema } from '../terms/scope.ts';
import { compare, shortfall } from './compare.ts';
import { condition, type Moment } from './condition-kind.ts';
import { skuIdOf, termKey } from './term-ids.ts';

/** What it costs; null account: the base price. */
export const priceSchema = z.strictObject({
  kind: z.literal('price'),
  sku: skuSchema,
  account: accountSchema,
  is: comparisonSchema,
  minor: minorSchema,
});
type PriceCondition = z.infer<typeof priceSchema>;

function priceNow({ sku, account }: PriceCondition, moment: Moment): number | null {
  const skuId = skuIdOf(sku, moment);
  if (skuId === null) return null;
  if (account === null) return moment.world.price({ skuId, accountId: null });
  const accountId = moment.catalog.accountByPublicId(account)?.accountId;
  return accountId === undefined ? null : moment.world.price({ skuId, accountId });
}

export const price = condition({
  kind: 'price',
  schema: priceSchema,
  examples: ['its price is above ₹999', 'the price of HOODIE-M on the web shop is below ₹500'],
  needs: 'nothing',
  sentence({ sku, account, is, minor }, { names, isNot }) {
    const whose = `${sayOf('price', sku, names)}${sayAccount('on', account, names)}`;
    return `${whose} ${isNot ? 'is not' : 'is'} ${sayIs(is, names.money(minor))}`;
  },
  holds: (one, moment) => compare(priceNow(one, moment), one.is, one.minor),
  value: priceNow,
  sayValue: (minor, names) => names.money(minor),
  missBy: (one, moment) => shortfall(priceNow(one, moment), one.is, one.minor),
  isSettled: ({ sku }) => sku.of === 'trigger',
  claim: ({ sku, account, is, minor }) =>
    claimUnits(`price:${account ?? ''}@${termKey(sku)}`, { is, units: minor }),
});
