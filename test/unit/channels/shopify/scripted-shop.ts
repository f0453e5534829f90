import type { ChannelSession } from '../../../../core/channels/channel.ts';
import { openLoopbackShop } from '../loopback-shop.ts';
import { openSession } from './open-shop.ts';

export interface Asked {
  readonly path: string;
  readonly token: string | undefined;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ScriptedAnswer {
  readonly status?: number;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
}

export const LOCATION_ID = '7000000000000000001';

/** A shop that says what a test tells it to say: for answers that the simulator never gives. */
export async function openScriptedShop(
  answer: (asked: Asked, count: number) => ScriptedAnswer,
): Promise<{ session: ChannelSession; asked: Asked[] }> {
  const asked: Asked[] = [];
  const { origin } = await openLoopbackShop(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const token = request.headers['x-shopify-access-token']?.toString();
    const one = { path: request.url ?? '', token, query, variables };
    asked.push(one);
    const { status = 200, body, text } = answer(one, asked.length);
    const isText = text !== undefined;
    response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json' });
    response.end(isText ? text : JSON.stringify(body));
  });
  const settings = { baseUrl: origin, apiVersion: '2026-10', locationId: LOCATION_ID };
  const session = openSession({ baseUrl: origin, settings, accessToken: 'token' });
  return { session, asked };
}
