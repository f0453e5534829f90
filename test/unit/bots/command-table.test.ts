import { describe, expect, it } from 'vitest';
import { createAutomationReader } from '../../../bots/automations/create-automation-reader.ts';
import { findRuleByText } from '../../../bots/automations/read-rule.ts';
import { createSellerNames } from '../../../bots/automations/seller-names.ts';
import { AUTOMATION_EXAMPLES } from '../../../bots/commands/help-automations.ts';
import { commands } from '../../../bots/commands/registry.ts';
import {
  DEMO_ACCOUNTS,
  DEMO_KITS,
  DEMO_LOCATIONS,
  DEMO_SKUS,
} from '../../../bots/demo-shop/demo-catalog.ts';
import { createParser } from '../../../bots/language/create-parser.ts';
import type { Scene } from '../../../bots/language/understanding.ts';

const SUMMARY_LENGTH_MAX = 60;

const bare = { aliases: [], barcodes: [], options: {}, category: null, tags: [], packs: [] };
const scene: Scene = {
  sellerId: 1,
  commands,
  vocabulary: {
    skus: [...DEMO_SKUS, ...DEMO_KITS].map(({ code, title }, index) => ({
      ...{ ...bare, code, title, skuId: index + 1, isKit: code.startsWith('KIT') },
    })),
    locations: DEMO_LOCATIONS.map(({ code, name }) => ({ code, name, aliases: [] })),
    accounts: DEMO_ACCOUNTS,
    people: [{ personId: 1, name: 'Ravi' }],
    orders: ['1001'],
  },
  memory: { last: null, question: null },
  home: null,
  currency: 'INR',
  now: new Date('2026-11-23T07:00:00Z'),
  timeZone: 'Asia/Kolkata',
};
const frontEnds = [{ id: 'console', title: 'the terminal', alsoCalled: [], isOn: true }];
const parser = createAutomationReader({
  parser: createParser(),
  book: {
    namesFor: async (_, known) => ({ ...known, teams: [], frontEnds }),
    ruleOf: async () => null,
  },
  propose: null,
});

/** Examples that the parser does not read as their command yet. */
const NOT_READ_YET: ReadonlySet<string> = new Set([
  'stock in Delhi',
  'stock as of 2 hours ago TEE-S',
]);

describe('the command table', () => {
  it('gives every name and alias to one command only', () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toBe(name.toLowerCase());
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    '“%s” has examples that are read as itself and fill its slots',
    async (_, command) => {
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) {
        const understood = await parser.read(example, scene);
        const drafts = understood.kind === 'drafts' ? understood.drafts : [];
        const isRead = drafts[0]?.command === command.name;
        if (!isRead && NOT_READ_YET.has(example)) continue;
        expect(isRead, `${example}: ${JSON.stringify(understood)}`).toBe(true);
        const declared = Object.keys(command.slots);
        const filled = drafts.flatMap(({ slots }) => Object.keys(slots));
        expect(
          filled.filter((name) => !declared.includes(name)),
          example,
        ).toEqual([]);
      }
    },
  );

  it.each(commands.map((command) => [command.name, command] as const))(
    '“%s” says what it does in one line of help',
    (_, { summary }) => {
      expect(summary.length).toBeLessThanOrEqual(SUMMARY_LENGTH_MAX);
      expect(summary).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe('help with automations', () => {
  it.each(AUTOMATION_EXAMPLES)(
    'shows “%s”, which is read as a rule, word for word',
    async (line) => {
      expect(await parser.read(line, scene)).toEqual({
        ...{ kind: 'drafts', instead: null },
        drafts: [{ command: 'automate', slots: { rule: line } }],
      });
      const { vocabulary, currency, timeZone, now } = scene;
      const known = { vocabulary, currency, timeZone, now, author: 'Ravi', teams: [], frontEnds };
      const found = findRuleByText(line, { names: createSellerNames(known), amends: null });
      expect(found.kind, JSON.stringify(found)).toBe('found');
    },
  );
});
