import type { Condition } from '../../rule/rule.ts';
import type { Scope } from '../../terms/scope.ts';
import { compared } from './compare.ts';
import { moneyOrNumber } from './figures.ts';
import type { Happening } from './happening.ts';
import { mergeAny } from './join-conditions.ts';
import { as, either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';
import { scope, scopeOf, scopes } from './things.ts';

/** Which SKUs something happens to, with what is said of them. */
export interface Subject {
  readonly scope: Scope;
  readonly isIt: boolean;
  readonly holds: readonly Condition[];
}

export const ANY: Scope = { of: 'any' };

/** "except the rugs", "that is not in the category mugs", "(not the red ones)". */
const but: Grammar<Condition> = map(
  seq(say('except', 'thatIsNot'), maybe(say('in', 'of', 'from')), scope),
  ([, , found]): Condition | null =>
    found.of === 'any' ? null : { kind: 'not', not: { kind: 'sku-in', scope: found } },
);

/** "priced over ₹2,000". */
const priced: Grammar<Condition> = map(
  seq(maybe(say('thatIs')), say('costs'), compared(moneyOrNumber)),
  ([, , { is, figure }]): Condition => ({
    kind: 'price',
    sku: { of: 'trigger' },
    account: null,
    is,
    minor: figure,
  }),
);

const plain: Grammar<Subject> = map(scopeOf, (found) => ({ scope: found, isIt: false, holds: [] }));

export const subject: Grammar<Subject> = kept(
  either<Subject>(
    plain,
    map(seq(plain, either(but, priced)), ([found, holds]) => ({ ...found, holds: [holds] })),
    map(seq(plain, priced, but), ([found, one, two]) => ({ ...found, holds: [one, two] })),
    map(seq(maybe(say('of')), scopes), ([, list]) => ({
      ...{ scope: ANY, isIt: false },
      holds: [mergeAny(list.map((each): Condition => ({ kind: 'sku-in', scope: each })))],
    })),
    as(say('theSku', 'itsSku'), { scope: ANY, isIt: true, holds: [] }),
  ),
);

/** What the subjects of a clause come to: nobody named, one spoken of, or some SKUs. */
export function about(
  subjects: readonly Subject[],
): Pick<Happening, 'scope'> & { readonly skus: Scope; readonly holds: readonly Condition[] } {
  const [found] = subjects;
  if (!found) return { scope: 'unsaid', skus: ANY, holds: [] };
  return { scope: found.isIt ? 'it' : 'said', skus: found.scope, holds: found.holds };
}
