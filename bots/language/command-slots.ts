/** Which slots the parser fills for which command, and with what. */

/** What a slot is filled with. */
export type Filling =
  | 'quantity'
  | 'sku'
  | 'group'
  | 'location'
  | 'from'
  | 'to'
  | 'account'
  | 'order'
  | 'person'
  | 'moment'
  | 'period'
  | 'minutes'
  | 'days'
  | 'amount';

type SlotPlan = Readonly<Record<string, Filling>>;

export const SLOTS: Readonly<Record<string, SlotPlan>> = {
  stock: { sku: 'sku', group: 'group', location: 'location', moment: 'moment' },
  value: { group: 'group', location: 'location' },
  sold: { quantity: 'quantity', sku: 'sku', location: 'location' },
  received: { quantity: 'quantity', sku: 'sku', location: 'location' },
  damaged: { quantity: 'quantity', sku: 'sku', location: 'location' },
  returned: { quantity: 'quantity', sku: 'sku', location: 'location' },
  count: { quantity: 'quantity', sku: 'sku', location: 'location' },
  move: { quantity: 'quantity', sku: 'sku', from: 'from', to: 'to' },
  reserve: { quantity: 'quantity', sku: 'sku', location: 'location' },
  release: { quantity: 'quantity', sku: 'sku', location: 'location' },
  safety: { quantity: 'quantity', sku: 'sku' },
  why: { sku: 'sku' },
  'as of': { moment: 'moment', sku: 'sku' },
  changes: { person: 'person' },
  orders: { account: 'account' },
  order: { order: 'order' },
  hold: { order: 'order' },
  unhold: { order: 'order' },
  cancel: { order: 'order' },
  ship: { order: 'order' },
  return: { order: 'order', quantity: 'quantity', sku: 'sku', location: 'location' },
  shortages: { sku: 'sku' },
  retry: { sku: 'sku', account: 'account' },
  pause: { sku: 'sku', account: 'account' },
  resume: { sku: 'sku', account: 'account' },
  price: { sku: 'sku', account: 'account' },
  'set price': { sku: 'sku', amount: 'amount', account: 'account' },
  report: { period: 'period' },
  top: { period: 'period' },
  'dead stock': { days: 'days' },
  cover: { sku: 'sku' },
  chart: { sku: 'sku', period: 'period' },
  subscribe: { sku: 'sku', location: 'location', quantity: 'quantity' },
  unsubscribe: { sku: 'sku' },
  mute: { duration: 'minutes' },
  role: { person: 'person' },
  remove: { person: 'person' },
  home: { location: 'location' },
  'ask above': { quantity: 'quantity' },
};

/** Commands that change nothing: they may be surrounded by more words. */
export const READ_COMMANDS: ReadonlySet<string> = new Set(
  (
    'stock|value|why|as of|prove|changes|orders|order|returns|shortages|sync|dead letters|' +
    'unmapped|' +
    'price|locations|report|top|dead stock|cover|chart|export|alerts|people|me|settings|help'
  ).split('|'),
);

/** What a kit has none of its own of. */
export const STOCKED_COMMANDS: ReadonlySet<string> = new Set(
  'sold received damaged returned count move reserve release safety return'.split(' '),
);
