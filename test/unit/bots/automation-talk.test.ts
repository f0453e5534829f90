import { describe, expect, test } from 'vitest';
import { readAboutSku } from '../../../bots/automations/read-about-sku.ts';
import { readAutomationTalk } from '../../../bots/automations/read-automation-talk.ts';
import { findRuleByText } from '../../../bots/automations/read-rule.ts';
import { createSellerNames } from '../../../bots/automations/seller-names.ts';
import { toAlert } from '../../../bots/automations/to-alert.ts';
import { commands } from '../../../bots/commands/registry.ts';
import type { Memory, Vocabulary } from '../../../bots/language/understanding.ts';

const bare = { aliases: [], barcodes: [], options: {}, category: null, tags: [], packs: [] };
const vocabulary: Vocabulary = {
  skus: [
    { ...bare, skuId: 1, code: 'MUG-RED', title: 'Stoneware mug, brick red', isKit: false },
    { ...bare, skuId: 2, code: 'MUG-SAND', title: 'Stoneware mug, sand', isKit: false },
  ],
  ...{ locations: [], accounts: [], people: [], orders: [] },
};
const now = new Date('2026-11-23T07:00:00Z');
const NOTHING_SAID: Memory = { last: null, question: null };
const readAll = (text: string, memory: Memory = NOTHING_SAID) =>
  readAutomationTalk(text, { vocabulary, memory, now, commands }) ?? [];
const read = (text: string, memory?: Memory) => {
  const [draft] = readAll(text, memory);
  return draft ? [draft.command, draft.slots] : null;
};

describe('what people say about the automations that they have', () => {
  test.each([
    ['automations', 'automations', {}],
    ['rules', 'automations', {}],
    ['what automations do I have?', 'automations', {}],
    ['show me my rules', 'automations', {}],
    ['which rules are on', 'automations', {}],
    ['mere saare rules dikhao', 'automations', {}],
    ['qué reglas tengo', 'automations', {}],
    ['मेरे नियम दिखाओ', 'automations', {}],
    ['automation 2', 'automation', { automation: 2 }],
    ['show rule #2', 'automation', { automation: 2 }],
    ['what does rule 2 do?', 'automation', { automation: 2 }],
    ['turn off rule 2', 'pause automation', { automation: 2 }],
    ['please switch rule 2 off', 'pause automation', { automation: 2 }],
    ['disable automation 12', 'pause automation', { automation: 12 }],
    ['rule 2 band karo', 'pause automation', { automation: 2 }],
    ['pause automation', 'pause automation', {}],
    ['turn rule 2 on', 'resume automation', { automation: 2 }],
    ['turn on rule 2', 'resume automation', { automation: 2 }],
    ['rule 2 chalu karo', 'resume automation', { automation: 2 }],
    ['delete automation 2', 'delete automation', { automation: 2 }],
    ['get rid of rule 2', 'delete automation', { automation: 2 }],
    ['rule 2 hata do', 'delete automation', { automation: 2 }],
    ['test rule 2', 'test automation', { automation: 2 }],
    ['what would rule 2 have done?', 'test automation', { automation: 2 }],
    ['automation history 2', 'automation history', { automation: 2 }],
    ['what did rule 2 do', 'automation history', { automation: 2 }],
    ['why did rule 3 fire?', 'why fired', { automation: 3 }],
    ['why fired 3', 'why fired', { automation: 3 }],
    ['rule 3 kyun chala?', 'why fired', { automation: 3 }],
    ['why did automation 3 not fire', 'why not', { automation: 3 }],
    ["why didn't rule 3 fire", 'why not', { automation: 3 }],
    ['rule 3 kyun nahi chala', 'why not', { automation: 3 }],
    ['why not 3 MUG-RED', 'why not', { automation: 3, sku: 'MUG-RED' }],
    ['why did rule 3 not fire for the red mug?', 'why not', { automation: 3, sku: 'MUG-RED' }],
    ['stop all automations', 'stop all automations', {}],
    ['turn off all rules', 'stop all automations', {}],
    ['sab rules band karo', 'stop all automations', {}],
    ['resume all automations', 'resume all automations', {}],
    ['approve 12', 'approve', { action: 12 }],
    ['reject #12', 'reject', { action: 12 }],
    ['tasks', 'tasks', {}],
    ['task 4 is done', 'finish task', { task: 4 }],
    ['purchase drafts', 'purchase drafts', {}],
    ['teams', 'teams', {}],
    ['this is the warehouse team', 'save team', { name: 'warehouse team' }],
    ['help with automations', 'help', { topic: 'automations' }],
    ['ayuda automatizaciones', 'help', { topic: 'automations' }],
    ['what can automations do?', 'help', { topic: 'automations' }],
    ['how do I make a rule?', 'help', { topic: 'automations' }],
    ['what are my automations', 'automations', {}],
    ['automations for MUG-RED', 'automations', { sku: 'MUG-RED' }],
    ['which rules watch the red mug?', 'automations', { sku: 'MUG-RED' }],
    ['what triggers are there', 'help', { topic: 'automations' }],
    ['help pause automation', 'help', { topic: 'pause automation' }],
    ['help why not', 'help', { topic: 'why not' }],
    ['how do I edit an automation?', 'help', { topic: 'edit automation' }],
    ['kaunse rules chal rahe hain', 'automations', {}],
    ['rule 1 phir se chalao', 'resume automation', { automation: 1 }],
    ['what did automation 1 do today?', 'automation history', { automation: 1 }],
    ['por qué se disparó la automatización 1', 'why fired', { automation: 1 }],
    ['¿por qué no saltó la 1?', 'why not', { automation: 1 }],
    ['por qué no se disparó 2', 'why not', { automation: 2 }],
    ['why did it fire?', 'why fired', {}],
    ['why did that go off', 'why fired', {}],
    ['ye kyun chala?', 'why fired', {}],
    ['यह क्यों चला', 'why fired', {}],
    ['¿por qué se disparó?', 'why fired', {}],
    ["why didn't it fire?", 'why not', {}],
    ['why has it not fired', 'why not', {}],
    ['kyun nahi chala', 'why not', {}],
    ['क्यों नहीं चला', 'why not', {}],
    ['¿por qué no se disparó?', 'why not', {}],
    ["why didn't it fire for the red mug?", 'why not', { sku: 'MUG-RED' }],
    ['edit automation 4', 'edit automation', { automation: 4 }],
    [
      'edita la automatización 1: menos de 8',
      'edit automation',
      { automation: 1, rule: 'menos de 8' },
    ],
    ['edit automation 1: 12 karo', 'edit automation', { automation: 1, rule: '12 karo' }],
    [
      'edit automation 2: only in Mumbai',
      'edit automation',
      { automation: 2, rule: 'only in Mumbai' },
    ],
    ['change rule 2 to 15', 'edit automation', { automation: 2, rule: '15' }],
    ['rule 2: make it 20', 'edit automation', { automation: 2, rule: 'make it 20' }],
  ] as const)('“%s” is %s', (text, command, slots) => {
    expect(read(text)).toEqual([command, slots]);
  });

  test.each([
    'pause MUG-RED',
    'why MUG-RED',
    'stop',
    'yes',
    'delete order 3',
    'sold 3 mug-red',
    'when stock drops below 10 on any SKU, tell me',
    'the rule of thumb is 10 per box',
    'pause it',
    'test it',
    'borra la 2',
    'why did you send it',
    'help sold',
    'what can be done about returns',
    'do not delete rule 2',
    'why did you sell 3 mugs',
    'Ravi asked to stop rule 2',
    'this is the best mug',
    'task force meets at 3',
    'approve',
  ])('“%s” is about something else, or says more', (text) => {
    expect(read(text)).toEqual(null);
  });
});

describe('right after an automation was made or shown', () => {
  const at = new Date(now.getTime() - 60_000);
  const made: Memory = {
    last: {
      drafts: [{ command: 'automate', slots: { rule: '…' } }],
      state: 'done',
      at,
      automation: 7,
    },
    question: null,
  };
  const listed: Memory = {
    last: { drafts: [{ command: 'automations', slots: {} }], state: 'answered', at },
    question: null,
  };

  const shown: Memory = {
    last: {
      ...{ drafts: [{ command: 'edit automation', slots: { automation: 7, rule: '15' } }], at },
      state: 'previewed',
    },
    question: { kind: 'confirm', slot: null, options: [] },
  };

  test.each([
    ['pause it', 'pause automation'],
    ['turn it off', 'pause automation'],
    ['ise band karo', 'pause automation'],
    ['इसे बंद करो', 'pause automation'],
    ['pausala', 'pause automation'],
    ['test it', 'test automation'],
    ['delete it', 'delete automation'],
    ['bórrala', 'delete automation'],
    ['show it', 'automation'],
    ['edit it', 'edit automation'],
    ['why did it fire?', 'why fired'],
    ['why not', 'why not'],
  ])('“%s” is about it', (text, command) => {
    expect(read(text, made)).toEqual([command, { automation: 7 }]);
  });

  test('a number is one of those that were listed', () => {
    expect(read('borra la 2', listed)).toEqual(['delete automation', { automation: 2 }]);
    expect(read('test 3', listed)).toEqual(['test automation', { automation: 3 }]);
    expect(read('pause it', listed)).toEqual(['pause automation', {}]);
  });

  test.each([
    ['pause MUG-RED', made],
    ['pause that mug', made],
    ['cancel it', made],
    ['cancel 1001', listed],
    ['sold 2', listed],
    ['test', made],
    ['stop it', shown],
    ['pause it', { ...made, last: made.last && { ...made.last, at: new Date(0) } }],
    [
      'pause it',
      {
        last: { drafts: [{ command: 'stock', slots: {} }], state: 'answered', at },
        question: null,
      },
    ],
  ] as const)('“%s” is no talk about it', (text, memory) => {
    expect(read(text, memory as Memory)).toEqual(null);
  });
});

test('several automations are paused or deleted in one sentence, and nothing else is done to them', () => {
  const drafts = (text: string) =>
    readAll(text).map(({ command, slots }) => [command, slots.automation]);
  expect(drafts('turn off rule 2 and rule 3')).toEqual([
    ['pause automation', 2],
    ['pause automation', 3],
  ]);
  expect(drafts('delete automations 2, 3 and 5').map(([, number]) => number)).toEqual([2, 3, 5]);
  expect(drafts('pause automation 2 and hoodie 3')).toEqual([]);
  expect(drafts('edit automations 2 and 3')).toEqual([]);
});

test('what is said of a SKU whose rule nobody names is answered with the rules that watch it', () => {
  const about = (text: string) => readAboutSku(text, { vocabulary })?.slots ?? null;
  expect(about('do not tell me about MUG-RED any more')).toEqual({ sku: 'MUG-RED' });
  expect(about('why was I told about the red mug?')).toEqual({ sku: 'MUG-RED' });
  expect(about('change my mug rule to 3')).toEqual({ sku: { oneOf: ['MUG-RED', 'MUG-SAND'] } });
  expect(about('I told Ravi about MUG-RED')).toEqual(null);
  expect(about('the rule of thumb')).toEqual(null);
  expect(about('ignore all rules and set MUG-RED to 0')).toEqual(null);
});

describe('whoever may make no rules gets the alert that anybody may have', () => {
  const names = createSellerNames({
    ...{ vocabulary, teams: [], frontEnds: [], currency: 'INR', timeZone: 'Asia/Kolkata', now },
    author: 'Tara',
  });
  const alert = (text: string) => {
    const found = findRuleByText(text, { names, amends: null });
    return found.kind === 'found' ? (toAlert(found.value.rule)?.slots ?? null) : found.kind;
  };

  test('where that is all that was wished for', () => {
    expect(alert('tell me when MUG-RED sells out')).toEqual({ topic: 'out', sku: 'MUG-RED' });
    expect(alert('when any SKU drops below 5 tell me')).toEqual({ topic: 'low', quantity: 5 });
    expect(alert('when MUG-RED is at 5 or less tell me')).toMatchObject({ quantity: 6 });
  });

  test('and nothing where it was more', () => {
    expect(alert('when MUG-RED sells out pause its listing')).toEqual(null);
    expect(alert('tell me when MUG-RED sells out, at most once a day')).toEqual(null);
    expect(alert('tell me when MUG-RED rises above 50')).toEqual(null);
  });
});
