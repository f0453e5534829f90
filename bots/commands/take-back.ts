import type { Reply } from '../reply/reply.ts';
import type { Change, CommandContext, RecordedChange } from './context.ts';
import { undoChange } from './undo-change.ts';

/**
 * Takes changes back, the newest first, and marks them. @returns one answer per change; the first
 * refusal ends it
 */
export async function takeBack(
  context: CommandContext,
  changes: readonly RecordedChange[],
): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (const { changeId, undo } of changes.toReversed()) {
    const changed = (told: Change) => context.changed({ ...told, undoes: changeId });
    const answer = await undoChange({ ...context, changed }, undo);
    replies.push(answer);
    if (answer.outcome === 'refused') break;
  }
  return replies;
}

/** Units that go back; 0: it is about something else than units. */
export function unitsOf(changes: readonly RecordedChange[]): number {
  return changes
    .flatMap(({ undo }) => (undo.kind === 'ledger' ? undo.events : []))
    .reduce((sum, event) => sum + unitsIn(event), 0);
}

function unitsIn(event: object): number {
  const { quantity, onHand } = event as { quantity?: number | null; onHand?: number };
  return Math.abs(quantity ?? onHand ?? 0);
}
