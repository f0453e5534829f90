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
import { fold } from './match-names.ts';
import { createPendingQuestions, type PendingQuestion } from './pending-questions.ts';
import { readCommands } from './read-commands.ts';
import { type Resolved, resolveSlots } from './resolve-slots.ts';
import type { Draft, Understanding } from './understanding.ts';

export interface Conversation {
  converse(message: InboundMessage): Promise<Reply>;
}

const TEXT_LENGTH_MAX = 2_000;
// Front-ends redeliver within minutes; the ledger's keys hold for ever.
const ANSWERS_KEPT = 1_000;
const RETRY_AFTER_MS = 250;
const DECLINES = ['no', 'none', 'cancel', 'never mind', 'nevermind', 'stop', 'forget it'];

type Given = { message: InboundMessage; seller: Seller; lookups: LookupsOf };

export function createConversation(deps: {
  core: Core;
  commands: readonly AnyCommand[];
  log: Logger;
  understanding?: Understanding;
}): Conversation {
  const { core, commands, log, understanding = readCommands } = deps;
  const questions = createPendingQuestions();
  const answers = new Map<string, Promise<Reply>>();

  async function answer(message: InboundMessage): Promise<Reply> {
    const { sellerId } = message;
    const [seller, lookups] = await Promise.all([
      core.catalog.readSeller(sellerId),
      createLookups(core.catalog, sellerId),
    ]);
    const given = { message, seller, lookups };
    const person = `${sellerId}:${message.personId}`;
    const question = questions.take(person, core.clock.now());
    const answered = question ? readAnswer(message.text, question) : null;
    if (question && answered) {
      if (answered.kind === 'declined') return reply(text('Fine. Nothing was changed.'));
      if (answered.kind === 'chosen') return runAnswered(answered.draft, given, question);
      questions.ask(person, question);
      return refusal(`Answer with a number from 1 to ${question.options.length}, or “no”.`);
    }
    if (/^\s*\d{1,2}\s*$/.test(message.text)) {
      return refusal('No question is open that a number would answer.', 'help');
    }
    return understand(given);
  }

  /** A question whose answer failed stays open, so that the same number can be sent again. */
  async function runAnswered(draft: Draft, given: Given, question: PendingQuestion) {
    try {
      return await run(draft, given, question);
    } catch (error) {
      questions.ask(`${given.message.sellerId}:${given.message.personId}`, question);
      throw error;
    }
  }

  async function understand(given: Given): Promise<Reply> {
    const { message, seller, lookups } = given;
    const now = core.clock.now();
    const o = { commands, lookups, now, timeZone: seller.timeZone };
    const understood = await understanding.understand(message.text, o);
    if (understood.kind === 'unclear') return refusal(understood.words, understood.tryThis);
    return run(understood.draft, given, message);
  }

  /** `begun` names the message that began it: a question's answer is still the same message. */
  async function run(
    draft: Draft,
    given: Given,
    begun: Pick<PendingQuestion, 'frontEnd' | 'messageId'>,
  ): Promise<Reply> {
    const command = commands.find(({ name }) => name === draft.command);
    const example = command?.examples[0] ?? 'help';
    if (!command?.schema.safeParse(draft.slots).success) {
      return refusal('That is not something I can do as written.', example);
    }
    const { message, seller, lookups } = given;
    const { sellerId, currency, timeZone } = seller;
    const now = core.clock.now();
    const { quantity: formatQuantity } = createFormats({ currency, timeZone, now: () => now });
    const resolved = await resolveSlots({
      command,
      draft,
      lookups: { ...lookups, findOrders: findOrdersByNumber(core, seller) },
      now,
      timeZone,
      details: describeChoices(core, { sellerId, locations: lookups.locations, formatQuantity }),
    });
    if (resolved.kind === 'refused') return refusal(resolved.words, example);
    if (resolved.kind === 'ask') return ask({ draft, message, begun, resolved });
    const { args } = resolved;
    const attempt = () => command.run(createContext({ message, seller, begun, now }), args);
    try {
      return await attempt();
    } catch (error) {
      if (!isRetriedLater(error)) throw error;
      // Once more where that may help: the keys are the same, so nothing can happen twice.
      await core.clock.sleep(RETRY_AFTER_MS);
      return attempt();
    }
  }

  function ask(o: {
    draft: Draft;
    message: InboundMessage;
    begun: Pick<PendingQuestion, 'frontEnd' | 'messageId'>;
    resolved: Extract<Resolved, { kind: 'ask' }>;
  }): Reply {
    const { options, slot, question } = o.resolved;
    questions.ask(`${o.message.sellerId}:${o.message.personId}`, {
      draft: o.draft,
      slot,
      options,
      messageId: o.begun.messageId,
      frontEnd: o.begun.frontEnd,
      askedAt: core.clock.now(),
    });
    const offered = options.map(({ choice }) => choice);
    return reply(choices(question, offered), note('Answer with its number, or “no”.'));
  }

  function createContext(o: {
    message: InboundMessage;
    seller: Seller;
    begun: Pick<PendingQuestion, 'frontEnd' | 'messageId'>;
    now: Date;
  }): CommandContext {
    const { seller, begun } = o;
    const { frontEnd } = o.message;
    const { currency, timeZone } = seller;
    const actor = `${frontEnd}:${o.message.personId}`;
    const name = `${begun.frontEnd}:${begun.messageId}`;
    let effects = 0;
    return {
      core,
      seller,
      actor,
      frontEnd,
      now: o.now,
      formats: createFormats({ currency, timeZone, now: () => o.now }),
      commands,
      origin() {
        const key = `chat:${name}:${effects}`;
        effects += 1;
        return { key, cause: `chat ${name}`, actor, frontEnd, correlationId: name };
      },
    };
  }

  async function answerSafely(message: InboundMessage): Promise<Reply> {
    try {
      return await answer(message);
    } catch (error) {
      const { frontEnd, messageId, sellerId } = message;
      log.error('message_failed', { frontEnd, messageId, sellerId, error });
      return refusal(
        isRetriedLater(error)
          ? 'The books cannot be reached at the moment. Look at “stock” before you send it again.'
          : `That failed on our side and was logged under ${messageId}. Look at “stock” first.`,
      );
    }
  }

  return {
    converse(message) {
      if (message.text.length > TEXT_LENGTH_MAX) {
        return Promise.resolve(
          refusal(`That is too long: at most ${TEXT_LENGTH_MAX} characters at once.`),
        );
      }
      const key = `${message.sellerId}:${message.frontEnd}:${message.messageId}`;
      const known = answers.get(key);
      if (known) return known;
      const answered = answerSafely(message);
      answers.set(key, answered);
      const [oldest] = answers.keys();
      if (answers.size > ANSWERS_KEPT && oldest !== undefined) answers.delete(oldest);
      return answered;
    },
  };
}

type Answered =
  | { readonly kind: 'declined' }
  | { readonly kind: 'chosen'; readonly draft: Draft }
  | { readonly kind: 'out-of-range' };

/** Null: the message is about something else, and the question is dropped. */
function readAnswer(typed: string, question: PendingQuestion): Answered | null {
  const said = fold(typed.replace(/[.!]+$/, ''));
  const { draft, slot, options } = question;
  const choose = (value: string): Answered => ({
    kind: 'chosen',
    draft: { ...draft, slots: { ...draft.slots, [slot]: value } },
  });
  const named = options.filter(({ names }) => names.some((name) => fold(name) === said));
  if (named.length === 1 && named[0]) return choose(named[0].value);
  if (/^#?\d{1,3}$/.test(said)) {
    const option = options[Number.parseInt(said.replace('#', ''), 10) - 1];
    return option ? choose(option.value) : { kind: 'out-of-range' };
  }
  return DECLINES.includes(said) ? { kind: 'declined' } : null;
}
