import {
  changeHttp,
  changeRefusals,
  changeSession,
  type PlantedBug,
  repairNumbers,
} from './break-adapter.ts';
import { plantedBugsOfOrders } from './planted-bugs-of-orders.ts';

const outcomeBugs: readonly PlantedBug[] = [
  {
    name: 'takes every answer for done',
    noticedBy: 'a stock push answered 200 with an error is never taken for done',
    plant: (channel) => changeRefusals(channel, () => ({ kind: 'applied' })),
  },
  {
    name: 'takes a lost answer for a push that was not done',
    noticedBy:
      'a stock push whose answer is lost was done and is not known to be: tried again later',
    plant: (channel) =>
      changeRefusals(channel, (refusal) =>
        refusal.kind === 'retry-later' ? { ...refusal, isOutcomeUnknown: false } : refusal,
      ),
  },
  {
    name: 'does not hear how long the shop wants to be left alone',
    noticedBy: 'a stock push that comes too fast waits as long as the shop asks, and is not done',
    plant: (channel) =>
      changeRefusals(channel, (refusal) =>
        refusal.kind === 'retry-later' ? { ...refusal, afterMs: null } : refusal,
      ),
  },
  {
    name: 'tries refused credentials for ever',
    noticedBy: 'wrong credentials are told at once, and change nothing',
    plant: (channel) =>
      changeRefusals(channel, (refusal) => ({
        kind: 'retry-later',
        afterMs: null,
        reason: refusal.reason,
        isOutcomeUnknown: false,
      })),
  },
  {
    name: 'gives the outcomes in another order than the items',
    noticedBy:
      'stock of a listing that the shop does not have is rejected, and its neighbours pass',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushStock: async (items) => (await session.pushStock(items)).toReversed(),
      })),
  },
  {
    name: 'fails a batch for one item of it',
    noticedBy:
      'stock of a listing that the shop does not have is rejected, and its neighbours pass',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async pushStock(items) {
          const outcomes = await session.pushStock(items);
          const worst = outcomes.find(({ kind }) => kind === 'rejected');
          return worst ? items.map(() => worst) : outcomes;
        },
      })),
  },
  {
    name: 'loses the last item of a full batch',
    noticedBy: 'stock of as many listings as fit a call reaches each of them and no other',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async pushStock(items) {
          if (items.length < 10) return session.pushStock(items);
          return [...(await session.pushStock(items.slice(0, -1))), { kind: 'applied' }];
        },
      })),
  },
  {
    name: 'takes text for a number',
    noticedBy: 'a stock push is done only when the shop confirms that very figure as a number',
    plant: (channel) =>
      changeHttp(channel, (http) => ({
        async call(call) {
          const answer = await http.call(call);
          if (answer.kind !== 'ok') return answer;
          return { kind: 'ok', value: { ...answer.value, json: repairNumbers(answer.value.json) } };
        },
      })),
  },
  {
    name: 'takes "may have been done" for done',
    noticedBy: 'a stock push is never done by a page, a redirect, or nothing at all',
    plant: (channel) =>
      changeRefusals(channel, (refusal) =>
        refusal.kind === 'retry-later' && refusal.isOutcomeUnknown ? { kind: 'applied' } : refusal,
      ),
  },
];

const figureBugs: readonly PlantedBug[] = [
  {
    name: 'sends another figure',
    noticedBy: 'stock is set to the very figure: none, one, many',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushStock: (items) =>
          session.pushStock(items.map((item) => ({ ...item, quantity: item.quantity || 1 }))),
      })),
  },
  {
    name: 'overwrites what somebody else changed',
    noticedBy: 'a figure that somebody else changed meanwhile is not overwritten',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushStock: (items) => session.pushStock(items.map((item) => ({ ...item, expected: null }))),
      })),
  },
  {
    name: 'makes up a key of its own for every call',
    noticedBy: 'a push repeated under its key does nothing a second time',
    plant: (channel) => {
      let calls = 0;
      return changeSession(channel, (session) => ({
        pushStock(items) {
          calls += 1;
          return session.pushStock(items.map((item) => ({ ...item, key: `${item.key}-${calls}` })));
        },
      }));
    },
  },
  {
    name: 'saves itself a write when a read shows the figure',
    noticedBy: 'a stale read never passes for an acknowledgement',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async pushStock(items) {
          const answer = await session.readListings(items.map(({ listing }) => listing));
          const shown = answer.kind === 'ok' ? answer.value[0]?.available : null;
          return shown === items[0]?.quantity
            ? items.map(() => ({ kind: 'unchanged' }))
            : session.pushStock(items);
        },
      })),
  },
  {
    name: 'takes prices through fractions',
    noticedBy: 'prices are exact to the cent',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushPrice: (items) =>
          session.pushPrice(
            items.map((item) => ({
              ...item,
              priceMinor: Math.trunc((item.priceMinor / 100) * 100),
            })),
          ),
      })),
  },
  {
    name: 'takes every currency for that of the shop',
    noticedBy: 'a price in another currency than that of the shop is rejected, never converted',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushPrice: (items) =>
          session.pushPrice(items.map((item) => ({ ...item, currency: 'USD' }))),
      })),
  },
  {
    name: 'takes pausing for resuming',
    noticedBy: 'status that is pushed is what the shop shows',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        pushStatus: (items) =>
          session.pushStatus(items.map((item) => ({ ...item, status: 'active' }))),
      })),
  },
  {
    name: 'hides an oversell',
    noticedBy: 'a listing that the shop oversold is read back below zero',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async readListings(listings) {
          const answer = await session.readListings(listings);
          if (answer.kind !== 'ok') return answer;
          const value = answer.value.map((reading) => ({
            ...reading,
            available: reading.available === null ? null : Math.max(0, reading.available),
          }));
          return { kind: 'ok', value };
        },
      })),
  },
  {
    name: 'takes readings by their place in the answer',
    noticedBy: 'figures of another listing are not taken for those of the one that was asked for',
    plant: (channel) =>
      changeSession(channel, (session) => ({
        async readListings(listings) {
          const answer = await session.readListings(listings);
          if (answer.kind !== 'ok') return answer;
          const value = listings.map((listing, index) => ({
            available: 4_711,
            priceMinor: null,
            currency: null,
            status: null,
            ...answer.value[index],
            externalId: listing.externalId,
          }));
          return { kind: 'ok', value };
        },
      })),
  },
];

export const plantedBugs: readonly PlantedBug[] = [
  ...plantedBugsOfOrders,
  ...outcomeBugs,
  ...figureBugs,
];
