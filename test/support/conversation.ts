/**
 * The door for evaluation: a shop from a file, and people who talk to it.
 *
 * Everything behind it is the product: the real conversation, the real engine, a database of its
 * own. Only the surroundings are arranged: shops are shelves in this process, the date stands still
 * until it is moved, and front-ends keep what they would have sent. Nothing is special-cased for a
 * text, a file or a test. `test/README.md` says how to use it.
 */
import type { InboundFile, InboundMessage } from '../../bots/front-end/inbound-message.ts';
import type { Block, Reply, ReplyOutcome } from '../../bots/reply/reply.ts';
import { fillShop, openingTime } from './fill-shop.ts';
import { makeTemplate, openTestDatabase, type TestDatabase } from './postgres.ts';
import { settleShop } from './settle-shop.ts';
import { createShopEvents, type ShopEvent } from './shop-events.ts';
import { type FRONT_ENDS, parseShopFile, type ShopFile, type ShopFileInput } from './shop-file.ts';
import { assembleGround, SHOP_DATABASE_SIZES, type ShopGround } from './shop-ground.ts';
import { readShopIds } from './shop-ids.ts';
import { toSenderId } from './shop-people.ts';
import { readShopState, type ShopState } from './shop-state.ts';
import { readAcknowledged } from './shop-state-store.ts';
import { type ModelAddress, openShopTalk, type SentMessage, type ShopTalk } from './shop-talk.ts';

export { stopOwnCluster } from './postgres.ts';
export type { ModelAddress, SentMessage, ShopEvent, ShopFileInput, ShopState };

export type FrontEndName = (typeof FRONT_ENDS)[number];

export interface Who {
  /** A name in the file; anybody else, and null, is a stranger. */
  readonly person: string | null;
  /** Where the file gives this person no identity, they are a stranger too. */
  readonly frontEnd: FrontEndName;
}

export interface Saying extends Who {
  readonly text: string;
  readonly forwarded?: boolean;
  readonly edited?: boolean;
  /** The text that this message quotes. */
  readonly quoted?: string;
  /** When it was written; default: now by the shop's clock. */
  readonly at?: Date;
  /** The same id again is the same message again. */
  readonly messageId?: string;
  readonly files?: readonly InboundFile[];
  /** The group in which it is said; default: alone with us. */
  readonly chat?: string;
}

export interface Said {
  readonly outcome: ReplyOutcome;
  /** The answer as plain text, as that front-end shows it. */
  readonly text: string;
  /** What may be chosen, in order; of a preview its yes and its no. */
  readonly choices: readonly string[];
}

export interface Shop {
  say(o: Saying): Promise<Said>;
  /**
   * Presses a button of the last question that this person was asked, or of the last card with
   * buttons in that chat; `option` counts from 0.
   */
  press(o: Who & { option: number; chat?: string }): Promise<Said>;
  /** The yes to what is being previewed to this person. */
  confirm(o: Who): Promise<Said>;
  state(): Promise<ShopState>;
  /** What left by itself since the last call: alerts, digests, cards for others; no answers. */
  sent(): Promise<readonly SentMessage[]>;
  now(): Date;
  /** Moves the clock there, hour by hour; what is due on the way is done. Never back. */
  advanceTo(time: Date | string): Promise<void>;
  /** Something happens outside of the conversation. */
  apply(event: ShopEvent): Promise<void>;
  /** Everything that follows from what happened has happened. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const ROUNDS = 2;
// Beyond so many hours the steps grow instead.
const STEPS_MAX = 72;

// A file that is opened again and again is loaded once more and then copied.
const templates = new Map<string, Promise<string> | 'seen'>();

/** Null: this file comes for the first time, and may well never come again. */
function templateOf(file: ShopFile): Promise<string> | null {
  const key = JSON.stringify(file);
  const known = templates.get(key);
  if (known === undefined) {
    templates.set(key, 'seen');
    return null;
  }
  return known === 'seen' ? fillTemplate(file) : known;
}

function fillTemplate(file: ShopFile): Promise<string> {
  const key = JSON.stringify(file);
  const made = makeTemplate(async (database) => {
    const ground = assembleGround({ database, file, start: openingTime(file) });
    await fillShop(ground);
    await ground.stop();
  });
  templates.set(key, made);
  made.catch(() => templates.delete(key));
  return made;
}

/** For a file that will be opened often: from now on every shop of it is a copy. */
export async function prepareShop(o: { file: ShopFileInput }): Promise<void> {
  const file = parseShopFile(o.file);
  const known = templates.get(JSON.stringify(file));
  await (known === undefined || known === 'seen' ? fillTemplate(file) : known);
}

/** Throws with every place where the file does not fit the schema. */
export async function openShop(o: {
  file: ShopFileInput;
  /** Null: no model at all, the default of the product. */
  model: ModelAddress | null;
}): Promise<Shop> {
  const file = parseShopFile(o.file);
  const template = await templateOf(file);
  const database = await openTestDatabase({
    sizes: SHOP_DATABASE_SIZES,
    ...(template === null ? {} : { template }),
  });
  try {
    const start = template === null ? openingTime(file) : new Date(file.now);
    const ground = assembleGround({ database, file, start });
    await (template === null ? fillShop(ground) : openFilled(ground));
    return await createShop(ground, { database, model: o.model });
  } catch (error) {
    await database.drop();
    throw error;
  }
}

/** The shelves show what their shops had accepted when the database was copied. */
async function openFilled({ engine, shelves }: ShopGround): Promise<void> {
  const { sellerId } = await readShopIds(engine);
  const told = await readAcknowledged(engine.database.forSeller(sellerId), sellerId);
  for (const { account, externalId, aspect, value } of told) {
    const shelf = shelves.get(account);
    if (!shelf) continue;
    const shown = shelf.shows.get(externalId) ?? { available: null, priceMinor: null };
    if (aspect === 'stock') shown.available = value;
    if (aspect === 'price') shown.priceMinor = value;
    shelf.shows.set(externalId, shown);
  }
  await engine.start();
}

async function createShop(
  ground: ShopGround,
  o: { database: TestDatabase; model: ModelAddress | null },
): Promise<Shop> {
  const { database, model } = o;
  const { engine } = ground;
  const ids = await readShopIds(engine);
  const { sellerId } = ids;
  const questions = createQuestions();
  const talk = await openShopTalk({ ground, model, onSent: (o) => questions.note(o) });
  const desk = createDesk({ ground, talk, questions, sellerId });
  const events = createShopEvents(ground, ids);
  const settle = async () => {
    // What automations change goes to the shops, and other automations hear of it.
    for (let round = 0; round < ROUNDS; round += 1) {
      await settleShop(ground, sellerId);
      await talk.settle();
    }
  };
  return {
    ...desk,
    settle,
    state: () => readShopState(engine, sellerId),
    async sent() {
      await settle();
      return talk.takeSent();
    },
    now: () => ground.clock.now(),
    async advanceTo(time) {
      const end = new Date(time).getTime();
      const leftMs = end - ground.clock.now().getTime();
      if (!(leftMs >= 0)) throw new Error('The clock of a shop does not go back.');
      const stepMs = Math.max(HOUR_MS, leftMs / STEPS_MAX);
      while (ground.clock.now().getTime() < end) {
        const next = Math.min(end, ground.clock.now().getTime() + stepMs);
        ground.clock.jumpTo(new Date(next));
        await settle();
      }
    },
    async apply(event) {
      await events.apply(event);
      await settle();
    },
    async close() {
      await talk.stop();
      await ground.stop();
      await database.drop();
    },
  };
}

type Question = Extract<Block, { kind: 'choices' | 'offers' }>;

const labelsOf = (question: Question | undefined): string[] =>
  question?.kind === 'choices' ? question.choices.map(({ label }) => label) : [];

/** The last question that each chat was asked, in an answer or on a card for somebody else. */
function createQuestions() {
  const asked = new Map<string, Question>();
  const keyOf = (frontEnd: string, chatId: string) => `${frontEnd} ${chatId}`;
  return {
    find: (frontEnd: string, chatId: string) => asked.get(keyOf(frontEnd, chatId)),
    note(o: {
      frontEnd: string;
      chatId: string;
      reply: Reply;
      kinds?: readonly Question['kind'][];
    }): Question | undefined {
      const { kinds = ['choices', 'offers'] } = o;
      const isOne = (block: Block): block is Question => kinds.some((kind) => kind === block.kind);
      const question = o.reply.blocks.find(isOne);
      if (question) asked.set(keyOf(o.frontEnd, o.chatId), question);
      return question;
    },
  };
}

function createDesk(o: {
  ground: ShopGround;
  talk: ShopTalk;
  questions: ReturnType<typeof createQuestions>;
  sellerId: number;
}): Pick<Shop, 'say' | 'press' | 'confirm'> {
  const { ground, talk, questions, sellerId } = o;
  const { file, clock } = ground;
  let messages = 0;

  async function take(
    who: Who,
    content: InboundMessage['content'],
    more: Partial<Saying> = {},
  ): Promise<Said> {
    messages += 1;
    const senderId = toSenderId(file, who);
    const { edited = false, forwarded = false, chat } = more;
    const reply = await talk.take({
      frontEnd: who.frontEnd,
      messageId: more.messageId ?? `message-${messages}`,
      sellerId,
      sender: { id: senderId, name: who.person },
      chat: { id: chat ?? senderId, isDirect: chat === undefined },
      content,
      standing: edited ? 'edited' : forwarded ? 'forwarded' : 'typed',
      quoted: more.quoted ?? null,
      files: more.files ?? [],
      at: more.at ?? clock.now(),
      replyTo: null,
    });
    // What an answer offers beside is no question.
    const asked = { frontEnd: who.frontEnd, reply, kinds: ['choices'] as const };
    const question = questions.note({ ...asked, chatId: senderId });
    if (chat !== undefined) questions.note({ ...asked, chatId: chat });
    return {
      outcome: reply.outcome,
      text: talk.toPlainText(who.frontEnd, reply),
      choices: labelsOf(question),
    };
  }

  function press(who: Parameters<Shop['press']>[0]): Promise<Said> {
    const { frontEnd, option, chat } = who;
    const questionId = questions.find(frontEnd, chat ?? toSenderId(file, who))?.questionId;
    if (!questionId) throw new Error(`${who.person ?? 'Nobody'} was asked nothing to press.`);
    const where = chat === undefined ? {} : { chat };
    return take(who, { kind: 'press', questionId, option }, where);
  }

  return {
    say: (saying) => take(saying, { kind: 'text', text: saying.text }, saying),
    press,
    confirm(who) {
      const question = questions.find(who.frontEnd, toSenderId(file, who));
      const isConfirm = question?.kind === 'choices' && question.style === 'confirm';
      const canPress = isConfirm && question.questionId !== null;
      return canPress ? press({ ...who, option: 0 }) : take(who, { kind: 'text', text: 'yes' });
    },
  };
}
