import { note, type Reply, refusal, reply, table, text } from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import type { CommandCard } from './command-card.ts';
import { freeText, optional } from './slot.ts';

export const helpCommands = [
  defineCommand({
    name: 'help',
    aliases: ['?', 'commands', 'what can you do'],
    summary: 'List what can be typed, or explain one command.',
    examples: ['help', 'help move'],
    risk: 'read',
    slots: { topic: optional(freeText('which command')) },
    async run({ commands }, { topic }) {
      if (topic === undefined) return listCommands(commands);
      const asked = topic.toLowerCase();
      const command = commands.find(
        ({ name, aliases }) => name === asked || aliases.includes(asked),
      );
      return command ? explain(command) : refusal(`There is no command “${topic}”.`, 'help');
    },
  }),
];

function listCommands(commands: readonly CommandCard[]): Reply {
  const rows = commands.map(({ examples, summary }) => [examples[0] ?? '', summary]);
  return reply(
    table(['Type', { title: 'To', isElastic: true }], rows),
    note('Words may come in any order. More on one: help move'),
  );
}

function explain(command: CommandCard): Reply {
  const { aliases } = command;
  return reply(
    text(command.summary),
    table(
      ['For example'],
      command.examples.map((example) => [example]),
    ),
    aliases.length > 0 ? note(`Also: ${aliases.join(', ')}.`) : null,
  );
}
