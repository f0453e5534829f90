import { z } from 'zod';
import { createKindFinder } from '../terms/find-kind.ts';
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

export const kindOfCondition: (of: Pick<ConditionLeaf, 'kind'>) => AnyConditionKind =
  createKindFinder('condition', conditions);
