import { backInStockSchema } from './back-in-stock.ts';
import { coverBelowSchema } from './cover-below.ts';
import { driftSchema } from './drift.ts';
import { listingPausedSchema } from './listing-paused.ts';
import { noSaleSchema } from './no-sale.ts';
import { orderCancelledSchema } from './order-cancelled.ts';
import { orderReceivedSchema } from './order-received.ts';
import { outOfStockSchema } from './out-of-stock.ts';
import { priceChangedSchema } from './price-changed.ts';
import { priceMismatchSchema } from './price-mismatch.ts';
import { pushFailingSchema } from './push-failing.ts';
import { returnSchema } from './return.ts';
import { scheduleSchema } from './schedule.ts';
import { shortageSchema } from './shortage.ts';
import { spikeSchema } from './spike.ts';
import { stockLevelSchema } from './stock-level.ts';
import { syncLagSchema } from './sync-lag.ts';
import { velocitySchema } from './velocity.ts';

export const triggerSchemas = [
  stockLevelSchema,
  outOfStockSchema,
  backInStockSchema,
  orderReceivedSchema,
  orderCancelledSchema,
  shortageSchema,
  returnSchema,
  velocitySchema,
  spikeSchema,
  coverBelowSchema,
  priceChangedSchema,
  priceMismatchSchema,
  listingPausedSchema,
  pushFailingSchema,
  syncLagSchema,
  driftSchema,
  scheduleSchema,
  noSaleSchema,
] as const;
