import type { Sku } from '../../core/catalog/catalog-records.ts';
import { type Balance, readBalanceRows } from './balance-store.ts';
import type { Core } from './context.ts';

/** Balances of these SKUs at every location that ever had some; no list: of all SKUs. */
export async function readBalances(
  core: Pick<Core, 'database'>,
  sellerId: number,
  skuIds?: readonly number[],
): Promise<Balance[]> {
  if (skuIds?.length === 0) return [];
  return readBalanceRows(core.database.forSeller(sellerId), { sellerId, skuIds: skuIds ?? [] });
}

export interface Figures {
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

export function sumFigures(skuId: number, balances: readonly Balance[]): Figures {
  const own = balances.filter((each) => each.skuId === skuId);
  const onHand = own.reduce((sum, each) => sum + each.onHand, 0);
  const reserved = own.reduce((sum, each) => sum + each.reserved, 0);
  return { onHand, reserved, available: Math.max(0, onHand - reserved) };
}

/** Of a kit: as many as its scarcest part allows. */
export function availableUnits(
  sku: Pick<Sku, 'skuId' | 'components'>,
  balances: readonly Balance[],
): number {
  if (sku.components.length === 0) return sumFigures(sku.skuId, balances).available;
  const allowed = sku.components.map(({ skuId, quantity }) =>
    Math.floor(sumFigures(skuId, balances).available / quantity),
  );
  return Math.min(...allowed);
}
