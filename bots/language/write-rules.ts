import type { CommandRule } from './command-rule.ts';
import type { Sense } from './lexicon/lexicon.ts';
import type { Item } from './message-item.ts';

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
const THINGS: readonly Item['kind'][] = ['sku', 'number', 'reference'];
const ORDER: readonly Item['kind'][] = ['order', 'number', 'reference'];

/** Of commands that change something. */
export const writeRules: readonly CommandRule[] = [
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
  {
    command: 'subscribe',
    of: ['subscribe', ['low', 'below', 'out', 'shortage', 'dead', 'digest', 'alerts']],
    may: TOPIC_SENSES,
    words: { topic: TOPICS },
  },
  {
    command: 'subscribe',
    of: ['subscribe'],
    may: TOPIC_SENSES,
    has: [['sku']],
    words: { topic: TOPICS },
  },
  { command: 'subscribe', of: [['digest'], ['start', 'moved', 'set']], words: { topic: TOPICS } },
  { command: 'subscribe', of: ['digest'], words: { topic: TOPICS } },
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
  {
    command: 'safety',
    of: ['safety'],
    may: ['set', 'change', 'stock', 'show', 'reserved', 'make'],
  },
  { command: 'set price', of: ['price', ['set', 'change']], may: ['show', 'add'] },
  { command: 'set price', of: ['price'], has: [['number']], lacks: ['group'] },
  {
    command: 'set price',
    of: [['set', 'change', 'make']],
    has: [['sku', 'reference']],
    isPriced: true,
  },
  {
    command: 'set price',
    of: ['reprice'],
    has: [['sku'], ['number']],
    isNumberLast: true,
  },
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
    may: ['returned', 'return', 'stock', 'add', 'received'],
    has: [THINGS],
  },
  { command: 'ship', of: ['ship'], may: ['order', 'set', 'change', 'moved'], has: [ORDER] },
  // "grahak 2 mug le gaya": whoever buys takes away what is sold, and moves nothing.
  { command: 'sold', of: ['buyer', 'given'], may: ['moved', 'received'], has: [['sku']] },
  { command: 'sold', of: ['sold'], has: [THINGS] },
  { command: 'received', of: ['received'], may: ['stock', 'add'], has: [THINGS] },
  {
    command: 'received',
    of: ['add'],
    may: ['stock', 'left'],
    has: [['number'], ['sku', 'reference']],
    lacks: ['person'],
  },
  { command: 'damaged', of: ['damaged'], may: ['remove'], has: [THINGS] },
  { command: 'damaged', of: ['remove'], may: ['stock'], has: [['number'], ['sku', 'reference']] },
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
  {
    command: 'count',
    of: ['make', 'stock'],
    may: ['left'],
    has: [['number'], ['sku', 'reference']],
  },
  // "1001 bhej diya", "1002 rok ke rakho": the number is that of an order.
  { command: 'ship', of: ['moved'], isOrdered: true, lacks: ['sku', 'place', 'group'] },
  { command: 'hold', of: ['reserved'], isOrdered: true, lacks: ['sku', 'place', 'group'] },
  { command: 'move', of: ['moved'], may: ['stock', 'change'], has: [THINGS], lacks: ['order'] },
  {
    command: 'reserve',
    of: ['reserved'],
    may: ['hold', 'stock', 'onHold', 'change', 'set'],
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
  {
    command: 'unhold',
    of: ['unhold'],
    may: ['order', 'hold', 'released', 'onHold', 'change'],
    has: [ORDER],
  },
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
  { command: 'ship', of: ['moved'], may: ['order'], has: [['order']] },
  { command: 'ship', of: ['moved', 'order'], has: [['number']] },
  {
    command: 'retry',
    of: ['retry'],
    may: ['dead', 'sync', 'all', 'moved', 'show'],
    words: { scope: { all: 'all' } },
  },
  {
    command: 'pause',
    of: ['pause'],
    may: ['all', 'sync', 'stop', 'sold', 'change'],
    has: [['sku', 'reference']],
  },
  { command: 'pause', of: ['change', 'stop'], has: [['sku', 'reference'], ['account']] },
  {
    command: 'resume',
    of: ['resume'],
    may: ['all', 'sync', 'start', 'sold', 'change'],
    has: [['sku', 'reference']],
  },
  {
    command: 'import',
    of: ['import'],
    may: ['stock', 'price', 'export', 'entries'],
    lacks: ['sku', 'number'],
  },
];
