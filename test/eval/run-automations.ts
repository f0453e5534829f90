/** Many sentences on few shops: a rule of one may not be in the way of another. */
import {
  type ModelAddress,
  openShop,
  prepareShop,
  type Shop,
  type ShopState,
} from '../support/conversation.ts';
import type { ShopFile } from '../support/shop-file.ts';
import { type AutomationCase, readAutomationShop } from './automation-cases.ts';
import { type JudgedAutomation, judgeAutomation } from './judge-automation.ts';

export interface AutomationResult extends JudgedAutomation {
  readonly given: AutomationCase;
}

// The day must not end.
const CASES_PER_SHOP = 30;
// Whatever was asked before is forgotten by then.
const BETWEEN_MS = 15 * 60_000;

/** The state of each shop as it opens: every copy of it is the same. */
const opened = new Map<string, ShopState>();

const toFiles = () =>
  new Map<AutomationCase['shop'], ShopFile>(
    (['marigold', 'taller'] as const).map((shop) => [shop, readAutomationShop(shop)]),
  );

class Shops {
  readonly #model: ModelAddress | null;
  readonly #files = toFiles();
  #open: { shop: Shop; name: AutomationCase['shop']; cases: number } | null = null;

  constructor(model: ModelAddress | null) {
    this.#model = model;
  }

  #fileOf({ shop }: AutomationCase): ShopFile {
    const file = this.#files.get(shop);
    if (!file) throw new Error(`There is no shop ${shop}.`);
    return file;
  }

  /** Where nothing may be stored, many cases share a shop, as long as nothing is. */
  async judge(given: AutomationCase): Promise<JudgedAutomation> {
    const file = this.#fileOf(given);
    const isQuiet = given.end !== 'rule' && given.rules === 0;
    const known = this.#open;
    const isFit = isQuiet && known && known.name === given.shop && known.cases < CASES_PER_SHOP;
    if (!isFit) await this.close();
    const shop = isFit ? known.shop : await openShop({ file, model: this.#model });
    const cases = (isFit ? known.cases : 0) + 1;
    this.#open = { shop, name: given.shop, cases };
    if (cases > 1) await shop.advanceTo(new Date(shop.now().getTime() + BETWEEN_MS));
    const judged = await this.#judgeIn(shop, { given, file, isFresh: cases === 1 });
    if (judged.isChanged || given.end === 'rule') await this.close();
    // What others said before may be in the way.
    return judged.verdict === 'exact' || cases === 1 ? judged : this.#judgeAlone(given);
  }

  async #judgeIn(
    shop: Shop,
    o: { given: AutomationCase; file: ShopFile; isFresh: boolean },
  ): Promise<JudgedAutomation> {
    if (!o.isFresh) return judgeAutomation(shop, o);
    const { name } = o.file;
    const before = opened.get(name) ?? (await shop.state());
    opened.set(name, before);
    return judgeAutomation(shop, { ...o, before });
  }

  async #judgeAlone(given: AutomationCase): Promise<JudgedAutomation> {
    await this.close();
    const file = this.#fileOf(given);
    const shop = await openShop({ file, model: this.#model });
    try {
      return await this.#judgeIn(shop, { given, file, isFresh: true });
    } finally {
      await shop.close();
    }
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    await open?.shop.close();
  }
}

/** In lanes beside each other; the results come in the order of the cases. */
export async function runAutomations(
  cases: readonly AutomationCase[],
  o: {
    lanes: number;
    /** Default: none. */
    model?: ModelAddress;
  },
): Promise<AutomationResult[]> {
  // Those that share a shop come after each other.
  const rank = ({ end, shop }: AutomationCase) => `${end === 'rule' ? 1 : 0} ${shop}`;
  const waiting = cases.toSorted((a, b) => rank(a).localeCompare(rank(b)));
  const results = new Map<string, AutomationResult>();
  for (const shop of new Set(cases.map((given) => given.shop))) {
    await prepareShop({ file: readAutomationShop(shop) });
  }
  await Promise.all(
    Array.from({ length: o.lanes }, async () => {
      const shops = new Shops(o.model ?? null);
      try {
        for (let given = waiting.shift(); given; given = waiting.shift()) {
          results.set(given.id, { given, ...(await judgeSafely(shops, given)) });
        }
      } finally {
        await shops.close();
      }
    }),
  );
  return cases.flatMap(({ id }) => results.get(id) ?? []);
}

/** A machine that is too busy breaks a shop; it gets a second chance, and the others go on. */
async function judgeSafely(
  shops: Shops,
  given: AutomationCase,
  triesLeft = 1,
): Promise<JudgedAutomation> {
  try {
    return await shops.judge(given);
  } catch (error) {
    await shops.close().catch(() => undefined);
    if (triesLeft > 0) return judgeSafely(shops, given, triesLeft - 1);
    const detail = `broke: ${error instanceof Error ? (error.stack ?? error.message) : error}`;
    return { verdict: 'broke', detail, isChanged: true };
  }
}
