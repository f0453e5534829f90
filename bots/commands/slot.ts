/**
 * The places of a command that a message fills: which SKU, how many, where.
 *
 * A slot exists twice. In a draft it is text (or a number), as typed, as chosen from a list, or as
 * a language model would propose it; `schema` holds for that. Resolved, it is the thing itself,
 * found among this seller's own: a draft can name nothing else.
 */
import { z } from 'zod';
import type { Rule } from '../../automations/rule/rule.ts';
import { QUANTITY_MAX } from '../../core/base/quantity.ts';

/** Structural copies of what the catalogue hands out: handlers need no more of it. */
export interface SkuRef {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
}

export interface LocationRef {
  readonly locationId: number;
  readonly code: string;
  readonly name: string;
}

export interface AccountRef {
  readonly accountId: number;
  readonly publicId: string;
  readonly name: string;
  readonly channel: string;
  readonly currency: string;
}

export interface OrderRef {
  readonly orderId: number;
  readonly number: string;
  readonly accountName: string;
}

export interface PersonRef {
  readonly personId: number;
  readonly name: string;
}

/** What the seller sorts SKUs by. */
export interface GroupRef {
  readonly kind: 'category' | 'tag';
  readonly name: string;
}

export interface DurationRef {
  readonly minutes: number;
}

export interface PartRef {
  readonly sku: SkuRef;
  readonly quantity: number;
}

/** A rule of the seller's, by the number that people call it by. */
export interface AutomationRef {
  readonly number: number;
  /** As people are shown it. */
  readonly sentence: string;
}

/** A rule whose every name was found among the seller's own. */
export interface RuleRef {
  readonly rule: Rule;
  /** The same in one sentence, which reads back to exactly this rule. */
  readonly sentence: string;
}

/** What a slot of each kind holds once it is resolved. */
export interface SlotValues {
  quantity: number;
  /** An amount of money as decimal text, "1499.50"; its currency is known beside an account. */
  amount: string;
  sku: SkuRef;
  location: LocationRef;
  account: AccountRef;
  order: OrderRef;
  person: PersonRef;
  group: GroupRef;
  moment: Date;
  duration: DurationRef;
  /** One of the slot's own words. */
  word: string;
  /** A code that may be new. */
  code: string;
  text: string;
  /** "2 x A + 1 x B". */
  parts: readonly PartRef[];
  automation: AutomationRef;
  rule: RuleRef;
}

export type SlotKind = keyof SlotValues;

export interface Slot<Kind extends SlotKind = SlotKind, Needed extends boolean = boolean> {
  readonly kind: Kind;
  readonly isNeeded: Needed;
  /** Words that announce it: "in Mumbai", "to Delhi". */
  readonly marks: readonly string[];
  /** kind 'word': what it may be, each with its other spellings. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** kind 'sku': a kit is no answer where a thing with stock of its own is. */
  readonly prefersStocked: boolean;
  /** kind 'location', where it may be left out: the home of the person, if there is one. */
  readonly prefersHome: boolean;
  /** kind 'automation', where none is named: the one that ran last. */
  readonly prefersLastRun: boolean;
  /** What the draft may hold. */
  readonly schema: z.ZodType<string | number>;
  /** For help and for questions: "which SKU". */
  readonly about: string;
}

export type Slots = Readonly<Record<string, Slot>>;

/** The resolved arguments of a command with these slots. */
export type ArgsOf<Some extends Slots> = {
  readonly [Name in keyof Some]: Some[Name] extends Slot<infer Kind, infer Needed>
    ? Needed extends true
      ? SlotValues[Kind]
      : SlotValues[Kind] | undefined
    : never;
};

const TEXT_LENGTH_MAX = 200;
const DURATION_MINUTES_MAX = 366 * 1_440;
const NUMBER_MAX = 1_000_000_000;
const RULE_LENGTH_MAX = 2_000;
const AUTOMATION_NUMBER_MAX = 1_000_000;
const shortText = z.string().trim().min(1).max(TEXT_LENGTH_MAX);

function slot<Kind extends SlotKind>(
  kind: Kind,
  o: {
    marks?: readonly string[];
    words?: Readonly<Record<string, readonly string[]>>;
    schema?: z.ZodType<string | number>;
    prefersStocked?: boolean;
    prefersHome?: boolean;
    prefersLastRun?: boolean;
    about: string;
  },
): Slot<Kind, true> {
  const { marks = [], words = {}, schema = shortText, about } = o;
  const { prefersStocked = false, prefersHome = false, prefersLastRun = false } = o;
  const preferences = { prefersStocked, prefersHome, prefersLastRun };
  return { kind, isNeeded: true, marks, words, ...preferences, schema, about };
}

/** The same slot, where the message may leave it out. */
export function optional<Kind extends SlotKind>(needed: Slot<Kind>): Slot<Kind, false> {
  return { ...needed, isNeeded: false };
}

export function quantity(o: { min: number } = { min: 1 }): Slot<'quantity', true> {
  const schema = z.int().min(o.min).max(QUANTITY_MAX);
  return slot('quantity', { schema, about: 'how many units' });
}

/** What something is called by that was numbered: a task, an action that waits. */
export const number = (about: string): Slot<'quantity', true> =>
  slot('quantity', { schema: z.int().min(1).max(NUMBER_MAX), about });

export const sku = (): Slot<'sku', true> => slot('sku', { about: 'which SKU' });

/** For movements of what lies on a shelf. */
export const stockedSku = (): Slot<'sku', true> =>
  slot('sku', { prefersStocked: true, about: 'which SKU' });

export const skuAfter = (mark: string): Slot<'sku', true> =>
  slot('sku', { marks: [mark], about: 'which SKU' });

export function location(
  o: { marks?: readonly string[]; about?: string; prefersHome?: boolean } = {},
): Slot<'location', true> {
  const { marks = ['in', 'at', '@', 'from'], about = 'which location', prefersHome = false } = o;
  return slot('location', { marks, about, prefersHome });
}

export const account = (): Slot<'account', true> =>
  slot('account', { marks: ['on', 'for'], about: 'which shop' });

export const order = (): Slot<'order', true> => slot('order', { about: 'which order' });

export const person = (): Slot<'person', true> => slot('person', { about: 'which person' });

export const group = (): Slot<'group', true> =>
  slot('group', { marks: ['category', 'tag', 'tagged'], about: 'which category or tag' });

/** Text such as "2 hours", or minutes. */
export const duration = (): Slot<'duration', true> =>
  slot('duration', {
    marks: ['for'],
    schema: z.union([shortText, z.int().min(1).max(DURATION_MINUTES_MAX)]),
    about: 'for how long',
  });

export const moment = (): Slot<'moment', true> =>
  slot('moment', { marks: ['as of'], about: 'which moment' });

export function word(
  words: Readonly<Record<string, readonly string[]>>,
  about: string,
): Slot<'word', true> {
  return slot('word', { words, schema: z.enum(Object.keys(words)), about });
}

export const code = (about: string, o: { marks?: readonly string[] } = {}): Slot<'code', true> =>
  slot('code', { about, ...o });

export const freeText = (
  about: string,
  o: { marks?: readonly string[] } = {},
): Slot<'text', true> => slot('text', { about, ...o });

export const amount = (): Slot<'amount', true> =>
  slot('amount', { marks: ['at', 'to'], about: 'which price' });

export const parts = (): Slot<'parts', true> =>
  slot('parts', { marks: ['='], about: 'what it is made of' });

export const automation = (o: { prefersLastRun?: boolean } = {}): Slot<'automation', true> =>
  slot('automation', {
    ...o,
    schema: z.union([shortText, z.int().min(1).max(AUTOMATION_NUMBER_MAX)]),
    about: 'which automation',
  });

/** A whole rule in words; beside a slot of an automation also what is to be other about it. */
export const rule = (about: string): Slot<'rule', true> =>
  slot('rule', { schema: z.string().trim().min(1).max(RULE_LENGTH_MAX), about });
