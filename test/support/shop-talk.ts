/** The conversation of a shop of the door: what a front-end would hand over, and what it shows. */
import { commands } from '../../bots/commands/registry.ts';
import type { FrontEnd } from '../../bots/front-end/front-end.ts';
import type { InboundMessage } from '../../bots/front-end/inbound-message.ts';
import { openConversation } from '../../bots/open-conversation.ts';
import { renderConsole } from '../../bots/reply/render-console.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { FRONT_ENDS } from './shop-file.ts';
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

// The clock stands still, so whatever is said here is said within one minute.
const NO_LIMITS = { messagesPerMinute: Infinity, writesPerMinute: Infinity };

export async function openShopTalk(o: {
  ground: ShopGround;
  sellerId: number;
  model: ModelAddress | null;
}): Promise<ShopTalk> {
  const { engine, clock } = o.ground;
  const { desk } = openConversation({
    ...{ engine, clock, commands, limits: NO_LIMITS },
    ...{ ids: systemIds, random: systemRandom, log: silentLogger },
  });
  const sent: SentMessage[] = [];
  const toPlainText: ShopTalk['toPlainText'] = (_, reply) =>
    renderConsole(reply, { width: 80, hasColour: false, formatNumber: String }).join('\n');
  for (const id of FRONT_ENDS) desk.add(keepSent({ id, sent, toPlainText, clock }));
  return {
    toPlainText,
    take: (message) => desk.converse(message),
    takeSent: () => sent.splice(0),
    settle: () => desk.settle(),
    stop: () => desk.stop(),
  };
}

/** A front-end that keeps what it would have sent. */
function keepSent(o: {
  id: string;
  sent: SentMessage[];
  toPlainText: ShopTalk['toPlainText'];
  clock: ShopGround['clock'];
}): FrontEnd {
  const { id, sent, toPlainText, clock } = o;
  const nothing = async () => undefined;
  return {
    ...{ id, start: nothing, stop: nothing, listener: null },
    health: () => ({ state: 'ready', since: clock.now(), note: null }),
    async send({ to, reply, key }) {
      const text = toPlainText(id, reply);
      sent.push({ frontEnd: id, target: to.chatId, text, at: clock.now() });
      return { kind: 'sent', messageId: key };
    },
  };
}
