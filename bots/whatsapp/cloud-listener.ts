/**
 * Where Meta posts what people write. It answers 200 only when every message of a body is durable
 * behind the desk; for anything less Meta brings the whole body again, and copies change nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isRetriedLater } from '../../core/base/errors.ts';
import type { Logger } from '../../core/base/log.ts';
import { type CloudDelivery, readCloudWebhook } from './cloud-inbound.ts';
import type { CloudSettings } from './settings.ts';
import { isSameText, isSignedBy, SIGNATURE_HEADER } from './verify-signature.ts';

export interface CloudListenerDeps {
  readonly settings: Pick<CloudSettings, 'appSecret' | 'verifyToken' | 'phoneNumberId'>;
  readonly log: Logger;
  /** Throws (retry 'later') when something could not be stored. */
  readonly receive: (delivery: CloudDelivery) => Promise<void>;
}

/** Meta's own bound for a body. */
const BODY_BYTES_MAX = 3_145_728;
const CHALLENGE = /^[\w-]{1,200}$/;
const RETRY_AFTER_SECONDS = '5';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export function createCloudListener(deps: CloudListenerDeps): Listener {
  return (request, response) => {
    answer(deps, request, response).catch((error: unknown) => {
      deps.log.error('whatsapp_webhook_failed', { error });
      end(response, 500);
    });
  };
}

async function answer(
  deps: CloudListenerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') {
    shakeHands(deps, request, response);
    return;
  }
  if (request.method !== 'POST') {
    response.setHeader('allow', 'GET, POST');
    end(response, 405);
    return;
  }
  const rawBody = await readBody(request);
  if (rawBody === null) {
    // What is left of it is not read.
    response.setHeader('connection', 'close');
    end(response, 413);
    return;
  }
  end(response, await takeBody(deps, request, rawBody));
}

/** Meta asks once, when the address is entered, whether it is meant. */
function shakeHands(
  { settings }: CloudListenerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const token = settings.verifyToken.reveal();
  const isOurs =
    asked.get('hub.mode') === 'subscribe' &&
    token !== '' &&
    isSameText(asked.get('hub.verify_token') ?? '', token);
  const challenge = asked.get('hub.challenge') ?? '';
  if (isOurs && CHALLENGE.test(challenge)) end(response, 200, challenge);
  else end(response, 403);
}

/** @returns the status to answer with */
async function takeBody(
  deps: CloudListenerDeps,
  request: IncomingMessage,
  rawBody: Buffer,
): Promise<number> {
  const { settings, log } = deps;
  const header = request.headers[SIGNATURE_HEADER];
  const given = typeof header === 'string' ? header : '';
  if (!isSignedBy({ rawBody, given, secret: settings.appSecret })) return 401;
  const delivery = readCloudWebhook(parseBody(rawBody), settings);
  if (delivery === null) return 400;
  try {
    await deps.receive(delivery);
    return 200;
  } catch (error) {
    if (!isRetriedLater(error)) throw error;
    log.warn('whatsapp_message_not_stored', { error });
    return 503;
  }
}

/** Null: longer than it may be. How long it may take is the server's to bound. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // A request that is left half read still has to get its answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.byteLength;
    if (size > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function parseBody(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return null;
  }
}

function end(response: ServerResponse, status: number, text = ''): void {
  if (response.headersSent) return;
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('x-content-type-options', 'nosniff');
  if (status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
  response.end(text);
}
