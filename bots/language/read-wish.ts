import { type Item, isKind } from './message-item.ts';
import type { Token } from './split-tokens.ts';

const WHEN = new Set(
  'when whenever if jab bhi agar cuando si to tab जब अगर तो तब भी then me'.split(' '),
);
const TELLING =
  /^(?:tell me|let me know|batao|bata dena|bata do|batana|avisame|बताओ|बताना|बता देना)$/;

/**
 * "When the red mug is below 15, tell me": about one SKU, to the person who says so, it is the
 * alert that we have. Anything wider stays unread here.
 */
export function asSubscription(items: readonly Item[], tokens: readonly Token[]): readonly Item[] {
  const read = items.map((item): Item => {
    const words = tokens.slice(item.from, item.to).map(({ word }) => word);
    const at = { from: item.from, to: item.to };
    if (TELLING.test(words.join(' '))) {
      return { kind: 'cue', senses: ['subscribe'], isFiller: false, ...at };
    }
    return words.every((word) => WHEN.has(word)) ? { kind: 'filler', ...at } : item;
  });
  const hasSense = (sense: 'subscribe' | 'low' | 'below' | 'out') =>
    read.some((item) => isKind(item, 'cue') && item.senses.includes(sense));
  const isAlert =
    hasSense('subscribe') && (hasSense('low') || hasSense('below') || hasSense('out'));
  const isOfOne = read.filter(({ kind }) => kind === 'sku').length === 1;
  // Nothing of it may act unless it is that alert.
  return isAlert && isOfOne ? read : [{ kind: 'unknown', text: '', from: 0, to: 0 }];
}
