import { z } from 'zod';
import { schemasOf } from '../terms/schemas-of.ts';
import { account } from './account.ts';
import type { ConditionKind } from './condition-kind.ts';
import { orderCountry } from './order-country.ts';
import { orderUnits } from './order-units.ts';
import { orderValue } from './order-value.ts';
import { price } from './price.ts';
import { skuIn } from './sku-in.ts';
import { soldIn } from './sold-in.ts';
import { stock } from './stock.ts';
import { timeWindow } from './time-window.ts';

export const conditions = [
  stock,
  timeWindow,
  orderValue,
  orderUnits,
  orderCountry,
  account,
  skuIn,
  soldIn,
  price,
] as const;

export const conditionSchemas = schemasOf(conditions);
export const conditionLeafSchema = z.discriminatedUnion('kind', conditionSchemas);
export type ConditionLeaf = z.infer<typeof conditionLeafSchema>;

export type AnyConditionKind = ConditionKind<ConditionLeaf['kind'], z.ZodType<ConditionLeaf>>;

// A kind takes its own condition only; by its kind it is given no other.
const byKind = new Map<string, AnyConditionKind>(
  conditions.map((each) => [each.kind, each as unknown as AnyConditionKind]),
);

export function kindOfCondition({ kind }: Pick<ConditionLeaf, 'kind'>): AnyConditionKind {
  const found = byKind.get(kind);
  if (!found) throw new RangeError(`There is no condition "${kind}".`);
  return found;
}
