import type { Sku } from '../../core/catalog/catalog-records.ts';
import type { Balance } from './balance-store.ts';
import type { CommandContext } from './context.ts';
import { availableUnits, readBalances, sumFigures } from './read-balances.ts';
import { readWords } from './read-words.ts';
import type { GroupRef, LocationRef } from './slot.ts';

/** Until velocity is known, this few units count as low, unless a safety stock says otherwise. */
const LOW_UNITS = 10;

export interface StockLine {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
  readonly isKit: boolean;
  readonly available: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly isLow: boolean;
}

/** Everywhere or at one place, of all SKUs or of one category or tag. */
export interface StockQuestion {
  readonly group?: GroupRef | undefined;
  readonly location?: LocationRef | undefined;
}

export function isLow(units: number, safetyStock: number): boolean {
  return units > 0 && units <= (safetyStock > 0 ? safetyStock : LOW_UNITS);
}

export async function readStockLines(
  context: CommandContext,
  o: StockQuestion,
): Promise<StockLine[]> {
  const { core, seller } = context;
  const [skus, balances] = await Promise.all([
    readSkusOf(context, o.group),
    readBalances(core, seller.sellerId),
  ]);
  return toStockLines(skus, balances, o.location);
}

export async function readSkusOf(
  context: CommandContext,
  asked: GroupRef | undefined,
): Promise<readonly Sku[]> {
  const skus = await context.core.catalog.listSkus(context.seller.sellerId);
  if (!asked) return skus;
  const { vocabulary } = await readWords(context);
  const name = asked.name.toLowerCase();
  const members = vocabulary.skus.filter(({ category, tags }) =>
    asked.kind === 'category'
      ? category?.toLowerCase() === name
      : tags.some((tag) => tag.toLowerCase() === name),
  );
  const skuIds = new Set(members.map(({ skuId }) => skuId));
  return skus.filter(({ skuId }) => skuIds.has(skuId));
}

export function toStockLines(
  skus: readonly Sku[],
  balances: readonly Balance[],
  at: LocationRef | undefined,
): StockLine[] {
  const bySku = new Map<number, Balance[]>();
  for (const balance of balances) {
    if (at && balance.locationId !== at.locationId) continue;
    const own = bySku.get(balance.skuId) ?? [];
    own.push(balance);
    bySku.set(balance.skuId, own);
  }
  return skus.map((sku): StockLine => {
    const own = [sku.skuId, ...sku.components.map(({ skuId }) => skuId)].flatMap(
      (skuId) => bySku.get(skuId) ?? [],
    );
    const { onHand, reserved } = sumFigures(sku.skuId, own);
    const available = availableUnits(sku, own);
    return {
      ...{ skuId: sku.skuId, code: sku.code, title: sku.title, available, onHand, reserved },
      isKit: sku.components.length > 0,
      isLow: isLow(available, sku.safetyStock),
    };
  });
}
