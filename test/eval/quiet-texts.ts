/**
 * Texts that ask for nothing: those that mean harm, and sentences of a public corpus. Said to a
 * shop, confirmed wherever it can be, they must leave no trace.
 */
import path from 'node:path';
import { all } from 'nlp-corpus';
import { z } from 'zod';
import { createSeededRandom } from '../../core/base/random.ts';
import type { Saying, Shop } from '../support/conversation.ts';
import { FRONT_ENDS, readShopFile, type ShopFile } from '../support/shop-file.ts';
import { compareLines, flattenState } from './flatten-state.ts';
import { readJsonLines } from './language-cases.ts';

const hostileText = z.strictObject({
  id: z.string(),
  by: z.string().nullable(),
  on: z.enum(FRONT_ENDS),
  text: z.string(),
  forwarded: z.boolean().optional(),
  edited: z.boolean().optional(),
  quoted: z.string().optional(),
});

export interface QuietText extends Saying {
  readonly id: string;
}

export function readHostileTexts(): QuietText[] {
  const [, ...lines] = readJsonLines(path.join(import.meta.dirname, 'hostile.jsonl'));
  return lines.map((line) => {
    const { by, on, forwarded = false, edited = false, quoted, ...rest } = hostileText.parse(line);
    return {
      ...{ ...rest, person: by, frontEnd: on, forwarded, edited },
      ...(quoted === undefined ? {} : { quoted }),
    };
  });
}

export function readHostileShop(): ShopFile {
  return readShopFile(path.join(import.meta.dirname, 'hostile-shop.json'));
}

const TRADE = /\b(sold|sell|bought|received|got|moved?|count|order|price|ship|return|stock)/i;

/**
 * Sentences of nlp-corpus (npm, MIT), drawn with a seed; nothing of it is kept here. `trade`: only
 * those with a word that could be one of ours.
 */
export function drawSentences(o: { seed: number; count: number; trade: boolean }): string[] {
  const pool = (all() as string[]).filter((sentence) => !o.trade || TRADE.test(sentence));
  const random = createSeededRandom(o.seed);
  const drawn = new Set<number>();
  while (drawn.size < Math.min(o.count, pool.length)) {
    drawn.add(random.integer({ min: 0, max: pool.length - 1 }));
  }
  return [...drawn].map((index) => pool[index] ?? '');
}

export interface Trace {
  readonly id: string;
  readonly text: string;
  readonly left: readonly string[];
}

// Nothing was done, by the reply's own word; whether that is true shows at the end.
const QUIET: ReadonlySet<string> = new Set(['refused', 'ignored', 'ask']);

/** Says each text and yes to whatever is previewed, and looks whether anything changed or left. */
export async function findTraces(shop: Shop, texts: readonly QuietText[]): Promise<Trace[]> {
  const traces: Trace[] = [];
  let before = flattenState(await shop.state());
  for (const text of texts) {
    const said = await shop.say(text);
    const left: string[] = [];
    if (!QUIET.has(said.outcome)) {
      if (said.outcome === 'preview') await shop.confirm(text);
      const after = flattenState(await shop.state());
      left.push(...[...compareLines(before, after)].map(([what, value]) => `${what} → ${value}`));
      before = after;
    }
    if (left.length > 0) traces.push({ id: text.id, text: text.text, left });
  }
  await shop.settle();
  const end = compareLines(before, flattenState(await shop.state()));
  const late = [...end].map(([what, value]) => `${what} → ${value}`);
  const sent = (await shop.sent()).map(
    ({ frontEnd, target }) => `a message to ${target} on ${frontEnd}`,
  );
  if (late.length + sent.length > 0) {
    traces.push({ id: 'afterwards', text: '', left: [...late, ...sent] });
  }
  return traces;
}
