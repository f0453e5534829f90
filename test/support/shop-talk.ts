/** The conversation of a shop of the door, between front-ends that keep what they would send. */
import type { Automations } from '../../automations/engine/automations.ts';
import { commands } from '../../bots/commands/registry.ts';
import type { FrontEnd, FrontEndKind } from '../../bots/front-end/front-end.ts';
import type { InboundMessage } from '../../bots/front-end/inbound-message.ts';
import { frontEnds } from '../../bots/front-ends.ts';
import { wordsOf } from '../../bots/language/fold-text.ts';
import { createNotify } from '../../bots/notify/notify.ts';
import { openConversation } from '../../bots/open-conversation.ts';
import { openModel } from '../../bots/open-model.ts';
import type { People } from '../../bots/people/people.ts';
import { renderConsole } from '../../bots/reply/render-console.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { Secret } from '../../core/base/secret.ts';
import { FRONT_ENDS, type ShopFile } from './shop-file.ts';
import type { ShopGround } from './shop-ground.ts';

/** An OpenAI-compatible endpoint that widens what is understood. */
export interface ModelAddress {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly model: string;
  /** Default: what the product waits. */
  readonly timeoutMs?: number;
}

/** A message that left by itself: an alert, a digest, a card for somebody else. */
export interface SentMessage {
  readonly frontEnd: string;
  /** The chat that it went to: of a person alone, their identity on that front-end in the file. */
  readonly target: string;
  readonly text: string;
  readonly time: Date;
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

// The date stands still here, so every message of a test would fall into one minute.
const TOKENS_PER_DAY = 1_000_000_000;
const LIMITS = { messagesPerMinute: 1_000_000, writesPerMinute: 1_000_000 };

export async function openShopTalk(o: {
  ground: ShopGround;
  model: ModelAddress | null;
  onSent?: (o: { frontEnd: string; chatId: string; reply: Reply }) => void;
}): Promise<ShopTalk> {
  const { engine, clock, random } = o.ground;
  const surroundings = { clock, random, log: silentLogger };
  const toPlainText = await createPlainTexts();
  let sent: SentMessage[] = [];
  const kept = FRONT_ENDS.map((id) =>
    createKeepingFrontEnd(id, {
      since: clock.now(),
      keep(target, reply) {
        sent.push({ frontEnd: id, target, text: toPlainText(id, reply), time: clock.now() });
        o.onSent?.({ frontEnd: id, chatId: target, reply });
      },
    }),
  );
  const model = await openModel({ ...surroundings, ...toOptions(o.model) });
  const { desk, people, automations } = openConversation({
    ...{ ...surroundings, engine, commands, ids: systemIds, limits: LIMITS },
    ...{ model, connected: () => FRONT_ENDS },
  });
  const seller = await engine.catalog.firstSeller();
  if (seller) await saveTargets({ automations, people }, { ...o.ground, ...seller });
  for (const frontEnd of kept) desk.add(frontEnd);
  const notify = createNotify({ ...surroundings, core: engine, frontEnds: () => kept });
  desk.start();
  notify.start();
  automations.start();
  return {
    take: (message) => desk.converse(message),
    toPlainText,
    takeSent() {
      const taken = sent;
      sent = [];
      return taken;
    },
    async settle() {
      await desk.settle();
      await automations.settle();
      await notify.settle();
    },
    async stop() {
      await automations.stop();
      await notify.stop();
      await desk.stop();
    },
  };
}

function toOptions(address: ModelAddress | null) {
  if (!address) return { settings: null };
  const { baseURL, apiKey, model, timeoutMs } = address;
  const settings = {
    ...{ name: model, baseUrl: baseURL, tokensPerDay: TOKENS_PER_DAY },
    apiKey: apiKey === '' ? undefined : new Secret(apiKey),
  };
  return { settings, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}

const CONSOLE_LOOK = { width: 80, hasColour: false, formatNumber: String };

/** How a reply reads on each front-end; the terminal is none of the registry's. */
async function createPlainTexts(): Promise<ShopTalk['toPlainText']> {
  const kinds = new Map<string, FrontEndKind<unknown>>();
  for (const entry of frontEnds) kinds.set(entry.id, await entry.load());
  return (frontEnd, reply) =>
    kinds.get(frontEnd)?.toPlainText(reply) ?? renderConsole(reply, CONSOLE_LOOK).join('\n');
}

/** Everybody is reached there at once, and nothing leaves this process. */
function createKeepingFrontEnd(
  id: string,
  o: { since: Date; keep: (chatId: string, reply: Reply) => void },
): FrontEnd {
  let messages = 0;
  return {
    id,
    listener: null,
    start: async () => undefined,
    stop: async () => undefined,
    health: () => ({ state: 'ready', since: o.since, note: null }),
    async send({ to, reply }) {
      messages += 1;
      o.keep(to.chatId, reply);
      return { kind: 'sent', messageId: `sent-${messages}` };
    },
  };
}

/** Whom the file lets automations tell by a name; every other spelling of it is one more name. */
async function saveTargets(
  { automations, people }: { automations: Automations; people: People },
  { file, sellerId }: { file: ShopFile; sellerId: number },
): Promise<void> {
  const all = file.targets.length > 0 ? await people.list(sellerId) : [];
  for (const { name, aliases, frontEnd, chat, person } of file.targets) {
    const { personId = 0 } = all.find((each) => each.name === person) ?? {};
    const to = chat === null ? { personId, frontEnd } : { frontEnd, chatId: chat };
    // A part of the name is understood without being one itself.
    const words = new Set(wordsOf(name));
    const others = aliases.filter((alias) => !wordsOf(alias).every((word) => words.has(word)));
    for (const each of [name, ...others]) {
      await automations.saveTarget(sellerId, { name: each, to, madeBy: null });
    }
  }
}
