import { z } from 'zod';
import { isInScope } from '../facts/in-scope.ts';
import { claimNames } from '../terms/claim.ts';
import { sayScope } from '../terms/phrases.ts';
import { scopeSchema } from '../terms/scope.ts';
import { condition, type Moment } from './condition-kind.ts';

/** Which SKU it is about; of an order with several, whether one of them is such a SKU. */
export const skuInSchema = z.strictObject({
  kind: z.literal('sku-in'),
  scope: scopeSchema,
});
type SkuIn = z.infer<typeof skuInSchema>;

/** Null stands for a code on an order that we do not know yet. */
function skuIdsOf({ fact, occurrence }: Moment): readonly (number | null)[] {
  if (occurrence.skuId !== null) return [occurrence.skuId];
  const isOrder = fact.kind === 'order-received' || fact.kind === 'order-cancelled';
  return isOrder ? fact.lines.map(({ skuId }) => skuId) : [];
}

function isIn({ scope }: SkuIn, moment: Moment): boolean | null {
  const ids = skuIdsOf(moment);
  const isOne = ids.some((skuId) => skuId !== null && isInScope(skuId, scope, moment.catalog));
  if (isOne) return true;
  return ids.length === 0 || ids.includes(null) ? null : false;
}

export const skuIn = condition({
  kind: 'sku-in',
  schema: skuInSchema,
  examples: ['the SKU is HOODIE-M or HOODIE-L', 'the SKU is not any SKU tagged clearance'],
  needs: 'sku',
  sentence: ({ scope }, { names, isNot }) =>
    `the SKU is ${isNot ? 'not ' : ''}${sayScope(scope, names)}`,
  holds: isIn,
  value(_, moment) {
    const [first] = skuIdsOf(moment);
    return first == null ? null : (moment.catalog.sku(first)?.code ?? null);
  },
  isSettled: () => true,
  claim: ({ scope }) => (scope.of === 'skus' ? claimNames('sku', scope.skus) : null),
});
