import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../bots/commands/registry.ts';
import { answerMessage } from '../../bots/conversation/answer-message.ts';
import { createParser } from '../../bots/language/create-parser.ts';
import { type NeededRole, ROLES } from '../../bots/people/role.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { openQuietAutomations } from '../support/quiet-automations.ts';
import { FRONT_ENDS } from '../support/shop-file.ts';
import { SMALL_SHOP } from '../support/small-shop.ts';
import { openTalkStage, type TalkStage, toText } from '../support/talk-stage.ts';

let stage: TalkStage;
let before: Record<string, string>;

// Said again here, so that the matrix does not judge the rule by itself.
const RANK: Readonly<Record<NeededRole, number>> = {
  ...{ anyone: 0, viewer: 1, warehouse: 2, manager: 3, owner: 4 },
};

// Every role on every front-end.
const PEOPLE = ROLES.map((role) => ({
  ...{ name: `the ${role}`, role },
  identities: Object.fromEntries(FRONT_ENDS.map((id) => [id, `${id}-${role}`])),
}));

beforeAll(async () => {
  stage = await openTalkStage({ file: { ...SMALL_SHOP, people: PEOPLE } });
  before = await stage.books();
});
afterAll(() => stage.close());

/**
 * A form names the command itself, so no grammar stands between; a slot that no command has ends
 * every attempt right behind the permission. What the inbox would keep is not kept: all that is
 * left are thousands of questions about rights.
 */
async function attempt(command: string, o: { from: string; frontEnd: string }): Promise<Reply> {
  const content = { kind: 'form', command, slots: { 'no such slot': 'x' } } as const;
  const { engine, clock } = stage.ground;
  const surroundings = { ids: systemIds, random: systemRandom, log: silentLogger };
  const { reply } = await answerMessage(
    {
      ...{ ...surroundings, commands, people: stage.people, reader: createParser() },
      core: { ...engine, clock },
      ...openQuietAutomations({ engine, clock, people: stage.people }),
      limitsOf: () => null,
    },
    stage.message('', { ...o, content }),
  );
  return reply;
}

test.each(FRONT_ENDS.flatMap((frontEnd) => ROLES.map((role) => [role, frontEnd] as const)))(
  'a %s on %s may run the commands of that role, and no other',
  async (role, frontEnd) => {
    const from = `${frontEnd}-${role}`;
    for (const { name, role: needed, group } of commands) {
      const reply = await attempt(name, { from, frontEnd });
      const said = toText(reply);
      expect(reply.outcome, name).toBe('refused');
      if (RANK[role] >= RANK[needed])
        expect(said, name).toContain('not something I can do as written');
      else expect(said, name).toContain(`needs the role ${needed}; yours is ${role}`);
      // Who could do it instead is said where a wish was put in words of their own.
      if (RANK[role] < RANK[needed] && group === 'automations')
        expect(said).toMatch(/Ask the owner/);
    }
  },
);

test('somebody we do not know may run none of them, and hears nothing of the shop', async () => {
  for (const frontEnd of FRONT_ENDS) {
    const from = 'nobody';
    const replies = await Promise.all(
      commands.map(({ name }) => attempt(name, { from, frontEnd })),
    );
    for (const reply of replies) {
      expect(['refused', 'ignored']).toContain(reply.outcome);
      expect(toText(reply)).not.toContain('role');
    }
  }
});

test('none of all these refusals changed a row', async () => {
  expect(await stage.books()).toEqual(before);
});

test('every command that changes something says what it would do, but for a few', () => {
  // What they change is the sender's own, or nothing until somebody else acts.
  const AT_ONCE = ['home', 'language', 'my code', 'link', 'invite', 'sync', 'retry'];
  const ALERTS = ['subscribe', 'unsubscribe', 'mute', 'unmute'];
  // A card has asked before, or nothing but a mark is set.
  const OF_RULES = ['approve', 'reject', 'finish task', 'close draft'];
  const silent = commands
    .filter(({ risk, preview }) => risk === 'write' && !preview)
    .map(({ name }) => name);
  expect(silent.filter((name) => ![...AT_ONCE, ...ALERTS, ...OF_RULES].includes(name))).toEqual([]);
});

test('the rights of the table are those that were agreed', () => {
  const of = (role: string) =>
    commands.filter((each) => each.role === role).map(({ name }) => name);
  expect(of('owner').toSorted()).toEqual(['ask above', 'invite', 'remove', 'role']);
  expect(of('anyone').toSorted()).toEqual(['help', 'link']);
  expect(of('manager')).toEqual(
    expect.arrayContaining(
      'value|safety|cancel|retry|map|pause|resume|set price|add sku|people|settings'.split('|'),
    ),
  );
  const reads = commands.filter(({ risk, role }) => risk === 'read' && role === 'warehouse');
  expect(reads.map(({ name }) => name)).toEqual([]);
});
