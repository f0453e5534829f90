import type { Draft } from '../language/understanding.ts';
import { mayRun } from '../people/role.ts';
import { choices, note } from '../reply/reply.ts';
import { drawQuestion, type QuestionBody } from './draw-question.ts';
import { refuseByRole } from './propose.ts';
import type { Answered, AnswererDeps, Turn } from './turn.ts';

const SHOWN_MAX = 4;

/** "MUG-RED 88": sold, received or counted? Only what this person may do is offered. */
export async function askWhich(
  deps: Pick<AnswererDeps, 'commands' | 'log' | 'random' | 'people'>,
  turn: Turn,
  { readings }: { readonly readings: readonly (readonly Draft[])[] },
): Promise<Answered> {
  const [first = []] = readings;
  const allowed = readings.filter((drafts) =>
    drafts.every((draft) => isAllowed(deps, turn, draft)),
  );
  const refused = allowed.length === 0 ? await refuseByRole(deps, turn, first) : null;
  if (refused) return refused;
  const { frame, message } = turn;
  const options = allowed.map((drafts) => {
    const command = drafts[0]?.command ?? '';
    const label = frame.happenings[command] ?? command;
    const aliases = deps.commands.find(({ name }) => name === command)?.aliases ?? [];
    return { label, option: { value: command, names: [command, label, ...aliases], drafts } };
  });
  const body: QuestionBody = {
    drafts: first,
    choice: { index: 0, slot: null, options: options.map(({ option }) => option) },
    ...{ sentences: [], takesBack: [] },
  };
  const { frontEnd, messageId } = message;
  const begun = { frontEnd, messageId };
  const question = drawQuestion(deps.random, turn, { kind: 'choice', body, begun });
  const { questionId } = question;
  const labels = options.map(({ label }) => ({ label }));
  const words = frame.whatHappened({ what: describeUnits(first) });
  const blocks = [choices(words, labels, { questionId }), note(frame.answerHint)];
  return {
    ...{ question, closes: 'all', isWrite: true, reply: { outcome: 'ask', blocks } },
    last: { drafts: [], state: 'asked' },
  };
}

function isAllowed(
  { commands }: Pick<AnswererDeps, 'commands'>,
  { sender }: Turn,
  { command }: Draft,
): boolean {
  const found = commands.find(({ name }) => name === command);
  return found !== undefined && mayRun(sender.person.role, found.role);
}

/** "88 × MUG-RED, 5 × …" of a name that may be several. */
function describeUnits(drafts: readonly Draft[]): string {
  const shown = drafts.slice(0, SHOWN_MAX).map(({ slots: { quantity, sku } }) => {
    return `${String(quantity)} × ${typeof sku === 'string' ? sku : '…'}`;
  });
  return drafts.length > SHOWN_MAX ? `${shown.join(', ')}, …` : shown.join(', ');
}
