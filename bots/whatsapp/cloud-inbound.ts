/** Meta's webhook as messages, without deciding anything: pure, and every part read by itself. */
import { z } from 'zod';
import type { InboundContent, Standing } from '../front-end/inbound-message.ts';
import { isAcceptedFile } from './accept-file.ts';
import { toPersonId } from './chat-address.ts';
import { readPressId } from './press-id.ts';

export interface CloudMedia {
  readonly mediaId: string;
  readonly name: string;
  readonly mediaType: string;
}

export interface CloudMessage {
  readonly messageId: string;
  readonly sender: { readonly id: string; readonly name: string | null };
  readonly content: InboundContent;
  readonly standing: Standing;
  /** To be fetched before the message is handed over. */
  readonly media: CloudMedia | null;
  readonly at: Date;
}

/** What became of a message of ours. */
export interface CloudStatus {
  readonly messageId: string;
  readonly chatId: string;
  readonly status: string;
  readonly errorCode: number | null;
  readonly errorTitle: string | null;
}

export interface CloudDelivery {
  readonly messages: readonly CloudMessage[];
  readonly statuses: readonly CloudStatus[];
  /** Kinds that are not for us: a reaction, a place, a sticker of another number. */
  readonly skipped: readonly string[];
}

const ID = z.string().min(1).max(512);
const WA_ID = z.string().regex(/^\d{5,20}$/);
const SECONDS = z.string().regex(/^\d{1,12}$/);

const bodySchema = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(z.object({ changes: z.array(z.unknown()) })).max(1_000),
});
const changeSchema = z.object({
  field: z.literal('messages'),
  value: z.object({
    metadata: z.object({ phone_number_id: z.string() }),
    contacts: z.array(z.unknown()).optional(),
    messages: z.array(z.unknown()).optional(),
    statuses: z.array(z.unknown()).optional(),
  }),
});
const contactSchema = z.object({ wa_id: WA_ID, profile: z.object({ name: z.string() }) });
const kindSchema = z.object({ type: z.string().max(60) });
const headSchema = z.object({
  from: WA_ID,
  id: ID,
  timestamp: SECONDS,
  type: z.string(),
  group_id: z.string().optional(),
  context: z
    .object({
      forwarded: z.boolean().optional(),
      frequently_forwarded: z.boolean().optional(),
    })
    .optional(),
});
const mediaSchema = z.object({ id: ID, caption: z.string().optional(), mime_type: z.string() });
const partsSchema = z.object({
  text: z.object({ body: z.string() }).optional(),
  button: z.object({ payload: z.string().optional(), text: z.string() }).optional(),
  interactive: z
    .object({
      button_reply: z.object({ id: z.string(), title: z.string() }).optional(),
      list_reply: z.object({ id: z.string(), title: z.string() }).optional(),
    })
    .optional(),
  document: mediaSchema.extend({ filename: z.string().optional() }).optional(),
  image: mediaSchema.optional(),
  video: mediaSchema.optional(),
  audio: mediaSchema.optional(),
});
const statusSchema = z.object({
  id: ID,
  status: z.string().max(40),
  recipient_id: WA_ID,
  errors: z.array(z.object({ code: z.number(), title: z.string().optional() })).optional(),
});

type Parts = z.infer<typeof partsSchema>;

/** Null: this is no body of WhatsApp at all. */
export function readCloudWebhook(
  body: unknown,
  o: { phoneNumberId: string },
): CloudDelivery | null {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return null;
  const delivery = {
    messages: [] as CloudMessage[],
    statuses: [] as CloudStatus[],
    skipped: [] as string[],
  };
  for (const change of parsed.data.entry.flatMap(({ changes }) => changes)) {
    const { data } = changeSchema.safeParse(change);
    // An app can listen for several numbers; another one's messages are not ours to answer.
    if (!data || data.value.metadata.phone_number_id !== o.phoneNumberId) {
      delivery.skipped.push('change');
      continue;
    }
    const names = readNames(data.value.contacts ?? []);
    for (const raw of data.value.messages ?? []) {
      const message = readMessage(raw, names);
      if (message) delivery.messages.push(message);
      else delivery.skipped.push(kindSchema.safeParse(raw).data?.type ?? 'unreadable');
    }
    delivery.statuses.push(...(data.value.statuses ?? []).flatMap(readStatus));
  }
  return delivery;
}

function readNames(contacts: readonly unknown[]): Map<string, string> {
  return new Map(
    contacts.flatMap((raw) => {
      const { data } = contactSchema.safeParse(raw);
      return data ? [[data.wa_id, data.profile.name] as const] : [];
    }),
  );
}

function readMessage(raw: unknown, names: ReadonlyMap<string, string>): CloudMessage | null {
  const head = headSchema.safeParse(raw).data;
  const parts = partsSchema.safeParse(raw).data;
  // In a group nobody says which messages are meant for us.
  if (!head || !parts || head.group_id !== undefined) return null;
  const content = readContent(parts);
  if (content === null) return null;
  const { forwarded, frequently_forwarded: isForwardedOften } = head.context ?? {};
  return {
    messageId: head.id,
    sender: { id: toPersonId(head.from), name: names.get(head.from) ?? null },
    content,
    standing: forwarded || isForwardedOften ? 'forwarded' : 'typed',
    media: readMedia(parts),
    at: new Date(Number.parseInt(head.timestamp, 10) * 1_000),
  };
}

function readContent(parts: Parts): InboundContent | null {
  const typed = (text: string): InboundContent => ({ kind: 'text', text });
  if (parts.text) return typed(parts.text.body);
  const reply = parts.interactive?.button_reply ?? parts.interactive?.list_reply;
  if (reply) return readPress(reply.id) ?? typed(reply.title);
  if (parts.button) return readPress(parts.button.payload ?? '') ?? typed(parts.button.text);
  const media = parts.document ?? parts.image ?? parts.video ?? parts.audio;
  return media ? typed(media.caption ?? '') : null;
}

function readPress(id: string): InboundContent | null {
  const press = readPressId(id);
  return press && { kind: 'press', ...press };
}

function readMedia({ document }: Parts): CloudMedia | null {
  if (!document) return null;
  const { id: mediaId, filename: name = '', mime_type: mediaType } = document;
  return isAcceptedFile({ name, mediaType }) ? { mediaId, name, mediaType } : null;
}

function readStatus(raw: unknown): CloudStatus[] {
  const { data } = statusSchema.safeParse(raw);
  if (!data) return [];
  const [error] = data.errors ?? [];
  return [
    {
      messageId: data.id,
      chatId: toPersonId(data.recipient_id),
      status: data.status,
      errorCode: error?.code ?? null,
      errorTitle: error?.title ?? null,
    },
  ];
}
