import type { IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../../../core/base/clock.ts';
import { createSeededRandom } from '../../../../core/base/random.ts';
import { Secret } from '../../../../core/base/secret.ts';
import type { ChannelSession, ListingRef } from '../../../../core/channels/channel.ts';
import { createChannelHttp } from '../../../../core/channels/fetch-channel-http.ts';
import type { SimulatedListing } from '../../../../core/channels/simulator.ts';
import { woocommerceChannel } from '../../../../core/channels/woocommerce/index.ts';
import { createWoocommerceSimulator } from '../../../../core/channels/woocommerce/simulator.ts';
import { openLoopbackShop } from '../loopback-shop.ts';

function connect(o: { baseUrl: string; credentials: Readonly<Record<string, string>> }) {
  const { capability } = woocommerceChannel;
  const settings = woocommerceChannel.settings.parse({ baseUrl: o.baseUrl, currency: 'EUR' });
  const http = createChannelHttp({
    baseUrl: o.baseUrl,
    clock: systemClock,
    timeoutMs: 2_000,
    budget: { callsPerSecond: 1_000, burst: 1_000 },
  });
  const entries = Object.entries(o.credentials);
  const credentials = Object.fromEntries(entries.map(([name, text]) => [name, new Secret(text)]));
  return { session: woocommerceChannel.connect({ settings, credentials, http }), capability };
}

/** A simulated shop and a session with it; both end with the test. */
export async function openWooShop(clock: Clock = systemClock) {
  const shop = createWoocommerceSimulator({
    clock,
    random: createSeededRandom(1),
    currency: 'EUR',
    name: 'Test shop',
  });
  await shop.start();
  onTestFinished(() => shop.stop());
  const { settings, credentials } = shop.connection();
  const { baseUrl } = woocommerceChannel.settings.parse(settings);
  return { shop, ...connect({ baseUrl, credentials }) };
}

/** A session with a server that the test scripts. */
export async function openScriptedShop(
  serve: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<ChannelSession> {
  const { origin } = await openLoopbackShop(serve);
  const credentials = { consumerKey: 'ck', consumerSecret: 'cs' };
  return connect({ baseUrl: origin, credentials }).session;
}

export function answerJson(response: ServerResponse, json: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(json));
}

export function refTo(listing: SimulatedListing, skuCode = 'SKU'): ListingRef {
  return { listingId: 1, skuCode, ...listing };
}

export function simpleRef(externalId: string, externalParentId: string | null = null): ListingRef {
  return { listingId: 1, skuCode: 'SKU', externalId, externalParentId, externalStockId: null };
}
