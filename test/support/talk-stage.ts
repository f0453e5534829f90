/**
 * A small shop and people who talk to it over front-ends that keep what they would have sent.
 *
 * The conversation, the desk, the notifications and the engine are the product's, on a database of
 * its own; the clock stands still until it is moved.
 */
import type { AnyCommand } from '../../bots/commands/command.ts';
import { commands as allCommands } from '../../bots/commands/registry.ts';
import type { Desk } from '../../bots/conversation/desk.ts';
import type { Limits } from '../../bots/conversation/turn.ts';
import type { FrontEnd, SendOutcome } from '../../bots/front-end/front-end.ts';
import type { InboundMessage } from '../../bots/front-end/inbound-message.ts';
import { createNotify } from '../../bots/notify/notify.ts';
import { openConversation } from '../../bots/open-conversation.ts';
import type { People } from '../../bots/people/people.ts';
import { renderConsole } from '../../bots/reply/render-console.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import { fillShop, openingTime } from './fill-shop.ts';
import { openTestDatabase, type TestDatabase } from './postgres.ts';
import { FRONT_ENDS, parseShopFile, type ShopFileInput } from './shop-file.ts';
import { assembleGround, type ShopGround } from './shop-ground.ts';
import { readShopIds } from './shop-ids.ts';
import { fingerprint } from './webhook-desk.ts';

export interface Line {
  readonly frontEnd: string;
  readonly chatId: string;
  readonly reply: Reply;
  readonly text: string;
}

export type Saying = Partial<Omit<InboundMessage, 'sender' | 'chat' | 'sellerId'>> & {
  /** As the platform names them. */
  readonly from: string;
  readonly inGroup?: boolean;
};

export interface TalkStage {
  readonly sellerId: number;
  readonly ground: ShopGround;
  readonly people: People;
  readonly database: TestDatabase;
  readonly db: Queryable;
  readonly sent: Line[];
  /** What the front-ends answer to the next sends, in order; afterwards all is sent. */
  readonly outcomes: SendOutcome[];
  desk(): Desk;
  message(text: string, o: Saying): InboundMessage;
  say(text: string, o: Saying): Promise<Reply>;
  /** The option of a question, by the id in a reply. */
  press(reply: Reply, option: number, o: Saying): Promise<Reply>;
  later(ms: number): void;
  /** A new process: nothing is remembered but what is in the database. */
  restart(commands?: readonly AnyCommand[]): Desk;
  settle(): Promise<void>;
  stockOf(code: string): Promise<number>;
  /** Of every table but those that keep the talk itself. */
  books(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

const TALK = new Set(
  'chat_message question chat_memory chat_identity link_failure outgoing lease process'.split(' '),
);
const NO_LIMITS: Limits = { messagesPerMinute: Infinity, writesPerMinute: Infinity };

export const toText = (reply: Reply): string =>
  renderConsole(reply, { width: 200, hasColour: false, formatNumber: String }).join('\n');

export const questionOf = (reply: Reply): string =>
  reply.blocks.flatMap((block) => (block.kind === 'choices' ? [block.questionId] : []))[0] ?? '';

function createFrontEnd(
  id: string,
  o: { sent: Line[]; outcomes: SendOutcome[]; ground: ShopGround },
): FrontEnd {
  const nothing = async () => undefined;
  return {
    ...{ id, start: nothing, stop: nothing, listener: null },
    health: () => ({ state: 'ready', since: o.ground.clock.now(), note: null }),
    async send({ to, reply, key }) {
      const outcome = o.outcomes.shift() ?? { kind: 'sent', messageId: key };
      if (outcome.kind !== 'sent') return outcome;
      o.sent.push({ frontEnd: id, chatId: to.chatId, reply, text: toText(reply) });
      return outcome;
    },
  };
}

function createMessages({ clock }: ShopGround, sellerId: number): TalkStage['message'] {
  let messages = 0;
  return (text, { from, inGroup = false, ...more }) => {
    messages += 1;
    return {
      ...{ frontEnd: 'telegram', messageId: `m${messages}`, sellerId, at: clock.now() },
      sender: { id: from, name: null },
      chat: { id: inGroup ? 'group' : `direct-${from}`, isDirect: !inGroup },
      content: { kind: 'text', text },
      ...{ standing: 'typed', quoted: null, files: [], replyTo: null },
      ...more,
    };
  };
}

export async function openTalkStage(o: {
  file: ShopFileInput;
  limits?: Limits;
}): Promise<TalkStage> {
  const file = parseShopFile(o.file);
  const database = await openTestDatabase();
  const ground = assembleGround({ database, file, start: openingTime(file) });
  await fillShop(ground);
  const { engine, clock } = ground;
  const { sellerId, skus } = await readShopIds(engine);
  const sent: Line[] = [];
  const outcomes: SendOutcome[] = [];
  const frontEnds = FRONT_ENDS.map((id) => createFrontEnd(id, { sent, outcomes, ground }));
  const surroundings = { clock, random: systemRandom, log: silentLogger };
  const { limits = NO_LIMITS } = o;
  const open = (commands: readonly AnyCommand[]) => {
    const opened = openConversation({ ...surroundings, engine, commands, ids: systemIds, limits });
    for (const each of frontEnds) opened.desk.add(each);
    return opened;
  };
  const { people, desk: first } = open(allCommands);
  const notify = createNotify({ ...surroundings, core: engine, frontEnds: () => frontEnds });
  let desk = first;
  const message = createMessages(ground, sellerId);
  return {
    ...{ sellerId, ground, people, database, sent, outcomes, message },
    db: database.database.forSeller(sellerId),
    desk: () => desk,
    say: (text, saying) => desk.converse(message(text, saying)),
    press(reply, option, saying) {
      const content = { kind: 'press', questionId: questionOf(reply), option } as const;
      return desk.converse(message('', { ...saying, content }));
    },
    later: (ms) => clock.jumpTo(new Date(clock.now().getTime() + ms)),
    restart(commands = allCommands) {
      desk = open(commands).desk;
      return desk;
    },
    async settle() {
      await desk.settle();
      await notify.settle();
    },
    async stockOf(code) {
      const sql = `SELECT coalesce(sum(on_hand), 0)::int AS units FROM stock
        WHERE seller_id = $1 AND sku_id = $2`;
      const row = await database.database
        .forSeller(sellerId)
        .row<{ units: number }>(sql, [sellerId, skus.get(code)]);
      return row.units;
    },
    async books() {
      const all = await fingerprint(database.urls.owner);
      return Object.fromEntries(Object.entries(all).filter(([name]) => !TALK.has(name)));
    },
    async close() {
      await desk.stop();
      await notify.stop();
      await ground.stop();
      await database.drop();
    },
  };
}
