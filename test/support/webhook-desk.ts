/** Webhooks in the hand of a test: caught as a shop sent them, posted as often as wanted. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Secret } from '../../core/base/secret.ts';
import type { Simulator } from '../../core/channels/simulator.ts';
import { runAs } from './as-owner.ts';

export interface CaughtWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WebhookDesk {
  /** What was caught since the last time, in the order of sending. */
  take(): Promise<CaughtWebhook[]>;
  close(): Promise<void>;
}

// Added by the client of whoever posts.
const HOP_HEADERS = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/** Stands where the engine would, so that nothing reaches it but what the test posts itself. */
export async function catchWebhooks(shop: Simulator): Promise<WebhookDesk> {
  const caught: CaughtWebhook[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.entries(request.headers).filter(([name]) => !HOP_HEADERS.has(name));
    caught.push({
      headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
      body: Buffer.concat(chunks),
    });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shop.subscribe(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    async take() {
      await shop.settle();
      return caught.splice(0);
    },
    async close() {
      shop.subscribe(null);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A connection of its own per call: what breaks one must not break the next. */
export function post(
  url: string,
  o: {
    headers?: Readonly<Record<string, string | readonly string[]>>;
    body?: Buffer | string;
    method?: string;
  },
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { ...o.headers } as http.OutgoingHttpHeaders;
    const request = http.request(url, { method: o.method ?? 'POST', headers, agent: false });
    request.on('error', reject);
    request.on('response', async (response) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of response) chunks.push(chunk as Buffer);
      } catch (error) {
        reject(error);
        return;
      }
      const body = Buffer.concat(chunks).toString('utf8');
      resolve({ status: response.statusCode ?? 0, body, headers: response.headers });
    });
    request.end(o.body);
  });
}

// Beats and statistics of the engine itself; everything else is somebody's data.
const RESTLESS = new Set(['process', 'lease']);

/** Rows and a checksum of every table of ours: two equal maps, and nothing was changed. */
export async function fingerprint(owner: Secret): Promise<Record<string, string>> {
  const tables = await runAs(
    owner,
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  const names = tables.map((row) => String(row.tablename)).filter((name) => !RESTLESS.has(name));
  const parts = names.map(
    (name) =>
      `SELECT '${name}' AS name, count(*) || ' ' ||
         coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS print
       FROM "${name}" AS t`,
  );
  const rows = await runAs(owner, parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map((row) => [String(row.name), String(row.print)]));
}
