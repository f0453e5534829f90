import type { Condition } from '../../rule/rule.ts';
import type { ActiveWindow } from '../../terms/measure.ts';
import type { Happening } from './happening.ts';
import type { OpenAct } from './open-act.ts';
import type { Topic } from './topic.ts';

/** One thing that a sentence says of a rule. */
export type Part =
  | {
      readonly part: 'happening';
      readonly happening: Happening;
      /** "the next time …" */
      readonly isOnce?: true;
      /** No word such as "when" stands before it. */
      readonly isBare?: true;
      /** It says by itself that somebody is told: "low stock alert at 8". */
      readonly isAlert?: true;
      /** An hour alone: only what is done says on which days, as "a daily report" does. */
      readonly isHour?: true;
    }
  | { readonly part: 'condition'; readonly condition: Condition }
  | { readonly part: 'acts'; readonly acts: readonly OpenAct[] }
  /** What is said to whom another part tells, behind what happens. */
  | { readonly part: 'words'; readonly words: string; readonly isQuoted: boolean }
  /** What the sentence is about, in front of it. */
  | { readonly part: 'topic'; readonly topic: Topic }
  | { readonly part: 'window'; readonly window: ActiveWindow }
  | { readonly part: 'once' }
  | { readonly part: 'always' }
  | { readonly part: 'cool-down'; readonly minutes: number };
