/**
 * From a text to commands: the port between what people write and what the product can do.
 *
 * The parser in this folder reads four languages without any model; a language model is a second
 * reader behind the same port. All that a reader may return is a Draft, a command of the table with
 * text in its slots, which is checked, resolved and confirmed like a typed one. A reader is pure:
 * it is given a Scene, knows nothing else, and changes nothing.
 */
import type { AnyCommand } from '../commands/command.ts';
import type { Role } from '../people/role.ts';

/**
 * The text of a slot: as the catalogue names the thing (a SKU's code, a location's code, an
 * account's public id, a person's name), a number, or, where several things fit equally well, the
 * codes of all of them: the person is asked.
 */
export type SlotText = string | number | { readonly oneOf: readonly string[] };

export interface Draft {
  /** Name in the command table. */
  readonly command: string;
  readonly slots: Readonly<Record<string, SlotText>>;
  /** Read by a language model: a change is shown before it is made, however small it is. */
  readonly isProposed?: true;
  /** Read for certain, and easily misread by people: shown in the same way. */
  readonly isOddlyWritten?: true;
}

/** Why a text that names a command must not act. */
export type Inert = 'negated' | 'hypothetical' | 'future' | 'quoted' | 'past-question';

export type Understood =
  | {
      readonly kind: 'drafts';
      /** One per line or SKU, in their order; never empty. */
      readonly drafts: readonly Draft[];
      /**
       * pending: instead of what is being asked or previewed. done: instead of what was just
       * done, which is taken back first ("no, 12").
       */
      readonly instead: 'pending' | 'done' | null;
    }
  /** Each a reading of the whole text, and nothing tells which is meant: the person is asked. */
  | { readonly kind: 'which'; readonly readings: readonly (readonly Draft[])[] }
  /** One of the options of the open question, counted from 0. */
  | { readonly kind: 'option'; readonly option: number }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  /** Understood, and nothing to be done. */
  | { readonly kind: 'inert'; readonly why: Inert; readonly command: string | null }
  /** Hello, thanks, 👍: answered, not acted on. */
  | { readonly kind: 'small-talk'; readonly mood: 'greeting' | 'thanks' | 'farewell' | 'other' }
  /** Not for us, or not readable. `near`: a command that it may have meant. */
  | {
      readonly kind: 'unclear';
      readonly near: string | null;
      /** A piece of the text that names nothing of the seller's, for the answer. */
      readonly unknown: string | null;
    };

export interface VocabularySku {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly barcodes: readonly string[];
  /** size: 'M', colour: 'black'. */
  readonly options: Readonly<Record<string, string>>;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** "3 cartons" are 3 × units. */
  readonly packs: readonly { readonly name: string; readonly units: number }[];
  readonly isKit: boolean;
}

/** The seller's own names for things. Titles and names are data, whatever they say. */
export interface Vocabulary {
  readonly skus: readonly VocabularySku[];
  readonly locations: readonly {
    readonly code: string;
    readonly name: string;
    readonly aliases: readonly string[];
  }[];
  readonly accounts: readonly {
    readonly publicId: string;
    readonly name: string;
    readonly channel: string;
  }[];
  readonly people: readonly { readonly personId: number; readonly name: string }[];
  /** Numbers of orders of the last weeks, newest first. */
  readonly orders: readonly string[];
}

/** What was said before, by this person on whichever front-end. */
export interface Memory {
  /** The last commands of this person, with the slots as they were resolved. */
  readonly last: {
    readonly drafts: readonly Draft[];
    readonly state: 'asked' | 'previewed' | 'done' | 'answered';
    readonly at: Date;
    /** The number of the automation that they made. */
    readonly automation?: number;
  } | null;
  /** The question that is open, if one is. */
  readonly question: {
    readonly kind: 'choice' | 'confirm';
    /**
     * Of a choice: the slot that it fills (null: which command was meant), and what else may be
     * typed for each option.
     */
    readonly slot: string | null;
    readonly options: readonly { readonly names: readonly string[] }[];
  } | null;
}

export interface Scene {
  readonly sellerId: number;
  readonly commands: readonly AnyCommand[];
  readonly vocabulary: Vocabulary;
  readonly memory: Memory;
  /** Code of the location that the person means when none is named; null: it is asked. */
  readonly home: string | null;
  /** Who writes; absent: somebody who may do anything. */
  readonly speaker?: { readonly name: string; readonly role: Role };
  readonly currency: string;
  readonly now: Date;
  readonly timeZone: string;
}

export interface Reader {
  /** `text` is one message of at most 2,000 characters. */
  read(text: string, scene: Scene): Promise<Understood>;
}
