/** What the bot may ask of the stand-in, and what it keeps of it. */
import type { SentFile } from './telegram-contract.ts';
import type { Fields } from './telegram-fields.ts';
import { type Formatted, readHtml, readPlain } from './telegram-html.ts';
import { BOT, type Chat } from './telegram-updates.ts';

export interface Button {
  readonly text: string;
  readonly callback_data: string;
  readonly style?: string;
}

/** A message of the bot as people see it, and as the API tells it. */
export interface SentMessage extends Formatted {
  readonly method: string;
  readonly chatId: number;
  readonly messageId: number;
  readonly file: SentFile | null;
  buttons: readonly Button[];
  readonly fields: Fields;
  wire: Record<string, unknown>;
}

/** As the API refuses. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>> | undefined;

  constructor(code: number, description: string, parameters?: Record<string, number>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export interface MethodState {
  readonly sent: SentMessage[];
  readonly files: Map<string, { readonly path: string; readonly bytes: Uint8Array }>;
  readonly chats: Map<number, Chat>;
  readonly blockedBy: Set<number>;
  webhook: { readonly url: string; readonly secret: string | null } | null;
  nextMessageId(): number;
}

const LENGTH_MAX = { text: 4_096, caption: 1_024 } as const;

export function runMethod(method: string, fields: Fields, state: MethodState): unknown {
  switch (method) {
    case 'getMe':
      return {
        ...BOT,
        can_join_groups: true,
        can_read_all_group_messages: false,
        supports_inline_queries: false,
      };
    case 'sendMessage':
      return send(method, fields, state, { field: 'text', file: null });
    case 'sendPhoto':
      return send(method, fields, state, { field: 'caption', file: fields.photo as SentFile });
    case 'sendDocument':
      return send(method, fields, state, { field: 'caption', file: fields.document as SentFile });
    case 'editMessageReplyMarkup':
      return editButtons(fields, state);
    case 'getFile':
      return getFile(fields, state);
    case 'setWebhook': {
      const { url, secret_token: secret = null } = fields as { url: string; secret_token?: string };
      if (!url.startsWith('https://')) {
        throw new Refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided');
      }
      state.webhook = { url, secret };
      return true;
    }
    case 'deleteWebhook':
      state.webhook = null;
      return true;
    case 'getWebhookInfo':
      return {
        url: state.webhook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: 0,
      };
    case 'answerCallbackQuery':
    case 'setMyCommands':
    case 'sendChatAction':
      return true;
    default:
      throw new Refusal(404, 'Not Found');
  }
}

function chatOf(fields: Fields, state: MethodState): Chat {
  const chat = state.chats.get(Number(fields.chat_id));
  if (!chat) throw new Refusal(400, 'Bad Request: chat not found');
  if (state.blockedBy.has(chat.id)) {
    throw new Refusal(403, 'Forbidden: bot was blocked by the user');
  }
  return chat;
}

function send(
  method: string,
  fields: Fields,
  state: MethodState,
  o: { field: 'text' | 'caption'; file: SentFile | null },
) {
  const chat = chatOf(fields, state);
  const formatted = format(fields, o.field);
  const messageId = state.nextMessageId();
  const keyboard = fields.reply_markup as { inline_keyboard: Button[][] } | undefined;
  const { text, entities } = formatted;
  const spelling = o.field === 'text' ? 'entities' : 'caption_entities';
  const wire = {
    ...{ message_id: messageId, date: Math.floor(Date.now() / 1_000), chat, from: BOT },
    ...(text === '' ? {} : { [o.field]: text }),
    ...(entities.length > 0 && { [spelling]: entities }),
    ...(keyboard && { reply_markup: keyboard }),
    ...(o.file && mediaOf(method, o.file, messageId)),
  };
  const buttons = keyboard?.inline_keyboard.flat() ?? [];
  const about = { method, chatId: chat.id, messageId, file: o.file, fields };
  state.sent.push({ ...about, ...formatted, buttons, wire });
  return wire;
}

function format(fields: Fields, field: 'text' | 'caption'): Formatted {
  const raw = String(fields[field] ?? '');
  let formatted: Formatted;
  try {
    formatted = fields.parse_mode === 'HTML' ? readHtml(raw) : readPlain(raw);
  } catch (error) {
    throw new Refusal(400, `Bad Request: ${(error as Error).message}`);
  }
  if (field === 'text' && formatted.text.trim() === '') {
    throw new Refusal(400, 'Bad Request: message text is empty');
  }
  if (formatted.text.length > LENGTH_MAX[field]) {
    throw new Refusal(400, `Bad Request: message ${field} is too long`);
  }
  return formatted;
}

function mediaOf(method: string, file: SentFile, messageId: number): Record<string, unknown> {
  const ids = { file_id: `sent-${messageId}`, file_unique_id: `unique-${messageId}` };
  const file_size = file.bytes.length;
  if (method === 'sendDocument') return { document: { ...ids, file_name: file.name, file_size } };
  const head = Buffer.from(file.bytes);
  if (head.subarray(1, 4).toString() !== 'PNG') {
    throw new Refusal(400, 'Bad Request: IMAGE_PROCESS_FAILED');
  }
  const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)];
  if (width + height > 10_000 || Math.max(width / height, height / width) > 20) {
    throw new Refusal(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS');
  }
  return { photo: [{ ...ids, width, height, file_size }] };
}

function editButtons(fields: Fields, state: MethodState) {
  const chat = chatOf(fields, state);
  const found = state.sent.find(
    ({ chatId, messageId }) => chatId === chat.id && messageId === fields.message_id,
  );
  if (!found) throw new Refusal(400, 'Bad Request: message to edit not found');
  const keyboard = fields.reply_markup as { inline_keyboard: Button[][] } | undefined;
  const buttons = keyboard?.inline_keyboard.flat() ?? [];
  if (JSON.stringify(buttons) === JSON.stringify(found.buttons)) {
    throw new Refusal(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are ' +
        'exactly the same as a current content and reply markup of the message',
    );
  }
  found.buttons = buttons;
  const { reply_markup: _, ...rest } = found.wire;
  found.wire = buttons.length > 0 ? { ...rest, reply_markup: keyboard } : rest;
  return found.wire;
}

function getFile({ file_id }: Fields, state: MethodState) {
  const file = state.files.get(String(file_id));
  if (!file) throw new Refusal(400, 'Bad Request: invalid file_id');
  return {
    file_id,
    file_unique_id: `unique-${file_id}`,
    file_size: file.bytes.length,
    file_path: file.path,
  };
}
