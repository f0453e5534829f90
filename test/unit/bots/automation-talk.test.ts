import { describe, expect, test } from 'vitest';
import { readAutomationTalk } from '../../../bots/automations/read-automation-talk.ts';
import type { Vocabulary } from '../../../bots/language/understanding.ts';

const bare = { aliases: [], barcodes: [], options: {}, category: null, tags: [], packs: [] };
const vocabulary: Vocabulary = {
  skus: [
    { ...bare, skuId: 1, code: 'MUG-RED', title: 'Stoneware mug, brick red', isKit: false },
    { ...bare, skuId: 2, code: 'MUG-SAND', title: 'Stoneware mug, sand', isKit: false },
  ],
  ...{ locations: [], accounts: [], people: [], orders: [] },
};
const read = (text: string) => {
  const draft = readAutomationTalk(text, { vocabulary });
  return draft && [draft.command, draft.slots];
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
    'turn off rule 2 and rule 3',
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
