import type { Destination, SendOutcome } from '../front-end/front-end.ts';
import type { Reply } from '../reply/reply.ts';
import type { ApiResult, BotApi, Payload } from './bot-api.ts';
import { toSendOutcome } from './describe-failure.ts';
import { type Look, type Part, renderTelegram } from './render.ts';
import { fromReplyTo, type ReplyPlace } from './reply-place.ts';
import { sentSchema } from './wire.ts';

type Progress = { partsSent: number; lastId: string; underWay: Promise<SendOutcome> | null };
type Sending = { readonly to: Destination; readonly reply: Reply; readonly key: string };

// The platform has no key of ours that would make a second sending harmless, so what already left
// is remembered, for as long as anybody may come again with it.
const PROGRESS_KEPT = 1_000;
const CAPTIONED = { photo: 'sendPhoto', document: 'sendDocument' } as const;

/** Sends replies; one that broke off half-way goes on where it stopped. */
export class ReplySender {
  readonly #api: BotApi;
  readonly #look: Look;
  readonly #progress = new Map<string, Progress>();

  constructor(o: { api: BotApi; look: Look }) {
    this.#api = o.api;
    this.#look = o.look;
  }

  async send(o: Sending): Promise<SendOutcome> {
    const progress = this.#open(o.key);
    // The same message from two sides at once leaves once.
    progress.underWay ??= this.#send(o, progress).finally(() => {
      progress.underWay = null;
    });
    return progress.underWay;
  }

  async #send(o: Sending, progress: Progress): Promise<SendOutcome> {
    const place = fromReplyTo(o.to.replyTo);
    const parts = renderTelegram(o.reply, this.#look);
    let { chatId } = o.to;
    while (progress.partsSent < parts.length) {
      const part = parts[progress.partsSent];
      if (!part) break;
      const isFirst = progress.partsSent === 0;
      const sent = await this.#sendPart(part, { chatId, place, isFirst });
      if (sent.kind === 'refused' && sent.movedToChatId !== null && sent.movedToChatId !== chatId) {
        chatId = sent.movedToChatId;
        continue;
      }
      if (sent.kind !== 'ok') return toSendOutcome(sent);
      progress.partsSent += 1;
      progress.lastId = String(sentSchema.safeParse(sent.result).data?.message_id ?? '');
    }
    await this.#takeButtonsAway(chatId, place, o.reply);
    return { kind: 'sent', messageId: progress.lastId };
  }

  #open(key: string): Progress {
    const found = this.#progress.get(key);
    if (found) return found;
    const [oldest] = this.#progress.keys();
    if (this.#progress.size >= PROGRESS_KEPT && oldest !== undefined) this.#progress.delete(oldest);
    const fresh = { partsSent: 0, lastId: '', underWay: null };
    this.#progress.set(key, fresh);
    return fresh;
  }

  #sendPart(
    part: Part,
    o: { chatId: string; place: ReplyPlace; isFirst: boolean },
  ): Promise<ApiResult> {
    const { threadId, answeredId } = o.place;
    const common: Payload = {
      chat_id: toChatId(o.chatId),
      ...(part.html === '' ? {} : { parse_mode: 'HTML' }),
      ...(part.keyboard && { reply_markup: { inline_keyboard: part.keyboard } }),
      ...(threadId === null ? {} : { message_thread_id: threadId }),
      ...(o.isFirst &&
        answeredId !== null && {
          reply_parameters: { message_id: answeredId, allow_sending_without_reply: true },
        }),
    };
    if (part.kind === 'text') {
      const text = { text: part.html, link_preview_options: { is_disabled: true } };
      return this.#api.call('sendMessage', { ...common, ...text });
    }
    const caption = part.html === '' ? {} : { caption: part.html };
    const payload = { ...common, ...caption, [part.kind]: part.upload };
    return this.#api.call(CAPTIONED[part.kind], payload);
  }

  /**
   * What was decided cannot be pressed again. In a group a refusal may have answered somebody who
   * was not asked: the buttons stay for whoever was. That it fails harms nobody: a question can be
   * answered only once.
   */
  async #takeButtonsAway(chatId: string, { pressedId }: ReplyPlace, reply: Reply): Promise<void> {
    const isGroup = chatId.startsWith('-');
    if (pressedId === null || (isGroup && reply.outcome === 'refused')) return;
    const reply_markup = { inline_keyboard: [] };
    await this.#api.call('editMessageReplyMarkup', {
      ...{ chat_id: toChatId(chatId), message_id: pressedId, reply_markup },
    });
  }
}

export function toChatId(chatId: string): number | string {
  return /^-?\d{1,15}$/.test(chatId) ? Number(chatId) : chatId;
}
