import { z } from 'zod';
import { priceChangeSchema } from '../terms/measure.ts';
import { sayAccount, sayNumber, saySku } from '../terms/phrases.ts';
import { accountSchema, skuSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';
import { effectSku, mayFail } from './effects-of.ts';

/** As for a person: a deeper cut needs a second one. */
export const CUT_ALONE_PERCENT_MAX = 30;

/** Sets a price, or changes it by percent. Null account: the base price. */
export const setPriceSchema = z.strictObject({
  kind: z.literal('set-price'),
  sku: skuSchema,
  account: accountSchema,
  to: priceChangeSchema,
});

export const setPrice = action({
  kind: 'set-price',
  schema: setPriceSchema,
  examples: [
    'set the price of that SKU to ₹999',
    'raise the price of HOODIE-M on the web shop by 10%',
    'lower the price of that SKU by 15%',
  ],
  role: 'manager',
  undo: { how: 'The price of before is set again.' },
  isMessage: false,
  sentence({ sku, account, to }, names) {
    const what = `the price of ${saySku(sku, names)}${sayAccount('on', account, names)}`;
    if (to.by === 'amount') return `set ${what} to ${names.money(to.minor)}`;
    const verb = to.percent > 0 ? 'raise' : 'lower';
    return `${verb} ${what} by ${sayNumber(Math.abs(to.percent))}%`;
  },
  effects: ({ sku, account, to }) => [
    {
      fact: 'price-changed',
      sku: effectSku(sku),
      direction: to.by === 'amount' ? null : to.percent > 0 ? 'up' : 'down',
      location: null,
      account,
      by: to.by === 'percent' ? Math.abs(to.percent) : null,
    },
    mayFail(sku, account),
  ],
  sku: ({ sku }) => sku,
  rehearse: ({ account, to }, desk, skuId) =>
    desk.price({
      ...{ skuId, account },
      to: (minor) =>
        to.by === 'amount' ? to.minor : Math.round((minor * (100 + to.percent)) / 100),
    }),
  impossible({ to }) {
    const instead = 'To sell nothing, pause the listing; else say a price above 0.';
    if (to.by === 'amount') {
      return to.minor === 0 ? `A price of 0 would give it away. ${instead}` : null;
    }
    if (to.percent > -100) return null;
    return `A price that falls by ${sayNumber(-to.percent)}% would give it away. ${instead}`;
  },
  asks: ({ to }) =>
    to.by === 'percent' && to.percent > -100 && -to.percent > CUT_ALONE_PERCENT_MAX
      ? `a price cut of more than ${CUT_ALONE_PERCENT_MAX}% needs a yes each time`
      : null,
  sets: ({ sku, account, to }, names) => ({
    thing: 'price',
    sku,
    account,
    state:
      to.by === 'amount' ? names.money(to.minor) : `${to.percent > 0 ? '+' : ''}${to.percent}%`,
    isEverywhere: false,
  }),
});
