import { isRetriedLater } from '../../core/base/errors.ts';
import type { FrontEndDeps } from '../front-end/front-end.ts';
import { note, reply } from '../reply/reply.ts';
import type { BotApi } from './bot-api.ts';
import { fetchDocument } from './fetch-document.ts';
import { type Inbound, toInbound } from './inbound.ts';
import type { ReplySender } from './send-reply.ts';
import type { TypingSigns } from './typing-signs.ts';
import { type Me, type TelegramDocument, updateIdSchema, updateSchema } from './wire.ts';

/** later: it is not durable; the platform has to bring it again. */
export type Taken = 'taken' | 'later';

export interface UpdateDeps {
  readonly api: BotApi;
  readonly front: Pick<FrontEndDeps, 'desk' | 'sellerId' | 'menu' | 'clock' | 'log'>;
  readonly sender: ReplySender;
  readonly typing: TypingSigns;
}

type TakenMessage = Extract<Inbound, { kind: 'message' }>;

const NO_PICTURES = 'Pictures are not read here. Write it, or send a CSV file.';
const NO_OTHERS = 'Only text and CSV files are read here. Write it, please.';
// An update that breaks our code must not stand in the way of all that follow it.
const TRIES_MAX = 3;
const BROKEN_KEPT = 100;

/** Updates, one at a time, however they came: to the desk, or nowhere. */
export class UpdateTaker {
  readonly #deps: UpdateDeps;
  /** How often an update broke. */
  readonly #broken = new Map<number, number>();
  readonly #background = new Set<Promise<unknown>>();

  constructor(deps: UpdateDeps) {
    this.#deps = deps;
  }

  async take(raw: unknown, me: Me): Promise<Taken> {
    const id = updateIdSchema.safeParse(raw).data?.update_id;
    if (id === undefined) return 'taken';
    try {
      return await this.#take(raw, me);
    } catch (error) {
      const { log } = this.#deps.front;
      if (isRetriedLater(error)) {
        log.warn('message_not_stored', { updateId: id, error });
        return 'later';
      }
      const tries = (this.#broken.get(id) ?? 0) + 1;
      if (this.#broken.size > BROKEN_KEPT) this.#broken.clear();
      this.#broken.set(id, tries);
      log.error('message_broke', { updateId: id, tries, error });
      return tries < TRIES_MAX ? 'later' : 'taken';
    }
  }

  /** What still runs that nobody waits for. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#background);
  }

  async #take(raw: unknown, me: Me): Promise<Taken> {
    const { sellerId, menu, clock, log } = this.#deps.front;
    const parsed = updateSchema.safeParse(raw);
    if (!parsed.success) {
      log.warn('update_not_understood', {
        at: parsed.error.issues.map(({ path }) => path.join('.')),
      });
      return 'taken';
    }
    const update = parsed.data;
    const inbound = toInbound(update, { sellerId, me, menu, now: clock.now() });
    switch (inbound.kind) {
      case 'ignored':
        this.#answerPress(inbound.callbackId);
        return 'taken';
      case 'no-text': {
        const words = inbound.what === 'picture' ? NO_PICTURES : NO_OTHERS;
        this.#tell(inbound.chatId, words, update.update_id);
        return 'taken';
      }
      case 'message':
        return this.#hand(inbound, update.update_id);
    }
  }

  async #hand(inbound: TakenMessage, updateId: number): Promise<Taken> {
    const { message, document, callbackId } = inbound;
    const { standing, chat } = message;
    const isFileWanted = document !== null && standing === 'typed';
    const files = isFileWanted ? await this.#fetch(document, inbound, updateId) : [];
    if (files === 'later') return 'later';
    if (files === null) return 'taken';
    const verdict = await this.#deps.front.desk.take({ ...message, files });
    this.#answerPress(callbackId);
    if (verdict === 'accepted' && chat.isDirect && standing === 'typed') {
      this.#deps.typing.arm(chat.id);
    }
    return 'taken';
  }

  /** Null: it is no file for us, and the sender was told. */
  async #fetch(document: TelegramDocument, { message }: TakenMessage, updateId: number) {
    const fetched = await fetchDocument(this.#deps.api, document);
    if (fetched.kind === 'file') return [fetched.file];
    if (fetched.kind === 'later') {
      this.#deps.front.log.warn('file_not_fetched', { updateId, reason: fetched.reason });
      return 'later';
    }
    if (message.chat.isDirect) this.#tell(message.chat.id, fetched.because, updateId);
    return null;
  }

  /** Also when it means nothing to us: until then the button shows a spinner. */
  #answerPress(callbackId: string | null): void {
    if (callbackId === null) return;
    this.#behind(this.#deps.api.call('answerCallbackQuery', { callback_query_id: callbackId }));
  }

  #tell(chatId: string, words: string, updateId: number): void {
    const to = { chatId, replyTo: null };
    this.#behind(
      this.#deps.sender.send({ to, reply: reply(note(words)), key: `update-${updateId}` }),
    );
  }

  #behind(work: Promise<unknown>): void {
    const { log } = this.#deps.front;
    const settled = work
      .catch((error: unknown) => log.error('telegram_background_broke', { error }))
      .finally(() => this.#background.delete(settled));
    this.#background.add(settled);
  }
}
