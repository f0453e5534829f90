/**
 * The post office of the shops: takes their webhooks as they send them and brings each one to the
 * service until it is answered 2xx, the way shops do, always with the same bytes and headers. It
 * lives with the tests, so it survives the service, and knows afterwards what was promised.
 */
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../core/base/clock.ts';
import type { Random } from '../../core/base/random.ts';

/** How a try was answered, as the shop sees it. */
export type TryOutcome =
  | 'accepted'
  /** 503: come again. */
  | 'unavailable'
  | 'other-5xx'
  | '4xx'
  /** Nobody listens. */
  | 'refused'
  /** The connection broke before an answer came. */
  | 'broken'
  | 'timed-out';

export interface Delivery {
  /** '/webhooks/<channel>/<account>' */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** sha256 of the body, in hex. */
  readonly digest: string;
  tries: number;
  /** Null: never answered 2xx so far. */
  acceptedAt: Date | null;
  /** When the try set out that was the first to be answered 2xx. */
  acceptedTryAt: Date | null;
}

export interface Courier {
  /** What a shop subscribes to. */
  urlFor(path: string): string;
  /** Where the service lives now; several are taken in turn. */
  route(origins: readonly string[]): void;
  deliveries(): readonly Delivery[];
  /** Tries so far by outcome. */
  outcomes(): Readonly<Record<TryOutcome, number>>;
  /** What the service said when it was neither 2xx nor 503; at most 10. */
  complaints(): readonly string[];
  waiting(): number;
  /** Resolves when every delivery was accepted. */
  idle(withinMs: number): Promise<void>;
  stop(): Promise<void>;
}

export interface CourierOptions {
  readonly random: Random;
  /** Calls under way at once. */
  readonly atOnce?: number;
  /** Share of accepted deliveries that the shop sends once more, as if the answer was lost. */
  readonly repeatShare?: number;
  /** Each call on a connection of its own, as from many servers of a shop. */
  readonly isFresh?: boolean;
}

const ANSWER_MS_MAX = 5_000;
const FIRST_WAIT_MS = 100;
const WAIT_MS_MAX = 1_500;
const COMPLAINTS_KEPT = 10;
const LOOK_EVERY_MS = 20;
const HOP_BY_HOP: ReadonlySet<string> = new Set(['host', 'connection', 'content-length']);

class PostOffice implements Courier {
  readonly #options: CourierOptions;
  readonly #server = http.createServer((request, response) => void this.#take(request, response));
  readonly #agent: http.Agent;
  readonly #all: Delivery[] = [];
  readonly #queue: Delivery[] = [];
  readonly #complaints: string[] = [];
  readonly #outcomes: Record<TryOutcome, number> = {
    accepted: 0,
    unavailable: 0,
    'other-5xx': 0,
    '4xx': 0,
    refused: 0,
    broken: 0,
    'timed-out': 0,
  };
  #origins: readonly string[] = [];
  #turn = 0;
  #underway = 0;
  #sleeping = 0;
  #isStopped = false;

  constructor(options: CourierOptions) {
    this.#options = options;
    const maxSockets = options.atOnce ?? 32;
    this.#agent = new http.Agent({ keepAlive: !options.isFresh, maxSockets });
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  urlFor(path: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${path}`;
  }

  route(origins: readonly string[]): void {
    this.#origins = origins;
    this.#pump();
  }

  deliveries = () => this.#all;
  outcomes = () => ({ ...this.#outcomes });
  complaints = () => this.#complaints;
  waiting = () => this.#queue.length + this.#underway + this.#sleeping;

  async idle(withinMs: number): Promise<void> {
    const endMs = systemClock.monotonicMs() + withinMs;
    while (this.waiting() > 0) {
      if (systemClock.monotonicMs() > endMs) {
        throw new Error(
          `${this.waiting()} deliveries were not accepted within ${withinMs} ms: ` +
            `${JSON.stringify(this.#outcomes)} ${this.#complaints.join(' | ')}`,
        );
      }
      await systemClock.sleep(LOOK_EVERY_MS);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#queue.length = 0;
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string' && !HOP_BY_HOP.has(name)) headers[name] = value;
    }
    const digest = createHash('sha256').update(body).digest('hex');
    const path = request.url ?? '/';
    const state = { tries: 0, acceptedAt: null, acceptedTryAt: null };
    const delivery: Delivery = { path, headers, body, digest, ...state };
    this.#all.push(delivery);
    this.#queue.push(delivery);
    response.end();
    this.#pump();
  }

  #pump(): void {
    const atOnce = this.#options.atOnce ?? 32;
    while (!this.#isStopped && this.#origins.length > 0 && this.#underway < atOnce) {
      const delivery = this.#queue.shift();
      if (!delivery) return;
      this.#underway += 1;
      void this.#bring(delivery).finally(() => {
        this.#underway -= 1;
        this.#pump();
      });
    }
  }

  async #bring(delivery: Delivery): Promise<void> {
    const origin = this.#origins[this.#turn % this.#origins.length] ?? '';
    this.#turn += 1;
    delivery.tries += 1;
    const triedAt = new Date();
    const outcome = await this.#post(origin, delivery);
    if (this.#isStopped) return;
    this.#outcomes[outcome] += 1;
    const { random, repeatShare = 0 } = this.#options;
    if (outcome === 'accepted') {
      const isFirst = delivery.acceptedAt === null;
      delivery.acceptedAt ??= new Date();
      delivery.acceptedTryAt ??= triedAt;
      if (!isFirst || random.fraction() >= repeatShare) return;
    }
    this.#sleeping += 1;
    const ceilingMs = Math.min(FIRST_WAIT_MS * 2 ** Math.min(delivery.tries, 8), WAIT_MS_MAX);
    systemClock.after(ceilingMs * (0.5 + random.fraction() / 2), () => {
      this.#sleeping -= 1;
      this.#queue.push(delivery);
      this.#pump();
    });
  }

  #post(origin: string, delivery: Delivery): Promise<TryOutcome> {
    return new Promise((resolve) => {
      const { agent, headers, body } = { agent: this.#agent, ...delivery };
      const length = { 'content-length': String(body.length) };
      const request = http.request(`${origin}${delivery.path}`, {
        method: 'POST',
        agent,
        headers: { ...headers, ...length },
        timeout: ANSWER_MS_MAX,
      });
      let isLate = false;
      request.on('timeout', () => {
        isLate = true;
        request.destroy();
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (isLate) resolve('timed-out');
        else resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'broken');
      });
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve('broken'));
        response.on('end', () => {
          resolve(this.#judge(response.statusCode ?? 0, Buffer.concat(chunks).toString()));
        });
      });
      request.end(body);
    });
  }

  #judge(status: number, text: string): TryOutcome {
    if (status >= 200 && status < 300) return 'accepted';
    if (status === 503) return 'unavailable';
    if (this.#complaints.length < COMPLAINTS_KEPT) this.#complaints.push(`${status} ${text}`);
    return status >= 500 ? 'other-5xx' : '4xx';
  }
}

export async function openCourier(options: CourierOptions): Promise<Courier> {
  const office = new PostOffice(options);
  await office.listen();
  return office;
}
