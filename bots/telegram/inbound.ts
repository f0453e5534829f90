/** An update of the platform as an InboundMessage. Pure: what has to be fetched is named. */
import type { MenuEntry } from '../front-end/front-end.ts';
import type { InboundMessage } from '../front-end/inbound-message.ts';
import { readText } from './read-text.ts';
import { toReplyTo } from './reply-place.ts';
import type {
  CallbackQuery,
  Me,
  TelegramDocument,
  TelegramMessage,
  TelegramUpdate,
} from './wire.ts';

export const FRONT_END = 'telegram';

export type Inbound =
  | {
      readonly kind: 'message';
      readonly message: InboundMessage;
      /** To be fetched before anybody is told. */
      readonly document: TelegramDocument | null;
      /** The platform shows a spinner on the button until this is answered. */
      readonly callbackId: string | null;
    }
  /** A picture or a voice from somebody who talks to us: one line says that we read text. */
  | { readonly kind: 'no-text'; readonly chatId: string; readonly what: 'picture' | 'other' }
  | { readonly kind: 'ignored'; readonly callbackId: string | null };

export interface InboundScene {
  readonly sellerId: number;
  readonly me: Me;
  readonly menu: readonly MenuEntry[];
  readonly now: Date;
}

// q: a question, whose buttons go when it is answered. o: an offer, which can be pressed again.
const PRESS = /^([qo]):([a-z0-9]{1,32}):(\d{1,3})$/;
const IGNORED: Inbound = { kind: 'ignored', callbackId: null };

export function pressData(questionId: string, option: number): string {
  return `q:${questionId}:${option}`;
}

export function offerData(questionId: string, option: number): string {
  return `o:${questionId}:${option}`;
}

export function toInbound(update: TelegramUpdate, scene: InboundScene): Inbound {
  const messageId = `${scene.me.id}-${update.update_id}`;
  if (update.callback_query) return fromPress(update.callback_query, { ...scene, messageId });
  const message = update.message ?? update.edited_message;
  if (!message) return IGNORED;
  return fromMessage(message, { ...scene, messageId, isEdited: update.message === undefined });
}

function fromMessage(
  message: TelegramMessage,
  scene: InboundScene & { messageId: string; isEdited: boolean },
): Inbound {
  const { from, chat } = message;
  // An anonymous administrator or a channel is nobody whom we could know.
  if (!from || from.is_bot || message.sender_chat || chat.type === 'channel') return IGNORED;
  const text = readText(message, scene);
  if (text === null) return IGNORED;
  const isDirect = chat.type === 'private';
  const document = message.document ?? null;
  if (text === '' && !document) {
    return isDirect && !scene.isEdited ? noText(message) : IGNORED;
  }
  const { reply_to_message: answered, quote } = message;
  const threadId = message.is_topic_message ? (message.message_thread_id ?? null) : null;
  const inbound: InboundMessage = {
    frontEnd: FRONT_END,
    messageId: scene.messageId,
    sellerId: scene.sellerId,
    sender: toSender(from),
    chat: { id: String(chat.id), isDirect },
    content: { kind: 'text', text },
    standing: toStanding(message, scene.isEdited),
    quoted: quote?.text ?? answered?.text ?? answered?.caption ?? null,
    files: [],
    at: new Date((message.edit_date ?? message.date) * 1_000),
    replyTo: toReplyTo({ threadId, answeredId: isDirect ? null : message.message_id }),
  };
  return { kind: 'message', message: inbound, document, callbackId: null };
}

function toStanding(message: TelegramMessage, isEdited: boolean): InboundMessage['standing'] {
  if (message.forward_origin || message.via_bot) return 'forwarded';
  return isEdited ? 'edited' : 'typed';
}

function noText(message: TelegramMessage): Inbound {
  const { photo, voice, audio, video, video_note } = message;
  // A sticker wants no answer.
  if (!(photo || voice || audio || video || video_note)) return IGNORED;
  const what = photo ? 'picture' : 'other';
  return { kind: 'no-text', chatId: String(message.chat.id), what };
}

function fromPress(query: CallbackQuery, scene: InboundScene & { messageId: string }): Inbound {
  const { from, message } = query;
  const [, kind, questionId, option] = PRESS.exec(query.data ?? '') ?? [];
  // A message that is too old to press comes without its chat.
  if (questionId === undefined || !message || from.is_bot) {
    return { kind: 'ignored', callbackId: query.id };
  }
  const threadId = message.is_topic_message ? (message.message_thread_id ?? null) : null;
  const inbound: InboundMessage = {
    frontEnd: FRONT_END,
    messageId: scene.messageId,
    sellerId: scene.sellerId,
    sender: toSender(from),
    chat: { id: String(message.chat.id), isDirect: message.chat.type === 'private' },
    content: { kind: 'press', questionId, option: Number(option) },
    standing: 'typed',
    quoted: null,
    files: [],
    at: scene.now,
    replyTo: toReplyTo({
      threadId,
      ...(kind === 'o' ? { answeredId: message.message_id } : { pressedId: message.message_id }),
    }),
  };
  return { kind: 'message', message: inbound, document: null, callbackId: query.id };
}

function toSender(from: CallbackQuery['from']): InboundMessage['sender'] {
  const name = [from.first_name, from.last_name].filter(Boolean).join(' ').trim();
  return { id: String(from.id), name: name === '' ? null : name };
}
