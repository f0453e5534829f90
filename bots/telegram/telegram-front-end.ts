import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { ANSWERS } from '../../core/http/answer.ts';
import type {
  FrontEnd,
  FrontEndDeps,
  FrontEndHealth,
  SendOutcome,
} from '../front-end/front-end.ts';
import type { ApiResult, BotApi, Payload } from './bot-api.ts';
import { describeTrouble, type Failure } from './describe-failure.ts';
import { HealthBook } from './health.ts';
import { FRONT_END } from './inbound.ts';
import { toBotCommands } from './menu.ts';
import { ReplySender } from './send-reply.ts';
import type { TelegramSettings } from './settings.ts';
import { UpdateTaker } from './take-update.ts';
import { takeWebhook } from './take-webhook.ts';
import { TypingSigns } from './typing-signs.ts';
import { type Me, meSchema, UPDATES_WANTED, updateIdSchema, webhookInfoSchema } from './wire.ts';

/** How long one question for updates stays open at Telegram. */
export const POLL_SECONDS = 25;
const EMPTY_MS_MIN = 200;
const BACKOFF_MS_FIRST = 1_000;
const BACKOFF_MS_MAX = 30_000;
/** How often another process is asked after, while it is the one that listens. */
const TURN_EVERY_MS = 1_000;
/** How often Telegram is asked whether it reaches our webhook. */
const WATCH_EVERY_MS = 60_000;
const ERROR_SECONDS_FRESH = 120;
// Whoever stops us gives two seconds in all.
const STOP_MS_MAX = 1_000;
const CONFIRM_MS_MAX = 500;

const updatesSchema = z.array(z.unknown());

export interface TelegramParts {
  readonly api: BotApi;
  readonly settings: TelegramSettings;
  readonly front: FrontEndDeps;
}

class TelegramFrontEnd implements FrontEnd {
  readonly id = FRONT_END;
  readonly listener: FrontEnd['listener'];
  readonly #parts: TelegramParts;
  readonly #health: HealthBook;
  readonly #typing: TypingSigns;
  readonly #sender: ReplySender;
  readonly #taker: UpdateTaker;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #me: Me | null = null;
  #offset = 0;

  constructor(parts: TelegramParts) {
    const { api, front, settings } = parts;
    this.#parts = parts;
    this.#health = new HealthBook(front);
    this.#typing = new TypingSigns({ api, clock: front.clock });
    this.#sender = new ReplySender({ api, look: front });
    this.#taker = new UpdateTaker({ api, front, sender: this.#sender, typing: this.#typing });
    this.listener = settings.webhook ? (request, response) => this.#serve(request, response) : null;
  }

  async start(): Promise<void> {
    const heard = Promise.withResolvers<void>();
    this.#running = this.#run(() => heard.resolve()).catch((error: unknown) => {
      this.#health.set('down', 'Telegram was left because of a defect; the log has it.');
      this.#parts.front.log.error('telegram_broke', { error });
      heard.resolve();
    });
    await heard.promise;
  }

  async stop(): Promise<void> {
    const { clock } = this.#parts.front;
    this.#stopping.abort();
    this.#typing.stop();
    const ended = this.#running.then(() => this.#taker.idle());
    await Promise.race([ended, clock.sleep(STOP_MS_MAX)]);
    await this.#confirm();
  }

  health(): FrontEndHealth {
    return this.#health.read();
  }

  async send(o: Parameters<FrontEnd['send']>[0]): Promise<SendOutcome> {
    this.#typing.disarm(o.to.chatId);
    const outcome = await this.#sender.send(o);
    if (outcome.kind === 'needs-login') this.#health.set('needs-login', outcome.reason);
    return outcome;
  }

  /** `onTried` is called when it works, and when it failed for the first time. */
  async #run(onTried: () => void): Promise<void> {
    const me = await this.#insist('getMe', {}, onTried);
    if (!me) return onTried();
    this.#me = meSchema.parse(me);
    void this.#parts.api.call('setMyCommands', { commands: toBotCommands(this.#parts.front.menu) });
    await (this.#parts.settings.webhook ? this.#watch(onTried) : this.#poll(onTried));
    onTried();
  }

  /** Calls until it works. Null: we are stopping. */
  async #insist(method: string, payload: Payload, onTried: () => void): Promise<unknown> {
    for (let failures = 0; !this.#isStopping(); ) {
      const answer = await this.#call(method, payload);
      if (answer.kind === 'ok') return answer.result;
      if (this.#isStopping()) return null;
      failures += 1;
      onTried();
      await this.#rest(answer, failures);
    }
    return null;
  }

  async #poll(onTried: () => void): Promise<void> {
    const { clock } = this.#parts.front;
    const me = this.#me;
    const options = { drop_pending_updates: false };
    await this.#awaitTurn(onTried);
    if (!me || (await this.#insist('deleteWebhook', options, onTried)) === null) return;
    this.#health.set('ready');
    onTried();
    let failures = 0;
    while (!this.#isStopping()) {
      await this.#awaitTurn(onTried);
      // After a failure it is asked at once whether it works again.
      const timeout = failures === 0 ? POLL_SECONDS : 0;
      const askedAtMs = clock.monotonicMs();
      const answer = await this.#call('getUpdates', {
        ...{ offset: this.#offset, limit: 100, timeout, allowed_updates: UPDATES_WANTED },
      });
      if (this.#isStopping()) return;
      if (answer.kind !== 'ok') {
        failures += 1;
        await this.#rest(answer, failures);
        continue;
      }
      failures = 0;
      this.#health.set('ready');
      const updates = updatesSchema.safeParse(answer.result).data ?? [];
      await this.#takeAll(updates, me);
      // Not every server waits as it was asked to.
      const isTooQuick = clock.monotonicMs() - askedAtMs < EMPTY_MS_MIN;
      if (updates.length === 0 && isTooQuick) await this.#sleep(EMPTY_MS_MIN);
    }
  }

  /** Telegram tells one listener only; the others may send meanwhile. */
  async #awaitTurn(onTried: () => void): Promise<void> {
    const { isOurTurn } = this.#parts.front;
    while (!this.#isStopping() && !(await isOurTurn())) {
      this.#health.set('ready', 'Another process listens.');
      onTried();
      await this.#sleep(TURN_EVERY_MS);
    }
  }

  /** In their order; one that could not be stored holds up the others, which is what it must. */
  async #takeAll(updates: readonly unknown[], me: Me): Promise<void> {
    for (const update of updates) {
      for (let failures = 0; (await this.#taker.take(update, me)) === 'later'; ) {
        failures += 1;
        await this.#sleep(this.#backoffMs(failures));
        if (this.#isStopping()) return;
      }
      const id = updateIdSchema.safeParse(update).data?.update_id ?? 0;
      this.#offset = Math.max(this.#offset, id + 1);
      if (this.#isStopping()) return;
    }
  }

  async #watch(onTried: () => void): Promise<void> {
    const { webhook } = this.#parts.settings;
    if (!webhook) return;
    const { url, secret } = webhook;
    const wanted = { url, secret_token: secret.reveal(), allowed_updates: UPDATES_WANTED };
    if ((await this.#insist('setWebhook', wanted, onTried)) === null) return;
    this.#health.set('ready');
    onTried();
    while (!this.#isStopping()) {
      await this.#sleep(WATCH_EVERY_MS);
      if (this.#isStopping()) return;
      const answer = await this.#call('getWebhookInfo', {});
      if (answer.kind !== 'ok') {
        await this.#rest(answer, 1);
        continue;
      }
      const info = webhookInfoSchema.safeParse(answer.result).data;
      // Somebody else took it: two programs share one bot, or somebody polled with its token.
      if (info && info.url !== url) await this.#insist('setWebhook', wanted, onTried);
      this.#judge(info);
    }
  }

  #judge(info: z.infer<typeof webhookInfoSchema> | undefined): void {
    const nowSeconds = this.#parts.front.clock.now().getTime() / 1_000;
    const { last_error_date: at = 0, last_error_message: why = '' } = info ?? {};
    if (nowSeconds - at > ERROR_SECONDS_FRESH) this.#health.set('ready');
    else this.#health.set('down', `Telegram cannot reach the webhook: ${why}`);
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const { webhook } = this.#parts.settings;
    const me = this.#me;
    if (!webhook) return;
    // Without our own name nobody can say who is spoken to in a group.
    const isOpen = me !== null && !this.#isStopping();
    const take = (update: unknown) =>
      isOpen ? this.#taker.take(update, me) : Promise.resolve('later' as const);
    void takeWebhook(request, response, { secret: webhook.secret, take }).catch(() => {
      if (!response.headersSent) response.writeHead(ANSWERS.broken.status);
      response.end();
    });
  }

  /** Tells Telegram what we have, so that it does not bring it again; best effort. */
  async #confirm(): Promise<void> {
    const { api, front, settings } = this.#parts;
    if (settings.webhook || this.#offset === 0) return;
    const late = new AbortController();
    const disarm = front.clock.after(CONFIRM_MS_MAX, () => late.abort());
    await api.call('getUpdates', { offset: this.#offset, limit: 1, timeout: 0 }, late.signal);
    disarm();
  }

  #call(method: string, payload: Payload): Promise<ApiResult> {
    return this.#parts.api.call(method, payload, this.#stopping.signal);
  }

  async #rest(failure: Failure, failures: number): Promise<void> {
    const { state, note, waitMs } = describeTrouble(failure);
    this.#health.set(state, note);
    await this.#sleep(waitMs ?? this.#backoffMs(failures));
  }

  #backoffMs(failures: number): number {
    const ceiling = Math.min(BACKOFF_MS_MAX, BACKOFF_MS_FIRST * 2 ** Math.min(failures - 1, 10));
    return ceiling * this.#parts.front.random.fraction();
  }

  #sleep(ms: number): Promise<void> {
    return this.#parts.front.clock.sleep(ms, this.#stopping.signal);
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }
}

export function createTelegramFrontEnd(parts: TelegramParts): FrontEnd {
  return new TelegramFrontEnd(parts);
}
