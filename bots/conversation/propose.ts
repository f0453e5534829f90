/**
 * From drafts to an answer: what only reads is answered, a change is shown and asked for, and what
 * is small enough by the seller's setting is done at once.
 */
import type { AnyCommand } from '../commands/command.ts';
import type { RecordedChange } from '../commands/context.ts';
import type { Draft } from '../language/understanding.ts';
import { mayRun } from '../people/role.ts';
import { type Block, choices, note, type Reply, refusal, reply, text } from '../reply/reply.ts';
import { newestChanges } from './change-store.ts';
import { drawQuestion, type QuestionBody } from './draw-question.ts';
import { isSmall } from './judge-weight.ts';
import { type Preparation, type Prepared, prepareDrafts } from './prepare-drafts.ts';
import { previewDrafts, type Shown, withoutBefore, withoutFigures } from './preview-drafts.ts';
import { insertQuestion } from './question-store.ts';
import { runDrafts } from './run-drafts.ts';
import type { Answered, AnswererDeps, Begun, Turn } from './turn.ts';

const OLD_AFTER_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

export interface Proposal {
  readonly drafts: readonly Draft[];
  readonly begun: Begun;
  /** Instead of what this person changed last, which is taken back with it. */
  readonly replacesDone?: boolean;
  /** Said before the preview: why it is shown again. */
  readonly because?: string;
}

export async function propose(deps: AnswererDeps, turn: Turn, o: Proposal): Promise<Answered> {
  const refused = (await refuseByRole(deps, turn, o.drafts)) ?? refuseByRate(deps, turn, o.drafts);
  if (refused) return refused;
  const { seller, now, sender } = turn;
  const { person } = sender;
  const preparation = await prepareDrafts(deps, { seller, person, now, drafts: o.drafts });
  if (preparation.kind === 'refused') {
    return { reply: refusal(preparation.words, preparation.tryThis) };
  }
  if (preparation.kind === 'ask') return askSlot(deps, turn, o, preparation);
  const { prepared } = preparation;
  const writes = prepared.filter(({ command }) => command.risk === 'write');
  if (writes.length === 0) {
    const read = await runDrafts(deps, turn, { prepared, begun: o.begun });
    return { ...(isProposed(prepared) ? withWarning(turn, read) : read), closes: 'choices' };
  }
  const takesBack = o.replacesDone
    ? await newestChanges(deps.core.database.forSeller(seller.sellerId), {
        ...{ sellerId: seller.sellerId, personId: person.personId },
      })
    : [];
  return proposeWrites(deps, turn, { ...o, prepared, takesBack });
}

const isProposed = (prepared: readonly Prepared[]) =>
  prepared.some(({ draft }) => draft.isProposed === true);

function withWarning({ frame }: Pick<Turn, 'frame'>, answered: Answered): Answered {
  const { reply: read } = answered;
  return { ...answered, reply: { ...read, blocks: [note(frame.proposed), ...read.blocks] } };
}

/** Whoever may not do one of them does none of them. */
export async function refuseByRole(
  { commands, log, people }: Pick<AnswererDeps, 'commands' | 'log' | 'people'>,
  { sender, message }: Pick<Turn, 'sender' | 'message'>,
  drafts: readonly Draft[],
): Promise<Answered | null> {
  const { role, personId } = sender.person;
  for (const { command } of drafts) {
    const found = commands.find(({ name }) => name === command);
    if (!found || mayRun(role, found.role)) continue;
    const { frontEnd, messageId, sellerId } = message;
    log.warn('permission_refused', { sellerId, personId, frontEnd, messageId, command });
    const needed = `${sayDone(found, command)} needs the role ${found.role}; yours is ${role}.`;
    const whom = found.group === 'automations' ? await sayWhom({ people }, sellerId, found) : '';
    return { reply: refusal(`${needed}${whom} Nothing was changed.`), note: `needs ${found.role}` };
  }
  return null;
}

/** A rule is made by no command that people know. */
const sayDone = ({ name }: AnyCommand, command: string) =>
  name === 'automate' ? 'Making an automation' : `“${command}”`;

const NAMED_MAX = 3;

/** Who can do it instead. */
async function sayWhom(
  { people }: Pick<AnswererDeps, 'people'>,
  sellerId: number,
  { role }: AnyCommand,
): Promise<string> {
  const able = (await people.list(sellerId)).filter((each) => mayRun(each.role, role));
  const names = able.slice(0, NAMED_MAX).map(({ name }) => name);
  const last = names.pop();
  if (last === undefined) return '';
  return ` Ask ${names.length === 0 ? last : `${names.join(', ')} or ${last}`}.`;
}

function refuseByRate(
  { commands, limitsOf }: AnswererDeps,
  { sender, message, frame }: Turn,
  drafts: readonly Draft[],
): Answered | null {
  const limits = limitsOf(message.frontEnd);
  const isWrite = drafts.some(({ command }) => isWriteName(commands, command));
  if (!limits || !isWrite || sender.writes < limits.writesPerMinute) return null;
  return { reply: refusal(frame.tooFast), note: 'too many writes' };
}

const isWriteName = (commands: readonly AnyCommand[], wanted: string) =>
  commands.some(({ name, risk }) => name === wanted && risk === 'write');

/** What is missing, or may be several things. The next message answers. */
function askSlot(
  deps: AnswererDeps,
  turn: Turn,
  o: Proposal,
  asked: Extract<Preparation, { kind: 'ask' }>,
): Answered {
  const { index, slot, options } = asked;
  const body: QuestionBody = {
    drafts: o.drafts,
    choice: { index, slot, options: options.map(({ value, names }) => ({ value, names })) },
    sentences: [],
    takesBack: [],
  };
  const question = drawQuestion(deps.random, turn, { kind: 'choice', body, begun: o.begun });
  const offered = options.map(({ choice }) => choice);
  const { questionId } = question;
  const blocks: Block[] =
    offered.length === 0
      ? [text(asked.question)]
      : [choices(asked.question, offered, { questionId }), note(turn.frame.answerHint)];
  return {
    ...{ question, closes: 'all' },
    reply: { outcome: 'ask', blocks },
    isWrite: o.drafts.some(({ command }) => isWriteName(deps.commands, command)),
    last: { drafts: o.drafts, state: 'asked' },
  };
}

type Writes = Proposal & {
  readonly prepared: readonly Prepared[];
  readonly takesBack: readonly RecordedChange[];
};

async function proposeWrites(deps: AnswererDeps, turn: Turn, o: Writes): Promise<Answered> {
  const { prepared, begun, takesBack } = o;
  const previewed = await previewDrafts(deps, turn, { prepared, begun });
  if (previewed.kind === 'refused') return { reply: previewed.reply, isWrite: true };
  const { shown } = previewed;
  const ageMs = turn.now.getTime() - turn.message.at.getTime();
  const isOld = ageMs > OLD_AFTER_MS;
  const isWeighed = shown.sentences.some((sentence) => sentence !== null);
  const isGuess = isProposed(prepared);
  const isOdd = prepared.some(({ draft }) => draft.isOddlyWritten === true);
  const isAtOnce =
    !isGuess && !isOdd && (!isWeighed || isSmall(shown.weights, turn.sender.askAbove));
  if (isAtOnce && !isOld && takesBack.length === 0 && o.because === undefined) {
    return runAtOnce(deps, turn, o);
  }
  const because = isOld
    ? turn.frame.written({ minutes: Math.floor(ageMs / MINUTE_MS) })
    : (o.because ?? (isGuess ? turn.frame.proposed : undefined));
  return askToConfirm(deps, turn, { ...o, shown, because });
}

/** Kept as a question that this message has answered, so that a process that dies can go on. */
async function runAtOnce(deps: AnswererDeps, turn: Turn, o: Writes): Promise<Answered> {
  const { sellerId } = turn.seller;
  const body = bodyOf(o, { sentences: [], isRelative: [], details: [], weights: [] });
  const { begun } = o;
  const journal = drawQuestion(deps.random, turn, {
    kind: 'confirm',
    body,
    begun,
    isAnswered: true,
  });
  const db = deps.core.database.forSeller(sellerId);
  await insertQuestion(db, sellerId, journal);
  return { ...(await runDrafts(deps, turn, o)), closes: 'all' };
}

export function bodyOf(o: Pick<Writes, 'prepared' | 'takesBack'>, shown: Shown): QuestionBody {
  return {
    drafts: o.prepared.map(({ draft }) => draft),
    choice: null,
    sentences: sentencesOf(o, shown),
    takesBack: o.takesBack.map(({ changeId }) => changeId),
  };
}

/** A correction stands on what is taken back, so its figures are not those of the books now. */
function sentencesOf(
  o: Pick<Writes, 'prepared' | 'takesBack'>,
  { sentences, isRelative }: Pick<Shown, 'sentences' | 'isRelative'>,
): string[] {
  const isCorrection = o.takesBack.length > 0;
  const said = sentences.map((sentence, index) => {
    const named = sentence ?? describeBare(o.prepared[index]);
    if (!isCorrection) return named;
    return isRelative[index] === true ? withoutFigures(named) : withoutBefore(named);
  });
  return [...o.takesBack.map(({ what }) => `Take back: ${what}.`), ...said];
}

/** "pause HOODIE-M": a change that says nothing of itself, as it could be typed. */
function describeBare(prepared: Prepared | undefined): string {
  if (!prepared) return '';
  const slots = Object.values(prepared.args).map((value) => {
    const { code, name, number } = (value ?? {}) as Record<string, unknown>;
    return String(code ?? name ?? number ?? value);
  });
  return [prepared.command.name, ...slots].join(' ');
}

export function askToConfirm(
  deps: Pick<AnswererDeps, 'random'>,
  turn: Turn,
  o: Writes & { shown: Shown; because: string | undefined },
): Answered {
  const body = bodyOf(o, o.shown);
  const question = drawQuestion(deps.random, turn, { kind: 'confirm', body, begun: o.begun });
  return {
    ...{ question, closes: 'all', isWrite: true },
    reply: showPreview(turn, { body, shown: o.shown, because: o.because, question }),
    last: { drafts: body.drafts, state: 'previewed' },
  };
}

function showPreview(
  { frame }: Pick<Turn, 'frame'>,
  o: {
    body: QuestionBody;
    shown: Pick<Shown, 'details' | 'question'>;
    because: string | undefined;
    question: { questionId: string };
  },
): Reply {
  const yesOrNo = [{ label: frame.yes, tone: 'good' }, { label: frame.no }] as const;
  const { questionId } = o.question;
  const shown = reply(
    o.because === undefined ? null : text(o.because, 'warn'),
    text(o.body.sentences.join('\n')),
    ...o.shown.details,
    choices(o.shown.question ?? frame.isItRight, yesOrNo, { style: 'confirm', questionId }),
  );
  return { ...shown, outcome: 'preview' };
}
