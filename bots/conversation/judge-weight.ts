// How much a change is decides who has to say yes to it.
import type { Weight } from '../commands/command.ts';

const SKUS_ALONE_MAX = 50;
const ZEROED_ALONE_MAX = 10;
const PRICE_CUT_ALONE_MAX = 30;

/** What several changes are together. */
export function addWeights(weights: readonly Weight[]): Weight {
  const sum = (figure: 'units' | 'skus' | 'zeroed') =>
    weights.reduce((total, weight) => total + weight[figure], 0);
  const because = weights.find((weight) => weight.because !== undefined)?.because;
  return {
    units: sum('units'),
    skus: sum('skus'),
    zeroed: sum('zeroed'),
    priceCutPercent: Math.max(0, ...weights.map(({ priceCutPercent }) => priceCutPercent)),
    isGrave: weights.some(({ isGrave }) => isGrave),
    ...(because === undefined ? {} : { because }),
  };
}

/** Done at once where the seller said so: a few units of one SKU, and nothing but units. */
export function isSmall(weights: readonly Weight[], askAboveUnits: number): boolean {
  const [only, ...others] = weights;
  if (!only || others.length > 0) return false;
  const { units, skus, priceCutPercent, isGrave } = only;
  return units > 0 && units <= askAboveUnits && skus <= 1 && priceCutPercent === 0 && !isGrave;
}

/** Why one person is not enough, in words; null: one is. */
export function describeBig(weight: Weight): string | null {
  const { skus, zeroed, priceCutPercent, isGrave } = weight;
  if (skus > SKUS_ALONE_MAX) return `it changes ${skus} SKUs`;
  if (zeroed > ZEROED_ALONE_MAX) return `it sets ${zeroed} SKUs to zero`;
  if (priceCutPercent > PRICE_CUT_ALONE_MAX) return `it cuts a price by ${priceCutPercent} %`;
  return isGrave ? 'it cannot be taken back' : (weight.because ?? null);
}
