import type { Action } from '../rule/rule.ts';
import { carryAdjustStock } from './actions/adjust-stock.ts';
import { carryPauseListing, carryResumeListing } from './actions/listing-state.ts';
import { carryNotify, carryReport } from './actions/messages.ts';
import { carryPurchaseDraft } from './actions/purchase-draft.ts';
import { carrySafetyStock } from './actions/safety-stock.ts';
import { carrySetPrice } from './actions/set-price.ts';
import { carryTask } from './actions/task.ts';
import { carryTransfer } from './actions/transfer.ts';
import { carryWebhook } from './actions/webhook.ts';
import type { Carrier } from './carrier.ts';

/** One for every kind of action: the compiler and a test hold that. */
export const carriers = {
  notify: carryNotify,
  'adjust-stock': carryAdjustStock,
  transfer: carryTransfer,
  'safety-stock': carrySafetyStock,
  'set-price': carrySetPrice,
  'pause-listing': carryPauseListing,
  'resume-listing': carryResumeListing,
  'purchase-draft': carryPurchaseDraft,
  task: carryTask,
  webhook: carryWebhook,
  report: carryReport,
} as const satisfies { [Kind in Action['kind']]: { readonly kind: Kind } };

export function carrierOf({ kind }: Action): Carrier {
  // A carrier takes its own kind only; by its kind it is given no other.
  return carriers[kind] as unknown as Carrier;
}
