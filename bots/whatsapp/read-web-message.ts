/** What the page of WhatsApp Web tells of a message or a vote, checked: it is not our program. */
import { z } from 'zod';
import type { WebMessage, WebVote } from './web-client.ts';

/** An id stands as text in one place and as an object in another. */
const wid = z.union([
  z.string(),
  z.object({ _serialized: z.string() }).transform(({ _serialized: text }) => text),
]);
const optionalText = z.string().nullish();

const messageSchema = z.object({
  id: z.object({ fromMe: z.boolean(), remote: wid, _serialized: z.string().min(1) }),
  type: z.string(),
  t: z.number(),
  body: optionalText,
  caption: optionalText,
  author: wid.nullish(),
  isForwarded: z.boolean().nullish(),
  isStatusV3: z.boolean().nullish(),
  quotedMsg: z.object({ body: optionalText, caption: optionalText }).nullish(),
  mentionedJidList: z.array(wid).nullish(),
  directPath: optionalText,
  filename: optionalText,
  mimetype: optionalText,
  size: z.number().nullish(),
  latestEditSenderTimestampMs: z.number().nullish(),
});

const voteSchema = z.object({
  voter: wid,
  interractedAtTs: z.number().nullish(),
  selectedOptions: z.array(z.object({ localId: z.number() })),
  parentMessage: z.object({
    id: z.object({ fromMe: z.boolean(), remote: wid, _serialized: z.string().min(1) }),
    messageSecret: z.array(z.number()).nullish(),
  }),
});

/** Null: nothing that we read. */
export function readWebMessage(raw: unknown): WebMessage | null {
  const { data } = messageSchema.safeParse(raw);
  if (!data || data.isStatusV3) return null;
  const { id, directPath, quotedMsg } = data;
  return {
    id: id._serialized,
    type: data.type,
    chatId: id.remote,
    authorId: data.author ?? null,
    isFromMe: id.fromMe,
    // With a file, the body holds a picture of it.
    body: (directPath ? data.caption : data.body) ?? '',
    seconds: data.t,
    isForwarded: data.isForwarded ?? false,
    quoted: quotedMsg ? (quotedMsg.caption ?? quotedMsg.body ?? '') : null,
    mentions: data.mentionedJidList ?? [],
    file: directPath
      ? { name: data.filename ?? '', mediaType: data.mimetype ?? '', size: data.size ?? 0 }
      : null,
  };
}

/** An edit is a message of its own, named after the one that it changes and when. */
export function readWebEdit(raw: unknown): WebMessage | null {
  const message = readWebMessage(raw);
  const { data } = messageSchema.safeParse(raw);
  if (!message || !data) return null;
  const stamp = data.latestEditSenderTimestampMs ?? data.t;
  return { ...message, id: `${message.id}:edit:${stamp}` };
}

export function readWebVote(raw: unknown): WebVote | null {
  const { data } = voteSchema.safeParse(raw);
  if (!data) return null;
  const { id, messageSecret } = data.parentMessage;
  return {
    pollId: id._serialized,
    isPollFromMe: id.fromMe,
    secret: messageSecret ?? [],
    chatId: id.remote,
    voterId: data.voter,
    options: data.selectedOptions.map(({ localId }) => localId),
    atMs: data.interractedAtTs ?? 0,
  };
}
