import type { ChannelPromise } from '../promise.ts';
import { connectionPromises } from './connection.ts';
import { faultPromises } from './faults.ts';
import { fuzzPromises } from './fuzz.ts';
import { garbledPromises } from './garbled.ts';
import { idPromises } from './ids.ts';
import { orderListPromises } from './order-list.ts';
import { orderPromises } from './orders.ts';
import { pushPromises } from './pushes.ts';
import { readBackPromises } from './read-back.ts';
import { signaturePromises } from './signatures.ts';
import { stockPromises } from './stock.ts';
import { webhookPromises } from './webhooks.ts';

export const promises: readonly ChannelPromise[] = [
  ...connectionPromises,
  ...signaturePromises,
  ...webhookPromises,
  ...orderPromises,
  ...orderListPromises,
  ...idPromises,
  ...pushPromises,
  ...stockPromises,
  ...readBackPromises,
  ...faultPromises,
  ...garbledPromises,
  ...fuzzPromises,
];
