import type { Telling } from '../../automations/engine/ports.ts';
import type { NotifyTarget } from '../../automations/engine/records.ts';
import { sayList } from '../../automations/terms/phrases.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import { nameTarget, type Target } from '../notify/topic.ts';
import { listIdentities, listPeople } from '../people/people-store.ts';
import type { Role } from '../people/role.ts';
import { listTeams } from './team-store.ts';

export type FoundTargets =
  | { readonly ok: true; readonly targets: readonly Target[] }
  /** Nobody is there to be told, in words: no such team, nobody of them, or none with a chat. */
  | {
      readonly ok: false;
      readonly lacks: 'team' | 'people' | 'chat';
      readonly who: string;
      readonly because: string;
    };

/** Of a person, wherever they were seen last. */
const ANYWHERE = 'any';

/** Whom a rule tells: a group chat, one person, or all of a role; each once. */
export async function findTargets(
  tx: Queryable,
  { sellerId, to, frontEnd, authorId }: Pick<Telling, 'sellerId' | 'to' | 'frontEnd' | 'authorId'>,
): Promise<FoundTargets> {
  const team = to.of === 'team' ? await findTeam(tx, { sellerId, name: to.team }) : null;
  if (to.of === 'team' && !team) {
    return none('team', to.team, `there is no team called “${to.team}” any more`);
  }
  if (team?.chatId) return some([{ personId: null, frontEnd: team.frontEnd, chatId: team.chatId }]);
  const people = await listPeople(tx, sellerId);
  const identities = await listIdentities(tx, { sellerId });
  const meant = people.filter(({ personId, name, role }) => {
    if (to.of === 'author') return personId === authorId;
    if (to.of === 'person') return name.toLowerCase() === to.person.toLowerCase();
    return to.of === 'role' ? role === to.role : personId === team?.personId;
  });
  if (meant.length === 0) return none('people', describe(to), sayMissing(to));
  const reachable = meant.filter((person) =>
    identities.some((each) => each.personId === person.personId && each.chatId !== null),
  );
  if (reachable.length === 0) {
    const who = sayList(
      meant.map(({ name }) => name),
      'and',
    );
    const are = meant.length === 1 ? 'is' : 'are';
    return none('chat', who, `${who} ${are} on no app where I could write`);
  }
  const place = frontEnd ?? team?.frontEnd ?? ANYWHERE;
  return some(reachable.map(({ personId }) => ({ personId, frontEnd: place, chatId: null })));
}

const none = (lacks: 'team' | 'people' | 'chat', who: string, because: string): FoundTargets => ({
  ...{ ok: false, lacks, who, because },
});

function some(targets: readonly Target[]): FoundTargets {
  return {
    ok: true,
    targets: [...new Map(targets.map((each) => [nameTarget(each), each])).values()],
  };
}

function describe(to: Telling['to']): string {
  if (to.of === 'person') return to.person;
  return to.of === 'role' ? OF_ROLES[to.role] : 'whom it tells';
}

/** After "nobody is": who has that role. */
const OF_ROLES = {
  owner: 'an owner',
  manager: 'a manager',
  warehouse: 'warehouse staff',
  viewer: 'a viewer',
} as const satisfies Record<Role, string>;

const sayMissing = (to: Telling['to']): string =>
  to.of === 'role' ? `nobody is ${describe(to)} here` : `${describe(to)} is not here any more`;

type Team = Pick<NotifyTarget, 'chatId' | 'personId'> & { readonly frontEnd: string };

async function findTeam(
  tx: Queryable,
  o: { sellerId: number; name: string },
): Promise<Team | null> {
  const all = await listTeams(tx, o.sellerId);
  const found = all.find(({ name }) => name.toLowerCase() === o.name.toLowerCase());
  return found ? { ...found, frontEnd: found.frontEnd ?? ANYWHERE } : null;
}
