import type { Clock } from '../base/clock.ts';
import { errorClass } from '../base/errors.ts';
import { JSON_LIMITS, parseJson } from '../base/lossless-json.ts';
import type { Capability } from './capability.ts';
import type { ChannelHttp, HttpCall, HttpReply } from './channel-http.ts';
import { type CallAnswer, needsReauth, ok, rejected, retryLater } from './outcome.ts';
import { readRetryAfterMs } from './retry-after.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Where the time of one call went, so that sync lag can be split into waiting and calling. */
export interface CallTimes {
  readonly effect: HttpCall['effect'];
  /** Waiting for a token of the budget. */
  readonly waitedMs: number;
  /** From sending to the last byte of the answer; 0 when nothing was sent. */
  readonly calledMs: number;
  readonly outcome: CallAnswer<HttpReply>['kind'];
}

export interface ChannelHttpOptions {
  /** Nothing outside this origin and path is ever called. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly budget: Capability['budget'];
  /** Sent with every call, unless the call names its own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further hosts ("host" or "host:port") that calls may go to, by the scheme of `baseUrl`. */
  readonly allowHosts?: readonly string[];
  readonly observe?: (times: CallTimes) => void;
  /** Asked when a call's turn has come: false, and it is not sent. Default: always. */
  readonly mayCall?: () => boolean;
}

/** Whoever asked for the call may no longer make it; nothing was sent. */
export class CallForbidden extends errorClass('call_forbidden', 'later') {}

/** No shop answers a page of orders with more; a body without end must not fill the memory. */
const ANSWER_BYTES_MAX = 2_097_152;
const ANSWER_LIMITS = { ...JSON_LIMITS, bytesMax: ANSWER_BYTES_MAX, keysMax: 400_000 };
/** Left to other programs that spend the same budget of the shop. */
const SHARE_OF_OTHERS = 0.1;
/** Kept back so that a listing can be taken off sale while the budget is spent. */
const SHARE_OF_URGENT = 0.1;
/** Longer waits are the engine's to plan: it can send a newer figure, or another listing, first. */
const TOKEN_WAIT_MS_MAX = 30_000;
const USER_AGENT = 'shelftalk';

/** The call never reached the shop, so it cannot have been applied. */
const NEVER_ARRIVED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

type Sent =
  | { readonly kind: 'answered'; readonly response: Response; readonly bytes: Buffer | null }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'lost'; readonly hasArrived: boolean };

function codeOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const { code } = (cause ?? error) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Null: longer than any answer may be. Counts after decompression, so a bomb stays small. */
async function readBounded(response: Response): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, and with it the connection.
    if (size > ANSWER_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/**
 * Null: a name or value that HTTP cannot carry. The reason is withheld: it would quote a secret.
 */
function toHeaders(call: HttpCall, always: Readonly<Record<string, string>>): Headers | null {
  try {
    const headers = new Headers({ accept: 'application/json', 'user-agent': USER_AGENT });
    for (const [name, value] of Object.entries({ ...always, ...call.headers })) {
      headers.set(name, value);
    }
    if (call.body !== undefined) headers.set('content-type', 'application/json');
    return headers;
  } catch {
    return null;
  }
}

function judge(o: {
  call: HttpCall;
  response: Response;
  bytes: Buffer | null;
  now: Date;
}): CallAnswer<HttpReply> {
  const { call, response, bytes, now } = o;
  const { status } = response;
  const isWrite = call.effect === 'write';
  const afterMs = readRetryAfterMs(response.headers.get('retry-after') ?? undefined, now);
  if (status === 429) return retryLater('the shop asks for fewer calls (429)', { afterMs });
  if (status === 401 || status === 403) {
    return needsReauth(`the shop refuses the credentials (${status})`);
  }
  if (status >= 300 && status < 400) return rejected(`the shop redirects elsewhere (${status})`);
  if (status >= 500 || status === 408) {
    const reason = `the shop failed to answer (${status})`;
    return retryLater(reason, { afterMs, isOutcomeUnknown: isWrite });
  }
  // A 4xx says that the call was not done, whatever its body looks like.
  const isOutcomeUnknown = isWrite && status < 400;
  if (bytes === null) return retryLater('the answer is too long', { isOutcomeUnknown });
  const headers = Object.fromEntries(response.headers);
  if (bytes.length === 0) return ok({ status, headers, json: undefined });
  const parsed = parseJson(bytes, ANSWER_LIMITS);
  if (!parsed.ok) return retryLater(`the answer (${status}) is no JSON`, { isOutcomeUnknown });
  return ok({ status, headers, json: parsed.value });
}

/** The client of one account, with a look at its budget for whoever plans the calls. */
export interface BudgetedHttp extends ChannelHttp {
  /** How long a call that is not urgent would wait if it were made now. */
  waitMs(): number;
}

class FetchClient implements BudgetedHttp {
  readonly #options: ChannelHttpOptions;
  readonly #bucket: TokenBucket;
  readonly #base: URL;

  constructor(options: ChannelHttpOptions, bucket: TokenBucket) {
    this.#options = options;
    this.#bucket = bucket;
    this.#base = new URL(options.baseUrl);
  }

  waitMs(): number {
    return this.#bucket.waitMs();
  }

  async call(call: HttpCall): Promise<CallAnswer<HttpReply>> {
    const { clock } = this.#options;
    const url = this.#allowedUrl(call.url);
    if (!url) return this.#tell(call, rejected('the call would leave the address of the account'));
    const headers = toHeaders(call, this.#options.headers ?? {});
    if (!headers) return this.#tell(call, rejected('a credential cannot be sent as a header'));

    const token = await this.#bucket.take({ isUrgent: call.isUrgent ?? false });
    if (token.kind === 'refused') {
      const { afterMs } = token;
      return this.#tell(call, retryLater('the call budget of the account is spent', { afterMs }));
    }
    if (!(this.#options.mayCall?.() ?? true)) {
      throw new CallForbidden('The call came to its turn too late. Another process makes it.');
    }
    const { waitedMs } = token;
    const sentMs = clock.monotonicMs();
    const answer = this.#toAnswer(call, await this.#send(call, url, headers));
    return this.#tell(call, answer, { waitedMs, calledMs: clock.monotonicMs() - sentMs });
  }

  #tell(
    call: HttpCall,
    answer: CallAnswer<HttpReply>,
    times: { waitedMs: number; calledMs: number } = { waitedMs: 0, calledMs: 0 },
  ): CallAnswer<HttpReply> {
    this.#options.observe?.({ effect: call.effect, ...times, outcome: answer.kind });
    return answer;
  }

  /** Null: not an address of this account. */
  #allowedUrl(text: string): URL | null {
    const url = URL.parse(text);
    const base = this.#base;
    if (!url || url.protocol !== base.protocol || url.username || url.password) return null;
    if (this.#options.allowHosts?.includes(url.host)) return url;
    const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
    return url.host === base.host && `${url.pathname}/`.startsWith(folder) ? url : null;
  }

  async #send(call: HttpCall, url: URL, headers: Headers): Promise<Sent> {
    const body = call.body === undefined ? null : JSON.stringify(call.body);
    const timeout = new AbortController();
    const { clock, timeoutMs } = this.#options;
    const disarm = clock.after(timeoutMs, () => timeout.abort());
    try {
      const response = await fetch(url, {
        method: call.method,
        headers,
        body,
        redirect: 'manual',
        signal: timeout.signal,
      });
      return { kind: 'answered', response, bytes: await readBounded(response) };
    } catch (error) {
      if (timeout.signal.aborted) return { kind: 'timed-out' };
      return { kind: 'lost', hasArrived: !NEVER_ARRIVED.has(codeOf(error)) };
    } finally {
      disarm();
    }
  }

  #toAnswer(call: HttpCall, sent: Sent): CallAnswer<HttpReply> {
    const isWrite = call.effect === 'write';
    if (sent.kind === 'timed-out') {
      const reason = `no answer within ${this.#options.timeoutMs} ms`;
      return retryLater(reason, { isOutcomeUnknown: isWrite });
    }
    if (sent.kind === 'lost') {
      const reason = sent.hasArrived ? 'the connection was lost' : 'the shop cannot be reached';
      return retryLater(reason, { isOutcomeUnknown: isWrite && sent.hasArrived });
    }
    return judge({ call, ...sent, now: this.#options.clock.now() });
  }
}

/** The client of one account. Keep one per account: its budget lives in it. */
export function createChannelHttp(options: ChannelHttpOptions): BudgetedHttp {
  const { callsPerSecond, burst } = options.budget;
  const capacity = Math.max(1, burst * (1 - SHARE_OF_OTHERS));
  const bucket = createTokenBucket({
    clock: options.clock,
    tokensPerSecond: callsPerSecond * (1 - SHARE_OF_OTHERS),
    capacity,
    reserve: capacity * SHARE_OF_URGENT,
    waitMsMax: TOKEN_WAIT_MS_MAX,
  });
  return new FetchClient(options, bucket);
}
