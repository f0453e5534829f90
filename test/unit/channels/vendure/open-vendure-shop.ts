import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../../../core/base/clock.ts';
import { createSeededRandom } from '../../../../core/base/random.ts';
import { Secret } from '../../../../core/base/secret.ts';
import type { ListingRef } from '../../../../core/channels/channel.ts';
import { createChannelHttp } from '../../../../core/channels/fetch-channel-http.ts';
import { vendureChannel } from '../../../../core/channels/vendure/index.ts';
import { createVendureSimulator } from '../../../../core/channels/vendure/simulator.ts';
import { openLoopbackShop } from '../loopback-shop.ts';
import { recording } from './recording.ts';

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
}

export function connect(o: {
  baseUrl: string;
  stockLocationId?: string;
  credentials?: Readonly<Record<string, string>>;
}) {
  const { baseUrl, stockLocationId = '1' } = o;
  const settings = vendureChannel.settings.parse({ baseUrl, stockLocationId });
  const http = createChannelHttp({
    baseUrl,
    clock: systemClock,
    timeoutMs: 2_000,
    budget: { callsPerSecond: 1_000, burst: 1_000 },
  });
  const texts = Object.entries(o.credentials ?? { username: 'name', password: 'word' });
  const credentials = Object.fromEntries(texts.map(([name, text]) => [name, new Secret(text)]));
  return vendureChannel.connect({ settings, credentials, http });
}

/** A simulated shop and a session with it; both end with the test. */
export async function openVendureShop(clock: Clock = systemClock) {
  const shop = createVendureSimulator({
    clock,
    random: createSeededRandom(1),
    currency: 'EUR',
    name: 'Test shop',
  });
  await shop.start();
  onTestFinished(() => shop.stop());
  const { settings, credentials } = shop.connection();
  const { baseUrl } = vendureChannel.settings.parse(settings);
  return { shop, session: connect({ baseUrl, credentials }), baseUrl };
}

/**
 * A server that answers each question with a body that the test chooses; a log-in always succeeds.
 */
export async function openScriptedShop(
  answer: (asked: Asked) => { status?: number; body: unknown },
) {
  const asked: Asked[] = [];
  const { origin } = await openLoopbackShop(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const question = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const one: Asked = { ...question, authorization: request.headers.authorization };
    asked.push(one);
    const isLogin = one.query.includes('login(');
    const { status = 200, body } = isLogin
      ? { body: recording('login').response.body }
      : answer(one);
    const token = isLogin ? { 'vendure-auth-token': `token-${asked.length}` } : {};
    response.writeHead(status, { 'content-type': 'application/json', ...token });
    response.end(JSON.stringify(body));
  });
  return { session: connect({ baseUrl: `${origin}/admin-api` }), asked };
}

export const isUpdate = (asked: Asked) => asked.query.includes('updateProductVariants');

export function refTo(externalId: string): ListingRef {
  return {
    listingId: 1,
    skuCode: 'SKU',
    externalId,
    externalParentId: null,
    externalStockId: null,
  };
}
