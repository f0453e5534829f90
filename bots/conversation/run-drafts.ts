import { isRetriedLater } from '../../core/base/errors.ts';
import type { AnyCommand } from '../commands/command.ts';
import type { CommandContext, RecordedChange } from '../commands/context.ts';
import { takeBack } from '../commands/take-back.ts';
import { type Block, note, type Reply, type ReplyOutcome } from '../reply/reply.ts';
import { createWorking } from './create-context.ts';
import type { Prepared } from './prepare-drafts.ts';
import type { Answered, AnswererDeps, Begun, Turn } from './turn.ts';

const RETRY_AFTER_MS = 250;

/** Carries out what was asked, in its order, and says what came of it. */
export async function runDrafts(
  deps: AnswererDeps,
  turn: Turn,
  o: {
    prepared: readonly Prepared[];
    begun: Begun;
    /** What is taken back before. */
    takesBack?: readonly RecordedChange[];
  },
): Promise<Answered> {
  const working = createWorking(deps, turn, o.begun);
  working.begin('undo');
  const takenBack = await takeBack(working.context, o.takesBack ?? []);
  const refused = takenBack.find(({ outcome }) => outcome === 'refused');
  if (refused) return { reply: refused, isWrite: true, changes: working.changes };
  const replies: Reply[] = [];
  for (const { command, args } of o.prepared) {
    working.begin(command.name);
    replies.push(await runOnce(deps, command, working.context, args));
  }
  const { changes } = working;
  const isWrite = o.prepared.some(({ command }) => command.risk === 'write');
  const canUndo = changes.some(({ undo, undoes }) => undoes === null && isUndoable(undo));
  const reply = joinReplies(replies, canUndo ? [note(turn.frame.undoHint)] : []);
  const drafts = o.prepared.map(({ draft }) => draft);
  const state = changes.length > 0 || reply.outcome === 'done' ? 'done' : 'answered';
  const made = madeBy(working.changes);
  const last = { drafts, state, ...(made === null ? {} : { automation: made }) } as const;
  return { reply, isWrite, changes, last };
}

/** The rule that "it" is from now on, where one was made. */
function madeBy(changes: readonly { readonly undo: unknown }[]): number | null {
  const made = changes.flatMap(({ undo }) => {
    const { kind, number } = undo as { kind: string; number?: number };
    return kind === 'automation-made' && number !== undefined ? [number] : [];
  });
  return made.at(-1) ?? null;
}

const isUndoable = (undo: unknown) => (undo as { kind: string }).kind !== 'none';

async function runOnce(
  { core }: AnswererDeps,
  command: AnyCommand,
  context: CommandContext,
  args: Prepared['args'],
): Promise<Reply> {
  // Once more where that may help: with the same keys, so nothing can happen twice.
  let keys = 0;
  const taken: ReturnType<CommandContext['origin']>[] = [];
  const origin = () => {
    const known = taken[keys] ?? context.origin();
    taken[keys] = known;
    keys += 1;
    return known;
  };
  try {
    return await command.run({ ...context, origin }, args);
  } catch (error) {
    if (!isRetriedLater(error)) throw error;
    await core.clock.sleep(RETRY_AFTER_MS);
    keys = 0;
    return command.run({ ...context, origin }, args);
  }
}

/** One answer of several. One refusal does not hide what was done. */
export function joinReplies(replies: readonly Reply[], after: readonly Block[]): Reply {
  const outcomes = replies.map(({ outcome }) => outcome);
  const outcome: ReplyOutcome =
    (['done', 'answer'] as const).find((each) => outcomes.includes(each)) ??
    outcomes[0] ??
    'answer';
  return { outcome, blocks: [...replies.flatMap(({ blocks }) => blocks), ...after] };
}
