/** The sentences of `automations/`; `automations/README.md` says what each field means. */
import path from 'node:path';
import { z } from 'zod';
import type { ShopEvent } from '../support/conversation.ts';
import { FRONT_ENDS, readShopFile, type ShopFile } from '../support/shop-file.ts';
import { readJsonLines } from './language-cases.ts';

const FOLDER = path.join(import.meta.dirname, 'automations');
/** What may be read and tuned on, and two that are only counted; `automations/README.md`. */
export const AUTOMATION_SETS = ['development', 'frozen', 'held-out'] as const;
export type AutomationSet = (typeof AUTOMATION_SETS)[number];

const SHOPS = ['marigold', 'taller'] as const;

const sent = z.strictObject({ to: z.string(), has: z.array(z.string()) });
/** What the shop events are made of is checked by who applies them. */
const event = z.custom<ShopEvent>((value) => typeof value === 'object' && value !== null);
const step = z.union([
  z.strictObject({ event, sent: z.array(sent).default([]) }),
  z.strictObject({ at: z.iso.datetime({ offset: true }), sent: z.array(sent).default([]) }),
  z.strictObject({
    ...{ say: z.string(), by: z.string(), on: z.enum(FRONT_ENDS) },
    sent: z.array(sent).default([]),
  }),
]);

const automationCase = z.strictObject({
  id: z.string(),
  kind: z.string(),
  language: z.enum(['en', 'hinglish', 'es', 'hi']),
  shop: z.enum(SHOPS),
  by: z.string(),
  on: z.enum(FRONT_ENDS),
  say: z.array(z.string().min(1)).min(1),
  flags: z
    .strictObject({
      forwarded: z.boolean().optional(),
      edited: z.boolean().optional(),
      quoted: z.string().optional(),
    })
    .optional(),
  choose: z.string().optional(),
  end: z.enum(['rule', 'ask-or-refuse', 'warned-or-refused', 'nothing']),
  rules: z.int().min(0),
  steps: z.array(step).default([]),
  state: z.record(z.string(), z.string()).default({}),
  tasks: z
    .array(z.strictObject({ has: z.array(z.string()), to: z.string().optional() }))
    .default([]),
});
export type AutomationCase = z.infer<typeof automationCase>;
export type Step = z.infer<typeof step>;
export type ExpectedSent = z.infer<typeof sent>;

const header = z.object({ about: z.string(), seed: z.int(), cases: z.int() });

export function readAutomationCases(set: AutomationSet): AutomationCase[] {
  const [first, ...lines] = readJsonLines(path.join(FOLDER, `${set}.jsonl`));
  const cases = lines.map((line) => automationCase.parse(line));
  const told = header.parse(first).cases;
  if (told !== cases.length) throw new Error(`${set}: ${cases.length} cases instead of ${told}`);
  return cases;
}

/** The shops that the sentences talk about. */
export function readAutomationShop(shop: AutomationCase['shop']): ShopFile {
  return readShopFile(path.join(FOLDER, `${shop}.json`));
}
