/**
 * Calls an address that a seller named. It could be pointed at our own network, so the address that
 * a name resolves to is looked at when the connection is made, and nothing is followed elsewhere.
 */
import { createHmac } from 'node:crypto';
import { promises as dns, type LookupAddress } from 'node:dns';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '../terms/public-address.ts';

export type WebhookAnswer =
  | { readonly ok: true; readonly status: number }
  /** `isFinal`: the same call would fail again. */
  | { readonly ok: false; readonly because: string; readonly isFinal: boolean };

export type CallWebhook = (o: {
  url: string;
  /** Permanent: the same key is the same call, whenever it comes again. */
  key: string;
  /** JSON */
  body: string;
  /** "whsec_…" */
  secret: string;
  at: Date;
}) => Promise<WebhookAnswer>;

const TIMEOUT_MS = 5_000;
const ANSWER_BYTES_MAX = 64 * 1024;
const SECRET_PREFIX = 'whsec_';
const MAY_PASS: ReadonlySet<number> = new Set([408, 425, 429]);

/** The name resolves to a place that is none of a seller's business. */
class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** As of Standard Webhooks 1.0.0: over id, time and body. */
export function signWebhook(o: { secret: string; key: string; at: Date; body: string }): string {
  const seconds = Math.floor(o.at.getTime() / 1_000);
  const key = Buffer.from(o.secret.slice(SECRET_PREFIX.length), 'base64');
  const digest = createHmac('sha256', key).update(`${o.key}.${seconds}.${o.body}`);
  return `v1,${digest.digest('base64')}`;
}

export function createCallWebhook(
  o: {
    resolve?: (host: string) => Promise<readonly LookupAddress[]>;
    isAllowed?: (address: string) => boolean;
    /** Trusted beside the usual ones. */
    ca?: string;
    timeoutMs?: number;
  } = {},
): CallWebhook {
  const { resolve = (host) => dns.lookup(host, { all: true }), isAllowed = isPublicAddress } = o;
  const lookup: LookupFunction = (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        // One bad address is enough: which of them is taken would be up to chance.
        if (!first || !addresses.every(({ address }) => isAllowed(address))) {
          callback(new AddressRefused(), []);
        } else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
  return async (call) => {
    const url = new URL(call.url);
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
      return refuse('Only plain https addresses are called.');
    }
    // A literal address is connected to without a look-up.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isAllowed(literal)) return refuse(NOT_PUBLIC);
    try {
      const status = await post(url, { ...call, lookup, ca: o.ca, timeoutMs: o.timeoutMs });
      return judge(status);
    } catch (error) {
      if (error instanceof AddressRefused) return refuse(NOT_PUBLIC);
      return { ok: false, because: `${url.host} does not answer.`, isFinal: false };
    }
  };
}

const NOT_PUBLIC = 'That address is not on the open internet, and is not called.';
const refuse = (because: string): WebhookAnswer => ({ ok: false, because, isFinal: true });

function judge(status: number): WebhookAnswer {
  if (status >= 200 && status < 300) return { ok: true, status };
  if (status >= 300 && status < 400) return refuse(`It answered ${status}: it is not followed.`);
  const isFinal = status < 500 && !MAY_PASS.has(status);
  return { ok: false, because: `It answered ${status}.`, isFinal };
}

function post(
  url: URL,
  o: Parameters<CallWebhook>[0] & {
    lookup: LookupFunction;
    ca: string | undefined;
    timeoutMs: number | undefined;
  },
): Promise<number> {
  const { key, body, at, secret } = o;
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        lookup: o.lookup,
        agent: false,
        ...(o.ca === undefined ? {} : { ca: o.ca }),
        // For all of it: the name, the connection, and the answer.
        signal: AbortSignal.timeout(o.timeoutMs ?? TIMEOUT_MS),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': key,
          'webhook-id': key,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': signWebhook({ secret, key, at, body }),
        },
      },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.byteLength;
          if (bytes > ANSWER_BYTES_MAX) response.destroy();
        });
        // What it says does not matter, only that it is over.
        response.on('close', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
