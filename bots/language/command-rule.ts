import type { Mark, Sense } from './lexicon/lexicon.ts';
import type { Item } from './message-item.ts';

export interface CommandRule {
  readonly command: string;
  /** Each must be there; of a list one of them. */
  readonly of: ReadonlyArray<Sense | readonly Sense[]>;
  readonly may?: readonly Sense[];
  /** Of each list one of these must be there. */
  readonly has?: ReadonlyArray<readonly Item['kind'][]>;
  readonly lacks?: readonly Item['kind'][];
  /** A slot whose value a sense gives. */
  readonly words?: Readonly<Record<string, Readonly<Partial<Record<Sense, string>>>>>;
  /** Its number stands with the sign of a currency. */
  readonly isPriced?: boolean;
  /** Its only number is one of the seller's orders. */
  readonly isOrdered?: boolean;
  /** Its number stands behind the name: "make the mug 275", and not "make 275 mugs". */
  readonly isNumberLast?: boolean;
  /** In front of its number stands one of these: "by 5", "at 275". */
  readonly numberMark?: readonly Mark[];
  /** A place of it is where something goes. */
  readonly isBound?: boolean;
  /** Whoever buys is not behind "from": that is whoever gives back. */
  readonly isToBuyer?: boolean;
  readonly fixed?: Readonly<Record<string, string | number>>;
}
