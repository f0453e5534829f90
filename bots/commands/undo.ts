import { mayRun } from '../people/role.ts';
import { type Reply, refusal, reply } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import type { CommandContext, RecordedChange } from './context.ts';
import { takeBack, unitsOf } from './take-back.ts';

export const undoCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'undo',
    aliases: ['undo that', 'take it back', 'take that back'],
    summary: 'Take back what you changed last, on whichever app.',
    examples: ['undo'],
    group: 'help',
    risk: 'write',
    slots: {},
    async preview(context) {
      const changes = await context.trail.newest();
      const refused = refuseUndo(context, changes);
      if (refused) return refused;
      const units = unitsOf(changes);
      const what = changes.map((change) => `Take back: ${describe(context, change)}.`);
      return { sentence: what.join('\n'), weight: { ...NO_WEIGHT, units } };
    },
    async run(context) {
      const changes = await context.trail.newest();
      const refused = refuseUndo(context, changes);
      if (refused) return refused;
      const replies = await takeBack(context, changes);
      const isDone = replies.every(({ outcome }) => outcome === 'done');
      const blocks = replies.flatMap((each) => each.blocks);
      return { ...reply(...blocks), outcome: isDone ? 'done' : 'refused' };
    },
  }),
];

/** Whoever lost a right since then cannot use it backwards either. */
function refuseUndo(
  { commands, person }: CommandContext,
  changes: readonly RecordedChange[],
): Reply | null {
  if (changes.length === 0) return refusal('You changed nothing that could be taken back.');
  const fixed = changes.find(({ undo }) => undo.kind === 'none');
  if (fixed?.undo.kind === 'none') {
    return refusal(`“${fixed.what}” cannot be taken back. ${fixed.undo.because}`, 'changes');
  }
  for (const { command } of changes) {
    const needed = commands.find(({ name }) => name === command)?.role;
    if (needed === undefined || mayRun(person.role, needed)) continue;
    return refusal(`“${command}” needs the role ${needed} now; yours is ${person.role}.`);
  }
  return null;
}

function describe({ formats }: CommandContext, change: RecordedChange): string {
  const { what, at, before, undo } = change;
  const said = `${what.replace(/\.$/, '')} (${formats.instant(at)})`;
  if (undo.kind !== 'automation-rule' || before === null) return said;
  return `${said}. It would be again: ${before.replace(/\.$/, '')}`;
}
