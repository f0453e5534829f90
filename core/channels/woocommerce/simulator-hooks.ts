import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import type { SimulatedStore, StoreEvent } from '../simulation/simulated-store.ts';
import type { OutgoingWebhook } from '../simulation/webhook-sender.ts';
import type { OrderChronicle } from './simulator-chronicle.ts';
import type { ParentOf } from './simulator-families.ts';
import { orderJson } from './simulator-json.ts';
import { DELIVERY_ID_HEADER, SIGNATURE_HEADER, signBody, TOPIC_HEADER } from './verify-delivery.ts';

export type HookStatus = 'active' | 'paused' | 'disabled';

export interface Hook {
  readonly id: number;
  readonly topic: 'order.created' | 'order.updated';
  readonly status: HookStatus;
}

/** The shop's webhooks: one per topic. */
export interface HookDesk {
  hooks(): readonly Hook[];
  setStatus(o: { id: number; status: HookStatus }): Hook;
  webhooksOf(
    event: StoreEvent,
    shop: { store: SimulatedStore; chronicle: OrderChronicle; parentOf: ParentOf },
  ): readonly OutgoingWebhook[];
}

/**
 * After so many failures in a row the shop stops sending, without a word, until somebody switches
 * it on again.
 */
const FAILURES_MAX = 5;

export function createHookDesk(o: { clock: Clock; secret: string }): HookDesk {
  const hooks: Hook[] = [
    { id: 1, topic: 'order.created', status: 'active' },
    { id: 2, topic: 'order.updated', status: 'active' },
  ];
  const failures = new Map<number, number>();
  const setStatus: HookDesk['setStatus'] = ({ id, status }) => {
    const at = hooks.findIndex((hook) => hook.id === id);
    const known = hooks[at];
    if (!known) throw new Error(`There is no webhook ${id}.`);
    const hook = { ...known, status };
    hooks[at] = hook;
    failures.set(id, 0);
    return hook;
  };
  const count = (id: number, isAccepted: boolean) => {
    const inARow = isAccepted ? 0 : (failures.get(id) ?? 0) + 1;
    failures.set(id, inARow);
    if (inARow >= FAILURES_MAX) setStatus({ id, status: 'disabled' });
  };
  return {
    hooks: () => hooks,
    setStatus,
    webhooksOf(event, { store, chronicle, parentOf }) {
      if (event.kind === 'level-changed') return [];
      const topic = event.kind === 'order-placed' ? 'order.created' : 'order.updated';
      const hook = hooks.find((one) => one.topic === topic && one.status === 'active');
      if (!hook) return [];
      const { order } = event;
      const course = chronicle.courseOf(order);
      const context = { course, listingOf: store.now.listing, parentOf };
      const body = JSON.stringify(orderJson(order, context));
      const headers = headersOf(hook, { ...o, body });
      const onSettled = (isAccepted: boolean) => count(hook.id, isAccepted);
      return [{ headers, body, isSentOnce: true, onSettled }];
    },
  };
}

function headersOf(hook: Hook, o: { clock: Clock; secret: string; body: string }) {
  const [resource = '', event = ''] = hook.topic.split('.');
  // As the real shop makes it: two deliveries of one second carry the same id.
  const second = Math.floor(o.clock.now().getTime() / 1000);
  const deliveryId = createHash('md5').update(`${hook.id}${second}`).digest('hex');
  return {
    'x-wc-webhook-source': 'http://127.0.0.1/',
    [TOPIC_HEADER]: hook.topic,
    'x-wc-webhook-resource': resource,
    'x-wc-webhook-event': event,
    [SIGNATURE_HEADER]: signBody(Buffer.from(o.body), o.secret),
    'x-wc-webhook-id': String(hook.id),
    [DELIVERY_ID_HEADER]: deliveryId,
  };
}
