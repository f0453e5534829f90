/** Messages of a linked session as InboundMessages, without deciding anything: pure. */
import type { InboundContent, InboundFile, InboundMessage } from '../front-end/inbound-message.ts';
import { FILE_BYTES_MAX, isAcceptedFile } from './accept-file.ts';
import { isGroup, isPerson } from './chat-address.ts';
import { readPollSecret } from './poll-secret.ts';
import type { WebMessage, WebPerson, WebVote } from './web-client.ts';

/** What a person writes or says; all else is WhatsApp talking about itself. */
const KINDS = new Set(['chat', 'document', 'image', 'video', 'ptt', 'audio']);

/** Ours to answer: written by a person, to us alone or by name. */
export function isForUs(message: WebMessage, myIds: readonly string[]): boolean {
  if (message.isFromMe || !KINDS.has(message.type)) return false;
  if (isPerson(message.chatId)) return true;
  return isGroup(message.chatId) && message.mentions.some((id) => myIds.includes(id));
}

export const senderIdOf = (message: WebMessage): string => message.authorId ?? message.chatId;

/** Whether its file is worth fetching. */
export function hasWantedFile({ file }: WebMessage): boolean {
  return file !== null && file.size <= FILE_BYTES_MAX && isAcceptedFile(file);
}

interface Around {
  readonly frontEnd: string;
  readonly sellerId: number;
  readonly sender: WebPerson;
}

export function toInbound(
  message: WebMessage,
  o: Around & {
    isEdited: boolean;
    myIds: readonly string[];
    files: readonly InboundFile[];
  },
): InboundMessage {
  const isDirect = isPerson(message.chatId);
  const text = isDirect ? message.body : withoutMention(message.body, o.myIds);
  return {
    frontEnd: o.frontEnd,
    messageId: message.id,
    sellerId: o.sellerId,
    sender: o.sender,
    chat: { id: message.chatId, isDirect },
    content: { kind: 'text', text },
    standing: o.isEdited ? 'edited' : message.isForwarded ? 'forwarded' : 'typed',
    quoted: message.quoted,
    files: o.files,
    at: new Date(message.seconds * 1_000),
    // Among several people it is seen whom an answer is for.
    replyTo: isDirect ? null : message.id,
  };
}

/** "@919800000000 stock" was written by picking a name; the number stands in the text. */
function withoutMention(body: string, myIds: readonly string[]): string {
  const mine = new Set(myIds.map((id) => `@${id.split('@')[0]}`));
  const words = body.split(' ').filter((word) => !mine.has(word));
  return words.join(' ').trim();
}

/** Null: no vote on a question of ours, or one that was taken back. */
export function toPress(vote: WebVote, o: Around & { receivedAt: Date }): InboundMessage | null {
  const questionId = vote.isPollFromMe ? readPollSecret(vote.secret) : null;
  const [option] = vote.options;
  if (questionId === null || option === undefined || vote.options.length > 1) return null;
  const content: InboundContent = { kind: 'press', questionId, option };
  return {
    frontEnd: o.frontEnd,
    messageId: `vote:${vote.pollId}:${vote.voterId}:${vote.atMs}`,
    sellerId: o.sellerId,
    sender: o.sender,
    chat: { id: vote.chatId, isDirect: isPerson(vote.chatId) },
    content,
    standing: 'typed',
    quoted: null,
    files: [],
    at: vote.atMs > 0 ? new Date(vote.atMs) : o.receivedAt,
    replyTo: null,
  };
}
