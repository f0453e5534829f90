/**
 * WhatsApp's rule for businesses: free words only within 24 hours of the person's last message.
 * Known from what was heard since the start; of a chat that was not heard WhatsApp itself tells.
 */
import type { Clock } from '../../core/base/clock.ts';

export interface ReplyWindow {
  heard(o: { chatId: string; at: Date }): void;
  /** WhatsApp said so. */
  closed(chatId: string): void;
  isOpen(chatId: string): boolean;
  /** What was said, should it turn out later that it was said too late. */
  said(o: { messageId: string; text: string }): void;
  /** Once; null: not ours, or too long ago. */
  takeBack(messageId: string): string | null;
}

const WINDOW_MS = 24 * 60 * 60 * 1_000;
const CHATS_MAX = 5_000;
const MESSAGES_MAX = 500;

function put<Value>(map: Map<string, Value>, o: { key: string; value: Value; max: number }): void {
  map.delete(o.key);
  map.set(o.key, o.value);
  for (const oldest of map.keys()) {
    if (map.size <= o.max) break;
    map.delete(oldest);
  }
}

export function createReplyWindow(o: { clock: Clock }): ReplyWindow {
  const heardMs = new Map<string, number>();
  const said = new Map<string, string>();
  return {
    heard({ chatId, at }) {
      const value = Math.max(at.getTime(), heardMs.get(chatId) ?? 0);
      put(heardMs, { key: chatId, value, max: CHATS_MAX });
    },
    closed: (chatId) => put(heardMs, { key: chatId, value: 0, max: CHATS_MAX }),
    isOpen(chatId) {
      const lastMs = heardMs.get(chatId);
      return lastMs === undefined || o.clock.now().getTime() - lastMs < WINDOW_MS;
    },
    said: ({ messageId, text }) => put(said, { key: messageId, value: text, max: MESSAGES_MAX }),
    takeBack(messageId) {
      const text = said.get(messageId) ?? null;
      said.delete(messageId);
      return text;
    },
  };
}
