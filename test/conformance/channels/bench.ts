import { systemClock } from '../../../core/base/clock.ts';
import { parseJson } from '../../../core/base/lossless-json.ts';
import { createSeededRandom } from '../../../core/base/random.ts';
import { Secret } from '../../../core/base/secret.ts';
import type {
  Channel,
  ChannelSession,
  ChannelSettings,
  DeliveryReading,
  ListingRef,
  OrderPage,
  RawDelivery,
} from '../../../core/channels/channel.ts';
import { createChannelHttp } from '../../../core/channels/fetch-channel-http.ts';
import type { CallAnswer } from '../../../core/channels/outcome.ts';
import type { Simulator } from '../../../core/channels/simulator.ts';
import type { CreateSimulator } from '../../../core/channels/simulators.ts';
import type { IncomingOrder } from '../../../core/orders/incoming-order.ts';
import { listenOnLoopback, type OnEnd } from './loopback-server.ts';
import { openTamperingProxy, type Tamper } from './tampering-proxy.ts';

export interface BenchOptions {
  /** What the shop sells in; default USD. */
  readonly currency?: string;
  /** Stands between the adapter and the shop and spoils answers. */
  readonly tamper?: Tamper;
  readonly credentials?: Readonly<Record<string, string>>;
}

/** One shop, one account connected to it, and whoever listens to its webhooks. */
export interface Bench {
  readonly channel: Channel;
  readonly shop: Simulator;
  readonly settings: ChannelSettings;
  readonly session: ChannelSession;
  /** Of the same account, and soon tired of waiting: for calls that are never answered. */
  readonly impatient: ChannelSession;
  readonly secret: Secret;
  /** Webhooks so far, in order of arrival, once none is on its way. */
  deliveries(): Promise<readonly RawDelivery[]>;
  addListing(o: { skuCode: string; quantity?: number; priceMinor?: number }): ListingRef;
  /** Verifies and reads a delivery the way intake does. */
  read(delivery: RawDelivery): DeliveryReading;
  /** The order that a delivery tells of, fetched where the body is thin; null: it tells of none. */
  orderOf(delivery: RawDelivery): Promise<IncomingOrder | null>;
  /** Every page from the cursor on, in order. */
  listOrders(cursor?: string | null): Promise<OrderPage>;
}

const AMPLE_MS = 15_000;
// Long enough for a question that a busy machine answers before the one that hangs.
const IMPATIENT_MS = 400;
const PAGES_MAX = 60;
const PATIENCE_TURNS_MAX = 10;
const DAY_MS = 86_400_000;

// The conformance suite is about answers, not about pace: the client has tests of its own.
const AMPLE_BUDGET = { callsPerSecond: 10_000, burst: 10_000 };

export function answered<Value>(answer: CallAnswer<Value>): Value {
  if (answer.kind === 'ok') return answer.value;
  throw new Error(`The call was refused: ${answer.kind}, ${answer.reason}`);
}

async function openListener(onEnd: OnEnd): Promise<{ url: string; heard: RawDelivery[] }> {
  const heard: RawDelivery[] = [];
  const origin = await listenOnLoopback(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = Object.entries(request.headersDistinct).map(([name, values]) => [
      name,
      values?.join(', '),
    ]);
    heard.push({
      rawBody: Buffer.concat(chunks),
      headers: Object.fromEntries(headers) as RawDelivery['headers'],
      receivedAt: systemClock.now(),
    });
    response.writeHead(200).end();
  }, onEnd);
  return { url: `${origin}/hook`, heard };
}

function readDelivery(o: {
  channel: Channel;
  settings: ChannelSettings;
  delivery: RawDelivery;
  secret: Secret;
}): DeliveryReading {
  const { channel, settings, delivery, secret } = o;
  const verdict = channel.verify(delivery, [secret]);
  if (verdict.kind === 'refused') throw new Error('The shop signed this delivery.');
  if (verdict.body === 'none') return { kind: 'none', reason: 'handshake' };
  const body = parseJson(delivery.rawBody);
  if (!body.ok) throw new Error(`The delivery is no JSON: ${body.reason}`);
  return channel.read({ topic: verdict.topic, body: body.value }, settings);
}

/** Comes again when the shop asks for patience, as the engine does. */
export async function patiently<Value>(ask: () => Promise<CallAnswer<Value>>): Promise<Value> {
  for (let turn = 1; ; turn += 1) {
    const answer = await ask();
    const isLater = answer.kind === 'retry-later' && answer.afterMs !== null;
    if (!isLater || turn >= PATIENCE_TURNS_MAX) return answered(answer);
    await systemClock.sleep(answer.afterMs ?? 0);
  }
}

async function listEveryPage(
  session: ChannelSession,
  o: { from: string | null; since: Date },
): Promise<OrderPage> {
  const orders: IncomingOrder[] = [];
  const unreadable: NonNullable<OrderPage['unreadable']>[number][] = [];
  let cursor = o.from;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await patiently(() => session.listOrders({ cursor, since: o.since }));
    orders.push(...page.orders);
    unreadable.push(...(page.unreadable ?? []));
    cursor = page.cursor;
    if (!page.hasMore) return { orders, unreadable, cursor, hasMore: false };
  }
  throw new Error(`After ${PAGES_MAX} pages the shop still says that there are more.`);
}

function createRefs(shop: Simulator) {
  let count = 0;
  return (o: { skuCode: string; quantity?: number; priceMinor?: number }): ListingRef => {
    const { skuCode, quantity = 10, priceMinor = 1_999 } = o;
    const added = shop.addListing({ skuCode, title: `Title of ${skuCode}`, quantity, priceMinor });
    count += 1;
    return { listingId: count, skuCode, ...added };
  };
}

export async function openBench(o: {
  channel: Channel;
  createSimulator: CreateSimulator;
  options: BenchOptions;
  onEnd: OnEnd;
}): Promise<Bench> {
  const { channel, options, onEnd } = o;
  const shop = o.createSimulator({
    clock: systemClock,
    random: createSeededRandom(20_261_123),
    currency: options.currency ?? 'USD',
    name: 'The shop on the bench',
  });
  await shop.start();
  onEnd(() => shop.stop());
  const listener = await openListener(onEnd);
  shop.subscribe(listener.url);

  const { settings: offered, credentials, webhookSecret } = shop.connection();
  const direct = channel.settings.parse(offered);
  const settings = options.tamper
    ? channel.settings.parse({
        ...(offered as object),
        baseUrl: await openTamperingProxy({
          target: direct.baseUrl,
          writes: () => shop.calls().write,
          tamper: options.tamper,
          onEnd,
        }),
      })
    : direct;
  const secret = new Secret(webhookSecret);
  const secrets = Object.entries({ ...credentials, ...options.credentials });
  const connect = (timeoutMs: number) =>
    channel.connect({
      settings,
      credentials: Object.fromEntries(secrets.map(([name, text]) => [name, new Secret(text)])),
      http: createChannelHttp({
        baseUrl: settings.baseUrl,
        clock: systemClock,
        timeoutMs,
        budget: AMPLE_BUDGET,
      }),
    });
  const session = connect(AMPLE_MS);
  const since = new Date(systemClock.now().getTime() - DAY_MS);
  const read = (delivery: RawDelivery) => readDelivery({ channel, settings, delivery, secret });
  return {
    channel,
    shop,
    settings,
    session,
    impatient: connect(IMPATIENT_MS),
    secret,
    async deliveries() {
      await shop.settle();
      return [...listener.heard];
    },
    addListing: createRefs(shop),
    read,
    async orderOf(delivery) {
      const reading = read(delivery);
      if (reading.kind === 'order') return reading.order;
      if (reading.kind !== 'order-ref') return null;
      return answered(await session.fetchOrder(reading.orderRef));
    },
    listOrders: (cursor = null) => listEveryPage(session, { from: cursor, since }),
  };
}
