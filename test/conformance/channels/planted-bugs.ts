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

function changeSession(channel: Channel, change: SessionChange): Channel {
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

function changeVerdict(
  channel: Channel,
  verify: (delivery: RawDelivery, secrets: Parameters<Channel['verify']>[1]) => DeliveryVerdict,
): Channel {
  return { ...channel, verify };
}

function changeHttp(channel: Channel, wrap: (http: ChannelHttp) => ChannelHttp): Channel {
  return { ...channel, connect: (o) => channel.connect({ ...o, http: wrap(o.http) }) };
}

/** Every order that the adapter tells, by whichever way. */
function changeOrders(channel: Channel, change: (order: IncomingOrder) => IncomingOrder): Channel {
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

const changeLines = (channel: Channel, change: (line: IncomingLine) => IncomingLine): Channel =>
  changeOrders(channel, (order) => ({ ...order, lines: order.lines.map(change) }));

const changeRefusals = (channel: Channel, change: (refusal: CallRefusal) => PushOutcome): Channel =>
  changeSession(channel, (session) => ({
    async pushStock(items) {
      const outcomes = await session.pushStock(items);
      return outcomes.map((outcome) => ('reason' in outcome ? change(outcome) : outcome));
    },
  }));

const rounded = (id: string): string => (/^\d+$/.test(id) ? BigInt(Number(id)).toString() : id);

function repairNumbers(value: unknown): unknown {
  if (typeof value === 'string')
    return /^\d{1,7}$/.test(value) ? Number.parseInt(value, 10) : value;
  if (Array.isArray(value)) return value.map(repairNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, repairNumbers(item)]));
}

const signatureBugs: readonly PlantedBug[] = [
  {
    name: 'believes everybody',
    noticedBy: 'a delivery is refused when a single byte of its body changed',
    plant: (channel) =>
      changeVerdict(channel, () => ({
        kind: 'verified',
        externalId: null,
        topic: 'x',
        body: 'json',
      })),
  },
  {
    name: 'tries the first secret only',
    noticedBy: 'while the secret is being changed both secrets are good, in either order',
    plant: (channel) =>
      changeVerdict(channel, (delivery, secrets) => channel.verify(delivery, secrets.slice(0, 1))),
  },
  {
    name: 'signs the meaning instead of the bytes',
    noticedBy:
      'a body that was read and written anew is refused: the bytes are signed, not the meaning',
    plant: (channel) =>
      changeVerdict(channel, (delivery, secrets) => {
        const rawBody = Buffer.from(delivery.rawBody.toString('utf8').trim());
        return channel.verify({ ...delivery, rawBody }, secrets);
      }),
  },
  {
    name: 'reads the body as Latin letters',
    noticedBy: 'a delivery that the shop signed is believed, emoji and all',
    // A thin body has no letters to lose.
    appliesTo: ({ payload }) => payload === 'full',
    plant: (channel) =>
      changeVerdict(channel, (delivery, secrets) => {
        const rawBody = Buffer.from(delivery.rawBody.toString('latin1'));
        return channel.verify({ ...delivery, rawBody }, secrets);
      }),
  },
  {
    name: 'throws where a signature has another length',
    noticedBy: 'a delivery whose signature is missing, wrong, doubled or spoilt is refused',
    plant: (channel) =>
      changeVerdict(channel, (delivery, secrets) => {
        const isLong = Object.values(delivery.headers).some((text) => (text?.length ?? 0) > 9_999);
        if (isLong) throw new RangeError('Input buffers must have the same byte length');
        return channel.verify(delivery, secrets);
      }),
  },
];

const orderBugs: readonly PlantedBug[] = [
  {
    name: 'takes ids through doubles',
    noticedBy: 'two orders whose ids differ in the last digit stay two',
    plant: (channel) =>
      changeOrders(channel, (order) => ({
        ...order,
        externalId: rounded(order.externalId),
        lines: order.lines.map((line) => ({ ...line, externalId: rounded(line.externalId) })),
      })),
  },
  {
    name: 'forgets what was cancelled',
    noticedBy: 'a cancelled order will ship nothing more',
    plant: (channel) => changeLines(channel, (line) => ({ ...line, cancelled: 0 })),
  },
  {
    name: 'forgets that the order is cancelled',
    noticedBy: 'a cancelled order will ship nothing more',
    plant: (channel) => changeOrders(channel, (order) => ({ ...order, isCancelled: false })),
  },
  {
    name: 'forgets what was shipped',
    noticedBy: 'a shipped order is shipped in full',
    plant: (channel) => changeLines(channel, (line) => ({ ...line, shipped: 0 })),
  },
  {
    name: 'forgets what came back',
    noticedBy: 'shipped units that come back into stock are returned',
    plant: (channel) => changeLines(channel, (line) => ({ ...line, returned: 0 })),
  },
  {
    name: 'takes money back for goods back',
    noticedBy: 'money back without goods moves no stock: after shipping',
    plant: (channel) =>
      changeLines(channel, (line) => ({ ...line, returned: line.refunded, refunded: 0 })),
  },
  {
    name: 'tells what is left instead of what was ever ordered',
    noticedBy: 'units that are taken back before they ship are cancelled, the others are not',
    plant: (channel) =>
      changeLines(channel, (line) => ({ ...line, ordered: line.ordered - line.cancelled })),
  },
  {
    name: 'counts in cents where there are none',
    noticedBy: 'amounts are exact in a currency without decimals',
    plant: (channel) =>
      changeLines(channel, (line) => ({
        ...line,
        unitPriceMinor: line.unitPriceMinor === null ? null : line.unitPriceMinor * 100,
      })),
  },
  {
    name: 'cleans up titles',
    noticedBy: 'what buyers and titles say is kept letter by letter, as data',
    plant: (channel) =>
      changeLines(channel, (line) => ({ ...line, title: line.title.replaceAll('<', '&lt;') })),
  },
  {
    name: 'throws at a body that it cannot read',
    noticedBy: 'whichever field of a webhook is garbled: no error, no half order, no negative unit',
    plant: (channel) => ({
      ...channel,
      read(delivery, settings) {
        const reading = channel.read(delivery, settings);
        if (reading.kind === 'unreadable') throw new TypeError('x is undefined');
        return reading;
      },
    }),
  },
  {
    name: 'says that its bodies are thin when they are full, or the other way round',
    noticedBy: 'the shop calls us, or does not, as the capability record says',
    plant: (channel) => {
      const { capability } = channel;
      const payload = capability.payload === 'full' ? 'thin' : 'full';
      return { ...channel, capability: { ...capability, payload } };
    },
  },
];

const listBugs: readonly PlantedBug[] = [
  {
    name: 'stops after the first page',
    noticedBy: 'the list has every order of a rush, all of one moment',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async listOrders(o) {
          const answer = await session.listOrders(o);
          if (answer.kind !== 'ok') return answer;
          return { kind: 'ok', value: { ...answer.value, hasMore: false } };
        },
      })),
  },
  {
    name: 'loses the last order of a page',
    noticedBy:
      'from the last place on, the list has what happened since, the change of an old order too',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async listOrders(o) {
          const answer = await session.listOrders(o);
          if (answer.kind !== 'ok') return answer;
          return {
            kind: 'ok',
            value: { ...answer.value, orders: answer.value.orders.slice(0, -1) },
          };
        },
      })),
  },
  {
    name: 'refuses a page for one broken order on it',
    noticedBy:
      'an order with broken figures is set aside, and its neighbours on the page come through',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async listOrders(o) {
          const answer = await session.listOrders(o);
          const isBroken = answer.kind === 'ok' && (answer.value.unreadable ?? []).length > 0;
          return isBroken ? { kind: 'rejected', reason: 'broken order' } : answer;
        },
      })),
  },
  {
    name: 'finds an order by a reference that is none',
    noticedBy: 'an order reference from a stranger leads nowhere else',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        fetchOrder: (orderRef) => session.fetchOrder(/[\w-]{3,}/.exec(orderRef)?.[0] ?? orderRef),
      })),
  },
];

const outcomeBugs: readonly PlantedBug[] = [
  {
    name: 'takes every answer for done',
    noticedBy: 'a stock push answered 200 with an error is never taken for done',
    plant: (channel) => changeRefusals(channel, () => ({ kind: 'applied' })),
  },
  {
    name: 'takes a lost answer for a push that was not done',
    noticedBy:
      'a stock push whose answer is lost was done and is not known to be: tried again later',
    plant: (channel) =>
      changeRefusals(channel, (refusal) =>
        refusal.kind === 'retry-later' ? { ...refusal, isOutcomeUnknown: false } : refusal,
      ),
  },
  {
    name: 'does not hear how long the shop wants to be left alone',
    noticedBy:
      'a stock push that comes too fast waits as long as the shop asks, and is known not to be done',
    plant: (channel) =>
      changeRefusals(channel, (refusal) =>
        refusal.kind === 'retry-later' ? { ...refusal, afterMs: null } : refusal,
      ),
  },
  {
    name: 'tries refused credentials for ever',
    noticedBy: 'wrong credentials are told at once, and change nothing',
    plant: (channel) =>
      changeRefusals(channel, (refusal) => ({
        kind: 'retry-later',
        afterMs: null,
        reason: refusal.reason,
        isOutcomeUnknown: false,
      })),
  },
  {
    name: 'gives the outcomes in another order than the items',
    noticedBy:
      'stock of a listing that the shop does not have is rejected, and its neighbours pass',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushStock: async (items) => (await session.pushStock(items)).toReversed(),
      })),
  },
  {
    name: 'fails a batch for one item of it',
    noticedBy:
      'stock of a listing that the shop does not have is rejected, and its neighbours pass',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async pushStock(items) {
          const outcomes = await session.pushStock(items);
          const worst = outcomes.find(({ kind }) => kind === 'rejected');
          return worst ? items.map(() => worst) : outcomes;
        },
      })),
  },
  {
    name: 'loses the last item of a full batch',
    noticedBy: 'stock of as many listings as fit a call reaches each of them and no other',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async pushStock(items) {
          if (items.length < 10) return session.pushStock(items);
          return [...(await session.pushStock(items.slice(0, -1))), { kind: 'applied' }];
        },
      })),
  },
  {
    name: 'takes text for a number',
    noticedBy: 'a stock push is done only when the shop confirms that very figure as a number',
    plant: (channel) =>
      changeHttp(channel, (http) => ({
        async call(call) {
          const answer = await http.call(call);
          if (answer.kind !== 'ok') return answer;
          return { kind: 'ok', value: { ...answer.value, json: repairNumbers(answer.value.json) } };
        },
      })),
  },
  {
    name: 'takes "may have been done" for done',
    noticedBy: 'a stock push is never done by an answer that is none: a page, nothing, a redirect',
    plant: (channel) =>
      changeRefusals(channel, (refusal) =>
        refusal.kind === 'retry-later' && refusal.isOutcomeUnknown ? { kind: 'applied' } : refusal,
      ),
  },
];

const figureBugs: readonly PlantedBug[] = [
  {
    name: 'sends another figure',
    noticedBy: 'stock is set to the very figure: none, one, many',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushStock: (items) =>
          session.pushStock(items.map((item) => ({ ...item, quantity: item.quantity || 1 }))),
      })),
  },
  {
    name: 'overwrites what somebody else changed',
    noticedBy: 'a figure that somebody else changed meanwhile is not overwritten',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushStock: (items) => session.pushStock(items.map((item) => ({ ...item, expected: null }))),
      })),
  },
  {
    name: 'makes up a key of its own for every call',
    noticedBy: 'a push repeated under its key does nothing a second time',
    plant: (channel) => {
      let calls = 0;
      return changeSession(channel, (session) => ({
        pushStock(items) {
          calls += 1;
          return session.pushStock(items.map((item) => ({ ...item, key: `${item.key}-${calls}` })));
        },
      }));
    },
  },
  {
    name: 'saves itself a write when a read shows the figure',
    noticedBy: 'a stale read never passes for an acknowledgement',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async pushStock(items) {
          const answer = await session.readListings(items.map(({ listing }) => listing));
          const shown = answer.kind === 'ok' ? answer.value[0]?.available : null;
          return shown === items[0]?.quantity
            ? items.map(() => ({ kind: 'unchanged' }))
            : session.pushStock(items);
        },
      })),
  },
  {
    name: 'takes prices through fractions',
    noticedBy: 'prices are exact to the cent',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushPrice: (items) =>
          session.pushPrice(
            items.map((item) => ({
              ...item,
              priceMinor: Math.trunc((item.priceMinor / 100) * 100),
            })),
          ),
      })),
  },
  {
    name: 'takes every currency for that of the shop',
    noticedBy: 'a price in another currency than that of the shop is rejected, never converted',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushPrice: (items) =>
          session.pushPrice(items.map((item) => ({ ...item, currency: 'USD' }))),
      })),
  },
  {
    name: 'takes pausing for resuming',
    noticedBy: 'status that is pushed is what the shop shows',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushStatus: (items) =>
          session.pushStatus(items.map((item) => ({ ...item, status: 'active' }))),
      })),
  },
  {
    name: 'hides an oversell',
    noticedBy: 'a listing that the shop oversold is read back below zero',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async readListings(listings) {
          const answer = await session.readListings(listings);
          if (answer.kind !== 'ok') return answer;
          const value = answer.value.map((reading) => ({
            ...reading,
            available: reading.available === null ? null : Math.max(0, reading.available),
          }));
          return { kind: 'ok', value };
        },
      })),
  },
  {
    name: 'takes readings by their place in the answer',
    noticedBy: 'figures of another listing are not taken for those of the one that was asked for',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async readListings(listings) {
          const answer = await session.readListings(listings);
          if (answer.kind !== 'ok') return answer;
          const value = listings.map((listing, index) => ({
            available: 4_711,
            priceMinor: null,
            currency: null,
            status: null,
            ...answer.value[index],
            externalId: listing.externalId,
          }));
          return { kind: 'ok', value };
        },
      })),
  },
];

export const plantedBugs: readonly PlantedBug[] = [
  ...signatureBugs,
  ...orderBugs,
  ...listBugs,
  ...outcomeBugs,
  ...figureBugs,
];
