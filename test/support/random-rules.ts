/** Rules as people might write them for the shop of rule-shop.ts, drawn from a seed. */
import { type Action, type Condition, type Rule, ruleSchema } from '../../automations/rule/rule.ts';
import { COMPARISONS } from '../../automations/terms/measure.ts';
import type { Random } from '../../core/base/random.ts';
import { RULE_ACCOUNTS, RULE_LOCATIONS, RULE_SKUS } from './rule-shop.ts';

export interface Draw {
  readonly random: Random;
  pick<Value>(values: readonly Value[]): Value;
  chance(share: number): boolean;
  number(min: number, max: number): number;
}

export function drawFrom(random: Random): Draw {
  const number = (min: number, max: number) => random.integer({ min, max });
  return {
    random,
    number,
    pick: (values) => values[number(0, values.length - 1)] as never,
    chance: (share) => random.fraction() < share,
  };
}

const CODES = RULE_SKUS.map(({ code }) => code);
const PLACES = RULE_LOCATIONS.map(({ code }) => code);
const SHOPS = RULE_ACCOUNTS.map(({ publicId }) => publicId);
const TEAMS = ['warehouse team', 'Ops', 'owners group', 'Pick and pack', 'night "shift"'];
const PEOPLE = ['Asha', 'Ravi Kumar', 'Li'];
const TEMPLATES = ['{sku} is down to {available}', 'Look at "{title}" in {location}', 'a\\b'];

export function randomScope({ pick, chance, number }: Draw): unknown {
  if (chance(0.4)) return { of: 'any' };
  if (chance(0.2)) return { of: 'category', category: pick(['Hoodies', 'Kitchen']) };
  if (chance(0.2)) return { of: 'tag', tag: pick(['winter', 'sale', 'gifts']) };
  const skus = [...new Set(Array.from({ length: number(1, 3) }, () => pick(CODES)))];
  return { of: 'skus', skus };
}

const orNull = <Value>({ pick, chance }: Draw, values: readonly Value[]): Value | null =>
  chance(0.6) ? null : pick(values);

function randomSku({ pick, chance }: Draw): unknown {
  return chance(0.6) ? { of: 'trigger' } : { of: 'sku', sku: pick(CODES) };
}

function randomTarget({ pick, chance }: Draw): unknown {
  if (chance(0.3)) return { of: 'author' };
  if (chance(0.3)) return { of: 'person', person: pick(PEOPLE) };
  const role = pick(['owner', 'manager', 'warehouse', 'viewer']);
  return chance(0.4) ? { of: 'role', role } : { of: 'team', team: pick(TEAMS) };
}

function randomWindow({ pick, number, random }: Draw): unknown {
  const time = () => `${String(number(0, 23)).padStart(2, '0')}:${pick(['00', '15', '30', '45'])}`;
  const days = [1, 2, 3, 4, 5, 6, 7].filter(() => random.fraction() < 0.6);
  const from = time();
  const to = time();
  const end = from === to ? `${from.slice(0, 3)}${from.endsWith('59') ? '00' : '59'}` : to;
  return { days: days.length > 0 ? days : [1, 2, 3, 4, 5], from, to: end };
}

const CRONS = [
  ...['0 9 * * 1-5', '*/15 * * * *', '0 */2 * * *', '30 18 * * 1,4', '0 9 1 * *'],
  ...['0 * * * *', '0 8,20 * * *', '15 2 29 2 *', '0 9 13 * 5'],
];

export function randomTrigger(draw: Draw): unknown {
  const { pick, number, chance } = draw;
  const scope = randomScope(draw);
  const account = orNull(draw, SHOPS);
  const location = orNull(draw, PLACES);
  const crossing = pick(['below', 'at-or-below', 'above', 'at-or-above']);
  const measure = pick(['available', 'on-hand']);
  return pick([
    { kind: 'stock-level', scope, measure, crossing, units: number(1, 40), location },
    { kind: 'stock-level', scope, measure, crossing, units: number(1, 15), location },
    { kind: 'out-of-stock', scope, location },
    { kind: 'back-in-stock', scope, location },
    { kind: 'order-received', scope, account },
    { kind: 'order-cancelled', scope, account },
    { kind: 'shortage', scope, account },
    { kind: 'return', scope, account },
    { kind: 'velocity', scope, units: number(1, 12), minutes: number(5, 3_000), location, account },
    { kind: 'spike', scope, account },
    { kind: 'cover-below', scope, days: number(1, 30) },
    {
      ...{ kind: 'price-changed', scope, account, direction: pick(['any', 'up', 'down']) },
      percent: chance(0.5) ? number(1, 60) : null,
    },
    { kind: 'price-mismatch', scope, account },
    { kind: 'listing-paused', scope, account },
    { kind: 'push-failing', scope, account },
    { kind: 'sync-lag', account, seconds: pick([5, 30, 60, 120, 7_200]) },
    { kind: 'drift', scope, account },
    { kind: 'schedule', cron: pick(CRONS) },
    { kind: 'no-sale', scope, days: number(1, 9) },
  ]);
}

export function randomLeaf(draw: Draw): unknown {
  const { pick, number } = draw;
  const is = pick(COMPARISONS);
  const sku = randomSku(draw);
  return pick([
    {
      ...{ kind: 'stock', sku, measure: pick(['available', 'on-hand']), is },
      ...{ units: number(0, 40), location: orNull(draw, PLACES) },
    },
    { kind: 'time-window', window: randomWindow(draw) },
    { kind: 'order-value', is, minor: pick([50_000, 99_950, 500_000, 12_000_000]) },
    { kind: 'order-units', is, units: number(1, 6) },
    { kind: 'order-country', countries: pick([['IN'], ['IN', 'NP'], ['BA', 'DE', 'US']]) },
    { kind: 'account', accounts: pick([['web'], ['market'], ['web', 'market']]) },
    { kind: 'sku-in', scope: randomScope(draw) },
    { kind: 'sold-in', sku, is, units: number(0, 9), minutes: pick([30, 60, 1_440, 10_080]) },
    { kind: 'price', sku, account: orNull(draw, SHOPS), is, minor: pick([9_900, 100_000]) },
  ]);
}

export function randomConditions(draw: Draw, depth = 0): unknown {
  const { chance, number } = draw;
  if (depth >= 2 || chance(0.55)) {
    const leaf = randomLeaf(draw);
    return chance(0.25) ? { kind: 'not', not: leaf } : leaf;
  }
  if (chance(0.1)) return { kind: 'not', not: randomConditions(draw, depth + 1) };
  const branches = Array.from({ length: number(2, 3) }, () => randomConditions(draw, depth + 1));
  return chance(0.6) ? { kind: 'all', all: branches } : { kind: 'any', any: branches };
}

export function randomAction(draw: Draw): unknown {
  const { pick, number, chance } = draw;
  const sku = randomSku(draw);
  const account = orNull(draw, SHOPS);
  const frontEnd = orNull(draw, ['slack', 'telegram', 'whatsapp']);
  const [from, to] = chance(0.5) ? ['mumbai', 'delhi'] : ['delhi', 'mumbai'];
  const by = number(1, 30) * (chance(0.5) ? 1 : -1);
  const percent = number(1, 40) * (chance(0.5) ? 1 : -1);
  return pick([
    { kind: 'notify', to: randomTarget(draw), frontEnd, template: orNull(draw, TEMPLATES) },
    { kind: 'adjust-stock', sku, by, location: pick(PLACES) },
    { kind: 'transfer', sku, units: number(1, 20), from, to },
    { kind: 'safety-stock', sku, units: number(0, 20) },
    { kind: 'set-price', sku, account, to: { by: 'amount', minor: number(1, 300) * 995 } },
    { kind: 'set-price', sku, account, to: { by: 'percent', percent } },
    { kind: 'pause-listing', sku, account },
    { kind: 'resume-listing', sku, account },
    { kind: 'purchase-draft', sku, units: number(1, 100) },
    {
      kind: 'task',
      title: pick(['Count {sku}', 'Say "hello"']),
      to: pick([null, randomTarget(draw)]),
    },
    { kind: 'webhook', url: 'https://example.com/hooks/stock?a=1' },
    {
      ...{
        kind: 'report',
        what: pick([
          'sales-today',
          'sales-yesterday',
          'sales-week',
          'sales-month',
          'stock',
          'low-stock',
        ]),
      },
      ...{ to: randomTarget(draw), frontEnd },
    },
  ]);
}

/** Any rule of the schema; `random` decides. */
export function randomRule(random: Random): Rule {
  const draw = drawFrom(random);
  const { chance, number, pick } = draw;
  return ruleSchema.parse({
    trigger: randomTrigger(draw),
    conditions: chance(0.65) ? null : randomConditions(draw),
    actions: Array.from({ length: number(1, 3) }, () => randomAction(draw)),
    mode: chance(0.1) ? 'once' : 'every-time',
    coolDownMinutes: chance(0.6) ? 0 : pick([1, 15, 60, 90, 120, 1_440, 10_080]),
    window: chance(0.8) ? null : randomWindow(draw),
  });
}

export type { Action, Condition };
