import { describe, expect, it } from 'vitest';
import { commands } from '../../../bots/commands/registry.ts';
import { readCommands } from '../../../bots/conversation/read-commands.ts';
import { openDemoLookups } from './demo-lookups.ts';

const lookups = await openDemoLookups();
const zone = { now: new Date('2026-11-23T07:00:00Z'), timeZone: 'Asia/Kolkata' };
const SUMMARY_LENGTH_MAX = 60;

describe('the command table', () => {
  it('gives every name and alias to one command only', () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toBe(name.toLowerCase());
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    '“%s” has examples that are read as itself and fit its schema',
    async (_, command) => {
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) {
        const understood = await readCommands.understand(example, { commands, lookups, ...zone });
        expect(understood, example).toMatchObject({ draft: { command: command.name } });
        if (understood.kind !== 'draft') continue;
        expect(command.schema.safeParse(understood.draft.slots).success, example).toBe(true);
        expect(command.schema.safeParse({ ...understood.draft.slots, more: 1 }).success).toBe(
          false,
        );
      }
    },
  );

  it.each(commands.map((command) => [command.name, command] as const))(
    '“%s” says what it does in one line of help',
    (_, { summary }) => {
      expect(summary.length).toBeLessThanOrEqual(SUMMARY_LENGTH_MAX);
      expect(summary).toMatch(/^[A-Z].*\.$/);
    },
  );
});
