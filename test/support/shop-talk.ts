/** The conversation of a shop of the door: what a front-end would hand over, and what it shows. */
import { commands } from '../../bots/commands/registry.ts';
import { createConversation } from '../../bots/conversation/conversation.ts';
import type { InboundMessage } from '../../bots/front-end/inbound-message.ts';
import { renderConsole } from '../../bots/reply/render-console.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { silentLogger } from '../../core/base/log.ts';
import type { ShopGround } from './shop-ground.ts';

/** An OpenAI-compatible endpoint that widens what is understood. */
export interface ModelAddress {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly model: string;
}

/** A message that left by itself: an alert, a digest, a card for somebody else. */
export interface SentMessage {
  readonly frontEnd: string;
  /** The chat that it went to. */
  readonly target: string;
  readonly text: string;
  readonly at: Date;
}

export interface ShopTalk {
  take(message: InboundMessage): Promise<Reply>;
  /** As people read it there, without markup. */
  toPlainText(frontEnd: string, reply: Reply): string;
  /** What left since this was last asked. */
  takeSent(): SentMessage[];
  /** Everything that is due has been sent. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function openShopTalk(o: {
  ground: ShopGround;
  sellerId: number;
  model: ModelAddress | null;
}): Promise<ShopTalk> {
  const { engine, clock } = o.ground;
  const conversation = createConversation({
    core: { ...engine, clock },
    commands,
    log: silentLogger,
  });
  return {
    async take(message) {
      const { content, frontEnd, messageId, sellerId, sender, at } = message;
      const text = content.kind === 'text' ? content.text : '';
      return conversation.converse({
        ...{ frontEnd, messageId, sellerId, text, at },
        personId: sender.id,
      });
    },
    toPlainText: (_, reply) =>
      renderConsole(reply, { width: 80, hasColour: false, formatNumber: String }).join('\n'),
    takeSent: () => [],
    settle: async () => undefined,
    stop: async () => undefined,
  };
}
