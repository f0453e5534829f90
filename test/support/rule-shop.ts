/**
 * A little shop of facts: for what rules make of what happens, without a database. It keeps its
 * own books in the plainest way, so that a world that is wrong does not agree with it.
 */
import type { Fact, StockFact } from '../../automations/facts/fact.ts';
import type { RuleCatalog, SkuWords, WorldSeed } from '../../automations/facts/world.ts';

export const RULE_SKUS: readonly SkuWords[] = [
  sku(1, 'MUG', { title: 'Mug, white', category: 'Kitchen', tags: ['gifts'] }),
  sku(2, 'HOODIE-M', { title: 'Hoodie, black, M', category: 'Hoodies', tags: ['winter'] }),
  sku(3, 'HOODIE-L', { title: 'Hoodie, black, L', category: 'Hoodies', tags: ['winter', 'sale'] }),
  sku(4, 'LAMP', { title: 'Desk lamp', category: null, tags: ['sale'] }),
  sku(5, 'GIFT-SET', {
    title: 'Two mugs and a lamp',
    category: 'Kitchen',
    tags: ['gifts'],
    parts: [
      { skuId: 1, quantity: 2 },
      { skuId: 4, quantity: 1 },
    ],
  }),
];
export const RULE_LOCATIONS = [
  { locationId: 1, code: 'mumbai', name: 'Mumbai' },
  { locationId: 2, code: 'delhi', name: 'Delhi' },
] as const;
export const RULE_ACCOUNTS = [
  { accountId: 1, publicId: 'web', name: 'Web shop', channel: 'own' },
  { accountId: 2, publicId: 'market', name: 'Market', channel: 'own' },
] as const;

function sku(
  skuId: number,
  code: string,
  o: Pick<SkuWords, 'title' | 'category' | 'tags'> & { parts?: SkuWords['parts'] },
): SkuWords {
  return { skuId, code, parts: [], ...o };
}

export function ruleCatalog(timeZone = 'Asia/Kolkata'): RuleCatalog {
  return {
    currency: 'INR',
    timeZone,
    sku: (skuId) => RULE_SKUS.find((each) => each.skuId === skuId),
    skuByCode: (code) => RULE_SKUS.find((each) => each.code === code),
    kitsWith: (skuId) =>
      RULE_SKUS.filter(({ parts }) => parts.some((part) => part.skuId === skuId)),
    location: (id) => RULE_LOCATIONS.find(({ locationId }) => locationId === id),
    locationByCode: (code) => RULE_LOCATIONS.find((each) => each.code === code),
    account: (id) => RULE_ACCOUNTS.find(({ accountId }) => accountId === id),
    accountByPublicId: (publicId) => RULE_ACCOUNTS.find((each) => each.publicId === publicId),
    skus: () => RULE_SKUS,
  };
}

interface Level {
  onHand: number;
  reserved: number;
}

export interface Step {
  readonly sku: number;
  readonly at: number;
  readonly onHand?: number;
  readonly reserved?: number;
  readonly sold?: number;
}

const DAY_MS = 86_400_000;
const START = new Date('2026-03-02T04:30:00Z');

/** Facts in order, each with its own moment; `pass` lets time go by. */
export function openRuleShop(o: { start?: Date } = {}) {
  let now = o.start ?? START;
  let count = 0;
  const levels = new Map<string, Level>();
  const facts: Fact[] = [];
  const seed: WorldSeed = { knownSince: now, ages: [], levels: [], sales: [], prices: [] };
  const levelOf = ({ sku, at }: Step) => {
    const key = `${sku}:${at}`;
    const level = levels.get(key) ?? { onHand: 0, reserved: 0 };
    levels.set(key, level);
    return level;
  };
  const tell = <Told extends Fact>(fact: Omit<Told, 'key' | 'at' | 'causes'>): Told => {
    const told = { key: `fact:${++count}`, at: now, causes: [], ...fact } as unknown as Told;
    facts.push(told);
    return told;
  };
  const move = (steps: readonly Step[], by: { account?: number; entry?: string } = {}) =>
    tell<StockFact>({
      kind: 'stock',
      accountId: by.account ?? null,
      moves: steps.map((step) => {
        const level = levelOf(step);
        const before = { onHandBefore: level.onHand, reservedBefore: level.reserved };
        level.onHand += step.onHand ?? 0;
        level.reserved += step.reserved ?? 0;
        const after = { onHandAfter: level.onHand, reservedAfter: level.reserved };
        const where = { skuId: step.sku, locationId: step.at };
        return { ...where, ...before, ...after, entry: by.entry ?? 'x', sold: step.sold ?? 0 };
      }),
    });
  return {
    seed,
    facts,
    now: () => now,
    pass(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    tell,
    move,
    available: (sku: number, at: number) => {
      const { onHand, reserved } = levelOf({ sku, at });
      return onHand - reserved;
    },
    receive: (sku: number, units: number, at = 1) => move([{ sku, at, onHand: units }]),
    /** An order's promise. */
    sell: (sku: number, units: number, o: { at?: number; account?: number } = {}) =>
      move([{ sku, at: o.at ?? 1, reserved: units, sold: units }], { account: o.account ?? 1 }),
    tick(ms: number) {
      const from = now;
      now = new Date(now.getTime() + ms);
      return tell({ kind: 'tick', from } as Omit<Fact, 'key' | 'at' | 'causes'>);
    },
  };
}
export type RuleShop = ReturnType<typeof openRuleShop>;

/**
 * A seed as a database would give it after so many facts: counted from the facts themselves, not
 * taken from a world.
 */
export function seedAfter(first: WorldSeed, facts: readonly Fact[]): WorldSeed {
  const levels = new Map<string, WorldSeed['levels'][number]>();
  const prices = new Map<string, WorldSeed['prices'][number]>();
  const ages = new Map<number, { skuId: number; firstAt: Date; lastSoldAt: Date | null }>();
  const sales: WorldSeed['sales'][number][] = [];
  const last = facts.at(-1)?.at ?? first.knownSince;
  const sell = (sale: WorldSeed['sales'][number]) => {
    sales.push(sale);
    const age = ages.get(sale.skuId) ?? { skuId: sale.skuId, firstAt: sale.at, lastSoldAt: null };
    ages.set(sale.skuId, sale.units > 0 ? { ...age, lastSoldAt: sale.at } : age);
  };
  for (const fact of facts) {
    const { at } = fact;
    if (fact.kind === 'stock') {
      for (const { skuId, locationId, onHandAfter, reservedAfter, sold } of fact.moves) {
        const level = { skuId, locationId, onHand: onHandAfter, reserved: reservedAfter };
        levels.set(`${skuId}:${locationId}`, level);
        if (!ages.has(skuId)) ages.set(skuId, { skuId, firstAt: at, lastSoldAt: null });
        const { accountId } = fact;
        if (sold !== 0) sell({ skuId, locationId, accountId, units: sold, at });
      }
    } else if (fact.kind === 'price-changed') {
      const { skuId, accountId, afterMinor } = fact;
      prices.set(`${skuId}:${accountId}`, { skuId, accountId, minor: afterMinor });
    } else if (fact.kind === 'order-received' || fact.kind === 'order-cancelled') {
      const sign = fact.kind === 'order-received' ? 1 : -1;
      for (const { skuId, units } of fact.lines) {
        const isKit = RULE_SKUS.some((each) => each.skuId === skuId && each.parts.length > 0);
        const { accountId } = fact;
        if (skuId !== null && isKit) {
          sell({ skuId, locationId: null, accountId, units: sign * units, at });
        }
      }
    }
  }
  const since = new Date(last.getTime() - 35 * DAY_MS);
  return {
    knownSince: first.knownSince > since ? first.knownSince : since,
    ages: [...ages.values()],
    levels: [...levels.values()],
    sales: sales.filter(({ at }) => at > since),
    prices: [...prices.values()],
  };
}
