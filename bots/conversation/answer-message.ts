/**
 * From one message to its answer. On the way stand, in this order: whether it may act at all (edits
 * and forwarded words do not), who sent it, how much that person has sent, what it means, whether
 * they may, how old it is, what exactly it names, what it would do, and their yes.
 */
import type { InboundMessage } from '../front-end/inbound-message.ts';
import { isNameAlone } from '../language/is-name-alone.ts';
import type { Draft, Scene, Understood } from '../language/understanding.ts';
import { readOffers } from '../offers/offer-store.ts';
import { mayRun } from '../people/role.ts';
import { note, refusal, reply, text } from '../reply/reply.ts';
import { answerStranger } from './answer-stranger.ts';
import { askWhich } from './ask-which.ts';
import { confirm, resume } from './confirm.ts';
import { describeUnclear } from './describe-unclear.ts';
import type { QuestionBody } from './draw-question.ts';
import { FRAMES } from './frames.ts';
import { fillChosen, fillTyped, matchAnswer } from './match-answer.ts';
import { propose } from './propose.ts';
import { closeOthers, closeQuestion, readQuestion, type StoredQuestion } from './question-store.ts';
import { readScene } from './read-scene.ts';
import { type KnownSender, readSender } from './scene-store.ts';
import type { Answered, AnswererDeps, Turn } from './turn.ts';

const TEXT_LENGTH_MAX = 2_000;
const MINUTE_MS = 60_000;
const OLD_AFTER_MS = 5 * MINUTE_MS;
const BARE_NUMBER = /^\s*\d{1,2}\s*$/;

const FILE_ALONE: Draft = { command: 'import', slots: {} };

const IGNORED: Answered = { reply: { outcome: 'ignored', blocks: [] } };

export async function answerMessage(
  deps: AnswererDeps,
  message: InboundMessage,
): Promise<Answered> {
  if (message.standing === 'edited') return { ...IGNORED, note: 'edited' };
  const { core } = deps;
  const { sellerId, frontEnd, messageId } = message;
  const now = core.clock.now();
  const [sender, seller] = await Promise.all([
    readSender(core.database.forSeller(sellerId), {
      ...{ sellerId, frontEnd, messageId, senderId: message.sender.id, now },
      minuteAgo: new Date(now.getTime() - MINUTE_MS),
    }),
    core.catalog.readSeller(sellerId),
  ]);
  if (message.standing === 'forwarded') return answerForwarded(message, sender);
  if (!sender) return answerStranger(deps, message, now);
  const turn: Turn = { message, sender, seller, now, frame: FRAMES[sender.person.language] };
  const { personId } = sender.person;
  const limited = refuseByRate(deps, turn);
  const answered = limited ?? (await answerKnown(deps, turn));
  return { personId, ...answered };
}

/** One polite line at most, and none where others would have to read it. */
function answerForwarded(message: InboundMessage, sender: KnownSender | undefined): Answered {
  if (!message.chat.isDirect || !sender) return { ...IGNORED, note: 'forwarded' };
  const line = note(FRAMES[sender.person.language].forwarded);
  return { reply: { outcome: 'ignored', blocks: [line] }, note: 'forwarded' };
}

/** A flood is answered for a while, and then no longer. */
function refuseByRate(
  { limitsOf }: AnswererDeps,
  { message, sender, frame }: Turn,
): Answered | null {
  const limit = limitsOf(message.frontEnd)?.messagesPerMinute;
  if (limit === undefined || sender.messages <= limit) return null;
  const isTold = sender.messages <= 2 * limit;
  return { reply: isTold ? refusal(frame.tooFast) : IGNORED.reply, note: 'too many messages' };
}

function answerKnown(deps: AnswererDeps, turn: Turn): Promise<Answered> {
  const { message, sender } = turn;
  const { frontEnd, messageId, content } = message;
  if (sender.resumed) return resume(deps, turn, sender.resumed);
  if (content.kind === 'press') return answerPress(deps, turn, content);
  const begun = { frontEnd, messageId };
  if (content.kind === 'form') {
    const drafts = [toDraft(deps, content)];
    return propose(deps, turn, { drafts, begun });
  }
  if (content.text.trim() === '' && message.files.length > 0) {
    // A file says what it is for by being one.
    return propose(deps, turn, { drafts: [FILE_ALONE], begun });
  }
  return answerText(deps, turn, content.text);
}

/** Figures of a form come as text. */
function toDraft(
  { commands }: Pick<AnswererDeps, 'commands'>,
  { command, slots }: { command: string; slots: Readonly<Record<string, string>> },
): Draft {
  const declared = commands.find(({ name }) => name === command)?.slots ?? {};
  const filled = Object.entries(slots)
    .filter(([, typed]) => typed.trim() !== '')
    .map(([name, typed]) => {
      const isFigure = declared[name]?.kind === 'quantity' && /^\s*\d{1,7}\s*$/.test(typed);
      return [name, isFigure ? Number.parseInt(typed, 10) : typed.trim()] as const;
    });
  return { command, slots: Object.fromEntries(filled) };
}

async function answerPress(
  deps: AnswererDeps,
  turn: Turn,
  { questionId, option }: { questionId: string; option: number },
): Promise<Answered> {
  const { message, sender, frame, seller } = turn;
  const { sellerId } = seller;
  const db = deps.core.database.forSeller(sellerId);
  const question = await readQuestion(db, { sellerId, questionId });
  if (!question) return answerOffer(deps, turn, { offerId: questionId, option });
  const { personId, role } = sender.person;
  const isOwn = question.personId === personId;
  const isTheirs = question.kind === 'approve' ? !isOwn && mayRun(role, 'manager') : isOwn;
  if (!isTheirs) {
    const { frontEnd, messageId } = message;
    deps.log.warn('press_refused', { sellerId, personId, frontEnd, messageId, questionId });
    const words = 'That question is for somebody else. Nothing was changed.';
    return { reply: refusal(words), note: 'not theirs' };
  }
  if (question.usedAt) return { reply: refusal(frame.answeredBefore), note: 'answered before' };
  if (question.closedAt || question.expiresAt <= turn.now) {
    return { reply: refusal(frame.expired), note: 'expired' };
  }
  return option === 0 || question.kind === 'choice'
    ? choose(deps, turn, question, option)
    : decline(deps, turn, question);
}

/** A button under a message that asked nothing: as if whoever pressed it had typed its line. */
async function answerOffer(
  deps: AnswererDeps,
  turn: Turn,
  { offerId, option }: { offerId: string; option: number },
): Promise<Answered> {
  const { message, frame, seller, now } = turn;
  const { sellerId } = seller;
  const db = deps.core.database.forSeller(sellerId);
  const kept = await readOffers(db, { sellerId, offerId });
  const offer = kept?.offers[option];
  if (!kept || !offer || kept.expiresAt <= now) {
    return { reply: refusal(frame.expired), note: kept ? 'expired' : 'no such question' };
  }
  const { command, slots } = offer;
  const { frontEnd, messageId } = message;
  return propose(deps, turn, { drafts: [{ command, slots }], begun: { frontEnd, messageId } });
}

/** An option of a choice, or the yes of what waits for one. */
function choose(
  deps: AnswererDeps,
  turn: Turn,
  question: StoredQuestion,
  option: number,
): Promise<Answered> {
  if (question.kind !== 'choice') {
    return option === 0 ? confirm(deps, turn, question) : decline(deps, turn, question);
  }
  const drafts = fillChosen(question.body as QuestionBody, option);
  if (drafts) return propose(deps, turn, { drafts, begun: question.begun });
  const last = (question.body as QuestionBody).choice?.options.length ?? 0;
  const words = last === 0 ? turn.frame.nothingWaits : turn.frame.choose({ last });
  return Promise.resolve({ reply: refusal(words) });
}

async function decline(
  deps: AnswererDeps,
  turn: Turn,
  question: StoredQuestion,
): Promise<Answered> {
  const { seller, now, frame, sender } = turn;
  const { sellerId } = seller;
  const { questionId, personId } = question;
  const db = deps.core.database.forSeller(sellerId);
  await closeQuestion(db, { sellerId, questionId, at: now });
  const answered: Answered = { reply: reply(text(frame.nothingChanged)) };
  if (question.kind !== 'approve' || personId === sender.person.personId) return answered;
  const told = refusal(`${sender.person.name} refused it. Nothing was changed.`);
  const cause = 'a change was refused';
  return { ...answered, tells: [{ personId, reply: told, key: `refused:${questionId}`, cause }] };
}

async function answerText(deps: AnswererDeps, turn: Turn, typed: string): Promise<Answered> {
  const { frame, sender } = turn;
  if (typed.length > TEXT_LENGTH_MAX) {
    return { reply: refusal(frame.tooLong({ max: TEXT_LENGTH_MAX })) };
  }
  const { open } = sender;
  const matched = open?.kind === 'choice' ? matchAnswer(deps.commands, open, typed) : null;
  if (open && matched?.kind === 'option') return choose(deps, turn, open, matched.option);
  if (open && matched?.kind === 'drafts') {
    return propose(deps, turn, { drafts: matched.drafts, begun: open.begun });
  }
  const scene = await readScene(deps, turn);
  const understood = await deps.reader.read(typed, scene);
  return answerUnderstood(deps, turn, { typed, understood, scene });
}

function answerUnderstood(
  deps: AnswererDeps,
  turn: Turn,
  o: { typed: string; understood: Understood; scene: Scene },
): Promise<Answered> {
  const { frame, sender } = turn;
  const { open } = sender;
  const { understood } = o;
  switch (understood.kind) {
    case 'yes':
    case 'no':
      return answerYesNo(deps, turn, { said: understood.kind, typed: o.typed });
    case 'option':
      if (open) return choose(deps, turn, open, understood.option);
      return Promise.resolve({ reply: refusal(frame.nothingWaits) });
    case 'drafts':
      return answerDrafts(deps, turn, { ...o, understood });
    case 'which':
      return askWhich(deps, turn, understood);
    case 'inert':
      return Promise.resolve({ reply: reply(text(frame.inert[understood.why])) });
    case 'small-talk':
      return Promise.resolve({ reply: reply(text(talk(turn, understood.mood))) });
    case 'unclear':
      return answerUnclear(deps, turn, { ...o, understood });
  }
}

function talk({ frame, sender }: Turn, mood: 'greeting' | 'thanks' | 'farewell' | 'other'): string {
  return mood === 'greeting' ? frame.hello({ name: sender.person.name }) : frame[mood];
}

/** A yes or a no in words is for whatever was asked last. */
function answerYesNo(
  deps: AnswererDeps,
  turn: Turn,
  { said, typed }: { said: 'yes' | 'no'; typed: string },
): Promise<Answered> {
  const { frame, now, message } = turn;
  const question = newestFor(turn);
  if (!question) return said === 'no' ? withdraw(deps, turn, typed) : approve(deps, turn, typed);
  if (said === 'no') return decline(deps, turn, question);
  // An old yes was meant for something else.
  if (now.getTime() - message.at.getTime() > OLD_AFTER_MS) {
    return Promise.resolve({ reply: refusal(frame.expired), note: 'old yes' });
  }
  if (question.kind !== 'choice') return confirm(deps, turn, question);
  const last = (question.body as QuestionBody).choice?.options.length ?? 0;
  const words = last === 0 ? frame.nothingWaits : frame.choose({ last });
  return Promise.resolve({ reply: refusal(words) });
}

const nothingWaits = ({ frame }: Turn): Promise<Answered> =>
  Promise.resolve({ reply: refusal(frame.nothingWaits) });

// Words of a yes and a no that are also commands, for what automations want to do.
const APPROVES = /^\W*approved?(?: it| that)?\W*$/i;
const REJECTS = /^\W*reject(?: it| that)?\W*$/i;

function approve(deps: AnswererDeps, turn: Turn, typed: string): Promise<Answered> {
  if (!APPROVES.test(typed)) return nothingWaits(turn);
  return proposeBare(deps, turn, 'approve');
}

function proposeBare(deps: AnswererDeps, turn: Turn, command: string): Promise<Answered> {
  const { frontEnd, messageId } = turn.message;
  return propose(deps, turn, { drafts: [{ command, slots: {} }], begun: { frontEnd, messageId } });
}

/** A no of whoever waits for a second person: they do not want it any more. */
async function withdraw(deps: AnswererDeps, turn: Turn, typed: string): Promise<Answered> {
  const { sellerId } = turn.seller;
  const { personId } = turn.sender.person;
  const db = deps.core.database.forSeller(sellerId);
  const o = { sellerId, personId, at: turn.now, kinds: ['approve'] } as const;
  const closed = await closeOthers(db, o);
  if (closed > 0) return { reply: reply(text(turn.frame.nothingChanged)) };
  return REJECTS.test(typed) ? proposeBare(deps, turn, 'reject') : nothingWaits(turn);
}

function newestFor({ sender }: Turn): StoredQuestion | null {
  const { open, approvable, person } = sender;
  const theirs = mayRun(person.role, 'manager') ? approvable : null;
  if (!open || !theirs) return open ?? theirs;
  return open.askedAt >= theirs.askedAt ? open : theirs;
}

function answerDrafts(
  deps: AnswererDeps,
  turn: Turn,
  o: { typed: string; understood: Extract<Understood, { kind: 'drafts' }>; scene: Scene },
): Promise<Answered> {
  const { frontEnd, messageId } = turn.message;
  const { drafts, instead } = o.understood;
  const { open } = turn.sender;
  // A name alone asks for its stock, unless a name is what we had asked for.
  const isName = isBareName(drafts) && isNameAlone(o.typed, o.scene);
  const filled = open && isName ? fillTyped(deps.commands, open, o.typed) : null;
  if (open && filled) return propose(deps, turn, { drafts: filled, begun: open.begun });
  const replacesDone = instead === 'done';
  return propose(deps, turn, { drafts, begun: { frontEnd, messageId }, replacesDone });
}

function isBareName(drafts: readonly Draft[]): boolean {
  const [only, ...others] = drafts;
  if (!only || others.length > 0 || only.command !== 'stock') return false;
  return Object.keys(only.slots).join() === 'sku';
}

async function answerUnclear(
  deps: AnswererDeps,
  turn: Turn,
  o: { typed: string; understood: Extract<Understood, { kind: 'unclear' }>; scene: Scene },
): Promise<Answered> {
  const { scene } = o;
  const { open } = turn.sender;
  const filled = open && fillTyped(deps.commands, open, o.typed);
  if (open && filled) return propose(deps, turn, { drafts: filled, begun: open.begun });
  if (BARE_NUMBER.test(o.typed)) return { reply: refusal(turn.frame.nothingWaits) };
  return { reply: describeUnclear({ ...o, commands: deps.commands, frame: turn.frame, scene }) };
}
