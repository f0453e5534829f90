/**
 * What a yes does. It holds for the drafts and the figures that were shown: where these are no
 * longer true, they are shown again instead. A big change then still needs a second person; where
 * there is none, the same one once more, on another front-end or after a minute.
 */
import type { RecordedChange } from '../commands/context.ts';
import { mayRun } from '../people/role.ts';
import { type Block, choices, note, type Reply, refusal, reply, text } from '../reply/reply.ts';
import { newestChanges } from './change-store.ts';
import { digestOf, drawQuestion, type QuestionBody } from './draw-question.ts';
import { addWeights, describeBig } from './judge-weight.ts';
import { type Prepared, prepareDrafts } from './prepare-drafts.ts';
import { previewDrafts, type Shown } from './preview-drafts.ts';
import { askToConfirm, bodyOf, refuseByRole } from './propose.ts';
import {
  closeQuestion,
  markConfirmed,
  type StoredQuestion,
  useQuestion,
} from './question-store.ts';
import { runDrafts } from './run-drafts.ts';
import type { Answered, AnswererDeps, Turn } from './turn.ts';

const SECOND_AFTER_MS = 60_000;

/** A question whose work is to be done, with everything looked up anew. */
interface Ready {
  readonly question: StoredQuestion;
  readonly prepared: readonly Prepared[];
  readonly shown: Shown;
  readonly takesBack: readonly RecordedChange[];
}

/** A yes of the person who was asked, or of a second one to what waits for them. */
export async function confirm(
  deps: AnswererDeps,
  turn: Turn,
  question: StoredQuestion,
): Promise<Answered> {
  const author = await authorOf(deps, turn, question);
  if (!author) return { reply: refusal(turn.frame.expired) };
  const ready = await makeReady(deps, author, question);
  if ('reply' in ready) {
    await close(deps, turn, question);
    return ready;
  }
  if (digestOf(bodyOf(ready, ready.shown)) !== question.digest) {
    // The figures also change by what another process makes of this very yes.
    if (!(await close(deps, turn, question))) return { reply: refusal(turn.frame.answeredBefore) };
    return showAgain(deps, turn, author, ready);
  }
  const big = describeBig(addWeights(ready.shown.weights));
  if (big !== null && question.kind === 'confirm') return askSecond(deps, turn, { ready, big });
  return carryOut(deps, turn, author, ready);
}

/** Work that this message had begun when the process ended: it goes on as it was. */
export async function resume(
  deps: AnswererDeps,
  turn: Turn,
  question: StoredQuestion,
): Promise<Answered> {
  const author = (await authorOf(deps, turn, question)) ?? turn;
  const { drafts } = question.body as QuestionBody;
  const { seller, now } = turn;
  const { person } = author.sender;
  const preparation = await prepareDrafts(deps, { seller, person, now, drafts });
  if (preparation.kind !== 'ready') return { reply: refusal(turn.frame.expired) };
  const { prepared } = preparation;
  const takesBack = await changesOf(deps, author, question);
  return runDrafts(deps, author, { prepared, takesBack: takesBack ?? [], begun: question.begun });
}

/** The turn of whoever asked for the change, although somebody else may say yes to it. */
async function authorOf(
  { people }: AnswererDeps,
  turn: Turn,
  question: StoredQuestion,
): Promise<Turn | null> {
  if (question.personId === turn.sender.person.personId) return turn;
  const all = await people.list(turn.seller.sellerId);
  const person = all.find(({ personId }) => personId === question.personId);
  return person ? { ...turn, sender: { ...turn.sender, person } } : null;
}

async function makeReady(
  deps: AnswererDeps,
  author: Turn,
  question: StoredQuestion,
): Promise<Ready | Answered> {
  const { drafts } = question.body as QuestionBody;
  const refused = await refuseByRole(deps, author, drafts);
  if (refused) return refused;
  const { seller, now, sender } = author;
  const preparation = await prepareDrafts(deps, { seller, person: sender.person, now, drafts });
  if (preparation.kind === 'refused') return { reply: refusal(preparation.words) };
  if (preparation.kind === 'ask') return { reply: refusal(author.frame.expired) };
  const { prepared } = preparation;
  const takesBack = await changesOf(deps, author, question);
  if (!takesBack) return { reply: refusal('What was to be replaced has changed. Say it again.') };
  const previewed = await previewDrafts(deps, author, { prepared, begun: question.begun });
  if (previewed.kind === 'refused') return { reply: previewed.reply };
  return { question, prepared, takesBack, shown: previewed.shown };
}

/** What the question takes back, if that is still what the person changed last. */
async function changesOf(
  { core }: AnswererDeps,
  author: Turn,
  question: StoredQuestion,
): Promise<readonly RecordedChange[] | null> {
  const { takesBack } = question.body as QuestionBody;
  if (takesBack.length === 0) return [];
  const { sellerId } = author.seller;
  const { personId } = author.sender.person;
  const newest = await newestChanges(core.database.forSeller(sellerId), { sellerId, personId });
  const isSame = newest.map(({ changeId }) => changeId).join() === takesBack.join();
  return isSame ? newest : null;
}

function close(deps: AnswererDeps, { seller, now }: Turn, { questionId }: StoredQuestion) {
  const { sellerId } = seller;
  const db = deps.core.database.forSeller(sellerId);
  return closeQuestion(db, { sellerId, questionId, at: now });
}

/** Whoever says yes to figures that are old is shown the new ones. */
async function showAgain(
  deps: AnswererDeps,
  turn: Turn,
  author: Turn,
  ready: Ready,
): Promise<Answered> {
  const because = turn.frame.changedMeanwhile;
  const { begun } = ready.question;
  if (ready.question.kind === 'approve') {
    return askForApproval(deps, turn, { author, ready, because, others: [turn.sender.person] });
  }
  const { prepared, takesBack, shown } = ready;
  return askToConfirm(deps, turn, { drafts: [], begun, prepared, takesBack, shown, because });
}

async function askSecond(
  deps: AnswererDeps,
  turn: Turn,
  { ready, big }: { ready: Ready; big: string },
): Promise<Answered> {
  const { personId } = turn.sender.person;
  const all = await deps.people.list(turn.seller.sellerId);
  const others = all.filter((each) => each.personId !== personId && mayRun(each.role, 'manager'));
  if (others.length > 0) {
    if (!(await use(deps, turn, ready.question)))
      return { reply: refusal(turn.frame.answeredBefore) };
    const because = `${turn.sender.person.name} asks for a second yes, because ${big}.`;
    return askForApproval(deps, turn, { author: turn, ready, because, others });
  }
  return confirmTwice(deps, turn, { ready, big });
}

/** A shop of one person: the same one again, elsewhere or when the heat of the moment is over. */
async function confirmTwice(
  deps: AnswererDeps,
  turn: Turn,
  { ready, big }: { ready: Ready; big: string },
): Promise<Answered> {
  const { question } = ready;
  const { now, message, seller } = turn;
  const { sellerId } = seller;
  if (question.confirmedAt) {
    const waitedMs = now.getTime() - question.confirmedAt.getTime();
    const isElsewhere = question.confirmedFrontEnd !== message.frontEnd;
    if (isElsewhere || waitedMs >= SECOND_AFTER_MS) return carryOut(deps, turn, turn, ready);
    const seconds = Math.ceil((SECOND_AFTER_MS - waitedMs) / 1_000);
    return { reply: waiting(`Say yes again in ${seconds} seconds, or now on another app.`) };
  }
  const { questionId } = question;
  const db = deps.core.database.forSeller(sellerId);
  await markConfirmed(db, { sellerId, questionId, at: now, frontEnd: message.frontEnd });
  const words = `This is a big change: ${big}. Say yes again in a minute, or now on another app.`;
  return { reply: waiting(words) };
}

const waiting = (words: string): Reply => ({ ...reply(text(words, 'warn')), outcome: 'preview' });

/** Asks everybody who may say yes to it; the first answer counts. */
async function askForApproval(
  deps: AnswererDeps,
  turn: Turn,
  o: {
    author: Turn;
    ready: Ready;
    because: string;
    others: readonly { readonly personId: number; readonly name: string }[];
  },
): Promise<Answered> {
  const { ready, author } = o;
  const body = bodyOf(ready, ready.shown);
  const question = drawQuestion(deps.random, turn, {
    ...{ kind: 'approve', body, begun: ready.question.begun },
    personId: author.sender.person.personId,
  });
  const { questionId } = question;
  const { frame } = turn;
  const options = [{ label: frame.approve, tone: 'good' }, { label: frame.refuse }] as const;
  const blocks: Block[] = [
    text(o.because, 'warn'),
    text(body.sentences.join('\n')),
    ...ready.shown.details,
    choices(frame.isItRight, options, { style: 'confirm', questionId }),
  ];
  const card: Reply = { outcome: 'preview', blocks };
  // Whoever was asked before and is shown new figures gets them as the answer.
  const isAnswer = turn !== author;
  if (isAnswer) return { reply: card, question };
  const names = o.others.map(({ name }) => name).join(', ');
  const words = `A second person has to say yes. Asked: ${names}. Nothing is changed until then.`;
  const cause = 'a change waits for a second person';
  return {
    ...{ question, isWrite: true, closes: 'all', reply: waiting(words) },
    tells: o.others.map(({ personId }) => {
      return { personId, reply: card, key: `approve:${questionId}:${personId}`, cause };
    }),
  };
}

async function carryOut(
  deps: AnswererDeps,
  turn: Turn,
  author: Turn,
  ready: Ready,
): Promise<Answered> {
  const { question } = ready;
  if (!(await use(deps, turn, question))) return { reply: refusal(turn.frame.answeredBefore) };
  const { prepared, takesBack } = ready;
  const ran = await runDrafts(deps, author, { prepared, takesBack, begun: question.begun });
  if (author === turn) return { ...ran, closes: 'all' };
  const { name } = turn.sender.person;
  const { personId } = author.sender.person;
  const told: Reply = { ...ran.reply, blocks: [note(`${name} approved it.`), ...ran.reply.blocks] };
  const { last: _, ...rest } = ran;
  const key = `approved:${question.questionId}`;
  return { ...rest, tells: [{ personId, reply: told, key, cause: 'a change was approved' }] };
}

function use(
  { core }: AnswererDeps,
  { seller, message, sender, now }: Turn,
  { questionId }: StoredQuestion,
): Promise<boolean> {
  const { sellerId } = seller;
  const { frontEnd, messageId } = message;
  const by = { at: now, by: sender.person.personId, frontEnd, messageId };
  return useQuestion(core.database.forSeller(sellerId), { sellerId, questionId, ...by });
}
