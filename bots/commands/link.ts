import { CODE_MINUTES } from '../people/people.ts';
import { headline, note, type Reply, refusal, reply, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { code } from './slot.ts';

/** A code is a key: it is shown where nobody else reads it. */
export function refuseAmongOthers({ isDirect }: CommandContext): Reply | null {
  return isDirect ? null : refusal('A code is a key. Ask me for one in a direct chat.');
}

export function showCode(made: { code: string }, forWhat: string): Reply {
  return reply(
    headline(made.code, forWhat, 'good'),
    text(`Send me “link ${made.code}” from there.`),
    note(`It works once, within ${CODE_MINUTES} minutes.`),
  );
}

export const linkCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'my code',
    aliases: ['invite me', 'me code', 'link me', 'new code'],
    summary: 'Get a code to use me from another app as well.',
    examples: ['my code'],
    group: 'people',
    risk: 'write',
    role: 'viewer',
    slots: {},
    async run(context) {
      const refused = refuseAmongOthers(context);
      if (refused) return refused;
      const { people, seller, person } = context;
      const { personId } = person;
      const made = await people.makeCode(seller.sellerId, {
        by: personId,
        purpose: { kind: 'own', personId },
      });
      return { ...showCode(made, 'links another app to you'), outcome: 'done' };
    },
  }),
  defineCommand({
    name: 'link',
    aliases: ['join'],
    summary: 'Link this app to you, with a code that an owner made.',
    examples: ['link K7QM-3FXT'],
    group: 'people',
    risk: 'write',
    role: 'anyone',
    slots: { code: code('which code') },
    // Whoever is not linked yet never comes as far as a command.
    run: async ({ person }) =>
      reply(text(`You are linked here already, as ${person.name}. No code is needed.`)),
  }),
];
