/**
 * Which senses together make which command.
 *
 * The first rule that fits a clause is taken. It fits when all of its senses are there and no
 * other is: a text that says two things at once, or more than the rule knows, is no command.
 */
import type { Sense } from './lexicon/lexicon.ts';
import type { Item } from './message-item.ts';

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

export interface CommandRule {
  readonly command: string;
  /** Each must be there; of a list one of them. */
  readonly of: ReadonlyArray<Sense | readonly Sense[]>;
  readonly may?: readonly Sense[];
  /** Of each list one of these must be there. */
  readonly has?: ReadonlyArray<readonly Item['kind'][]>;
  readonly lacks?: readonly Item['kind'][];
  /** A slot whose value a sense gives. */
  readonly words?: Readonly<Record<string, Readonly<Partial<Record<Sense, string>>>>>;
  readonly fixed?: Readonly<Record<string, string | number>>;
}

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
    'stock|value|why|as of|prove|changes|orders|order|returns|shortages|sync|dead letters|unmapped|' +
    'price|locations|report|top|dead stock|cover|chart|export|alerts|people|me|settings|help'
  ).split('|'),
);

/** What a kit has none of its own of. */
export const STOCKED_COMMANDS: ReadonlySet<string> = new Set(
  'sold received damaged returned count move reserve release safety return'.split(' '),
);

const ASK: readonly Sense[] = ['show', 'have'];
const STOCKY: readonly Sense[] = ['show', 'have', 'stock', 'left', 'howMany', 'howMuch'];
const TOPICS = {
  low: 'low',
  below: 'low',
  out: 'out',
  shortage: 'shortage',
  dead: 'parked',
  digest: 'digest',
};
const TOPIC_SENSES: readonly Sense[] = [
  ...['low', 'below', 'out', 'shortage', 'dead', 'digest', 'alerts', 'stock', 'left', 'all'],
  ...['have', 'set', 'start', 'show', 'lasts', 'sync', 'order', 'orders'],
] as const as readonly Sense[];
const ROLES = { owner: 'owner', manager: 'manager', warehouse: 'warehouse', viewer: 'viewer' };
const LANGUAGES = { english: 'en', hindi: 'hi', hinglish: 'hinglish', spanish: 'es' };
const STATUSES = {
  ...{ open: 'open', onHold: 'held', hold: 'held', shortage: 'short', ship: 'shipped' },
  ...{ cancel: 'cancelled', returned: 'returned', returns: 'returned' },
};
const THINGS: readonly Item['kind'][] = ['sku', 'number', 'reference'];
const ORDER: readonly Item['kind'][] = ['order', 'number', 'reference'];

export const RULES: readonly CommandRule[] = [
  { command: 'ask above', of: ['askAlways'], fixed: { quantity: 0 } },
  { command: 'ask above', of: ['askAbove'], may: ['set', 'change'] },
  {
    command: 'undo',
    of: ['undo'],
    may: ['change', 'show', 'moved', 'sold', 'received'],
    lacks: ['sku', 'number'],
  },
  { command: 'unmute', of: ['unmute'], may: ['alerts', 'all', 'start'] },
  { command: 'unmute', of: [['resume', 'start'], 'alerts'], may: ['all'], lacks: ['sku'] },
  { command: 'mute', of: ['mute'], may: TOPIC_SENSES, words: { topic: TOPICS } },
  {
    command: 'mute',
    of: ['pause', 'alerts'],
    may: TOPIC_SENSES,
    words: { topic: TOPICS },
    lacks: ['sku'],
  },
  { command: 'unsubscribe', of: ['unsubscribe'], may: TOPIC_SENSES, words: { topic: TOPICS } },
  {
    command: 'unsubscribe',
    of: [['cancel', 'remove', 'stop'], 'alerts'],
    may: TOPIC_SENSES,
    words: { topic: TOPICS },
  },
  { command: 'subscribe', of: ['subscribe'], may: TOPIC_SENSES, words: { topic: TOPICS } },
  { command: 'subscribe', of: [['digest'], ['start', 'moved', 'set']], words: { topic: TOPICS } },
  {
    command: 'subscribe',
    of: ['alerts', ['low', 'out', 'below', 'shortage', 'dead', 'digest'], ['set', 'start', 'add']],
    may: TOPIC_SENSES,
    words: { topic: TOPICS },
  },
  {
    command: 'role',
    of: [['owner', 'manager', 'warehouse', 'viewer']],
    may: ['role', 'set', 'change', 'access'],
    has: [['person']],
    words: { role: ROLES },
  },
  { command: 'role', of: ['role'], may: ['set', 'change'], has: [['person']] },
  {
    command: 'remove',
    of: ['remove'],
    may: ['access', 'people'],
    has: [['person']],
    lacks: ['sku', 'number'],
  },
  { command: 'home', of: ['home'], may: ['set', 'change'] },
  {
    command: 'language',
    of: [['english', 'hindi', 'hinglish', 'spanish']],
    may: ['language', 'set', 'change', 'show'],
    lacks: ['sku', 'number'],
    words: { language: LANGUAGES },
  },
  { command: 'me', of: ['me'], may: ['show', 'who'] },
  { command: 'changes', of: ['changes'], may: ['show', 'who', 'all', 'change', 'stock'] },
  {
    command: 'people',
    of: ['people'],
    may: ['show', 'have', 'who', 'access', 'all', 'role'],
    lacks: ['sku', 'number'],
  },
  { command: 'settings', of: ['settings'], may: ['show'] },
  { command: 'safety', of: ['safety'], may: ['set', 'change', 'stock', 'show'] },
  { command: 'set price', of: ['price', ['set', 'change']], may: ['show', 'add'] },
  { command: 'set price', of: ['price'], has: [['number']], lacks: ['group'] },
  { command: 'price', of: ['price'], may: [...ASK, 'howMany', 'howMuch', 'all'] },
  { command: 'price', of: ['howMuch'], has: [['sku']], lacks: ['number', 'place'] },
  {
    command: 'return',
    of: [['return', 'returned', 'returns']],
    may: ['order', 'orders', 'received', 'returned', 'return', 'add', 'stock'],
    has: [['order']],
  },
  {
    command: 'return',
    of: [['return', 'returned', 'returns'], 'order'],
    may: ['received', 'return', 'returned', 'stock'],
    has: [['number']],
  },
  {
    command: 'returned',
    of: [['returned', 'return']],
    may: ['returned', 'return', 'stock', 'add'],
    has: [THINGS],
  },
  { command: 'sold', of: ['sold'], has: [THINGS] },
  { command: 'received', of: ['received'], may: ['stock', 'add'], has: [THINGS] },
  {
    command: 'received',
    of: ['add'],
    may: ['stock'],
    has: [['sku', 'reference']],
    lacks: ['person'],
  },
  { command: 'damaged', of: ['damaged'], may: ['remove'], has: [THINGS] },
  { command: 'damaged', of: ['remove'], may: ['stock'], has: [['sku', 'reference']] },
  {
    command: 'count',
    of: ['counted'],
    may: ['stock', 'set', 'left', 'have', 'change'],
    has: [THINGS],
  },
  {
    command: 'count',
    of: ['set'],
    may: ['stock', 'left', 'change'],
    has: [['number'], ['sku', 'reference']],
  },
  {
    command: 'count',
    of: ['change', 'stock'],
    may: ['left'],
    has: [['number'], ['sku', 'reference']],
  },
  { command: 'move', of: ['moved'], may: ['stock', 'change'], has: [THINGS], lacks: ['order'] },
  {
    command: 'reserve',
    of: ['reserved'],
    may: ['hold', 'stock', 'onHold', 'change'],
    has: [THINGS],
    lacks: ['order'],
  },
  { command: 'reserve', of: ['hold'], has: [['sku']], lacks: ['order'] },
  {
    command: 'release',
    of: [['released', 'unhold']],
    may: ['hold', 'reserved', 'stock', 'onHold'],
    has: [['sku']],
  },
  { command: 'unhold', of: ['unhold'], may: ['order', 'hold', 'released', 'onHold'], has: [ORDER] },
  { command: 'unhold', of: ['released'], may: ['order', 'hold', 'onHold', 'orders'], has: [ORDER] },
  { command: 'unhold', of: ['remove', ['hold', 'onHold']], may: ['order'], has: [ORDER] },
  {
    command: 'hold',
    of: ['hold'],
    may: ['order', 'onHold', 'stop', 'reserved', 'set', 'change'],
    has: [ORDER],
  },
  {
    command: 'hold',
    of: ['order', 'onHold'],
    may: ['change', 'reserved', 'set', 'hold'],
    has: [ORDER],
  },
  { command: 'hold', of: ['onHold', ['change', 'set', 'reserved']], has: [['order']] },
  { command: 'hold', of: ['reserved'], may: ['order'], has: [['order']] },
  { command: 'cancel', of: ['cancel'], may: ['order', 'orders'], has: [ORDER] },
  { command: 'ship', of: ['ship'], may: ['order', 'set', 'change', 'moved'], has: [ORDER] },
  { command: 'ship', of: ['moved'], may: ['order'], has: [['order']] },
  { command: 'ship', of: ['moved', 'order'], has: [['number']] },
  {
    command: 'retry',
    of: ['retry'],
    may: ['dead', 'sync', 'all', 'moved', 'show'],
    words: { scope: { all: 'all' } },
  },
  {
    command: 'dead letters',
    of: ['dead'],
    may: [...ASK, 'sync', 'all', 'why', 'howMany'],
    lacks: ['sku', 'number'],
  },
  {
    command: 'unmapped',
    of: ['unmapped'],
    may: [...ASK, 'all', 'howMany', 'orders'],
    lacks: ['number'],
  },
  {
    command: 'order',
    of: ['order'],
    may: [...ASK, 'sync', 'ship', 'open', 'orders'],
    has: [['order', 'number']],
  },
  { command: 'order', of: ['orders'], may: [...ASK, 'order'], has: [['order', 'number']] },
  {
    command: 'orders',
    of: [['orders', 'order']],
    may: [
      ...ASK,
      'all',
      'howMany',
      'open',
      'onHold',
      'hold',
      'ship',
      'cancel',
      'returned',
      'returns',
      'shortage',
      'left',
      'received',
      'order',
      'orders',
      'report',
    ],
    lacks: ['sku', 'number'],
    words: { status: STATUSES },
  },
  {
    command: 'returns',
    of: [['returns', 'return']],
    may: [...ASK, 'open', 'orders', 'all', 'howMany', 'left', 'return'],
    lacks: ['sku', 'number', 'order'],
  },
  {
    command: 'shortages',
    of: ['shortage'],
    may: [...ASK, 'orders', 'order', 'stock', 'howMany', 'open', 'all', 'low'],
    lacks: ['number'],
  },
  {
    command: 'pause',
    of: ['pause'],
    may: ['all', 'sync', 'stop', 'sold'],
    has: [['sku', 'reference']],
  },
  {
    command: 'resume',
    of: ['resume'],
    may: ['all', 'sync', 'start', 'sold'],
    has: [['sku', 'reference']],
  },
  {
    command: 'why',
    of: ['why'],
    may: [...STOCKY, 'low', 'out', 'counted', 'all', 'change'],
    has: [['sku', 'reference', 'number']],
  },
  {
    command: 'cover',
    of: ['cover'],
    may: [...STOCKY, 'lasts', 'days', 'out', 'all'],
    lacks: ['number'],
  },
  { command: 'cover', of: ['days', 'left'], may: STOCKY },
  {
    command: 'dead stock',
    of: ['deadStock'],
    may: [...STOCKY, 'days', 'all', 'sold', 'lasts'],
    lacks: ['sku'],
  },
  {
    command: 'top',
    of: ['top'],
    may: [...STOCKY, 'sold', 'all', 'report', 'days'],
    lacks: ['sku'],
  },
  {
    command: 'chart',
    of: ['chart'],
    may: [...STOCKY, 'moved', 'report', 'asOf'],
    lacks: ['number'],
  },
  {
    command: 'export',
    of: ['export'],
    may: [
      'show',
      'moved',
      'all',
      'stock',
      'left',
      'price',
      'orders',
      'order',
      'entries',
      'import',
      'export',
    ],
    lacks: ['sku', 'number'],
    words: {
      what: {
        price: 'prices',
        orders: 'orders',
        order: 'orders',
        entries: 'entries',
        stock: 'stock',
      },
    },
  },
  {
    command: 'import',
    of: ['import'],
    may: ['stock', 'price', 'export', 'entries'],
    lacks: ['sku', 'number'],
  },
  { command: 'value', of: ['value'], may: [...STOCKY, 'all', 'price'], lacks: ['sku', 'number'] },
  {
    command: 'report',
    of: ['report'],
    may: [...STOCKY, 'moved', 'all', 'sold', 'orders', 'digest', 'days'],
    lacks: ['sku', 'number'],
  },
  {
    command: 'report',
    of: ['howMany', 'sold'],
    may: ['show', 'have', 'all', 'stock'],
    lacks: ['sku', 'number'],
  },
  { command: 'alerts', of: ['alerts'], may: [...ASK, 'all', 'me'], lacks: ['sku', 'number'] },
  { command: 'sync', of: ['sync'], may: [...ASK, 'all'], lacks: ['sku', 'number'] },
  {
    command: 'locations',
    of: ['locations'],
    may: [...ASK, 'all', 'stock', 'left', 'howMany'],
    lacks: ['sku', 'number'],
  },
  {
    command: 'prove',
    of: ['prove'],
    may: ['show', 'book', 'stock', 'all', 'export'],
    lacks: ['sku', 'number'],
  },
  {
    command: 'stock',
    of: ['low'],
    may: [...STOCKY, 'all', 'out'],
    lacks: ['sku', 'number'],
    words: { scope: { low: 'low' } },
  },
  {
    command: 'stock',
    of: ['out'],
    may: [...STOCKY, 'all'],
    lacks: ['sku', 'number'],
    words: { scope: { out: 'out' } },
  },
  {
    command: 'stock',
    of: [['stock', 'howMany', 'left', 'have']],
    may: [...STOCKY, 'asOf', 'out', 'low', 'all'],
    has: [['sku', 'group', 'reference']],
    lacks: ['number'],
  },
  {
    command: 'as of',
    of: ['asOf'],
    may: ['show', 'have', 'stock'],
    has: [['time']],
    lacks: ['number'],
  },
  {
    command: 'stock',
    of: ['all'],
    may: [...STOCKY, 'asOf'],
    lacks: ['sku', 'number'],
    words: { scope: { all: 'all' } },
  },
  { command: 'stock', of: ['stock'], may: [...STOCKY, 'asOf'], lacks: ['number'] },
  {
    command: 'stock',
    of: [['howMany', 'left', 'have', 'show']],
    may: STOCKY,
    has: [['place', 'time']],
    lacks: ['number'],
  },
  { command: 'stock', of: ['show'], has: [['sku', 'group', 'reference']], lacks: ['number'] },
];
