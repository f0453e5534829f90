import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../../core/base/clock.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { ChannelSession } from '../../../core/channels/channel.ts';
import { createChannelHttp } from '../../../core/channels/fetch-channel-http.ts';
import { woocommerceChannel } from '../../../core/channels/woocommerce/index.ts';

export interface WooCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const ORDER = {
  id: 723,
  number: '723',
  status: 'processing',
  currency: 'USD',
  date_created_gmt: '2017-03-21T19:54:51',
  date_modified_gmt: '2017-03-21T19:54:51',
  total: '39.00',
  customer_id: 0,
  billing: {},
  shipping: {},
  line_items: [],
  refunds: [{ id: 726 }],
};

/** Every call that the given work makes to a shop that answers with as little as will do. */
export async function openScriptedWooShop(
  work: (session: ChannelSession) => Promise<void>,
): Promise<readonly WooCall[]> {
  const calls: WooCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://127.0.0.1');
    const text = Buffer.concat(chunks).toString('utf8');
    const body: unknown = text === '' ? null : JSON.parse(text);
    calls.push({ method: request.method ?? '', path, query, body });
    const isList = path.endsWith('/orders') && query.get('status') === 'any';
    const answer = /\/orders\/\d+$/.test(path) ? ORDER : isList ? [ORDER] : [];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(path.endsWith('/batch') ? { update: [] } : answer));
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = createChannelHttp({
    baseUrl,
    clock: systemClock,
    timeoutMs: 5_000,
    budget: { callsPerSecond: 1_000, burst: 1_000 },
  });
  const credentials = { consumerKey: new Secret('ck'), consumerSecret: new Secret('cs') };
  const settings = woocommerceChannel.settings.parse({ baseUrl, currency: 'USD' });
  try {
    await work(woocommerceChannel.connect({ settings, credentials, http }));
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return calls;
}
