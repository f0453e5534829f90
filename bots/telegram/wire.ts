/** Of an update, what is read of it; everything else that comes along is left out. */
import { z } from 'zod';

const user = z.object({
  id: z.int(),
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
});

const chat = z.object({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
});

const entity = z.object({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  user: z.object({ id: z.int() }).optional(),
});

const document = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.int().optional(),
});

/** Only that it is there counts. */
const present = z.unknown().optional();

const message = z.object({
  message_id: z.int(),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  date: z.int(),
  edit_date: z.int().optional(),
  from: user.optional(),
  sender_chat: present,
  chat,
  text: z.string().optional(),
  entities: z.array(entity).optional(),
  caption: z.string().optional(),
  caption_entities: z.array(entity).optional(),
  forward_origin: present,
  via_bot: present,
  quote: z.object({ text: z.string() }).optional(),
  reply_to_message: z
    .object({
      from: z.object({ id: z.int() }).optional(),
      text: z.string().optional(),
      caption: z.string().optional(),
    })
    .optional(),
  document: document.optional(),
  photo: present,
  voice: present,
  audio: present,
  video: present,
  video_note: present,
});

const callbackQuery = z.object({
  id: z.string(),
  from: user,
  message: z
    .object({
      message_id: z.int(),
      message_thread_id: z.int().optional(),
      is_topic_message: z.boolean().optional(),
      chat,
    })
    .optional(),
  data: z.string().optional(),
});

export const updateSchema = z.object({
  update_id: z.int(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: callbackQuery.optional(),
});

/** The least that an update must have: without it, nothing can be said about it. */
export const updateIdSchema = z.object({ update_id: z.int() });

export const meSchema = z.object({ id: z.int(), username: z.string() });
export const sentSchema = z.object({ message_id: z.int() });
export const fileSchema = z.object({ file_path: z.string().optional() });
export const webhookInfoSchema = z.object({
  url: z.string(),
  last_error_date: z.int().optional(),
  last_error_message: z.string().optional(),
});

export type TelegramUpdate = z.infer<typeof updateSchema>;
export type TelegramMessage = z.infer<typeof message>;
export type TelegramDocument = z.infer<typeof document>;
export type CallbackQuery = z.infer<typeof callbackQuery>;
export type Me = z.infer<typeof meSchema>;

/** What we ask Telegram for; everything else is not sent to us at all. */
export const UPDATES_WANTED = ['message', 'edited_message', 'callback_query'] as const;
