import { adjustStockSchema } from './adjust-stock.ts';
import { notifySchema } from './notify.ts';
import { pauseListingSchema } from './pause-listing.ts';
import { purchaseDraftSchema } from './purchase-draft.ts';
import { reportSchema } from './report.ts';
import { resumeListingSchema } from './resume-listing.ts';
import { safetyStockSchema } from './safety-stock.ts';
import { setPriceSchema } from './set-price.ts';
import { taskSchema } from './task.ts';
import { transferSchema } from './transfer.ts';
import { webhookSchema } from './webhook.ts';

export const actionSchemas = [
  notifySchema,
  adjustStockSchema,
  transferSchema,
  safetyStockSchema,
  setPriceSchema,
  pauseListingSchema,
  resumeListingSchema,
  purchaseDraftSchema,
  taskSchema,
  webhookSchema,
  reportSchema,
] as const;
