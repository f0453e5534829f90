/** The texts of `language/`, read and checked; `language/README.md` says what each field means. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { FRONT_ENDS, readShopFile, type ShopFile } from '../support/shop-file.ts';

const FOLDER = path.join(import.meta.dirname, 'language');

const units = z.record(z.string().regex(/^[A-Z0-9-]+@[A-Z]{3}$/), z.int());

const languageCase = z.strictObject({
  id: z.string(),
  language: z.enum(['en', 'hinglish', 'es', 'hi', 'mixed']),
  by: z.string(),
  on: z.enum(FRONT_ENDS),
  say: z.array(z.string().min(1)).min(1),
  kind: z.enum(['write', 'read', 'ask', 'refused', 'nothing', 'undone']),
  tags: z.array(z.string()),
  expect: z.strictObject({
    onHand: units.optional(),
    reserved: units.optional(),
    other: z.record(z.string(), z.string()).optional(),
    has: z.array(z.string()).optional(),
  }),
});
export type LanguageCase = z.infer<typeof languageCase>;

const header = z.object({ about: z.string(), seed: z.int(), cases: z.int() });

export type Half = 'development' | 'frozen';

/** Says yes to what is being previewed. */
export const YES = '✓';

export function readJsonLines(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

export function readLanguageCases(half: Half): LanguageCase[] {
  const [first, ...lines] = readJsonLines(path.join(FOLDER, `${half}.jsonl`));
  const cases = lines.map((line) => languageCase.parse(line));
  const told = header.parse(first).cases;
  if (told !== cases.length) throw new Error(`${half}: ${cases.length} cases instead of ${told}`);
  return cases;
}

/** The shop that the texts talk about. */
export function readStall(): ShopFile {
  return readShopFile(path.join(FOLDER, 'stall.json'));
}
