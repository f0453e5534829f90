/**
 * From a message to a command: the port between what people type and what the product can do.
 *
 * Today one grammar reads the command's name and fills its slots. Free text in several languages
 * and a language model will be further implementations: all that any of them may return is a Draft,
 * a closed command with text in its slots, which is checked and resolved like a typed one.
 */
import type { AnyCommand } from '../commands/command.ts';
import type { AccountRef, LocationRef, SkuRef } from '../commands/slot.ts';

export interface Draft {
  /** Name in the command table. */
  readonly command: string;
  readonly slots: Readonly<Record<string, string | number>>;
}

export type Understood =
  | { readonly kind: 'draft'; readonly draft: Draft }
  /** Not a command, or one that cannot be completed: what to say, and a line that would work. */
  | { readonly kind: 'unclear'; readonly words: string; readonly tryThis: string };

/** What a reader of messages may know of the seller: whether a text names something, and what. */
export interface Lookups {
  /** By code, else by words of code and title. */
  findSkus(text: string): Promise<readonly SkuRef[]>;
  /** By code or name, or the start of one; see matchNames. */
  findLocations(text: string): readonly LocationRef[];
  findAccounts(text: string): readonly AccountRef[];
}

export interface Understanding {
  understand(
    text: string,
    o: {
      commands: readonly AnyCommand[];
      lookups: Lookups;
      now: Date;
      timeZone: string;
    },
  ): Promise<Understood>;
}
