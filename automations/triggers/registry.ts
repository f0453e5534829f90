import { z } from 'zod';
import { createKindFinder } from '../terms/find-kind.ts';
import { schemasOf } from '../terms/schemas-of.ts';
import { backInStock } from './back-in-stock.ts';
import { coverBelow } from './cover-below.ts';
import { drift } from './drift.ts';
import { listingPaused } from './listing-paused.ts';
import { noSale } from './no-sale.ts';
import { orderCancelled } from './order-cancelled.ts';
import { orderReceived } from './order-received.ts';
import { outOfStock } from './out-of-stock.ts';
import { priceChanged } from './price-changed.ts';
import { priceMismatch } from './price-mismatch.ts';
import { pushFailing } from './push-failing.ts';
import { returned } from './return.ts';
import { schedule } from './schedule.ts';
import { shortage } from './shortage.ts';
import { spike } from './spike.ts';
import { stockLevel } from './stock-level.ts';
import { syncLag } from './sync-lag.ts';
import type { TriggerKind } from './trigger-kind.ts';
import { velocity } from './velocity.ts';

export const triggers = [
  stockLevel,
  outOfStock,
  backInStock,
  orderReceived,
  orderCancelled,
  shortage,
  returned,
  velocity,
  spike,
  coverBelow,
  priceChanged,
  priceMismatch,
  listingPaused,
  pushFailing,
  syncLag,
  drift,
  schedule,
  noSale,
] as const;

export const triggerSchemas = schemasOf(triggers);
export const triggerSchema = z.discriminatedUnion('kind', triggerSchemas);
export type Trigger = z.infer<typeof triggerSchema>;

export type AnyTriggerKind = TriggerKind<Trigger['kind'], z.ZodType<Trigger>>;

export const kindOfTrigger: (of: Pick<Trigger, 'kind'>) => AnyTriggerKind = createKindFinder(
  'trigger',
  triggers,
);
