/**
 * The message desk: what stands between the front-ends and the conversation.
 *
 * Who calls it: front-ends hand messages in; `bots/main.ts` opens and stops it. A message counts as
 * taken when it is durable; it is answered behind that, in its person's turn, and the answer is
 * sent until the platform takes it or says that it never will. What a process that died left behind
 * is found by a sweep. It must never send an answer before everything that the answer says is
 * durable.
 */
import type { FrontEnd, MessageDesk, SendOutcome } from '../front-end/front-end.ts';
import type { InboundMessage } from '../front-end/inbound-message.ts';
import { forgetOffers } from '../offers/offer-store.ts';
import { decodeReply, encodeReply, withoutBytes } from '../reply/encode-reply.ts';
import type { Reply } from '../reply/reply.ts';
import {
  type Answering,
  CLAIM_MS,
  createAnswering,
  type Stored,
  toStored,
} from './conversation.ts';
import { createLanes } from './lanes.ts';
import {
  claimMessage,
  finishDelivery,
  forgetMessages,
  listDueMessages,
  type MessageName,
  putOff,
} from './message-store.ts';
import { forgetQuestions } from './question-store.ts';
import { readOverview } from './read-overview.ts';
import type { AnswererDeps } from './turn.ts';

export interface Desk extends MessageDesk, Pick<Answering, 'converse'> {
  /** A front-end that is open: what comes from it is answered over it. */
  add(frontEnd: FrontEnd): void;
  /** Begins to look for what a process left behind. */
  start(): void;
  /** Resolves when nothing is being answered or sent. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const SWEEP_EVERY_MS = 1_000;
const SWEEP_LIMIT = 100;
const TRIES_MAX = 5;
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 5 * 60_000;
/** Nobody waits for an answer that is a day old. */
const SENDS_MAX = 40;
const TIDY_EVERY_MS = 60 * 60_000;
const KEPT_MS = 30 * 24 * 60 * 60_000;
const TIDY_LIMIT = 5_000;

export function createDesk(deps: AnswererDeps): Desk {
  return new DurableDesk(deps);
}

const keyOf = ({ sellerId, frontEnd, messageId }: MessageName) =>
  `${sellerId}:${frontEnd}:${messageId}`;

class DurableDesk implements Desk {
  readonly #deps: AnswererDeps;
  readonly #answering: Answering;
  readonly #frontEnds = new Map<string, FrontEnd>();
  /** By chat, so that answers arrive in their order. */
  readonly #sends = createLanes();
  readonly #inFlight = new Set<string>();
  #isSweeping = false;
  readonly #disarm: (() => void)[] = [];

  constructor(deps: AnswererDeps) {
    this.#deps = deps;
    this.#answering = createAnswering(deps);
  }

  add(frontEnd: FrontEnd): void {
    this.#frontEnds.set(frontEnd.id, frontEnd);
  }

  converse(message: InboundMessage): Promise<Reply> {
    return this.#answering.converse(message);
  }

  async take(message: InboundMessage): Promise<'accepted' | 'copy'> {
    const stored = await this.#answering.store(message);
    if (!stored) return 'copy';
    void this.#work(stored, { attempts: 0 });
    return 'accepted';
  }

  overview(o: { frontEnd: string; senderId: string; sellerId?: number }): Promise<Reply | null> {
    return readOverview(this.#deps, o);
  }

  start(): void {
    const { clock } = this.#deps.core;
    this.#disarm.push(clock.every(SWEEP_EVERY_MS, () => void this.#sweep()));
    this.#disarm.push(clock.every(TIDY_EVERY_MS, () => void this.#tidy()));
  }

  async settle(): Promise<void> {
    do {
      await this.#answering.settle();
      await this.#sends.settle();
    } while (this.#inFlight.size > 0);
  }

  async stop(): Promise<void> {
    for (const disarm of this.#disarm.splice(0)) disarm();
    await this.settle();
  }

  /** Never rejects: what cannot be done now is found by the sweep. */
  async #work(stored: Stored, { attempts }: { attempts: number }): Promise<void> {
    const { message } = stored;
    const key = keyOf(message);
    this.#inFlight.add(key);
    try {
      const isLast = attempts + 1 >= TRIES_MAX;
      const reply = await this.#answering.answer(stored, { isSent: false, isLast });
      if (reply.blocks.length > 0) await this.#send(message, { reply, attempts: 0 });
    } catch (error) {
      await this.#putOff(message, { attempts, reason: error });
    } finally {
      this.#inFlight.delete(key);
    }
  }

  #send(message: InboundMessage, o: { reply: Reply; attempts: number }): Promise<void> {
    const { frontEnd, chat } = message;
    return this.#sends.run(`${frontEnd}:${chat.id}`, () => this.#sendOnce(message, o));
  }

  async #sendOnce(
    message: InboundMessage,
    { reply, attempts }: { reply: Reply; attempts: number },
  ): Promise<void> {
    const { sellerId, frontEnd, messageId, chat, replyTo } = message;
    const outcome = await this.#trySend(frontEnd, {
      ...{ to: { chatId: chat.id, replyTo }, reply, key: `answer:${frontEnd}:${messageId}` },
    });
    const isOver = outcome.kind === 'rejected' || attempts + 1 >= SENDS_MAX;
    if (outcome.kind !== 'sent' && !isOver) {
      const { reason } = outcome;
      const afterMs = outcome.kind === 'retry-later' ? outcome.afterMs : RETRY_MS_MAX / 5;
      return this.#putOff(message, { attempts, reason, afterMs });
    }
    if (outcome.kind !== 'sent') {
      this.#deps.log.warn('answer_undeliverable', { frontEnd, messageId, reason: outcome.reason });
    }
    await finishDelivery(this.#deps.core.database.forSeller(sellerId), {
      ...{ sellerId, frontEnd, messageId },
      state: outcome.kind === 'sent' ? 'delivered' : 'undeliverable',
      reply: JSON.stringify(encodeReply(withoutBytes(reply))),
    });
  }

  async #trySend(id: string, o: Parameters<FrontEnd['send']>[0]): Promise<SendOutcome> {
    const frontEnd = this.#frontEnds.get(id);
    if (!frontEnd) return { kind: 'retry-later', afterMs: 0, reason: 'the front-end is not open' };
    try {
      return await frontEnd.send(o);
    } catch (error) {
      this.#deps.log.warn('send_failed', { frontEnd: id, error });
      return { kind: 'retry-later', afterMs: 0, reason: 'the send failed' };
    }
  }

  async #putOff(
    message: MessageName,
    o: { attempts: number; reason: unknown; afterMs?: number },
  ): Promise<void> {
    const { sellerId, frontEnd, messageId } = message;
    const { core, log } = this.#deps;
    const { attempts, reason } = o;
    const backOffMs = Math.min(RETRY_MS_MIN * 2 ** attempts, RETRY_MS_MAX);
    const until = new Date(core.clock.now().getTime() + Math.max(o.afterMs ?? 0, backOffMs));
    log.warn('message_put_off', { frontEnd, messageId, attempts, until, reason });
    const name = { sellerId, frontEnd, messageId };
    // Where that fails too the claim runs out by itself.
    await putOff(core.database.forSeller(sellerId), { ...name, until }).catch(() => undefined);
  }

  async #sweep(): Promise<void> {
    if (this.#isSweeping) return;
    this.#isSweeping = true;
    try {
      const { core } = this.#deps;
      const frontEnds = [...this.#frontEnds.keys()];
      const now = core.clock.now();
      const due = await listDueMessages(core.database.sweep, {
        now,
        limit: SWEEP_LIMIT,
        frontEnds,
      });
      for (const name of due) await this.#takeUp(name);
    } catch (error) {
      this.#deps.log.warn('messages_not_swept', { error });
    } finally {
      this.#isSweeping = false;
    }
  }

  async #takeUp(name: MessageName): Promise<void> {
    if (this.#inFlight.has(keyOf(name))) return;
    const { core } = this.#deps;
    const now = core.clock.now();
    const until = new Date(now.getTime() + CLAIM_MS);
    const db = core.database.forSeller(name.sellerId);
    const found = await claimMessage(db, { ...name, now, until });
    if (!found) return;
    const stored = toStored(found);
    const { attempts } = found;
    if (found.state === 'waiting') {
      void this.#work(stored, { attempts });
      return;
    }
    const key = keyOf(name);
    this.#inFlight.add(key);
    void this.#send(stored.message, { reply: decodeReply(found.reply), attempts })
      .catch((error: unknown) => this.#putOff(name, { attempts, reason: error }))
      .finally(() => this.#inFlight.delete(key));
  }

  async #tidy(): Promise<void> {
    const { core, people, log } = this.#deps;
    const before = new Date(core.clock.now().getTime() - KEPT_MS);
    try {
      await people.forgetOldCodes();
      await forgetQuestions(core.database.sweep, { before });
      await forgetOffers(core.database.sweep, { before });
      const o = { before, limit: TIDY_LIMIT };
      while ((await forgetMessages(core.database.sweep, o)) === TIDY_LIMIT);
    } catch (error) {
      log.warn('messages_not_tidied', { error });
    }
  }
}
