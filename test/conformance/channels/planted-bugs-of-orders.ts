import {
  changeLines,
  changeOrders,
  changeSession,
  changeVerdict,
  type PlantedBug,
  rounded,
} from './break-adapter.ts';

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
    noticedBy: 'from the last place on, the list has every change since, that of an old order too',
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

export const plantedBugsOfOrders: readonly PlantedBug[] = [
  ...signatureBugs,
  ...orderBugs,
  ...listBugs,
];
