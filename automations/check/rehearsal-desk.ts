/**
 * A little shop in memory in which a rehearsal plays rules through. What is done there is so at
 * once, and becomes facts that the rules hear of one after the other, as from the real ledger.
 */
import { createWorld } from '../evaluate/world.ts';
import type { Desk } from '../facts/desk.ts';
import type { Causes, Fact } from '../facts/fact.ts';
import type { MovableWorld, RuleCatalog } from '../facts/world.ts';

export interface RehearsalDesk extends Desk {
  /** What the rules have heard of so far. */
  readonly world: MovableWorld;
  /** What was done since last asked. */
  takeNews(): readonly Fact[];
  /** Whatever is done from now on is done because of these. */
  causedBy(causes: Causes): void;
}

/** Stands for a place or a shop where rules name none. */
const NOWHERE = 0;

export interface Setup {
  readonly catalog: RuleCatalog;
  readonly at: Date;
  /** Where stock lies whose place no rule names: a location's code. */
  readonly place: string | null;
  /** Public ids of the shops that rules name. */
  readonly accounts: readonly string[];
  readonly priceMinor: number;
  /** What lies at the other locations that are named. */
  readonly elsewhere: { readonly locations: readonly string[]; readonly units: number };
}

interface Step {
  readonly skuId: number;
  readonly locationId: number;
  readonly to: number;
}

export function createRehearsalDesk(o: Setup): RehearsalDesk {
  const { catalog, at } = o;
  const world = createWorld(
    { knownSince: at, ages: [], levels: [], sales: [], prices: [] },
    catalog,
  );
  const news = createNews(at);
  const shelves = createShelves(o);
  const prices = createPriceList(o);
  const paused = new Set<string>();
  const moveTo = (steps: readonly Step[]): Fact => ({
    ...news.base(),
    kind: 'stock',
    accountId: null,
    moves: steps.map((step) => shelves.put(step)),
  });
  return {
    world,
    takeNews: news.take,
    causedBy: news.causedBy,
    stock({ skuId, location, units }) {
      for (const part of partsOf(catalog, skuId)) {
        // A total is what lies at one place, and nothing anywhere else.
        const others = o.elsewhere.locations.map((code) => ({
          ...{ skuId: part.skuId, locationId: shelves.idOf(code) },
          to: location === null ? 0 : o.elsewhere.units,
        }));
        const here = { skuId: part.skuId, locationId: shelves.idOf(location) };
        for (const each of others) world.apply(moveTo([each]));
        world.apply(moveTo([{ ...here, to: units * part.quantity }]));
      }
    },
    move(moves) {
      const steps = moves.flatMap(({ skuId, location, by }) =>
        partsOf(catalog, skuId).map((part) => {
          const locationId = shelves.idOf(location);
          const to = shelves.units(part.skuId, locationId) + by * part.quantity;
          return { skuId: part.skuId, locationId, to };
        }),
      );
      if (steps.every(({ to }) => to >= 0)) news.add(moveTo(steps));
    },
    price({ skuId, account, to }) {
      const change = prices.change({ skuId, account, to });
      const { currency } = catalog;
      if (change) news.add({ ...news.base(), kind: 'price-changed', currency, ...change });
    },
    listing({ skuId, account, isPaused }) {
      for (const accountId of accountIds(account, o)) {
        const key = `${skuId}:${accountId}`;
        if (paused.has(key) === isPaused) continue;
        if (isPaused) paused.add(key);
        else paused.delete(key);
        const kind = isPaused ? 'listing-paused' : 'listing-resumed';
        news.add({ ...news.base(), kind, skuId, accountId });
      }
    },
  };
}

function createNews(at: Date) {
  let causes: Causes = [];
  let count = 0;
  let told: Fact[] = [];
  return {
    base: () => ({ key: `rehearsal:${++count}`, at, causes }),
    add: (fact: Fact) => void told.push(fact),
    take() {
      const taken = told;
      told = [];
      return taken;
    },
    causedBy(given: Causes) {
      causes = given;
    },
  };
}

function createShelves({ catalog, place }: Setup) {
  const levels = new Map<string, number>();
  const units = (skuId: number, locationId: number) => levels.get(`${skuId}:${locationId}`) ?? 0;
  return {
    units,
    idOf: (location: string | null) =>
      catalog.locationByCode(location ?? place ?? '')?.locationId ?? NOWHERE,
    put({ skuId, locationId, to }: Step) {
      const onHandBefore = units(skuId, locationId);
      levels.set(`${skuId}:${locationId}`, to);
      const where = { skuId, locationId, onHandBefore, onHandAfter: to };
      return { ...where, reservedBefore: 0, reservedAfter: 0, entry: 'correction', sold: 0 };
    },
  };
}

function createPriceList(o: Setup) {
  const prices = new Map<string, number>();
  return {
    change({ skuId, account, to }: Parameters<Desk['price']>[0]) {
      const accountId = account === null ? null : (accountIds(account, o)[0] ?? null);
      const key = `${skuId}:${accountId ?? ''}`;
      const beforeMinor = prices.get(key) ?? prices.get(`${skuId}:`) ?? o.priceMinor;
      const afterMinor = to(beforeMinor);
      prices.set(key, afterMinor);
      return beforeMinor === afterMinor ? null : { skuId, accountId, beforeMinor, afterMinor };
    },
  };
}

function accountIds(account: string | null, { catalog, accounts }: Setup): readonly number[] {
  const named = account === null ? accounts : [account];
  const found = named.flatMap((each) => catalog.accountByPublicId(each)?.accountId ?? []);
  return found.length > 0 ? found : [NOWHERE];
}

function partsOf(catalog: RuleCatalog, skuId: number) {
  const parts = catalog.sku(skuId)?.parts ?? [];
  return parts.length > 0 ? parts : [{ skuId, quantity: 1 }];
}
