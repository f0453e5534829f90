import type { Money } from '../../core/base/money.ts';
import type { Formats } from '../reply/format-values.ts';
import type { CommandContext } from './context.ts';

/** What units are worth by the SKU's price; SKUs without one are left out and counted. */
export interface Worth {
  readonly bySku: ReadonlyMap<number, Money>;
  readonly skusWithoutPrice: number;
}

export async function readWorth(
  { core, seller }: Pick<CommandContext, 'core' | 'seller'>,
  held: readonly { readonly skuId: number; readonly units: number }[],
): Promise<Worth> {
  const prices = await core.pricing.currentPrices(
    seller.sellerId,
    held.map(({ skuId }) => skuId),
  );
  const bySku = new Map<number, Money>();
  for (const { skuId, units } of held) {
    const base = prices.get(skuId)?.base;
    if (base) bySku.set(skuId, { minor: base.minor * units, currency: base.currency });
  }
  return { bySku, skusWithoutPrice: held.length - bySku.size };
}

/** "Worth ₹1,20,000 at their prices; 3 SKUs have none." Empty where no price is known. */
export function sumWorth({ bySku, skusWithoutPrice }: Worth, formats: Formats): string {
  const sums = new Map<string, number>();
  for (const { minor, currency } of bySku.values()) {
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  if (sums.size === 0) return '';
  const money = [...sums].map(([currency, minor]) => formats.money({ minor, currency }));
  const without = skusWithoutPrice > 0 ? `; ${skusWithoutPrice} have no price` : '';
  return `Worth ${money.join(' + ')} at today's prices${without}.`;
}
