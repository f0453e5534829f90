/**
 * What a request must be before the library sees it. The library refuses a time of the past but
 * takes any of the future, and a signed body that is no object ends the process.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export type Guarded =
  /** With its body read: the library takes it from `rawBody`. */
  | { readonly request: IncomingMessage & { rawBody: Buffer } }
  | { readonly status: 400 | 401 | 413 };

const TOLERANCE_MS = 300_000;
const SECONDS = /^\d{1,11}$/;
const BODY_BYTES_MAX = 1_048_576;

export async function guardRequest(request: IncomingMessage, now: Date): Promise<Guarded> {
  if (isOddTime(request.headers, now)) return { status: 401 };
  const rawBody = await readBody(request);
  if (!rawBody) return { status: 413 };
  if (!isObject(rawBody.toString('utf8'), request.headers)) return { status: 400 };
  return { request: Object.assign(request, { rawBody }) };
}

/** Slack's check of a certificate has no time; all else without one is refused further on. */
function isOddTime(headers: IncomingHttpHeaders, now: Date): boolean {
  const stamp = headers['x-slack-request-timestamp'];
  if (stamp === undefined) return false;
  if (typeof stamp !== 'string' || !SECONDS.test(stamp)) return true;
  return Math.abs(Number.parseInt(stamp, 10) * 1000 - now.getTime()) > TOLERANCE_MS;
}

/** Null: it is too long. What is left of it is not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isObject(body: string, headers: IncomingHttpHeaders): boolean {
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  const json = isForm ? new URLSearchParams(body).get('payload') : body;
  // A command is a form without a payload.
  if (json === null) return true;
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
