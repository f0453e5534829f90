import { done, note, refusal, reply, table, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import { code, freeText } from './slot.ts';

export const locationCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'locations',
    aliases: ['location', 'warehouses'],
    summary: 'List the places that hold stock, first used first.',
    examples: ['locations'],
    group: 'catalogue',
    risk: 'read',
    slots: {},
    async run({ core, seller }) {
      const found = await core.catalog.listLocations(seller.sellerId);
      if (found.length === 0) return refusal('There is none yet.', 'add location MUM Mumbai');
      return reply(
        table(
          ['Code', { title: 'Name', isElastic: true }],
          found.map(({ code, name }) => [code, name]),
        ),
        note('Orders are covered from the top down.'),
      );
    },
  }),
  defineCommand({
    name: 'add location',
    aliases: ['new location', 'add warehouse'],
    summary: 'Add a place that holds stock: a short code and a name.',
    examples: ['add location PUN Pune'],
    group: 'catalogue',
    risk: 'write',
    role: 'manager',
    slots: { code: code('which code'), name: freeText('which name') },
    async preview({ core, seller }, { code, name }) {
      const known = await core.catalog.listLocations(seller.sellerId);
      const isTaken = known.some((each) => each.code.toLowerCase() === code.toLowerCase());
      if (isTaken) return refusal(`${code} exists already.`, 'locations');
      return { sentence: `Add the location ${name} (${code}).`, weight: NO_WEIGHT };
    },
    async run({ core, seller, changed }, { code, name }) {
      const answer = await core.catalog.addLocation(seller.sellerId, { code, name });
      if (answer.ok) {
        const what = `Added the location ${answer.value.name}`;
        const because = 'A location is not removed: leave it empty.';
        changed({ what, before: null, after: null, undo: { kind: 'none', because } });
        return done(
          text(`Added ${answer.value.name} (${answer.value.code}).`, 'good'),
          note('It is used last when orders are covered.'),
        );
      }
      if (answer.reason === 'code-taken') return refusal(`${code} exists already.`, 'locations');
      return refusal('A location needs a short code and a name.', 'add location PUN Pune');
    },
  }),
];
