import type { Person } from '../people/person.ts';
import { ROLES, type Role } from '../people/role.ts';
import { type Cell, done, note, type Reply, refusal, reply, table, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import type { CommandContext } from './context.ts';
import { refuseAmongOthers, showCode } from './link.ts';
import { freeText, type PersonRef, person, word } from './slot.ts';

const SPELLINGS = {
  owner: ['admin'],
  manager: [],
  warehouse: ['picker', 'staff', 'godown'],
  viewer: ['read only', 'guest'],
} as const satisfies Record<Role, readonly string[]>;

const toRole = (typed: string): Role => ROLES.find((role) => role === typed) ?? 'viewer';

export const peopleCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'people',
    aliases: ['team', 'who is here'],
    summary: 'List who may do what, and on which apps they are.',
    examples: ['people'],
    group: 'people',
    risk: 'read',
    role: 'manager',
    slots: {},
    run: ({ people, seller }) => listPeople(people, seller.sellerId),
  }),
  defineCommand({
    name: 'invite',
    aliases: ['add person'],
    summary: 'Make a code with which somebody joins, in a role.',
    examples: ['invite warehouse Ravi'],
    group: 'people',
    risk: 'write',
    role: 'owner',
    slots: { role: word(SPELLINGS, 'which role'), name: freeText('which name') },
    // The code is the question: nothing happens until somebody uses it.
    async run(context, { role, name }) {
      const refused = refuseAmongOthers(context);
      if (refused) return refused;
      const { people, seller, person } = context;
      const purpose = { kind: 'new', role: toRole(role), name } as const;
      const made = await people.makeCode(seller.sellerId, { by: person.personId, purpose });
      return { ...showCode(made, `lets ${name} join as ${role}`), outcome: 'done' };
    },
  }),
  defineCommand({
    name: 'role',
    aliases: ['set role', 'change role'],
    summary: 'Give somebody another role.',
    examples: ['role Ravi manager'],
    group: 'people',
    risk: 'write',
    role: 'owner',
    slots: { person: person(), role: word(SPELLINGS, 'which role') },
    async preview(context, { person, role }) {
      const known = await findPerson(context, person);
      if (!known) return gone(person);
      if (known.role === role) return refusal(`${known.name} has that role already.`, 'people');
      const sentence = `Make ${known.name} ${role}. Until now: ${known.role}.`;
      return { sentence, weight: NO_WEIGHT };
    },
    run: (context, { person, role }) => changeRole(context, { person, role: toRole(role) }),
  }),
  defineCommand({
    name: 'remove',
    aliases: ['remove person', 'kick'],
    summary: 'Cut somebody off, on all their apps at once.',
    examples: ['remove Ravi'],
    group: 'people',
    risk: 'write',
    role: 'owner',
    slots: { person: person() },
    async preview(context, { person }) {
      const known = await findPerson(context, person);
      if (!known) return gone(person);
      return {
        sentence: `Remove ${known.name} (${known.role}): from then on I do not know them anywhere.`,
        weight: NO_WEIGHT,
      };
    },
    run: removePerson,
  }),
];

async function listPeople(people: CommandContext['people'], sellerId: number): Promise<Reply> {
  const [all, identities] = await Promise.all([people.list(sellerId), people.identities(sellerId)]);
  const rows = all.map(({ personId, name, role, home }): Cell[] => [
    name,
    role,
    identities
      .filter((each) => each.personId === personId)
      .map(({ frontEnd }) => frontEnd)
      .join(', ') || null,
    home?.name ?? null,
  ]);
  return reply(
    table(
      ['Name', 'Role', { title: 'On', isElastic: true }, { title: 'Home', dropOrder: 1 }],
      rows,
    ),
    note('To add somebody: invite warehouse Ravi'),
  );
}

async function findPerson(
  { people, seller }: CommandContext,
  { personId }: PersonRef,
): Promise<Person | undefined> {
  const all = await people.list(seller.sellerId);
  return all.find((each) => each.personId === personId);
}

const gone = ({ name }: PersonRef) => refusal(`${name} is not here any more.`, 'people');
const lastOwner = ({ name }: PersonRef) =>
  refusal(`${name} is the last owner: a shop needs one. Make somebody else owner first.`, 'people');

async function changeRole(
  context: CommandContext,
  o: { person: PersonRef; role: Role },
): Promise<Reply> {
  const { people, seller, changed } = context;
  const { person, role } = o;
  const before = (await findPerson(context, person))?.role ?? null;
  const answer = await people.setRole(seller.sellerId, { personId: person.personId, role });
  if (answer === 'last-owner') return lastOwner(person);
  if (answer === 'gone') return gone(person);
  const because = `Say: role ${person.name} ${before ?? 'viewer'}`;
  const what = `Role of ${person.name}`;
  changed({ what, before, after: role, undo: { kind: 'none', because } });
  return done(text(`${person.name} is ${role} now.`, 'good'));
}

async function removePerson(
  context: CommandContext,
  { person }: { person: PersonRef },
): Promise<Reply> {
  const { people, seller, changed } = context;
  const answer = await people.remove(seller.sellerId, person.personId);
  if (answer === 'last-owner') return lastOwner(person);
  if (answer === 'gone') return gone(person);
  const because = 'Invite them again instead.';
  const what = `Removed ${person.name}`;
  changed({ what, before: null, after: null, undo: { kind: 'none', because } });
  return done(text(`${person.name} is removed, on all apps.`, 'good'));
}
