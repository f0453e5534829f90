/** Ways to change what any adapter does, from outside: for the bugs that the suite must notice. */
import type { Capability } from '../../../core/channels/capability.ts';
import type {
  Channel,
  ChannelSession,
  DeliveryVerdict,
  RawDelivery,
} from '../../../core/channels/channel.ts';
import type { ChannelHttp } from '../../../core/channels/channel-http.ts';
import type { CallRefusal, PushOutcome } from '../../../core/channels/outcome.ts';
import type { IncomingLine, IncomingOrder } from '../../../core/orders/incoming-order.ts';

/** A way to break any adapter from outside, and the promise that must notice. */
export interface PlantedBug {
  /** Completes "an adapter that …". */
  readonly name: string;
  readonly noticedBy: string;
  /** Whether the channel could have the bug at all; absent: any could. */
  readonly appliesTo?: (capability: Capability) => boolean;
  readonly plant: (channel: Channel) => Channel;
}

type SessionChange = (session: ChannelSession) => Partial<ChannelSession>;

export function changeSession(channel: Channel, change: SessionChange): Channel {
  return {
    ...channel,
    verify: (delivery, secrets) => channel.verify(delivery, secrets),
    connect(o) {
      const session = channel.connect(o);
      return {
        fetchOrder: (orderRef) => session.fetchOrder(orderRef),
        listOrders: (asked) => session.listOrders(asked),
        pushStock: (items) => session.pushStock(items),
        pushPrice: (items) => session.pushPrice(items),
        pushStatus: (items) => session.pushStatus(items),
        readListings: (listings) => session.readListings(listings),
        ...change(session),
      };
    },
  };
}

export function changeVerdict(
  channel: Channel,
  verify: (delivery: RawDelivery, secrets: Parameters<Channel['verify']>[1]) => DeliveryVerdict,
): Channel {
  return { ...channel, verify };
}

export function changeHttp(channel: Channel, wrap: (http: ChannelHttp) => ChannelHttp): Channel {
  return { ...channel, connect: (o) => channel.connect({ ...o, http: wrap(o.http) }) };
}

/** Every order that the adapter tells, by whichever way. */
export function changeOrders(
  channel: Channel,
  change: (order: IncomingOrder) => IncomingOrder,
): Channel {
  const changed = changeSession(channel, (session) => ({
    async fetchOrder(orderRef) {
      const answer = await session.fetchOrder(orderRef);
      return answer.kind === 'ok' && answer.value
        ? { kind: 'ok', value: change(answer.value) }
        : answer;
    },
    async listOrders(o) {
      const answer = await session.listOrders(o);
      if (answer.kind !== 'ok') return answer;
      return { kind: 'ok', value: { ...answer.value, orders: answer.value.orders.map(change) } };
    },
  }));
  return {
    ...changed,
    read(delivery, settings) {
      const reading = channel.read(delivery, settings);
      return reading.kind === 'order' ? { kind: 'order', order: change(reading.order) } : reading;
    },
  };
}

export const changeLines = (
  channel: Channel,
  change: (line: IncomingLine) => IncomingLine,
): Channel => changeOrders(channel, (order) => ({ ...order, lines: order.lines.map(change) }));

export const changeRefusals = (
  channel: Channel,
  change: (refusal: CallRefusal) => PushOutcome,
): Channel =>
  changeSession(channel, (session) => ({
    async pushStock(items) {
      const outcomes = await session.pushStock(items);
      return outcomes.map((outcome) => ('reason' in outcome ? change(outcome) : outcome));
    },
  }));

export const rounded = (id: string): string =>
  /^\d+$/.test(id) ? BigInt(Number(id)).toString() : id;

export function repairNumbers(value: unknown): unknown {
  if (typeof value === 'string')
    return /^\d{1,7}$/.test(value) ? Number.parseInt(value, 10) : value;
  if (Array.isArray(value)) return value.map(repairNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, repairNumbers(item)]));
}
