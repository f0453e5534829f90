// What "pause" and "resume" have in common.
import type { z } from 'zod';
import type { SkuTerm } from '../terms/scope.ts';
import type { ActionKind } from './action-kind.ts';
import { effectSku, mayFail } from './effects-of.ts';

type OnListing = z.ZodType<{ sku: SkuTerm; account: string | null }>;

export function switchListing(
  isPaused: boolean,
): Required<
  Pick<
    ActionKind<string, OnListing>,
    'role' | 'isMessage' | 'effects' | 'sku' | 'rehearse' | 'sets'
  >
> {
  return {
    role: 'manager',
    isMessage: false,
    effects: ({ sku, account }) => [
      {
        fact: isPaused ? 'listing-paused' : 'listing-resumed',
        sku: effectSku(sku),
        direction: null,
        location: null,
        account,
        by: null,
      },
      mayFail(sku, account),
    ],
    sku: ({ sku }) => sku,
    rehearse: ({ account }, desk, skuId) => desk.listing({ skuId, account, isPaused }),
    sets: ({ sku, account }) => ({
      thing: 'listing',
      sku,
      account,
      state: isPaused ? 'paused' : 'on sale',
      isEverywhere: true,
    }),
  };
}
