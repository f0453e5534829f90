/** The few calls of Meta's interface that a conversation needs. */
import { z } from 'zod';
import type { Clock } from '../../core/base/clock.ts';
import { readRetryAfterMs } from '../../core/channels/retry-after.ts';
import { FILE_BYTES_MAX } from './accept-file.ts';
import { type CloudRefusal, judgeRefusal, unreachable } from './cloud-refusal.ts';
import type { CloudSettings } from './settings.ts';

export type CloudAnswer<Value> = { readonly kind: 'ok'; readonly value: Value } | CloudRefusal;

export interface CloudApi {
  /** Is the number there, and may we use it? */
  checkNumber(): Promise<CloudAnswer<null>>;
  /** @returns the id of the message */
  sendMessage(body: Readonly<Record<string, unknown>>): Promise<CloudAnswer<string>>;
  /** @returns the id of the file over there */
  upload(file: {
    bytes: Uint8Array;
    name: string;
    mediaType: string;
  }): Promise<CloudAnswer<string>>;
  /** Null: too big, or at an address that our token must not be shown to. */
  download(mediaId: string): Promise<CloudAnswer<Uint8Array | null>>;
}

const API_ROOT = 'https://graph.facebook.com';
const VERSION = 'v23.0';
const TIMEOUT_MS = 15_000;
const ANSWER_BYTES_MAX = 262_144;
/** Where Meta keeps what people send; anywhere else would learn the token. */
const MEDIA_HOSTS = /(^|\.)(fbsbx\.com|fbcdn\.net|whatsapp\.net|facebook\.com)$/;

const sentSchema = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
const idSchema = z.object({ id: z.string().min(1) });
const mediaSchema = z.object({ url: z.string() });
const errorSchema = z.object({ error: z.object({ code: z.number() }) });

type Raw = { readonly status: number; readonly headers: Headers; readonly bytes: Buffer | null };

export function createCloudApi(o: { settings: CloudSettings; clock: Clock }): CloudApi {
  const { settings, clock } = o;
  const root = (settings.apiRoot ?? API_ROOT).replace(/\/+$/, '');
  const number = `${root}/${VERSION}/${settings.phoneNumberId}`;
  const call = (url: string, init: RequestInit, bytesMax = ANSWER_BYTES_MAX) =>
    fetchBounded({ url, init, bytesMax, token: settings.token.reveal(), clock });
  const json = async <Value>(
    url: string,
    init: RequestInit,
    schema: z.ZodType<Value>,
  ): Promise<CloudAnswer<Value>> => judge(await call(url, init), schema, clock);
  return {
    async checkNumber() {
      const answer = await json(`${number}?fields=id`, { method: 'GET' }, idSchema);
      return answer.kind === 'ok' ? { kind: 'ok', value: null } : answer;
    },
    async sendMessage(body) {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ messaging_product: 'whatsapp', ...body }),
      };
      const answer = await json(`${number}/messages`, init, sentSchema);
      if (answer.kind !== 'ok') return answer;
      return { kind: 'ok', value: answer.value.messages[0]?.id ?? '' };
    },
    async upload({ bytes, name, mediaType }) {
      const form = new FormData();
      form.set('messaging_product', 'whatsapp');
      form.set('type', mediaType);
      form.set('file', new Blob([Buffer.from(bytes)], { type: mediaType }), name);
      const answer = await json(`${number}/media`, { method: 'POST', body: form }, idSchema);
      return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.id } : answer;
    },
    async download(mediaId) {
      const of = `phone_number_id=${settings.phoneNumberId}`;
      const address = `${root}/${VERSION}/${encodeURIComponent(mediaId)}?${of}`;
      const found = await json(address, { method: 'GET' }, mediaSchema);
      if (found.kind !== 'ok') return found;
      const { url } = found.value;
      if (!mayShowToken(url, root)) return { kind: 'ok', value: null };
      const got = await call(url, { method: 'GET' }, FILE_BYTES_MAX);
      if ('kind' in got) return got;
      if (got.status === 200) return { kind: 'ok', value: got.bytes };
      return judgeRefusal({ status: got.status, errorCode: null, retryAfterMs: null });
    },
  };
}

function mayShowToken(text: string, root: string): boolean {
  const url = URL.parse(text);
  if (!url) return false;
  if (url.origin === new URL(root).origin) return true;
  return url.protocol === 'https:' && MEDIA_HOSTS.test(url.hostname);
}

/** A redirect is never followed: it would show the token to whoever it names. */
async function fetchBounded(o: {
  url: string;
  init: RequestInit;
  bytesMax: number;
  token: string;
  clock: Clock;
}): Promise<Raw | CloudRefusal> {
  const timeout = new AbortController();
  const disarm = o.clock.after(TIMEOUT_MS, () => timeout.abort());
  try {
    const headers = { ...o.init.headers, authorization: `Bearer ${o.token}` };
    const init = { ...o.init, headers, redirect: 'manual', signal: timeout.signal } as const;
    const response = await fetch(o.url, init);
    const bytes = await readBounded(response, o.bytesMax);
    return { status: response.status, headers: response.headers, bytes };
  } catch {
    // The error of a call quotes its address and headers: it is told by its kind only.
    return unreachable(
      timeout.signal.aborted
        ? `WhatsApp did not answer within ${TIMEOUT_MS / 1_000} s`
        : 'WhatsApp cannot be reached',
    );
  } finally {
    disarm();
  }
}

/** Null: longer than it may be. */
async function readBounded(response: Response, bytesMax: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function judge<Value>(
  raw: Raw | CloudRefusal,
  schema: z.ZodType<Value>,
  clock: Clock,
): CloudAnswer<Value> {
  if ('kind' in raw) return raw;
  const body = parseBody(raw.bytes);
  if (raw.status === 200) {
    const { data } = schema.safeParse(body);
    // It may have been taken in; sending it again is the lesser evil, and the desk's to decide.
    return data === undefined
      ? unreachable('WhatsApp answered something that we do not read')
      : { kind: 'ok', value: data };
  }
  return judgeRefusal({
    status: raw.status,
    errorCode: errorSchema.safeParse(body).data?.error.code ?? null,
    retryAfterMs: readRetryAfterMs(raw.headers.get('retry-after') ?? undefined, clock.now()),
  });
}

function parseBody(bytes: Buffer | null): unknown {
  try {
    return JSON.parse(bytes?.toString('utf8') ?? '');
  } catch {
    return null;
  }
}
