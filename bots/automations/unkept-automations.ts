/** Stands in until the engine of automations is wired in: kept in memory, and acts on nothing. */
import type { Automations } from '../../automations/engine/automations.ts';
import type { Automation, NotifyTarget } from '../../automations/engine/records.ts';
import type { RuleCatalog, SkuWords } from '../../automations/facts/world.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Engine } from '../../core/engine.ts';

export function createUnkeptAutomations(o: { engine: Engine; clock: Clock }): Automations {
  const rules: Automation[] = [];
  const targets: NotifyTarget[] = [];
  let stopped: { at: Date; personId: number } | null = null;
  const now = () => o.clock.now();
  const find = (number: number) => rules.find((each) => each.number === number);
  const put = (next: Automation) => {
    const at = rules.findIndex(({ number }) => number === next.number);
    if (at < 0) rules.push(next);
    else rules[at] = next;
    return { ok: true as const, automation: next };
  };
  const unknown = { ok: false, reason: 'unknown' } as const;
  const setState = (number: number, state: Automation['state']) => {
    const known = find(number);
    return known ? { ...put({ ...known, state }), before: known.state } : unknown;
  };
  return {
    async create(_, { rule, authorId, state }) {
      const made = {
        ...{ number: rules.length + 1, version: 1, rule, authorId, state, stateReason: null },
        ...{ stateAt: now(), runsPerHour: 60, createdAt: now(), lastRunAt: null, runsToday: 0 },
      };
      return { ...put(made), warnings: [] };
    },
    check: async () => ({ ok: true, warnings: [] }),
    async revise(_, { number, rule }) {
      const known = find(number);
      return known ? { ...put({ ...known, rule }), warnings: [] } : unknown;
    },
    list: async () => rules.filter(({ state }) => state !== 'removed'),
    show: async (_, number) => find(number) ?? null,
    setState: async (_, { number, state }) => setState(number, state),
    remove: async (_, { number }) => setState(number, 'removed'),
    restore: async (_, { number }) => setState(number, 'paused'),
    history: async () => [],
    whyFired: async () => null,
    async whyNot(_, { number }) {
      const automation = find(number);
      return automation ? { automation, reasons: ['Nothing happened.'], nearest: null } : null;
    },
    backTest: async (_, { days }) => ({
      ...{ since: new Date(now().getTime() - days * 86_400_000), until: now(), firings: [] },
      ...{ count: 0, heldBack: 0, declined: 0, messagesPerDay: 0 },
      ...{ nearestMisses: [], isComplete: true },
    }),
    async stopAll(_, personId) {
      stopped ??= { at: now(), personId };
      return true;
    },
    async resumeAll() {
      stopped = null;
      return true;
    },
    readStop: async () => stopped,
    ...NOTHING_LEFT,
    listTargets: async () => targets,
    async saveTarget(_, { name, to }) {
      const target: NotifyTarget = { chatId: null, personId: null, name, ...to };
      targets.push(target);
      return target;
    },
    removeTarget: async () => false,
    readCatalog: (sellerId) => readCatalog(o.engine, sellerId),
    readWebhookSecret: async () => '',
    ...ASLEEP,
  };
}

const NOTHING_LEFT = {
  listWaiting: async () => [],
  decide: async () => ({ ok: false, reason: 'unknown' }) as const,
  listTasks: async () => [],
  closeTask: async () => false,
  listPurchaseDrafts: async () => [],
  closePurchaseDraft: async () => false,
};

const ASLEEP = {
  wake: () => undefined,
  listen: () => undefined,
  start: () => undefined,
  stop: async () => undefined,
  settle: async () => undefined,
};

async function readCatalog(engine: Engine, sellerId: number): Promise<RuleCatalog> {
  const [seller, words, accounts, locations] = await Promise.all([
    engine.catalog.readSeller(sellerId),
    engine.catalog.readVocabulary(sellerId),
    engine.catalog.listAccounts(sellerId),
    engine.catalog.listLocations(sellerId),
  ]);
  const skus: SkuWords[] = words.skus.map((each) => ({ ...each, parts: [] }));
  const { currency, timeZone } = seller;
  return {
    ...{ currency, timeZone },
    sku: (id) => skus.find(({ skuId }) => skuId === id),
    skuByCode: (code) => skus.find((each) => each.code === code),
    kitsWith: () => [],
    location: (id) => locations.find(({ locationId }) => locationId === id),
    locationByCode: (code) => locations.find((each) => each.code === code),
    account: (id) => accounts.find(({ accountId }) => accountId === id),
    accountByPublicId: (publicId) => accounts.find((each) => each.publicId === publicId),
    skus: () => skus,
  };
}
