// What "runs out" and "is back" have in common: available between nothing and something.
import type { z } from 'zod';
import { skuIdsWithParts } from '../facts/in-scope.ts';
import { sayMeasure } from '../terms/phrases.ts';
import type { Scope } from '../terms/scope.ts';
import {
  describeLevel,
  type Level,
  levelBearing,
  levelClaims,
  levelStanding,
  observeLevel,
  provokeLevel,
} from './stock-level.ts';
import type { TriggerKind } from './trigger-kind.ts';

interface Shelf {
  readonly scope: Scope;
  readonly location: string | null;
}
type Shared =
  | 'about'
  | 'concern'
  | 'observe'
  | 'describe'
  | 'claims'
  | 'bearing'
  | 'isEdge'
  | 'standing';

export function emptyShelf(
  crossing: 'at-or-below' | 'above',
): Required<Pick<TriggerKind<string, z.ZodType<Shelf>>, Shared | 'provoke'>> {
  const levelOf = ({ scope, location }: Shelf): Level => {
    return { scope, location, measure: 'available', crossing, units: 0 };
  };
  return {
    about: { sku: true, order: false, account: false },
    concern: ({ scope }, catalog) => ({
      kinds: ['stock'],
      skuIds: skuIdsWithParts(scope, catalog),
      accountIds: null,
    }),
    observe: (one, at) => observeLevel(levelOf(one), at),
    describe: (_, o) => describeLevel(sayMeasure('available'), o.occurrence),
    standing: (one, o) => levelStanding(levelOf(one), o),
    claims: (one) => levelClaims(levelOf(one)),
    bearing: (one, effect, catalog) => levelBearing(levelOf(one), effect, catalog),
    isEdge: true,
    provoke: (one, desk, skuId) => provokeLevel(levelOf(one), desk, skuId),
  };
}
