import { type ActionOf, type Carried, type Carrier, done, refused } from '../carrier.ts';
import { fillTaskOf, fillWords } from '../describe-firing.ts';
import type { Told } from '../ports.ts';

function toCarried(told: Told): Carried {
  if (!told.ok) return refused(told.because);
  return done(told.chats === 1 ? 'Told.' : `Told ${told.chats} chats.`);
}

/** Told when the rule runs; here only what could not be told there. */
export const carryNotify: Carrier<ActionOf<'notify'>> = {
  kind: 'notify',
  async carryOut({ core, clock, ports }, o) {
    const { action, stored, sellerId, firing } = o;
    const { key, number, rule, authorId } = stored;
    const { to, frontEnd } = action;
    const words = fillWords(action.template, firing, o);
    const task = fillTaskOf(rule, { ...firing, to }, o);
    const message = { kind: 'fired', number, rule, words, task, firing } as const;
    const at = clock.now();
    const told = await core.database
      .forSeller(sellerId)
      .transaction((tx) => ports.tell(tx, { sellerId, key, at, to, frontEnd, authorId, message }));
    return toCarried(told);
  },
};

export const carryReport: Carrier<ActionOf<'report'>> = {
  kind: 'report',
  async carryOut({ core, clock, ports }, o) {
    const { action, stored, sellerId } = o;
    const { key, number, rule, authorId } = stored;
    const message = { kind: 'report', number, rule, what: action.what } as const;
    const { to, frontEnd } = action;
    const at = clock.now();
    const told = await core.database
      .forSeller(sellerId)
      .transaction((tx) => ports.tell(tx, { sellerId, key, at, to, frontEnd, authorId, message }));
    return toCarried(told);
  },
};
