import { headline, note, type Reply, refusal, reply, table, text } from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import { COMMAND_GROUPS, type CommandCard, type CommandGroup } from './command-card.ts';
import { helpWithAutomations } from './help-automations.ts';
import { freeText, optional } from './slot.ts';

export const helpCommands = [
  defineCommand({
    name: 'help',
    aliases: ['?', 'commands', 'what can you do'],
    summary: 'List what can be typed, or explain one command.',
    examples: ['help', 'help move'],
    group: 'help',
    risk: 'read',
    role: 'anyone',
    slots: { topic: optional(freeText('which command')) },
    async run({ commands }, { topic }) {
      if (topic === undefined) return listCommands(commands);
      const asked = topic.toLowerCase();
      const ofAutomations = helpWithAutomations(asked);
      if (ofAutomations) return ofAutomations;
      const group = COMMAND_GROUPS.find(
        (each) => each === asked || HEADINGS[each].toLowerCase() === asked,
      );
      if (group) return listGroup(commands, group);
      const command = commands.find(
        ({ name, aliases }) => name === asked || aliases.includes(asked),
      );
      return command ? explain(command) : refusal(`There is no command “${topic}”.`, 'help');
    },
  }),
];

const HEADINGS: Readonly<Record<CommandGroup, string>> = {
  stock: 'Stock',
  orders: 'Orders',
  shops: 'Shops',
  catalogue: 'What is sold',
  reports: 'Reports',
  alerts: 'Alerts',
  automations: 'Automations',
  people: 'People',
  demo: 'Demo',
  help: 'Help',
};

function listCommands(commands: readonly CommandCard[]): Reply {
  // One width for all, so that the summaries stand below each other.
  const shown = commands.filter(({ isDetail }) => !isDetail);
  const width = Math.max(...shown.map(({ name }) => name.length));
  const tables = COMMAND_GROUPS.flatMap((group) => {
    const rows = commands
      .filter((command) => command.group === group && !command.isDetail)
      .map(({ name, summary }) => [name.padEnd(width), summary]);
    return rows.length > 0 ? [table([HEADINGS[group], SUMMARY], rows)] : [];
  });
  return reply(
    ...tables,
    note('Words may come in any order. How to use one: help move. More: help automations'),
  );
}

/** Everything under one heading, and lines that can be typed. */
function listGroup(commands: readonly CommandCard[], group: CommandGroup): Reply {
  const own = commands.filter((command) => command.group === group);
  const width = Math.max(...own.map(({ name }) => name.length));
  const lines = own.flatMap(({ examples }) => (examples.length > 1 ? examples : []));
  return reply(
    table(
      [HEADINGS[group], SUMMARY],
      own.map(({ name, summary }) => [name.padEnd(width), summary]),
    ),
    lines.length > 0 ? text(`For example:\n${lines.join('\n')}`) : null,
  );
}

/** A summary of a few letters says nothing: on a phone the names stand alone. */
const SUMMARY_WIDTH_MIN = 40;
const SUMMARY = { title: '', isElastic: true, widthMin: SUMMARY_WIDTH_MIN, dropOrder: 1 };

function explain(command: CommandCard): Reply {
  const { aliases } = command;
  return reply(
    headline(command.name, command.summary),
    table(
      ['For example'],
      command.examples.map((example) => [example]),
    ),
    aliases.length > 0 ? note(`Also: ${aliases.join(', ')}.`) : null,
  );
}
