/**
 * Telegram's Bot API on loopback, for the real SDK: long polling, webhooks with their secret,
 * files both ways, refusals. Every call, every answer and every update is judged by the published
 * description where that is there; whoever runs it looks at `complaints`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadTelegramContract, type TelegramContract } from './telegram-contract.ts';
import { type Fields, readFields } from './telegram-fields.ts';
import type { SentMessage } from './telegram-methods.ts';
import { type Button, type MethodState, Refusal, runMethod } from './telegram-methods.ts';
import {
  BOT,
  type Chat,
  directChat,
  messageOf,
  type Person,
  pressOf,
  type SaidOptions,
} from './telegram-updates.ts';

export const BOT_TOKEN = `${BOT.id}:loopback-token-that-nobody-may-read`;

export type Update = Record<string, unknown> & { readonly update_id: number };
/** `after`: so many calls of the method go well before. */
export type Fault = { readonly method: string; readonly after?: number } & (
  | { readonly code: number; readonly description: string; readonly retryAfter?: number }
  | { readonly cut: true }
);

export interface Call {
  readonly method: string;
  readonly fields: Fields;
}

export interface WebhookAttempt {
  readonly updateId: number;
  /** 0: nobody answered. */
  readonly status: number;
  readonly ms: number;
}

const REDELIVER_MS = 60;
const POLL_SECONDS_MAX = 50;

export class TelegramServer {
  readonly contract: TelegramContract | null = loadTelegramContract();
  readonly calls: Call[] = [];
  readonly complaints: string[] = [];
  readonly attempts: WebhookAttempt[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #faults: Fault[] = [];
  readonly #updates: Update[] = [];
  readonly #state: MethodState;
  /** As a proxy in front of the service would: where a public address leads. */
  readonly #route: (url: string) => string;
  #wake: () => void = () => undefined;
  #poll: ((refusal: Refusal) => void) | null = null;
  #isStopping = false;
  #ids = 700_000;
  #messageIds = 100;

  constructor(o: { route?: (url: string) => string } = {}) {
    this.#route = o.route ?? ((url) => url);
    this.#state = {
      ...{ sent: [], files: new Map(), chats: new Map(), blockedBy: new Set(), webhook: null },
      nextMessageId: () => ++this.#messageIds,
    };
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    void this.#deliver();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get sent(): readonly SentMessage[] {
    return this.#state.sent;
  }

  get webhook(): MethodState['webhook'] {
    return this.#state.webhook;
  }

  /** The next call of this method goes wrong. */
  fail(fault: Fault): void {
    this.#faults.push(fault);
  }

  block(person: Person): void {
    this.#state.blockedBy.add(person.id);
  }

  said(person: Person, text: string | null, o: SaidOptions = {}): Update {
    const messageId = o.messageId ?? this.#state.nextMessageId();
    this.#know(o.chat ?? directChat(person));
    return this.push({ message: messageOf(person, text, { ...o, messageId }) });
  }

  edited(person: Person, text: string, o: SaidOptions & { messageId: number }): Update {
    const edit_date = Math.floor(Date.now() / 1_000);
    return this.push({ edited_message: { ...messageOf(person, text, o), edit_date } });
  }

  pressed(person: Person, sent: SentMessage, button: Button): Update {
    const press = { id: `press-${this.#ids}`, data: button.callback_data };
    return this.push({ callback_query: pressOf(person, sent, press) });
  }

  /** A file that somebody sends; `bytes` null: it is gone when the bot asks for it. */
  sentFile(
    person: Person,
    file: { name: string; type: string; bytes: Uint8Array | null; size?: number },
    o: SaidOptions & { caption?: string } = {},
  ): Update {
    const file_id = `file-${this.#ids}`;
    if (file.bytes) {
      this.#state.files.set(file_id, { path: `documents/${file_id}`, bytes: file.bytes });
    }
    const file_size = file.size ?? file.bytes?.length ?? 1;
    const names = { file_name: file.name, mime_type: file.type };
    const document = { file_id, file_unique_id: `unique-${file_id}`, ...names, file_size };
    return this.said(person, o.caption ?? null, { ...o, extra: { document } });
  }

  /** An update of any kind; the same object twice is the same update brought twice. */
  push(update: Record<string, unknown>): Update {
    const whole: Update =
      'update_id' in update ? (update as Update) : { update_id: ++this.#ids, ...update };
    this.#complain(this.contract?.judgeType('Update', whole) ?? []);
    this.#updates.push(whole);
    this.#wake();
    return whole;
  }

  /** Waits until the bot has sent this many messages in all, and gives the newest. */
  async untilSent(count: number, msMax = 8_000): Promise<SentMessage> {
    await this.until(() => this.sent.length >= count, `message ${count}`, msMax);
    const newest = this.sent[count - 1];
    if (!newest) throw new Error('It was sent and is gone.');
    return newest;
  }

  async until(holds: () => boolean, what: string, msMax = 8_000): Promise<void> {
    const end = Date.now() + msMax;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
      await sleep(5);
    }
  }

  callsOf(method: string): Fields[] {
    return this.calls.filter((call) => call.method === method).map(({ fields }) => fields);
  }

  #know(chat: Chat): void {
    this.#state.chats.set(chat.id, chat);
  }

  #complain(found: readonly string[]): void {
    this.complaints.push(...found);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    if (pathname.startsWith('/file/')) {
      this.#serveFile(pathname, response);
      return;
    }
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(pathname) ?? [];
    const fields = await readFields(request, { method, contract: this.contract });
    this.calls.push({ method, fields });
    const fault = this.#takeFault(method);
    if (fault && 'cut' in fault) {
      response.destroy();
      return;
    }
    try {
      if (token !== BOT_TOKEN) throw new Refusal(401, 'Unauthorized');
      if (fault) {
        const { retryAfter } = fault;
        const more = retryAfter === undefined ? undefined : { retry_after: retryAfter };
        throw new Refusal(fault.code, fault.description, more);
      }
      this.#complain(this.contract?.judgeCall(method, fields) ?? []);
      const result =
        method === 'getUpdates'
          ? await this.#getUpdates(fields, request)
          : runMethod(method, fields, this.#state);
      this.#complain(this.contract?.judgeResult(method, result) ?? []);
      answer(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message: description, parameters } = error;
      answer(response, code, { ok: false, error_code: code, description, parameters });
    }
  }

  #takeFault(method: string): Fault | null {
    const at = this.#faults.findIndex((fault) => fault.method === method);
    const fault = this.#faults[at];
    if (!fault) return null;
    const { after = 0 } = fault;
    if (after > 0) this.#faults[at] = { ...fault, after: after - 1 };
    else this.#faults.splice(at, 1);
    return after > 0 ? null : fault;
  }

  #serveFile(pathname: string, response: ServerResponse): void {
    const [, token, path] = /^\/file\/bot([^/]+)\/(.+)$/.exec(pathname) ?? [];
    const found = [...this.#state.files.values()].find((file) => file.path === path);
    if (token === BOT_TOKEN && found) response.writeHead(200).end(found.bytes);
    else answer(response, 404, { ok: false });
  }

  /** What is asked for with an offset is confirmed up to it; a second asker ends the first one. */
  async #getUpdates(fields: Fields, request: IncomingMessage): Promise<Update[]> {
    if (this.#state.webhook) {
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to " +
          'delete the webhook first',
      );
    }
    this.#poll?.(
      new Refusal(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance ' +
          'is running',
      ),
    );
    const { offset = 0, limit = 100, timeout = 0 } = fields as Record<string, number>;
    const confirmed = this.#updates.filter(({ update_id }) => update_id < offset);
    for (const update of confirmed) this.#updates.splice(this.#updates.indexOf(update), 1);
    if (this.#updates.length === 0 && timeout > 0) {
      await this.#untilUpdate(Math.min(timeout, POLL_SECONDS_MAX) * 1_000, request);
    }
    return this.#updates.slice(0, limit);
  }

  async #untilUpdate(ms: number, request: IncomingMessage): Promise<void> {
    const waiting = Promise.withResolvers<void>();
    const timer = setTimeout(waiting.resolve, ms);
    request.socket.once('close', waiting.resolve);
    this.#wake = waiting.resolve;
    this.#poll = waiting.reject;
    try {
      await waiting.promise;
    } finally {
      clearTimeout(timer);
      request.socket.off('close', waiting.resolve);
      if (this.#poll === waiting.reject) this.#poll = null;
    }
  }

  /** Posts updates in their order, each until it is taken, as the real one does for a day. */
  async #deliver(): Promise<void> {
    while (!this.#isStopping) {
      const { webhook } = this.#state;
      const next = this.#updates[0];
      if (!webhook || !next) {
        await sleep(5);
        continue;
      }
      const status = await this.#post(webhook, next);
      if (status >= 200 && status < 300) this.#updates.shift();
      else await sleep(REDELIVER_MS);
    }
  }

  async #post(webhook: NonNullable<MethodState['webhook']>, update: Update): Promise<number> {
    const { url, secret } = webhook;
    const startedAt = performance.now();
    const headers = {
      'content-type': 'application/json',
      ...(secret !== null && { 'x-telegram-bot-api-secret-token': secret }),
    };
    const body = JSON.stringify(update);
    const status = await fetch(this.#route(url), { method: 'POST', headers, body }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    const ms = performance.now() - startedAt;
    this.attempts.push({ updateId: update.update_id, status, ms });
    return status;
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export async function startTelegramServer(
  o: { route?: (url: string) => string } = {},
): Promise<TelegramServer> {
  const server = new TelegramServer(o);
  await server.start();
  return server;
}
