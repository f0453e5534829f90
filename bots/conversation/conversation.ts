/**
 * The one entry for everything that people say, whichever front-end they say it on.
 *
 * Who calls it: the console now, Telegram, Slack and WhatsApp later; each turns its own events into
 * an InboundMessage and renders the Reply in its own way. On the way from message to handler stand,
 * in this order: identity (the front-end's), understanding, [permission, preview, confirmation:
 * later], slots resolved among the seller's own things, the command's handler.
 * The same message twice gets the same answer and one effect: the ledger key of an effect is made
 * of the front-end and the message id. It must never show a stack trace, nor guess between two
 * things that a text may mean.
 */
import { isRetriedLater } from '../../core/base/errors.ts';
import type { Logger } from '../../core/base/log.ts';
import type { Seller } from '../../core/catalog/catalog-records.ts';
import type { AnyCommand } from '../commands/command.ts';
import type { CommandContext, Core } from '../commands/context.ts';
import { createFormats } from '../reply/format-values.ts';
import { choices, note, type Reply, refusal, reply, text } from '../reply/reply.ts';
import { createLookups, type LookupsOf } from './create-lookups.ts';
import { describeChoices } from './describe-choices.ts';
import { findOrdersByNumber } from './find-orders.ts';
import type { InboundMessage } from './inbound-message.ts';
import {
  createPendingQuestions,
  type PendingQuestion,
  type PendingQuestions,
} from './pending-questions.ts';
import { readAnswer } from './read-answer.ts';
import { readCommands } from './read-commands.ts';
import { type Resolved, resolveSlots } from './resolve-slots.ts';
import type { Draft, Understanding } from './understanding.ts';

export interface Conversation {
  converse(message: InboundMessage): Promise<Reply>;
}

export interface ConversationDeps {
  readonly core: Core;
  readonly commands: readonly AnyCommand[];
  readonly log: Logger;
  readonly understanding?: Understanding;
}

const TEXT_LENGTH_MAX = 2_000;
// Front-ends redeliver within minutes; the ledger's keys hold for ever.
const ANSWERS_KEPT = 1_000;
const RETRY_AFTER_MS = 250;
const BARE_NUMBER = /^\s*\d{1,2}\s*$/;

/** The message that began it: the answer to a question still belongs to that one. */
type Begun = Pick<PendingQuestion, 'frontEnd' | 'messageId'>;
type Given = {
  readonly message: InboundMessage;
  readonly seller: Seller;
  readonly lookups: LookupsOf;
};

class TypedConversation implements Conversation {
  readonly #deps: ConversationDeps;
  readonly #understanding: Understanding;
  readonly #questions: PendingQuestions = createPendingQuestions();
  readonly #answers = new Map<string, Promise<Reply>>();

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
    this.#understanding = deps.understanding ?? readCommands;
  }

  converse(message: InboundMessage): Promise<Reply> {
    if (message.text.length > TEXT_LENGTH_MAX) {
      const words = `That is too long: at most ${TEXT_LENGTH_MAX} characters at once.`;
      return Promise.resolve(refusal(words));
    }
    const key = `${message.sellerId}:${message.frontEnd}:${message.messageId}`;
    const known = this.#answers.get(key);
    if (known) return known;
    const answered = this.#answerSafely(message);
    this.#answers.set(key, answered);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > ANSWERS_KEPT && oldest !== undefined) this.#answers.delete(oldest);
    return answered;
  }

  async #answerSafely(message: InboundMessage): Promise<Reply> {
    try {
      return await this.#answer(message);
    } catch (error) {
      const { frontEnd, messageId, sellerId } = message;
      this.#deps.log.error('message_failed', { frontEnd, messageId, sellerId, error });
      return refusal(
        isRetriedLater(error)
          ? 'The books cannot be reached at the moment. Look at “stock” before you send it again.'
          : `That failed on our side and was logged under ${messageId}. Look at “stock” first.`,
      );
    }
  }

  async #answer(message: InboundMessage): Promise<Reply> {
    const { core, commands } = this.#deps;
    const { sellerId } = message;
    const [seller, lookups] = await Promise.all([
      core.catalog.readSeller(sellerId),
      createLookups(core.catalog, sellerId),
    ]);
    const given = { message, seller, lookups };
    const question = this.#questions.take(toPerson(message), core.clock.now());
    const answered = question ? readAnswer(message.text, question) : null;
    if (question && answered) return this.#takeAnswer(given, question, answered);
    if (BARE_NUMBER.test(message.text)) {
      return refusal('No question is open that a number would answer.', 'help');
    }
    const now = core.clock.now();
    const o = { commands, lookups, now, timeZone: seller.timeZone };
    const understood = await this.#understanding.understand(message.text, o);
    if (understood.kind === 'unclear') return refusal(understood.words, understood.tryThis);
    return this.#run(understood.draft, given, message);
  }

  async #takeAnswer(
    given: Given,
    question: PendingQuestion,
    answered: NonNullable<ReturnType<typeof readAnswer>>,
  ): Promise<Reply> {
    const person = toPerson(given.message);
    if (answered.kind === 'declined') return reply(text('Fine. Nothing was changed.'));
    if (answered.kind === 'out-of-range') {
      this.#questions.ask(person, question);
      return refusal(`Answer with a number from 1 to ${question.options.length}, or “no”.`);
    }
    try {
      return await this.#run(answered.draft, given, question);
    } catch (error) {
      // It stays open, so that the same number can be sent again.
      this.#questions.ask(person, question);
      throw error;
    }
  }

  async #run(draft: Draft, given: Given, begun: Begun): Promise<Reply> {
    const { core, commands } = this.#deps;
    const command = commands.find(({ name }) => name === draft.command);
    const example = command?.examples[0] ?? 'help';
    if (!command?.schema.safeParse(draft.slots).success) {
      return refusal('That is not something I can do as written.', example);
    }
    const { seller, lookups } = given;
    const context = () => this.#createContext(given, begun);
    const { formats, now } = context();
    const resolved = await resolveSlots({
      command,
      draft,
      lookups: { ...lookups, findOrders: findOrdersByNumber(core, seller) },
      now,
      timeZone: seller.timeZone,
      details: describeChoices(core, {
        sellerId: seller.sellerId,
        locations: lookups.locations,
        formatQuantity: formats.quantity,
      }),
    });
    if (resolved.kind === 'refused') return refusal(resolved.words, example);
    if (resolved.kind === 'ask') return this.#ask(draft, resolved, { ...given, begun });
    try {
      return await command.run(context(), resolved.args);
    } catch (error) {
      if (!isRetriedLater(error)) throw error;
      // Once more where that may help: the keys are the same, so nothing can happen twice.
      await core.clock.sleep(RETRY_AFTER_MS);
      return command.run(context(), resolved.args);
    }
  }

  #ask(
    draft: Draft,
    { options, slot, question }: Extract<Resolved, { kind: 'ask' }>,
    { message, begun }: Given & { begun: Begun },
  ): Reply {
    const { frontEnd, messageId } = begun;
    const askedAt = this.#deps.core.clock.now();
    const pending = { draft, slot, options, messageId, frontEnd, askedAt };
    this.#questions.ask(toPerson(message), pending);
    const offered = options.map(({ choice }) => choice);
    return reply(choices(question, offered), note('Answer with its number, or “no”.'));
  }

  #createContext({ message, seller }: Given, begun: Begun): CommandContext {
    const { core, commands } = this.#deps;
    const { frontEnd } = message;
    const { currency, timeZone } = seller;
    const now = core.clock.now();
    const actor = `${frontEnd}:${message.personId}`;
    const name = `${begun.frontEnd}:${begun.messageId}`;
    let effects = 0;
    return {
      core,
      seller,
      actor,
      frontEnd,
      now,
      formats: createFormats({ currency, timeZone, now: () => now }),
      commands,
      origin() {
        const key = `chat:${name}:${effects}`;
        effects += 1;
        return { key, cause: `chat ${name}`, actor, frontEnd, correlationId: name };
      },
      changed: () => undefined,
      files: [],
    };
  }
}

function toPerson(message: InboundMessage): string {
  return `${message.sellerId}:${message.personId}`;
}

export function createConversation(deps: ConversationDeps): Conversation {
  return new TypedConversation(deps);
}
