import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../../../core/base/clock.ts';
import { parseJson } from '../../../../core/base/lossless-json.ts';
import { createSeededRandom } from '../../../../core/base/random.ts';
import { Secret } from '../../../../core/base/secret.ts';
import type {
  ChannelSession,
  DeliveryReading,
  ListingRef,
  StockPush,
} from '../../../../core/channels/channel.ts';
import { createChannelHttp } from '../../../../core/channels/fetch-channel-http.ts';
import { shopifyChannel } from '../../../../core/channels/shopify/index.ts';
import type { ShopifySettings } from '../../../../core/channels/shopify/settings.ts';
import { createShopifySimulator } from '../../../../core/channels/shopify/simulator.ts';
import type { Simulator } from '../../../../core/channels/simulator.ts';
import { openLoopbackShop } from '../loopback-shop.ts';

/** What the shop posted, verified and read as intake would. */
export interface Heard {
  readonly topic: string;
  readonly externalId: string | null;
  readonly text: string;
  readonly reading: DeliveryReading;
}

export interface OpenShop {
  readonly shop: Simulator;
  readonly session: ChannelSession;
  readonly settings: ShopifySettings;
  /** Adds a listing and gives the reference under which the account knows it. */
  add(skuCode: string, o?: { quantity?: number; priceMinor?: number }): ListingRef;
  /** Starts to listen; `settle` waits for what is on its way. */
  listen(): Promise<{ heard: Heard[]; settle: () => Promise<void> }>;
}

/** A budget that never makes a test wait. */
const BUDGET = { callsPerSecond: 1_000, burst: 1_000 };

export function openSession(o: {
  baseUrl: string;
  settings: ShopifySettings;
  accessToken: string;
}): ChannelSession {
  const http = createChannelHttp({
    baseUrl: o.baseUrl,
    clock: systemClock,
    timeoutMs: 2_000,
    budget: BUDGET,
  });
  const credentials = { accessToken: new Secret(o.accessToken) };
  return shopifyChannel.connect({ settings: o.settings, credentials, http });
}

function readHeard(o: {
  headers: Record<string, string | undefined>;
  rawBody: Buffer;
  secret: string;
  settings: ShopifySettings;
}): Heard {
  const delivery = { rawBody: o.rawBody, headers: o.headers, receivedAt: systemClock.now() };
  const verdict = shopifyChannel.verify(delivery, [new Secret(o.secret)]);
  if (verdict.kind !== 'verified') throw new Error('The shop signed wrongly.');
  const parsed = parseJson(o.rawBody);
  if (!parsed.ok) throw new Error(`The shop posted no JSON: ${parsed.reason}`);
  const reading = shopifyChannel.read({ topic: verdict.topic, body: parsed.value }, o.settings);
  const { topic, externalId } = verdict;
  return { topic, externalId, text: o.rawBody.toString(), reading };
}

export async function openShop(
  o: { currency?: string; seed?: number; clock?: Clock } = {},
): Promise<OpenShop> {
  const shop = createShopifySimulator({
    clock: o.clock ?? systemClock,
    random: createSeededRandom(o.seed ?? 1),
    currency: o.currency ?? 'USD',
    name: 'Test shop',
  });
  await shop.start();
  onTestFinished(() => shop.stop());
  const connection = shop.connection();
  const settings = shopifyChannel.settings.parse(connection.settings);
  const session = openSession({
    baseUrl: settings.baseUrl,
    settings,
    accessToken: connection.credentials.accessToken ?? '',
  });
  let listingCount = 0;
  return {
    shop,
    session,
    settings,
    add(skuCode, { quantity = 10, priceMinor = 1_999 } = {}) {
      listingCount += 1;
      const listing = shop.addListing({ skuCode, title: skuCode, quantity, priceMinor });
      return { listingId: listingCount, skuCode, ...listing };
    },
    async listen() {
      const heard: Heard[] = [];
      const listener = await openLoopbackShop(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const headers = request.headers as Record<string, string | undefined>;
        const rawBody = Buffer.concat(chunks);
        heard.push(readHeard({ headers, rawBody, secret: connection.webhookSecret, settings }));
        response.writeHead(200).end();
      });
      shop.subscribe(listener.origin);
      return { heard, settle: () => shop.settle() };
    },
  };
}

export function stockPush(
  listing: ListingRef,
  o: { quantity: number; expected: number | null; key?: string },
): StockPush {
  const { quantity, expected } = o;
  const key = o.key ?? `${listing.listingId}:${quantity}:${expected}`;
  return { listing, quantity, expected, key, reference: `ledger/${key}` };
}
