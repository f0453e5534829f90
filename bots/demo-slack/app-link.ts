/** How Slack reaches the app: envelopes on its sockets, or signed requests to its address. */
import { createHmac } from 'node:crypto';
import type { Clock } from '../../core/base/clock.ts';
import type { ServerSocket } from './web-socket.ts';

export type PayloadKind = 'events_api' | 'slash_commands' | 'interactive';

export interface Receipt {
  /** Of HTTP: the status. Of a socket: 200 once it is acknowledged. 0: no answer in time. */
  readonly status: number;
  readonly body: unknown;
  readonly tookMs: number;
}

export interface Push {
  readonly kind: PayloadKind;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The how manieth repetition this is. */
  readonly retry?: number;
}

export interface AppLink {
  push(o: Push): Promise<Receipt>;
  /** From now on by HTTP. */
  useHttp(o: { url: string; signingSecret: string }): void;
  addSocket(socket: ServerSocket): void;
  removeSocket(socket: ServerSocket): void;
  sockets(): readonly ServerSocket[];
  /** An acknowledgement came in on a socket. */
  acknowledge(text: string): void;
}

/** Slack waits this long. */
const ANSWER_MS_MAX = 3_000;

export function signRequest(o: { body: string; secret: string; seconds: number }): string {
  const signed = `v0:${o.seconds}:${o.body}`;
  return `v0=${createHmac('sha256', o.secret).update(signed).digest('hex')}`;
}

/** The body and its type, as Slack sends each kind by HTTP. */
export function toHttpBody({ kind, payload }: Push): { body: string; contentType: string } {
  if (kind === 'events_api') {
    return { body: JSON.stringify(payload), contentType: 'application/json' };
  }
  const form = new URLSearchParams();
  if (kind === 'interactive') form.set('payload', JSON.stringify(payload));
  else for (const [name, value] of Object.entries(payload)) form.set(name, String(value));
  return { body: form.toString(), contentType: 'application/x-www-form-urlencoded' };
}

interface Address {
  readonly url: string;
  readonly signingSecret: string;
}

type Answer = Omit<Receipt, 'tookMs'>;

const NO_ANSWER: Answer = { status: 0, body: null };

async function pushByHttp(clock: Clock, address: Address, o: Push): Promise<Answer> {
  const { body, contentType } = toHttpBody(o);
  const seconds = Math.floor(clock.now().getTime() / 1000);
  const again = { 'x-slack-retry-num': String(o.retry), 'x-slack-retry-reason': 'http_timeout' };
  const response = await fetch(address.url, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': signRequest({ body, secret: address.signingSecret, seconds }),
      ...(o.retry && again),
    },
    body,
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : parseOr(text) };
}

class SocketOrHttp implements AppLink {
  readonly #clock: Clock;
  readonly #open: ServerSocket[] = [];
  readonly #waiting = new Map<string, (body: unknown) => void>();
  #http: Address | null = null;
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async push(o: Push): Promise<Receipt> {
    const fromMs = this.#clock.monotonicMs();
    const answer = await this.#pushBy(o).catch(() => NO_ANSWER);
    return { ...answer, tookMs: this.#clock.monotonicMs() - fromMs };
  }

  useHttp(address: Address): void {
    this.#http = address;
  }

  addSocket(socket: ServerSocket): void {
    this.#open.push(socket);
  }

  removeSocket(socket: ServerSocket): void {
    const at = this.#open.indexOf(socket);
    if (at >= 0) this.#open.splice(at, 1);
  }

  sockets(): readonly ServerSocket[] {
    return [...this.#open];
  }

  acknowledge(text: string): void {
    const { envelope_id: id = '', payload = null } = JSON.parse(text) as {
      envelope_id?: string;
      payload?: unknown;
    };
    this.#waiting.get(id)?.(payload);
  }

  async #pushBy(o: Push): Promise<Answer> {
    if (this.#http) return pushByHttp(this.#clock, this.#http, o);
    const socket = this.#open.at(-1);
    return socket ? this.#pushBySocket(socket, o) : NO_ANSWER;
  }

  async #pushBySocket(socket: ServerSocket, o: Push): Promise<Answer> {
    this.#count += 1;
    const id = `envelope-${this.#count}`;
    const answered = new Promise<Answer>((resolve) => {
      this.#waiting.set(id, (body) => resolve({ status: 200, body }));
    });
    const again = o.retry ? { retry_attempt: o.retry, retry_reason: 'timeout' } : {};
    const { kind: type, payload } = o;
    const accepts_response_payload = type !== 'events_api';
    const envelope = { envelope_id: id, type, payload, accepts_response_payload, ...again };
    socket.send(JSON.stringify(envelope));
    const given = new AbortController();
    const tooLate = this.#clock.sleep(ANSWER_MS_MAX, given.signal).then(() => NO_ANSWER);
    const answer = await Promise.race([answered, tooLate]);
    given.abort();
    this.#waiting.delete(id);
    return answer;
  }
}

export function createAppLink(clock: Clock): AppLink {
  return new SocketOrHttp(clock);
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
