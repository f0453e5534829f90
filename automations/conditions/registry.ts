import { accountSchema } from './account.ts';
import { orderCountrySchema } from './order-country.ts';
import { orderUnitsSchema } from './order-units.ts';
import { orderValueSchema } from './order-value.ts';
import { priceSchema } from './price.ts';
import { skuInSchema } from './sku-in.ts';
import { soldInSchema } from './sold-in.ts';
import { stockSchema } from './stock.ts';
import { timeWindowSchema } from './time-window.ts';

export const conditionSchemas = [
  stockSchema,
  timeWindowSchema,
  orderValueSchema,
  orderUnitsSchema,
  orderCountrySchema,
  accountSchema,
  skuInSchema,
  soldInSchema,
  priceSchema,
] as const;
