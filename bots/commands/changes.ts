import { type Cell, note, reply, table, text, toned } from '../reply/reply.ts';
import { type AnyCommand, defineCommand } from './command.ts';
import type { RecordedChange } from './context.ts';
import { optional, person } from './slot.ts';

const SHOWN_MAX = 15;

export const changesCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'changes',
    aliases: ['audit', 'who changed what'],
    summary: 'List who changed what, newest first.',
    examples: ['changes'],
    group: 'people',
    risk: 'read',
    slots: { person: optional(person()) },
    async run({ trail, formats }, { person }) {
      const found = await trail.list({
        personId: person?.personId ?? null,
        limit: SHOWN_MAX + 1,
      });
      if (found.length === 0) {
        return reply(text(person ? `${person.name} changed nothing.` : 'Nobody changed anything.'));
      }
      const rows = found
        .slice(0, SHOWN_MAX)
        .map((change): Cell[] => [
          formats.instant(change.at),
          change.name,
          describe(change),
          change.frontEnd,
        ]);
      const columns = [
        { title: 'When', dropOrder: 1 },
        'Who',
        { title: 'What', isElastic: true },
        { title: 'On', dropOrder: 2 },
      ];
      const isMore = found.length > SHOWN_MAX;
      return reply(
        table(columns, rows),
        isMore ? note(`The newest ${SHOWN_MAX} are shown.`) : null,
      );
    },
  }),
];

function describe({ what, before, after, undoneBy }: RecordedChange): Cell {
  const figures = before === null || after === null ? '' : `: ${before} → ${after}`;
  if (undoneBy !== null) return toned(`${what}${figures} (taken back)`, 'quiet');
  return `${what}${figures}`;
}
