// Group chats by the names that rules call them by: "the warehouse team".
import type { NotifyTarget } from '../../automations/engine/records.ts';
import { type Cell, done, note, type Reply, refusal, reply, table, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import type { CommandContext } from './context.ts';
import { freeText } from './slot.ts';

const NAME_LENGTH_MAX = 60;

export const teamCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'teams',
    aliases: ['groups'],
    summary: 'List the group chats that automations may write to.',
    examples: ['teams'],
    group: 'automations',
    risk: 'read',
    slots: {},
    run: listTeams,
  }),
  defineCommand({
    name: 'save team',
    aliases: ['add team'],
    summary: 'Give the group chat in which you say it a name.',
    examples: ['save team warehouse team'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    role: 'manager',
    slots: { name: freeText('which name') },
    async preview(context, { name }) {
      const refused = refuseName(context, name);
      if (refused) return refused;
      const before = await findTeam(context, name);
      const until = before ? ` Until now that is ${describePlace(before)}.` : '';
      const sentence = `Call this group chat “${name}”: automations can write here.${until}`;
      return { sentence, weight: NO_WEIGHT };
    },
    run: (context, { name }) => saveTeam(context, name),
  }),
  defineCommand({
    name: 'forget team',
    aliases: ['delete team', 'remove team'],
    summary: 'Take the name of a group chat away.',
    examples: ['forget team warehouse team'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    role: 'manager',
    slots: { name: freeText('which team') },
    async preview(context, { name }) {
      const known = await findTeam(context, name);
      if (!known) return refusal(`No team is called “${name}”.`, 'teams');
      const place = describePlace(known);
      const sentence = `Forget “${known.name}” (${place}). Automations that tell it will say so.`;
      return { sentence, weight: NO_WEIGHT };
    },
    run: (context, { name }) => forgetTeam(context, name),
  }),
];

async function findTeam(
  { automations, seller }: CommandContext,
  name: string,
): Promise<NotifyTarget | undefined> {
  const all = await automations.listTargets(seller.sellerId);
  return all.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

function describePlace({ frontEnd, chatId }: NotifyTarget): string {
  if (chatId === null) return frontEnd === null ? 'a person' : `a person, on ${frontEnd}`;
  return `a group on ${frontEnd ?? 'an app'}`;
}

async function listTeams(context: CommandContext): Promise<Reply> {
  const { automations, seller, people } = context;
  const { sellerId } = seller;
  const [all, persons] = await Promise.all([
    automations.listTargets(sellerId),
    people.list(sellerId),
  ]);
  const how = note('In a group chat say: this is the warehouse team');
  if (all.length === 0) return reply(text('No group chat has a name yet.'), how);
  const sorted = all.toSorted((a, b) => a.name.localeCompare(b.name));
  const rows = sorted.map((each): Cell[] => [
    each.name,
    each.frontEnd ?? 'any app',
    persons.find(({ personId }) => personId === each.personId)?.name ?? each.chatId,
  ]);
  return reply(table(['Team', 'On', { title: 'Chat', isElastic: true, dropOrder: 1 }], rows), how);
}

function refuseName({ isDirect }: CommandContext, name: string): Reply | null {
  if (isDirect) {
    return refusal(`Say it in the group chat that is called so: this is the ${name}`, 'teams');
  }
  if (name.length > NAME_LENGTH_MAX)
    return refusal(`At most ${NAME_LENGTH_MAX} characters, please.`);
  return null;
}

async function saveTeam(context: CommandContext, name: string): Promise<Reply> {
  const refused = refuseName(context, name);
  if (refused) return refused;
  const { automations, seller, person, frontEnd, chatId } = context;
  const before = (await findTeam(context, name)) ?? null;
  const to = { frontEnd, chatId };
  await automations.saveTarget(seller.sellerId, { name, to, madeBy: person.personId });
  context.changed({
    what: `Team “${name}”`,
    before: before ? describePlace(before) : null,
    after: `a group on ${frontEnd}`,
    undo: { kind: 'team', name, before },
  });
  return done(
    text(`This group is “${name}” now.`, 'good'),
    note(`For example: when stock drops below 10 on any SKU, tell the ${name}`),
  );
}

async function forgetTeam(context: CommandContext, name: string): Promise<Reply> {
  const before = await findTeam(context, name);
  if (!before) return refusal(`No team is called “${name}”.`, 'teams');
  await context.automations.removeTarget(context.seller.sellerId, before.name);
  context.changed({
    what: `Team “${before.name}”`,
    ...{ before: describePlace(before), after: null },
    undo: { kind: 'team', name: before.name, before },
  });
  return done(text(`“${before.name}” is forgotten.`, 'good'));
}
