/** Many cases on few shops: nobody's change may be in the way of somebody else's answer. */
import { type ModelAddress, openShop, type Shop } from '../support/conversation.ts';
import { type Judged, judgeCase } from './judge-case.ts';
import { type LanguageCase, readStall } from './language-cases.ts';

export interface Result extends Judged {
  readonly given: LanguageCase;
}

/**
 * clean: only where nothing has changed yet. shared: moves stock by so and so much, also where
 * others did. alone: a shop of its own.
 */
type Need = 'clean' | 'shared' | 'alone';

// Small stocks must not run out, and the day must not end.
const CASES_PER_SHOP = 10;
// Whatever was asked before is forgotten by then.
const BETWEEN_MS = 15 * 60_000;

function needOf({ kind, expect }: LanguageCase): Need {
  if (kind !== 'write') return kind === 'undone' ? 'alone' : 'clean';
  return expect.other ? 'alone' : 'shared';
}

/** Needs a shop of its own, which takes its time. */
export const isAlone = (given: LanguageCase) => needOf(given) === 'alone';

class Shops {
  readonly #model: ModelAddress | null;
  #open: { shop: Shop; cases: number; isChanged: boolean } | null = null;

  constructor(model: ModelAddress | null) {
    this.#model = model;
  }

  async judge(given: LanguageCase): Promise<Judged> {
    const need = needOf(given);
    const known = this.#open;
    const isFit = known && known.cases < CASES_PER_SHOP && !(need === 'clean' && known.isChanged);
    if (!isFit || need === 'alone') await this.close();
    this.#open ??= {
      shop: await openShop({ file: readStall(), model: this.#model }),
      cases: 0,
      isChanged: false,
    };
    const { shop } = this.#open;
    if (this.#open.cases > 0) await shop.advanceTo(new Date(shop.now().getTime() + BETWEEN_MS));
    this.#open.cases += 1;
    const judged = await judgeCase(shop, given);
    this.#open.isChanged ||= judged.isChanged || given.kind === 'write';
    if (need === 'alone') await this.close();
    // What others did before may be in the way: a figure counted, an order gone.
    const wasFirst = this.#open === null || this.#open.cases === 1;
    return judged.verdict === 'exact' || wasFirst ? judged : this.#judgeAlone(given);
  }

  async #judgeAlone(given: LanguageCase): Promise<Judged> {
    await this.close();
    const shop = await openShop({ file: readStall(), model: this.#model });
    try {
      return await judgeCase(shop, given);
    } finally {
      await shop.close();
    }
  }

  async close(): Promise<void> {
    await this.#open?.shop.close();
    this.#open = null;
  }
}

/** In lanes beside each other; the results come in the order of the cases. */
export async function runCases(
  cases: readonly LanguageCase[],
  o: {
    lanes: number;
    /** Default: none. */
    model?: ModelAddress;
    onCase?: (result: Result) => void;
  },
): Promise<Result[]> {
  const order: Need[] = ['clean', 'shared', 'alone'];
  const waiting = order.flatMap((need) => cases.filter((given) => needOf(given) === need));
  const results = new Map<string, Result>();
  await Promise.all(
    Array.from({ length: o.lanes }, async () => {
      const shops = new Shops(o.model ?? null);
      try {
        for (let given = waiting.shift(); given; given = waiting.shift()) {
          const result = { given, ...(await judgeSafely(shops, given)) };
          results.set(given.id, result);
          o.onCase?.(result);
        }
      } finally {
        await shops.close();
      }
    }),
  );
  return cases.flatMap(({ id }) => results.get(id) ?? []);
}

/** What breaks is a miss that says so, and the others go on. */
async function judgeSafely(shops: Shops, given: LanguageCase): Promise<Judged> {
  try {
    return await shops.judge(given);
  } catch (error) {
    await shops.close();
    const detail = `broke: ${error instanceof Error ? error.message : String(error)}`;
    return { verdict: 'missed', detail, isChanged: true };
  }
}
