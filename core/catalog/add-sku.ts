import { cleanText, readSkuCode } from '../base/text.ts';
import type { Queryable } from '../database/queryable.ts';
import { insertWakes } from '../outbox/wake-store.ts';
import { recordPrice } from '../pricing/price-store.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { Component, Outcome, Sku, SkuFacts } from './catalog-records.ts';
import {
  insertComponents,
  insertSku,
  lockLedger,
  readSeller,
  readSkus,
  renewRules,
  updateSafetyStock,
} from './catalog-store.ts';
import { updateFacts } from './facts-store.ts';
import { type FactsRefusal, readFacts } from './read-facts.ts';

const TITLE_LENGTH_MAX = 500;
const COMPONENTS_MAX = 100;
const UNITS_PER_KIT_MAX = 1000;
const SAFETY_STOCK_MAX = 1_000_000;

export interface NewSku {
  readonly code: string;
  readonly title: string;
  /** Given: a kit, which has no stock of its own. */
  readonly components?: readonly Component[];
  /** Base price in minor units of the seller's currency. */
  readonly priceMinor?: number;
  readonly safetyStock?: number;
  /** How people call it, sort it, pack it and what it costs them. */
  readonly facts?: Partial<SkuFacts>;
  /** Who made it, for the price history. */
  readonly actor?: string;
}

export type SkuRefusal =
  | 'bad-code'
  | 'bad-title'
  | 'bad-price'
  | 'bad-safety-stock'
  | FactsRefusal
  /** None, too many, one named twice, or a number of units outside 1 to 1,000. */
  | 'bad-components'
  | 'unknown-component'
  | 'component-is-a-kit'
  | 'code-taken';

const refused = (reason: SkuRefusal) => ({ ok: false, reason }) as const;
const isWhole = (value: number, max: number) =>
  Number.isSafeInteger(value) && value >= 0 && value <= max;

/** Refuses as SkuRefusal says; a code that differs from another in case only is taken. */
export async function addSku(
  deps: CatalogDeps,
  sellerId: number,
  o: NewSku,
): Promise<Outcome<Sku, SkuRefusal>> {
  const read = readSkuCode(o.code);
  if (!read.ok) return refused('bad-code');
  const title = cleanText(o.title).trim();
  if (title === '' || title.length > TITLE_LENGTH_MAX) return refused('bad-title');
  if (!isWhole(o.priceMinor ?? 0, Number.MAX_SAFE_INTEGER)) return refused('bad-price');
  if (!isWhole(o.safetyStock ?? 0, SAFETY_STOCK_MAX)) return refused('bad-safety-stock');
  if (o.components && !areComponents(o.components)) return refused('bad-components');
  const facts = readFacts(o.facts ?? {});
  if (!facts.ok) return facts;
  const row = { sellerId, code: read.code, title, safetyStock: o.safetyStock ?? 0 };
  return deps.database.forSeller(sellerId).transaction(async (tx) => {
    if (o.components) {
      await lockLedger(tx, sellerId);
      const refusal = await judgeComponents(tx, { sellerId, components: o.components });
      if (refusal) return refused(refusal);
    }
    const { currency } = await readSeller(tx, sellerId);
    const cost = facts.value.unitCost ?? null;
    if (cost && cost.currency !== currency) return refused('bad-unit-cost');
    const at = deps.clock.now();
    const skuId = await insertSku(tx, { ...row, at });
    if (skuId === undefined) return refused('code-taken');
    if (o.components) {
      await insertComponents(tx, { sellerId, kitSkuId: skuId, components: o.components });
      await renewRules(tx, sellerId);
    }
    if (o.facts) await updateFacts(tx, { sellerId, skuId, facts: facts.value });
    if (o.priceMinor !== undefined) {
      const money = { minor: o.priceMinor, currency };
      const actor = o.actor ?? 'catalogue';
      await recordPrice(tx, { sellerId, skuId, accountId: null, money, actor, frontEnd: null, at });
    }
    const [sku] = await readSkus(tx, { sellerId, skuIds: [skuId] });
    return { ok: true, value: sku as Sku };
  });
}

function areComponents(components: readonly Component[]): boolean {
  const named = new Set(components.map((part) => part.skuId));
  if (components.length === 0 || components.length > COMPONENTS_MAX) return false;
  if (named.size < components.length) return false;
  return components.every(
    (part) => part.quantity >= 1 && isWhole(part.quantity, UNITS_PER_KIT_MAX),
  );
}

/** A kit of kits would have to be taken apart level by level in every decision. */
async function judgeComponents(
  tx: Queryable,
  o: { sellerId: number; components: readonly Component[] },
): Promise<'unknown-component' | 'component-is-a-kit' | null> {
  const skuIds = o.components.map((part) => part.skuId);
  const found = await readSkus(tx, { sellerId: o.sellerId, skuIds });
  if (found.length < skuIds.length) return 'unknown-component';
  return found.some((sku) => sku.components.length > 0) ? 'component-is-a-kit' : null;
}

/** Units kept back from every listing of the SKU. */
export async function setSafetyStock(
  deps: CatalogDeps,
  sellerId: number,
  o: {
    skuId: number;
    units: number;
    /** Automations that led to it, oldest first. */
    causes?: readonly number[];
  },
): Promise<Outcome<null, 'bad-safety-stock' | 'unknown-sku'>> {
  if (!isWhole(o.units, SAFETY_STOCK_MAX)) return { ok: false, reason: 'bad-safety-stock' };
  const isKnown = await deps.database.forSeller(sellerId).transaction(async (tx) => {
    const isSet = await updateSafetyStock(tx, { sellerId, ...o });
    const { skuId, causes = [] } = o;
    const at = deps.clock.now();
    if (isSet) await insertWakes(tx, { sellerId, skuIds: [skuId], at, causes });
    return isSet;
  });
  if (!isKnown) return { ok: false, reason: 'unknown-sku' };
  deps.onWake?.({ sellerId });
  return { ok: true, value: null };
}
