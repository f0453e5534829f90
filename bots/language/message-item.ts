import type { Mark, Sense } from './lexicon/lexicon.ts';
import type { SkuMention } from './match-sku.ts';

/** A place in a message that has been recognised: tokens `from` up to but not including `to`. */
export type Item = { readonly from: number; readonly to: number } & ItemContent;

export type ItemContent =
  | NumberItem
  /** `groups`: a category or tag is called the same. */
  | { readonly kind: 'sku'; readonly mention: SkuMention; readonly groups: readonly string[] }
  | {
      readonly kind: 'place';
      readonly codes: readonly string[];
      /** What stands around it, and says what it is: "from Delhi", "Delhi se". */
      readonly mark: Mark | null;
    }
  | { readonly kind: 'account'; readonly ids: readonly string[] }
  | { readonly kind: 'person'; readonly names: readonly string[] }
  | { readonly kind: 'order'; readonly numbers: readonly string[] }
  | { readonly kind: 'group'; readonly names: readonly string[] }
  | { readonly kind: 'time'; readonly iso: string | null; readonly period: Period | null }
  /** `isEnd`: until when, and not how long ago or in how long. */
  | { readonly kind: 'span'; readonly minutes: number; readonly isEnd: boolean }
  | { readonly kind: 'cue'; readonly senses: readonly Sense[]; readonly isFiller: boolean }
  | { readonly kind: 'mark'; readonly before: Mark | null; readonly after: Mark | null }
  | { readonly kind: 'join' }
  | { readonly kind: 'end' }
  | { readonly kind: 'reference' }
  | { readonly kind: 'filler' }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'unknown'; readonly text: string };

export type Period = 'today' | 'yesterday' | 'week' | 'month';

export interface NumberItem {
  readonly kind: 'number';
  /** Units; null: no whole number. */
  readonly value: number | null;
  /** The same as a price. */
  readonly amount: string | null;
  readonly currencies: readonly string[] | null;
  readonly isWeak: boolean;
  readonly isBare: boolean;
  /** "3 cartons": which packs. */
  readonly pack: string | null;
  /** It is also the number of an order. */
  readonly order: string | null;
}

export type ItemOf<Kind extends Item['kind']> = Extract<Item, { readonly kind: Kind }>;

export function isKind<Kind extends Item['kind']>(
  item: Item | undefined,
  ...kinds: readonly Kind[]
): item is ItemOf<Kind> {
  return item !== undefined && (kinds as readonly string[]).includes(item.kind);
}
