import type { Condition } from '../../rule/rule.ts';
import type { ActiveWindow } from '../../terms/measure.ts';
import type { OpenAct } from './acts.ts';
import type { Happening } from './happening.ts';

/** One thing that a sentence says of a rule. */
export type Part =
  | {
      readonly part: 'happening';
      readonly happening: Happening;
      /** "the next time …" */
      readonly isOnce?: true;
      /** No word such as "when" stands before it. */
      readonly isBare?: true;
    }
  | { readonly part: 'condition'; readonly condition: Condition }
  | { readonly part: 'acts'; readonly acts: readonly OpenAct[] }
  | { readonly part: 'window'; readonly window: ActiveWindow }
  | { readonly part: 'once' }
  | { readonly part: 'always' }
  | { readonly part: 'cool-down'; readonly minutes: number };
