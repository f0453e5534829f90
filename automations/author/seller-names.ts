/**
 * The seller's own names, as the grammar and the gate ask for them. Implemented above, over the
 * matchers of the conversation: how people shorten and misspell a name is known there.
 */

export const NAME_KINDS = [
  'sku',
  'category',
  'tag',
  'location',
  'account',
  'person',
  'team',
  'front-end',
] as const;
export type NameKind = (typeof NAME_KINDS)[number];

export interface FoundName {
  /**
   * As a stored rule keeps it: a SKU's or location's code, an account's public id, a front-end's
   * id, otherwise the name itself.
   */
  readonly name: string;
  /** As people are shown it: "HOODIE-M Black hoodie M". */
  readonly label: string;
  /** Of a front-end: it exists, and is not connected. */
  readonly isOff?: true;
  /** Of a team that is a group chat: the front-end it is on, and no other. */
  readonly frontEnd?: string;
}

export interface SellerNames {
  /** ISO 4217. */
  readonly currency: string;
  /** "Asia/Kolkata" */
  readonly timeZone: string;
  readonly now: Date;
  /** The person who writes. */
  readonly author: string;
  /**
   * What the whole text may name, best first; no word of it may be left over. One: it is that one.
   * Several: it fits all of them equally well. Is asked often, about texts of a few words.
   */
  find(kind: NameKind, text: string): readonly FoundName[];
  /** What there is, for an answer. */
  list(kind: NameKind): readonly FoundName[];
}
