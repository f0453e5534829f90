/**
 * The one entry for everything that people say, whichever front-end they say it on.
 *
 * Who calls it: the message desk for the front-ends, which are answered behind their backs, and
 * directly whoever stands in the same process and wants the answer: the terminal, tests. A message
 * is stored before anything looks at it, and its answer together with what it asked and changed. A
 * second one of the same name gets the same answer and has no further effect, also after the
 * process was killed between any two steps: the keys of an effect are made of front-end and
 * message id, and work that was begun is kept, so that it goes on instead of beginning anew.
 * It must never show a stack trace, nor guess between two things that a text may mean.
 */
import { isRetriedLater } from '../../core/base/errors.ts';
import type { InboundMessage } from '../front-end/inbound-message.ts';
import { enqueue, type Outgoing } from '../notify/enqueue.ts';
import { keepOffers, nameOffers } from '../offers/keep-offers.ts';
import { decodeReply, encodeReply, withoutBytes } from '../reply/encode-reply.ts';
import { type Reply, refusal } from '../reply/reply.ts';
import { answerMessage } from './answer-message.ts';
import { insertChange } from './change-store.ts';
import { cleanMessage, decodeMessage, encodeMessage } from './keep-message.ts';
import { createLanes, type Lanes } from './lanes.ts';
import {
  claimMessage,
  finishAnswer,
  insertMessage,
  type MessageName,
  readMessage,
  type StoredMessage,
} from './message-store.ts';
import { closeOthers, insertQuestion } from './question-store.ts';
import { keepMemory, touchIdentity } from './scene-store.ts';
import type { Answered, AnswererDeps, Telling } from './turn.ts';

export interface Conversation {
  /** The answer, once everything about it is durable. It never rejects. */
  converse(message: InboundMessage): Promise<Reply>;
}

/** What the message desk needs of it. */
export interface Answering extends Conversation {
  /** Null: a message of this name is here already. Throws when it could not be stored. */
  store(message: InboundMessage): Promise<Stored | null>;
  /**
   * Answers it in its person's turn. `state`: what is to be done with the answer. Throws when it
   * must be tried again.
   */
  answer(stored: Stored, o: { isSent: boolean; isLast: boolean }): Promise<Reply>;
  settle(): Promise<void>;
}

/** A message in the inbox that this process works on. */
export interface Stored {
  readonly message: InboundMessage;
  /** Whose it was when it came. */
  readonly personId: number | null;
}

// What waits for a second person goes on waiting, whatever its author says meanwhile.
const KINDS_CLOSED = { all: ['choice', 'confirm'], choices: ['choice'] } as const;

/**
 * After that somebody else may take a message whose process is silent. Longer than a language model
 * is waited for: a message that two work on would be answered twice.
 */
export const CLAIM_MS = 20_000;

export function createAnswering(deps: AnswererDeps): Answering {
  const lanes = createLanes();
  const inFlight = new Map<string, Promise<Reply>>();

  async function converse(given: InboundMessage): Promise<Reply> {
    const key = keyOf(given);
    const known = inFlight.get(key);
    if (known) return known;
    const answered = converseOnce(deps, lanes, given).finally(() => inFlight.delete(key));
    inFlight.set(key, answered);
    return answered;
  }

  return {
    converse,
    store: (message) => store(deps, message),
    answer: (stored, o) => lanes.run(laneOf(stored), () => answer(deps, stored, o)),
    settle: () => lanes.settle(),
  };
}

const keyOf = ({ sellerId, frontEnd, messageId }: MessageName) =>
  `${sellerId}:${frontEnd}:${messageId}`;

/** What one person says is answered in its order, on whichever front-ends it comes. */
function laneOf({ message, personId }: Stored): string {
  const { sellerId, frontEnd, sender } = message;
  return personId === null ? `${sellerId}:${frontEnd}:${sender.id}` : `${sellerId}:${personId}`;
}

async function converseOnce(
  deps: AnswererDeps,
  lanes: Lanes,
  given: InboundMessage,
): Promise<Reply> {
  try {
    const stored = (await store(deps, given)) ?? (await takeUp(deps, given));
    if ('reply' in stored) return stored.reply;
    return await lanes.run(laneOf(stored), () =>
      answer(deps, stored, { isSent: true, isLast: false }),
    );
  } catch (error) {
    return describeFailure(deps, given, error);
  }
}

async function store(deps: AnswererDeps, given: InboundMessage): Promise<Stored | null> {
  const message = cleanMessage(given);
  const { sellerId, frontEnd, messageId, files } = message;
  const now = deps.core.clock.now();
  const made = await insertMessage(deps.core.database.forSeller(sellerId), {
    ...{ sellerId, frontEnd, messageId, senderId: message.sender.id, at: now },
    message: encodeMessage(message),
    files: files.map(({ bytes }) => bytes),
    claimedUntil: new Date(now.getTime() + CLAIM_MS),
  });
  return made ? { message, personId: made.personId } : null;
}

/** A message of this name was here before: its answer, or its work where nobody does it. */
async function takeUp(
  deps: AnswererDeps,
  given: InboundMessage,
): Promise<Stored | { reply: Reply }> {
  const { sellerId, frontEnd, messageId } = cleanMessage(given);
  const name = { sellerId, frontEnd, messageId };
  const db = deps.core.database.forSeller(sellerId);
  const now = deps.core.clock.now();
  const found = await readMessage(db, name);
  if (found && found.state !== 'waiting') return { reply: decodeReply(found.reply) };
  const until = new Date(now.getTime() + CLAIM_MS);
  const claimed = await claimMessage(db, { ...name, now, until });
  if (claimed) return toStored(claimed);
  return { reply: refusal('That message is being worked on. Look again in a moment.') };
}

export function toStored({ message, files, personId }: StoredMessage): Stored {
  return { message: decodeMessage(message, files), personId };
}

async function answer(
  deps: AnswererDeps,
  stored: Stored,
  o: {
    /** The caller hands the answer over itself. */
    isSent: boolean;
    /** It is not tried again: whatever goes wrong becomes the answer. */
    isLast: boolean;
  },
): Promise<Reply> {
  const { message } = stored;
  let answered: Answered;
  try {
    answered = await answerMessage(deps, message);
  } catch (error) {
    if (isRetriedLater(error) && !o.isLast) throw error;
    answered = { reply: describeFailure(deps, message, error), note: 'failed' };
  }
  const reply = nameOffers(answered.reply, `answer:${keyOf(message)}`);
  await finish(deps, message, { answered: { ...answered, reply }, isSent: o.isSent });
  return reply;
}

/** Everything that came of a message, in one transaction. */
async function finish(
  { core, people }: AnswererDeps,
  message: InboundMessage,
  { answered, isSent }: { answered: Answered; isSent: boolean },
): Promise<void> {
  const { sellerId, frontEnd, messageId, sender, chat } = message;
  const { reply, question, changes = [], last, note = null, isWrite = false } = answered;
  const { personId = null } = answered;
  const at = core.clock.now();
  const isSilent = reply.blocks.length === 0;
  const kept = isSent ? withoutBytes(reply) : reply;
  const tells = await toOutgoing(people, sellerId, answered.tells ?? []);
  await core.database.forSeller(sellerId).transaction(async (tx) => {
    const isFirst = await finishAnswer(tx, {
      ...{ sellerId, frontEnd, messageId, personId, isWrite, note, outcome: reply.outcome },
      state: isSilent ? 'silent' : isSent ? 'delivered' : 'answered',
      reply: JSON.stringify(encodeReply(kept)),
      claimedUntil: new Date(at.getTime() + CLAIM_MS),
    });
    if (!isFirst) return;
    await keepOffers(tx, { sellerId, reply, at });
    if (personId !== null && answered.closes) {
      const kinds = KINDS_CLOSED[answered.closes];
      await closeOthers(tx, { sellerId, personId, at, kinds });
    }
    if (question) await insertQuestion(tx, sellerId, question);
    for (const change of changes) await insertChange(tx, sellerId, change);
    for (const told of tells) await enqueue(tx, { ...told, sellerId, at });
    if (personId === null) return;
    if (last) {
      await keepMemory(tx, { sellerId, personId, at, last: JSON.stringify({ ...last, at }) });
    }
    const chatId = chat.isDirect ? chat.id : null;
    const whom = { sellerId, frontEnd, senderId: sender.id };
    await touchIdentity(tx, { ...whom, at, chatId, shownName: sender.name });
  });
}

/** To where each was seen last; whoever is nowhere is told nothing. */
async function toOutgoing(
  people: AnswererDeps['people'],
  sellerId: number,
  tells: readonly Telling[],
): Promise<Outgoing[]> {
  const found = await Promise.all(
    tells.map(async ({ personId, ...told }) => {
      const [newest] = await people.identities(sellerId, personId);
      if (!newest) return [];
      const target = { personId, frontEnd: newest.frontEnd, chatId: null };
      return [{ ...told, target }];
    }),
  );
  return found.flat();
}

function describeFailure(deps: AnswererDeps, message: MessageName, error: unknown): Reply {
  const { frontEnd, messageId, sellerId } = message;
  deps.log.error('message_failed', { frontEnd, messageId, sellerId, error });
  return refusal(
    isRetriedLater(error)
      ? 'The books cannot be reached at the moment. Look at “stock” before you send it again.'
      : `That failed on our side and was logged under ${messageId}. Look at “stock” first.`,
  );
}
