import type { Action } from '../../rule/rule.ts';
import type { SkuTerm } from '../../terms/scope.ts';
import { as, either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';
import { skuName } from './things.ts';

// Where a sentence leaves out the place, what set the rule off may say it: an unfinished act has
// it open.

export interface OpenAct {
  readonly action: Action;
  /** A place that is still to be filled in: from what happens, or by asking. */
  readonly open: 'location' | 'from' | 'to' | null;
  /** "a daily report": it says how often itself. */
  readonly isDaily?: true;
  /** A report whose receiver stands elsewhere, or is whoever writes. */
  readonly isUntold?: true;
  /** "pause and …": what it is done to stands behind the next verb. */
  readonly isBareVerb?: true;
  /** Nothing says that it is sent: it takes a time at which it is. */
  readonly isBare?: true;
  /** "→ Asha": a message, or whom a report goes to. */
  readonly isReceiver?: true;
}

/** Stands where a location is still to be filled in. */
export const OPEN_PLACE = '?';

export const TRIGGER: SkuTerm = { of: 'trigger' };

export const done = (action: Action): OpenAct => ({ action, open: null });

/** "it", "HOODIE-M", "units of the red mug". */
export const skuOf: Grammar<SkuTerm> = kept(
  either<SkuTerm>(
    as(say('theSku', 'itsSku'), TRIGGER),
    map(seq(maybe(say('of')), skuName), ([, sku]): SkuTerm => ({ of: 'sku', sku })),
    map(seq(skuName, say('toBehind', 'ofBehind')), ([sku]): SkuTerm => ({ of: 'sku', sku })),
    map(seq(say('of'), say('theSku')), () => TRIGGER),
  ),
);
