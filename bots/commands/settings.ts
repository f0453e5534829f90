import { done, note, refusal, reply, table, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import { quantity } from './slot.ts';

const ASK_ABOVE_MAX = 1_000;

export const settingsCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'settings',
    aliases: ['show settings'],
    summary: 'Show how this shop is set up.',
    examples: ['settings'],
    group: 'people',
    risk: 'read',
    role: 'manager',
    slots: {},
    async run({ people, seller, formats }) {
      const units = await people.askAbove(seller.sellerId);
      return reply(
        table(
          ['Setting', { title: 'Now', isElastic: true }],
          [
            ['Shop', seller.name],
            ['Currency', seller.currency],
            ['Time zone', seller.timeZone],
            ['Asks before', describeAskAbove(units, formats.quantity(units))],
          ],
        ),
        note('To change when I ask: ask above 20'),
      );
    },
  }),
  defineCommand({
    name: 'ask above',
    aliases: ['confirm above'],
    summary: 'Do changes of at most so many units without asking.',
    examples: ['ask above 20'],
    group: 'people',
    risk: 'write',
    role: 'owner',
    slots: { quantity: quantity({ min: 0 }) },
    async preview({ people, seller, formats }, { quantity }) {
      if (quantity > ASK_ABOVE_MAX) return tooMany(formats.quantity(ASK_ABOVE_MAX));
      const before = await people.askAbove(seller.sellerId);
      const was = describeAskAbove(before, formats.quantity(before));
      const will = describeAskAbove(quantity, formats.quantity(quantity));
      return { sentence: `Ask before ${will}. Until now: ${was}.`, weight: NO_WEIGHT };
    },
    async run({ people, seller, formats, changed }, { quantity }) {
      if (quantity > ASK_ABOVE_MAX) return tooMany(formats.quantity(ASK_ABOVE_MAX));
      const before = await people.askAbove(seller.sellerId);
      await people.setAskAbove(seller.sellerId, quantity);
      changed({
        what: 'Asks above',
        ...{ before: formats.quantity(before), after: formats.quantity(quantity) },
        undo: { kind: 'none', because: `Say: ask above ${before}` },
      });
      const will = describeAskAbove(quantity, formats.quantity(quantity));
      return done(text(`From now on I ask before ${will}.`, 'good'));
    },
  }),
];

const tooMany = (most: string) => refusal(`At most ${most}.`, 'ask above 20');

function describeAskAbove(units: number, shown: string): string {
  return units === 0 ? 'every change' : `changes of more than ${shown} units, and all other ones`;
}
