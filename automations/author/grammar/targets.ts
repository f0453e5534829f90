import type { Target } from '../../terms/scope.ts';
import { joinedAll, known, spanText, unknown } from './entities.ts';
import {
  as,
  dear,
  either,
  type Grammar,
  kept,
  listOf,
  map,
  maybe,
  type Read,
  seq,
} from './read.ts';
import { say, startsFrom } from './say.ts';

// Who is told, and by which front-end.

const TARGETS_MAX = 5;

/** Words as they were typed, where a grammar only says that they belong there. */
export function typed(grammar: Grammar<unknown>): Grammar<string> {
  return (text, at) => {
    const found = new Map<number, Read<string>>();
    // From the latest start, so that an article is no part of it.
    for (const { to: start, cost } of startsFrom(text, at)) {
      for (const read of grammar(text, start)) {
        const known = found.get(read.to);
        const value = spanText(text, start, read.to);
        if (known && known.value.length <= value.length) continue;
        found.set(read.to, { value, to: read.to, cost: cost + read.cost });
      }
    }
    return [...found.values()];
  };
}

export const AUTHOR: readonly Target[] = [{ of: 'author' }];

const toTeam = (team: string): Target => ({ of: 'team', team });
// A team of that name is meant first.
const ROLE_COST = 0.3;
const roleWord = either(
  as(dear(ROLE_COST, say('roleOwner')), 'owner' as const),
  as(dear(ROLE_COST, say('roleManager')), 'manager' as const),
  as(dear(ROLE_COST, say('roleWarehouse')), 'warehouse' as const),
  as(dear(ROLE_COST, say('roleViewer')), 'viewer' as const),
);

export const target: Grammar<Target> = kept(
  either<Target>(
    as(say('me'), { of: 'author' }),
    map(known('person'), (person): Target => ({ of: 'person', person })),
    map(seq(known('team'), maybe(dear(0.05, say('team')))), ([team]) => toTeam(team)),
    map(seq(say('team'), either(known('team'), dear(0.2, unknown))), ([, team]) => toTeam(team)),
    dear(0.4, map(typed(seq(maybe(roleWord), say('roleTeam'))), toTeam)),
    map(roleWord, (role): Target => ({ of: 'role', role })),
    map(typed(seq(unknown, maybe(say('team')))), toTeam),
  ),
);

export const targets: Grammar<readonly Target[]> = kept(
  map(seq(maybe(say('both')), listOf(target, joinedAll, TARGETS_MAX)), ([, list]) => list),
);

export const frontEndName: Grammar<string> = either(known('front-end'), typed(say('noFrontEnd')));

const frontEnd: Grammar<string> = kept(
  either(
    map(seq(say('on', 'via', 'in'), frontEndName), ([, name]) => name),
    map(seq(frontEndName, say('onBehind')), ([name]) => name),
  ),
);
export const frontEnds: Grammar<readonly string[]> = kept(
  map(
    seq(frontEnd, maybe(map(seq(joinedAll, either(frontEnd, frontEndName)), ([, name]) => name))),
    ([first, second]) => (second === null ? [first] : [first, second]),
  ),
);
