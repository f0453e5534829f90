// A message as it lies in the inbox: everything as JSON, the bytes of files beside it.
import { cleanText } from '../../core/base/text.ts';
import type { InboundContent, InboundMessage } from '../front-end/inbound-message.ts';

/** What Postgres would refuse or silently change is settled before anything looks at it. */
export function cleanMessage(message: InboundMessage): InboundMessage {
  const { sender, chat, files } = message;
  const maybe = (text: string | null) => (text === null ? null : cleanText(text));
  return {
    ...message,
    messageId: cleanText(message.messageId),
    sender: { id: cleanText(sender.id), name: maybe(sender.name) },
    chat: { ...chat, id: cleanText(chat.id) },
    content: cleanContent(message.content),
    quoted: maybe(message.quoted),
    replyTo: maybe(message.replyTo),
    files: files.map((file) => ({
      ...file,
      name: cleanText(file.name),
      mediaType: cleanText(file.mediaType),
    })),
  };
}

function cleanContent(content: InboundContent): InboundContent {
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: cleanText(content.text) };
    case 'press':
      return { ...content, questionId: cleanText(content.questionId) };
    case 'form': {
      const slots = Object.entries(content.slots);
      const cleaned = slots.map(([name, typed]) => [cleanText(name), cleanText(typed)]);
      return {
        kind: 'form',
        command: cleanText(content.command),
        slots: Object.fromEntries(cleaned),
      };
    }
  }
}

/** JSON text; the bytes are kept apart, in the order of the files. */
export function encodeMessage(message: InboundMessage): string {
  const files = message.files.map(({ name, mediaType }) => ({ name, mediaType }));
  return JSON.stringify({ ...message, files });
}

/** Takes what `encodeMessage` made. */
export function decodeMessage(stored: unknown, bytes: readonly Uint8Array[]): InboundMessage {
  const message = stored as InboundMessage;
  const empty = new Uint8Array();
  return {
    ...message,
    at: new Date(message.at),
    files: message.files.map((file, index) => ({ ...file, bytes: bytes[index] ?? empty })),
  };
}
