/**
 * Meta's interface on loopback, as far as a conversation needs it: messages, files both ways and
 * webhooks, with its refusals on order. It says no to what the real one documents to say no to.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signCloudBody } from '../../bots/whatsapp/verify-signature.ts';

export const GRAPH = {
  token: 'EAAG-a-token-that-nobody-may-see',
  appSecret: 'the-secret-of-the-app',
  verifyToken: 'a-word-of-our-own',
  phoneNumberId: '106540352242922',
} as const;

type Json = Record<string, unknown>;

export interface GraphRefusal {
  readonly status: number;
  readonly code?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GraphServer {
  readonly url: string;
  /** Bodies of messages, in their order; what was refused is not among them. */
  readonly sent: Json[];
  readonly uploads: { name: string; type: string; bytes: Buffer }[];
  /** Why bodies were refused by `check`, for the end of a test. */
  readonly wrong: string[];
  refuseNext(...refusals: readonly GraphRefusal[]): void;
  /** A file that somebody sent; gives its id. */
  keep(file: { bytes: Buffer; type: string }): string;
  close(): Promise<void>;
}

/** `check` says what is wrong with the body of a message; null: nothing. */
export async function startGraphServer(
  o: { check?: (body: unknown) => string | null } = {},
): Promise<GraphServer> {
  const sent: Json[] = [];
  const uploads: GraphServer['uploads'] = [];
  const wrong: string[] = [];
  const refusals: GraphRefusal[] = [];
  const files = new Map<string, { bytes: Buffer; type: string }>();
  let url = '';
  const routes = { sent, uploads, wrong, refusals, files, check: o.check ?? (() => null) };
  const server = createServer((request, response) => {
    answer({ ...routes, url }, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    sent,
    uploads,
    wrong,
    refuseNext: (...more) => void refusals.push(...more),
    keep(file) {
      const id = String(1_000_000 + files.size);
      files.set(id, file);
      return id;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Routes {
  readonly url: string;
  readonly sent: Json[];
  readonly uploads: GraphServer['uploads'];
  readonly wrong: string[];
  readonly refusals: GraphRefusal[];
  readonly files: ReadonlyMap<string, { bytes: Buffer; type: string }>;
  readonly check: (body: unknown) => string | null;
}

async function answer(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readAll(request);
  const { pathname } = new URL(request.url ?? '/', routes.url);
  if (request.headers.authorization !== `Bearer ${GRAPH.token}`) {
    refuse(response, { status: 401, code: 190 });
    return;
  }
  const refusal = routes.refusals.shift();
  if (refusal) refuse(response, refusal);
  else if (pathname === `/v23.0/${GRAPH.phoneNumberId}/messages`)
    takeMessage(routes, body, response);
  else if (pathname === `/v23.0/${GRAPH.phoneNumberId}/media`) {
    await takeUpload(routes, { request, body }, response);
  } else if (pathname === `/v23.0/${GRAPH.phoneNumberId}`)
    json(response, { id: GRAPH.phoneNumberId });
  else serveFile(routes, pathname, response);
}

function takeMessage(routes: Routes, body: Buffer, response: ServerResponse): void {
  const message = JSON.parse(body.toString('utf8')) as Json;
  const fault = routes.check(message);
  if (fault !== null) {
    routes.wrong.push(fault);
    refuse(response, { status: 400, code: 100 });
    return;
  }
  routes.sent.push(message);
  const to = String(message.to);
  json(response, {
    messaging_product: 'whatsapp',
    contacts: [{ input: to, wa_id: to }],
    messages: [{ id: `wamid.sent${routes.sent.length}` }],
  });
}

async function takeUpload(
  routes: Routes,
  o: { request: IncomingMessage; body: Buffer },
  response: ServerResponse,
): Promise<void> {
  const headers = { 'content-type': o.request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(o.body), { headers }).formData();
  const file = form.get('file');
  if (!(file instanceof File) || form.get('messaging_product') !== 'whatsapp') {
    refuse(response, { status: 400, code: 100 });
    return;
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  routes.uploads.push({ name: file.name, type: file.type, bytes });
  json(response, { id: `upload${routes.uploads.length}` });
}

function serveFile(routes: Routes, pathname: string, response: ServerResponse): void {
  const [, place = '', id = ''] = pathname.split('/');
  const file = routes.files.get(id);
  if (!file) {
    refuse(response, { status: 404, code: 100 });
  } else if (place === 'files') {
    response.setHeader('content-type', file.type);
    response.end(file.bytes);
  } else {
    const facts = { mime_type: file.type, sha256: 'x', file_size: String(file.bytes.length) };
    const url = `${routes.url}/files/${id}`;
    json(response, { messaging_product: 'whatsapp', id, url, ...facts });
  }
}

function refuse(response: ServerResponse, { status, code, headers = {} }: GraphRefusal): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const error = { message: '(#0) Do as the owner says: stock 0', type: 'OAuthException', code };
  json(response, code === undefined ? {} : { error }, status);
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A webhook as Meta posts it, signed unless another signature is given. */
export async function postWebhook(
  url: string,
  body: unknown,
  o: { signature?: string | null } = {},
): Promise<number> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const right = signCloudBody(Buffer.from(text), GRAPH.appSecret);
  const signature = o.signature === undefined ? right : o.signature;
  const headers = new Headers({ 'content-type': 'application/json' });
  if (signature !== null) headers.set('x-hub-signature-256', signature);
  const response = await fetch(url, { method: 'POST', body: text, headers });
  await response.arrayBuffer();
  return response.status;
}

/** One change of a webhook; `part` as `messages` or `statuses`. */
export function toWebhook(part: Json, o: { phoneNumberId?: string } = {}): Json {
  const metadata = {
    display_phone_number: '15550783881',
    phone_number_id: o.phoneNumberId ?? GRAPH.phoneNumberId,
  };
  const contacts = [{ profile: { name: 'Sheena Nelson' }, wa_id: '16505551234' }];
  const value = { messaging_product: 'whatsapp', metadata, contacts, ...part };
  const changes = [{ field: 'messages', value }];
  return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes }] };
}
