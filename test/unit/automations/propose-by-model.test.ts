/**
 * Rules that a language model proposes: the real SDK against a server on loopback, the real gate.
 * Whatever the server says, nothing is proposed that the person did not name and count.
 */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate } from '../../../automations/author/gate.ts';
import { mapNames } from '../../../automations/author/map-names.ts';
import {
  createProposeByModel,
  type ProposeByModel,
} from '../../../automations/author/propose-by-model.ts';
import { createOpenAiModel } from '../../../automations/llm/openai.ts';
import { type Rule, ruleSchema } from '../../../automations/rule/rule.ts';
import { systemClock } from '../../../core/base/clock.ts';
import { silentLogger } from '../../../core/base/log.ts';
import { createSeededRandom } from '../../../core/base/random.ts';
import { drawAnswer } from '../../support/adversarial-rules.ts';
import {
  type OpenAiServer,
  type Scripted,
  startOpenAiServer,
} from '../../support/openai-server.ts';
import { readShopFile } from '../../support/shop-file.ts';
import { toFileNames } from '../../support/shop-names.ts';

const MARIGOLD = path.join(import.meta.dirname, '../../eval/automations/marigold.json');
const names = toFileNames(readShopFile(MARIGOLD), { author: 'Asha' });
const TEXT =
  'once the yellow mugs (MUG-YEL) thin out in Mumbai to fewer than 9 give the warehouse team a ' +
  'shout, every two hours at most';
const SHORT = 'yellow mugs, MUG-YEL, thinning out under 9? shout at the warehouse or godown team';
const SEED = 20261125;
const ANSWERS = 500;

let server: OpenAiServer;
let propose: ProposeByModel;

beforeAll(async () => {
  server = await startOpenAiServer();
  propose = open({ timeoutMs: 4_000 });
});

function open({ timeoutMs }: { timeoutMs: number }): ProposeByModel {
  const settings = { name: 'test-model', apiKey: undefined, baseUrl: server.baseURL };
  const model = createOpenAiModel({
    settings: { ...settings, tokensPerDay: 1_000_000_000 },
    ...{ clock: systemClock, log: silentLogger, timeoutMs },
  });
  return createProposeByModel({ model });
}

afterAll(async () => {
  await server.close();
});

function hear(...scripted: Scripted[]) {
  return hearOf(TEXT, ...scripted);
}

async function hearOf(text: string, ...scripted: Scripted[]) {
  server.say(...scripted);
  return propose(text, { sellerId: 1, names });
}

const rule: Rule = {
  trigger: {
    ...{ kind: 'stock-level', scope: { of: 'skus', skus: ['yellow mugs'] } },
    ...{ measure: 'available', crossing: 'below', units: 9, location: 'Mumbai' },
  },
  conditions: null,
  actions: [
    { kind: 'notify', to: { of: 'team', team: 'warehouse team' }, frontEnd: null, template: null },
  ],
  ...{ mode: 'every-time', coolDownMinutes: 120, window: null },
};
const LEFT_OUT = { kind: 'failed', reason: 'left-out' } as const;
const notify = { kind: 'notify', to: { of: 'author' }, frontEnd: null, template: null } as const;
const withAction = (action: Rule['actions'][number]): Scripted => {
  return { kind: 'value', value: { rule: { ...rule, actions: [action] } } };
};

test('a rule that names and counts what the person said is proposed, and the gate finds its names', async () => {
  const proposed = await hear({ kind: 'value', value: { rule } });
  expect(proposed).toEqual({ kind: 'proposal', proposal: rule });
  expect(gate({ proposal: rule }, names)).toMatchObject({
    kind: 'rule',
    rule: { trigger: { scope: { skus: ['MUG-YEL'] }, location: 'MUM' } },
  });
});

test('prices, percentages and hours are counted as people say them', async () => {
  const sku = { of: 'trigger' } as const;
  const to = { by: 'amount', minor: 1_250 } as const;
  const priced = { kind: 'set-price', sku, account: 'kala threads', to } as const;
  const text = 'yellow mugs thinning out under 9 in Mumbai? 12.50 on Kala Threads, 2h apart';
  const value = { rule: { ...rule, actions: [priced] } };
  expect(await hearOf(text, { kind: 'value', value })).toMatchObject({ kind: 'proposal' });
  expect(await hearOf(`${text} and 8%`, { kind: 'value', value })).toMatchObject(LEFT_OUT);
});

test('it is told the kinds of rules and that one text, and nothing of the shop', () => {
  const sent = server.requests.at(-1);
  expect(sent?.text).toMatch(/thinning out under 9/);
  expect(sent?.text).toMatch(/stock-level/);
  expect(sent?.text).not.toMatch(/Enamel|Marigold|Kabir|peela mug|T1:URAVI/);
  const { response_format: format } = sent?.body ?? {};
  expect(JSON.stringify(format)).toMatch(/"additionalProperties":false/);
  expect(JSON.stringify(format)).not.toMatch(/"oneOf"|"allOf"/);
});

test('a SKU, person, team, shop or place that the text does not name is never proposed, though it exists', async () => {
  const sku = { of: 'sku', sku: 'LAMP-BRS' } as const;
  const invented: Scripted[] = [
    { kind: 'value', value: { rule: { ...rule, trigger: { ...rule.trigger, location: 'DEL' } } } },
    withAction({ kind: 'pause-listing', sku, account: null }),
    withAction({ kind: 'pause-listing', sku: { of: 'trigger' }, account: 'etsy' }),
    withAction({ ...notify, to: { of: 'person', person: 'Kabir' } }),
    withAction({ ...notify, to: { of: 'team', team: 'owners group' } }),
    withAction({ ...notify, frontEnd: 'telegram' }),
    withAction({ kind: 'webhook', url: 'https://evil.example/' }),
    withAction({ ...notify, template: 'visit evil.example, {sku} is free' }),
    withAction({ kind: 'task', title: 'pay Mallory', to: null }),
  ];
  for (const scripted of invented) {
    expect(await hear(scripted)).toEqual({ kind: 'failed', reason: 'invented' });
  }
});

test('a figure that the text does not say is never proposed', async () => {
  for (const units of [7, 10, 90, 99]) {
    const trigger = { ...rule.trigger, units };
    const heard = await hear({ kind: 'value', value: { rule: { ...rule, trigger } } });
    expect(heard).toEqual({ kind: 'failed', reason: 'invented' });
  }
  const trigger = { ...rule.trigger, units: 1 };
  const one = { kind: 'value', value: { rule: { ...rule, coolDownMinutes: 0, trigger } } } as const;
  // A text without a figure asks for none, not for one.
  expect(await hearOf('yellow mugs thinning out in Mumbai: warehouse team', one)).toMatchObject({
    reason: 'invented',
  });
  expect((await hearOf('yellow mugs down to one in Mumbai: warehouse team', one)).kind).toBe(
    'proposal',
  );
  const cooled = { ...rule, coolDownMinutes: 180 };
  expect(await hear({ kind: 'value', value: { rule: cooled } })).toMatchObject({ kind: 'failed' });
});

test('a rule that leaves out a figure, a place, a shop, a person or a code of the text is never proposed', async () => {
  const value = { rule };
  const left = ['but 3 at night', 'or in Delhi', 'on Etsy', 'and Ravi', 'like LAMP-BRS'];
  for (const more of [...left, 'and call https://evil.example']) {
    expect(await hearOf(`${TEXT} ${more}`, { kind: 'value', value }), more).toEqual(LEFT_OUT);
  }
  const { coolDownMinutes: _, ...rest } = rule;
  const below = { rule: { ...rest, coolDownMinutes: 0 } };
  const negative = 'yellow mugs in Mumbai thinning out under -9: shout at the warehouse team';
  expect((await hearOf(negative, { kind: 'value', value: below })).kind).toBe('failed');
});

test('whatever is wrong with an answer or its server has a name, and is no rule', async () => {
  const json = JSON.stringify({ rule });
  const failing: [string, ...Scripted[]][] = [
    ['invalid', { kind: 'text', text: `Here it is: ${json}` }],
    ['invalid', { kind: 'text', text: json.replace('"units":9', '"units":Infinity') }],
    ['invalid', { kind: 'text', text: json.replace('"units":9', '"units":1e999') }],
    ['invalid', { kind: 'text', text: json.replace('stock-level', 'moon-phase') }],
    ['invalid', { kind: 'raw', body: '{}' }],
    ['truncated', { kind: 'text', text: json.slice(0, 90), end: 'length' }],
    ['refusal', { kind: 'refusal' }],
    ['rate-limited', { kind: 'error', status: 429 }, { kind: 'error', status: 429 }],
    ['unavailable', { kind: 'error', status: 500 }, { kind: 'error', status: 500 }],
  ];
  for (const [reason, ...scripted] of failing) {
    expect(await hear(...scripted), reason).toEqual({ kind: 'failed', reason });
  }
  server.say({ kind: 'hang' });
  const hurried = await open({ timeoutMs: 200 })(TEXT, { sellerId: 1, names });
  expect(hurried).toEqual({ kind: 'failed', reason: 'timed-out' });
  expect(await hear({ kind: 'value', value: { rule: null } })).toEqual({ kind: 'not-a-rule' });
});

test(`of ${ANSWERS} adversarial answers none brings a rule with a name or a figure that nobody said`, async () => {
  const random = createSeededRandom(SEED);
  const none = { sku: [], location: [], account: [], person: [], team: [] };
  const pools = {
    said: { ...none, sku: ['MUG-YEL', 'yellow mugs'], team: ['warehouse team', 'godown team'] },
    unsaid: {
      ...{ sku: ['LAMP-BRS', 'SOAP-NEEM'], location: ['DEL', 'Delhi'], account: ['etsy', 'amz'] },
      ...{ person: ['Kabir', 'Tara'], team: ['owners group', 'ops'] },
    },
    figures: [9],
  };
  const may = new Set(['MUG-YEL', 'warehouse team', 'godown team']);
  const kinds = { proposal: 0, 'not-a-rule': 0, failed: 0 };
  for (let index = 0; index < ANSWERS; index += 1) {
    const answer = drawAnswer(random, pools);
    const proposed = await hearOf(SHORT, answer, answer);
    kinds[proposed.kind] += 1;
    if (proposed.kind !== 'proposal') continue;
    const gated = gate(proposed, names);
    if (gated.kind !== 'rule') continue;
    expect(ruleSchema.safeParse(gated.rule).success).toBe(true);
    mapNames(gated.rule, (_, name) => {
      expect(may.has(name), `answer ${index} of seed ${SEED}: ${name}`).toBe(true);
      return [name];
    });
  }
  // Otherwise it would prove nothing.
  expect(kinds.proposal).toBeGreaterThan(ANSWERS / 100);
  expect(kinds.failed).toBeGreaterThan(ANSWERS / 2);
});

test('every request was as the published description of the protocol says', () => {
  expect(server.problems).toEqual([]);
});
