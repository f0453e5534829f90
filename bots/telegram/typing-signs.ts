import type { Clock } from '../../core/base/clock.ts';
import type { BotApi } from './bot-api.ts';
import { toChatId } from './send-reply.ts';

// Shown only when an answer takes so long that one wonders.
const AFTER_MS = 800;
const CHATS_MAX = 1_000;

/** "typing…" under the name of the bot, where an answer is slow. */
export class TypingSigns {
  readonly #deps: { api: BotApi; clock: Clock };
  readonly #armed = new Map<string, () => void>();

  constructor(deps: { api: BotApi; clock: Clock }) {
    this.#deps = deps;
  }

  arm(chatId: string): void {
    if (this.#armed.has(chatId) || this.#armed.size >= CHATS_MAX) return;
    const { api, clock } = this.#deps;
    const cancel = clock.after(AFTER_MS, () => {
      this.#armed.delete(chatId);
      void api.call('sendChatAction', { chat_id: toChatId(chatId), action: 'typing' });
    });
    this.#armed.set(chatId, cancel);
  }

  disarm(chatId: string): void {
    this.#armed.get(chatId)?.();
    this.#armed.delete(chatId);
  }

  stop(): void {
    for (const cancel of this.#armed.values()) cancel();
    this.#armed.clear();
  }
}
