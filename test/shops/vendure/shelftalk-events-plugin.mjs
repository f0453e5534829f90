// A Vendure plugin (3.x) that tells Shelftalk that something happened to an order.
// Vendure itself sends no webhooks. Use in a shop's own configuration:
//
//   plugins: [ShelftalkEventsPlugin.init({ url: 'https://…/webhooks/vendure/<account>', secret })]
//
// One POST per event, the body thin on purpose (the receiver fetches the order, so a forged, late
// or doubled event can change nothing but the moment of a look):
//   { event, orderCode, orderId, at, deliveryId }
//   event: order.placed | order.modified | order.cancelled | order.fulfilled | order.refunded
// Signed in the style of Standard Webhooks, so that nobody can send an old event again:
//   webhook-id         the delivery id
//   webhook-timestamp  now, in whole unix seconds
//   webhook-signature  v1,<base64 HMAC-SHA256 of "id.timestamp.body", keyed with the secret's text>
// The receiver refuses a time more than 300 seconds from its own: keep the shop's clock right.
// To change the secret, let the receiver know the new one beside the old one first.
// It is sent after the transaction has committed. Any answer but 2xx is tried again three times,
// with the same id and body and the time of the try; events may arrive out of order. What is in
// memory when the shop's process dies is lost, so the receiver has to list orders now and then as
// well.
import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  EventBus,
  HistoryEntryEvent,
  Logger,
  OrderPlacedEvent,
  PluginCommonModule,
  TransactionalConnection,
  VendurePlugin,
} from '@vendure/core';

const RETRY_DELAYS_MS = [500, 2_000, 8_000];
const ANSWER_MS_MAX = 5_000;

// The order's history is written for every change of it, partial ones too; state transitions are
// not (cancelling one of two lines changes no state), and editing an order publishes no order
// event.
function eventOf({ type, data }) {
  if (type === 'ORDER_MODIFIED') return 'order.modified';
  if (type === 'ORDER_CANCELLATION') return 'order.cancelled';
  if (type === 'ORDER_REFUND_TRANSITION') return 'order.refunded';
  if (type !== 'ORDER_FULFILLMENT_TRANSITION') return undefined;
  // A parcel that is only prepared, or is called back, has left with nobody.
  return ['Shipped', 'Delivered'].includes(data.to) ? 'order.fulfilled' : 'order.modified';
}

export class ShelftalkEventsPlugin {
  static options = { url: '', secret: '' };

  static init(options) {
    ShelftalkEventsPlugin.options = options;
    return ShelftalkEventsPlugin;
  }

  constructor(eventBus, connection) {
    this.eventBus = eventBus;
    this.connection = connection;
  }

  // ofType() hands an event over only after its transaction has committed, never after a rollback.
  onApplicationBootstrap() {
    this.eventBus
      .ofType(OrderPlacedEvent)
      .subscribe((placed) => this.announce('order.placed', placed.order, placed.createdAt));
    this.eventBus.ofType(HistoryEntryEvent).subscribe(async ({ type, entity, createdAt }) => {
      const event = type === 'created' ? eventOf(entity) : undefined;
      if (event) await this.announce(event, entity.order, createdAt);
    });
  }

  async announce(event, order, at) {
    const orderCode = order.code ?? (await this.codeOf(order.id));
    const orderId = String(order.id);
    const deliveryId = randomUUID();
    const body = JSON.stringify({ event, orderCode, orderId, at: at.toISOString(), deliveryId });
    for (const delayMs of [0, ...RETRY_DELAYS_MS]) {
      await sleep(delayMs);
      if (await this.post(body, deliveryId)) return;
    }
    Logger.error(`${event} of ${orderCode} was not accepted (${deliveryId})`, 'Shelftalk');
  }

  async codeOf(id) {
    const order = await this.connection.rawConnection
      .getRepository('Order')
      .findOneOrFail({ where: { id }, select: { code: true } });
    return order.code;
  }

  async post(body, deliveryId) {
    const { url, secret } = ShelftalkEventsPlugin.options;
    // A repetition is a call of its own: with the time of the first it would come too late.
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signed = `${deliveryId}.${timestamp}.${body}`;
    const signature = createHmac('sha256', secret).update(signed).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': deliveryId,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    const signal = AbortSignal.timeout(ANSWER_MS_MAX);
    try {
      return (await fetch(url, { method: 'POST', body, headers, signal })).ok;
    } catch {
      return false; // refused, reset or too slow: the same as a bad answer
    }
  }
}

// What the decorators of a TypeScript plugin would record: what to construct it with.
Reflect.defineMetadata(
  'design:paramtypes',
  [EventBus, TransactionalConnection],
  ShelftalkEventsPlugin,
);
VendurePlugin({ imports: [PluginCommonModule], compatibility: '^3.0.0' })(ShelftalkEventsPlugin);
