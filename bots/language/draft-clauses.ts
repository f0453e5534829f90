import { codesOf } from './amend-drafts.ts';
import { chooseRule } from './choose-rule.ts';
import { READ_COMMANDS } from './command-slots.ts';
import { fillDrafts } from './fill-drafts.ts';
import { writtenCommand } from './find-inertness.ts';
import type { Sense } from './lexicon/lexicon.ts';
import { type Item, isKind } from './message-item.ts';
import { withoutAsides } from './read-asides.ts';
import { type Extras, REASONED, readExtras, withoutReason } from './read-extras.ts';
import { fillOptionsOf, onlyOne, type Reading, rememberedDrafts } from './reading.ts';
import { isManifold, splitClauses } from './split-clauses.ts';
import type { Draft, SlotText } from './understanding.ts';

type IsKnown = (command: string) => boolean;
type Fill = (clause: readonly Item[]) => readonly Draft[] | null;

/** The drafts of a whole message; null when a single piece of it cannot be read. */
export function draftClauses(
  tagged: readonly Item[],
  reading: Reading,
  isKnown: IsKnown,
): readonly Draft[] | null {
  const { tokens } = reading;
  const extras = readExtras({ items: tagged, tokens });
  const fill = createFill(reading, extras, isKnown);
  const found = draftAll(extras.items, fill) ?? withReference(extras.items, reading, fill);
  const drafts = found && withSkuSpokenOf(found, extras.items, reading);
  if (drafts) return isSmallEnough(drafts, reading) ? withSpokenSku(drafts, reading) : null;
  return besideWords(extras.items, { tokens, fill });
}

/** A command that is whole once a reason or an aside is left out. */
function besideWords(
  items: readonly Item[],
  { tokens, fill }: { readonly tokens: Reading['tokens']; readonly fill: Fill },
): readonly Draft[] | null {
  const trimmed = withoutReason({ items, tokens });
  const reasoned = trimmed && draftAll(trimmed, fill);
  if (reasoned?.every(({ command }) => REASONED.has(command))) return reasoned;
  const plain = withoutAsides({ items: trimmed ?? items, tokens });
  const tries = [trimmed, withoutAsides({ items, tokens }), trimmed && plain];
  const found = tries.map((each) => each && draftAll(each, fill));
  return found.find((drafts) => drafts?.every(isWholeMovement)) ?? null;
}

/** Everything is said: of a message with words that we do not know nothing is asked. */
function isWholeMovement({ command, slots }: Draft): boolean {
  return MOVEMENTS.has(command) && typeof slots.quantity === 'number' && slots.sku !== undefined;
}

const MOVEMENTS: ReadonlySet<string> = new Set(
  'sold received damaged returned count move reserve'.split(' '),
);

/**
 * "5 lal mug aaye, 2 toote nikle", "stock red mug" then "3 bech diye": whoever names none means the
 * one SKU that is spoken of. Where several are, or any other name stands there, it is asked: a
 * message with a place of its own is no follow-up but one with a piece missing.
 */
function withSkuSpokenOf(
  drafts: readonly Draft[],
  items: readonly Item[],
  reading: Reading,
): readonly Draft[] {
  if (items.some((item) => isKind(item, 'order', 'group', 'person', 'account'))) return drafts;
  const before = rememberedDrafts(reading);
  const isMove = drafts.every(({ command }) => command === 'move');
  const isFollowUp =
    before.length === 1 && (isMove || !items.some((item) => isKind(item, 'place')));
  let spokenOf = isFollowUp ? onlyOne(before.flatMap(skusOf)) : null;
  return drafts.map((draft, at) => {
    const own = onlyOne(drafts.slice(0, at + 1).flatMap(skusOf));
    if (at > 0 || draft.slots.sku !== undefined) spokenOf = own;
    const isOpen = draft.slots.sku === undefined && typeof draft.slots.quantity === 'number';
    if (!isOpen || spokenOf === null || !GOES_ON.has(draft.command)) return draft;
    return { ...draft, slots: { ...draft.slots, sku: spokenOf } };
  });
}

const GOES_ON: ReadonlySet<string> = new Set(
  'sold received damaged returned move reserve count safety'.split(' '),
);
const skusOf = ({ slots }: Draft) => codesOf(slots.sku);

const WORDS_WITHOUT_CONTENT_MAX = 8;

/** "try again" somewhere in a longer text that names nothing is no command. */
function isSmallEnough(drafts: readonly Draft[], { tokens }: Reading): boolean {
  const isEmpty = drafts.every(({ slots }) => Object.values(slots).every(isWord));
  const isRead = drafts.every(({ command }) => READ_COMMANDS.has(command));
  return isRead || !isEmpty || tokens.length <= WORDS_WITHOUT_CONTENT_MAX;
}

const isWord = (value: SlotText) =>
  typeof value === 'string' && /^(?:all|low|out|parked)$/.test(value);

function createFill(reading: Reading, extras: Extras, isKnown: IsKnown): Fill {
  const o = fillOptionsOf(reading);
  return (clause) => {
    const rule = chooseRule(clause, { isKnown });
    const drafts = rule && fillDrafts(rule, clause, o);
    return (
      drafts?.map(({ command, slots }) => ({
        command,
        slots: { ...slots, ...extras.slots[command] },
      })) ?? null
    );
  };
}

function draftAll(items: readonly Item[], fill: Fill): readonly Draft[] | null {
  if (items.some(({ kind }) => kind === 'unknown' || kind === 'quote')) return null;
  const clauses = splitClauses(items);
  const isSplitFirst = clauses !== null && isManifold(clauses);
  const single = isSplitFirst ? null : fill(items);
  if (single) return single;
  const split = clauses?.map(fill);
  if (split?.every((drafts) => drafts !== null)) return split.flatMap((drafts) => drafts ?? []);
  const spoken = (clauses ?? []).map(writtenCommand);
  const isOfTwo = new Set(spoken).size > 1 && spoken.every((command) => command !== null);
  return (isOfTwo ? null : fill(items)) ?? bareSku(items, fill);
}

const QUIET: readonly Item['kind'][] = ['filler', 'join', 'end', 'mark'];

/** A SKU alone asks for its stock, with a moment for its stock of then. */
function bareSku(items: readonly Item[], fill: Fill): readonly Draft[] | null {
  const isThen = items.some((item) => isKind(item, 'time') && item.iso !== null);
  const content = items.filter((item) => !QUIET.includes(item.kind) && !isKind(item, 'time'));
  const isSku =
    content.every((item) => isKind(item, 'sku', 'place', 'group')) &&
    content.some(({ kind }) => kind === 'sku' || kind === 'group');
  const [first] = items;
  if (!isSku || !first) return null;
  const { from } = first;
  const senses: readonly Sense[] = [isThen ? 'asOf' : 'stock'];
  return fill([{ kind: 'cue', senses, isFiller: false, from, to: from }, ...items]);
}

/** Questions that are about the SKU spoken of, where they name none. */
const ABOUT_IT: ReadonlySet<string> = new Set(['stock', 'why', 'price', 'chart']);

/** "why 3?", "how many left?", "and the price?": of the only SKU that was spoken of. */
function withSpokenSku(drafts: readonly Draft[], reading: Reading): readonly Draft[] {
  const [draft, ...others] = drafts;
  const { spokenOf } = fillOptionsOf(reading);
  const isOpen = draft?.slots.sku === undefined && draft?.slots.group === undefined;
  if (!draft || others.length > 0 || !isOpen || spokenOf === null) return drafts;
  const isVague = draft.command !== 'stock' || isAskingForMore(draft, reading);
  return ABOUT_IT.has(draft.command) && isVague
    ? [{ ...draft, slots: { ...draft.slots, sku: spokenOf } }]
    : drafts;
}

/** "how many now" is about it; "stock", "low stock" are about all. */
function isAskingForMore({ slots }: Draft, { tokens }: Reading): boolean {
  const isAbout = tokens.some(({ word }) =>
    /^(?:many|much|left|cuant[oa]s?|queda|quedan)$/.test(word),
  );
  return slots.scope === undefined && isAbout;
}

const FAMILIES: ReadonlyArray<readonly string[]> = [
  ['pause', 'resume'],
  ['hold', 'unhold', 'ship', 'cancel', 'order'],
  ['reserve', 'release'],
];

/** "put it back on sale", "wapas chalu karo": of what was spoken of last, where it was. */
function withReference(
  items: readonly Item[],
  reading: Reading,
  fill: Fill,
): readonly Draft[] | null {
  const [before, ...others] = rememberedDrafts(reading);
  const hasContent = items.some((item) =>
    isKind(item, 'sku', 'order', 'number', 'unknown', 'quote'),
  );
  const [first] = items;
  if (!before || others.length > 0 || hasContent || !first) return null;
  const drafts = draftAll([...items, { kind: 'reference', from: first.to, to: first.to }], fill);
  const [draft, ...more] = drafts ?? [];
  const family = FAMILIES.find((each) => each.includes(before.command));
  const isStill =
    draft?.command === 'why' || (draft?.command === 'stock' && draft.slots.sku !== undefined);
  return draft && more.length === 0 && (isStill || family?.includes(draft.command))
    ? [{ ...draft, slots: { ...accountOf(before), ...draft.slots } }]
    : null;
}

function accountOf({ slots }: Draft): Record<string, SlotText> {
  return slots.account === undefined ? {} : { account: slots.account };
}
