import { SLOTS, STOCKED_COMMANDS } from './command-slots.ts';
import { foldWord, inSingular, wordsOf } from './fold-text.ts';
import { refine } from './match-sku.ts';
import type { ItemOf } from './message-item.ts';
import type { SceneIndex } from './scene-index.ts';
import type { Draft, SlotText } from './understanding.ts';

/** Parts of a command that a short message names; at most one of each. */
export interface Pieces {
  readonly number: ItemOf<'number'> | null;
  readonly sku: ItemOf<'sku'> | null;
  readonly place: ItemOf<'place'> | null;
  readonly account: ItemOf<'account'> | null;
  readonly time: ItemOf<'time'> | null;
}

type Changed = Record<string, SlotText>;

/** The same drafts with these pieces in them; null: there is no place for one, or several. */
export function amendDrafts(
  drafts: readonly Draft[],
  pieces: Pieces | null,
  o: { readonly index: SceneIndex },
): readonly Draft[] | null {
  if (pieces === null) return null;
  const target = chooseTarget(drafts, pieces, o);
  if (target !== null) {
    const amended = amendDraft(drafts[target], pieces, o);
    return amended && drafts.map((draft, at) => (at === target ? amended : draft));
  }
  const isPlaceOnly = pieces.number === null && pieces.sku === null;
  if (!isPlaceOnly) return null;
  const all = drafts.map((draft) => amendDraft(draft, pieces, o));
  return all.some((draft) => draft === null) ? null : all.filter((draft) => draft !== null);
}

/** Which of the drafts is meant: the only one, or the one with this SKU. */
function chooseTarget(
  drafts: readonly Draft[],
  { sku, number }: Pieces,
  { index }: { readonly index: SceneIndex },
): number | null {
  if (drafts.length === 1) return 0;
  if (!sku || !number) return null;
  const codes = sku.mention.skus.map((each) => index.catalogue.skus[each]?.sku.code);
  const found = [...drafts.keys()].filter((at) => codes.includes(String(drafts[at]?.slots.sku)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function amendDraft(
  draft: Draft | undefined,
  pieces: Pieces,
  o: { readonly index: SceneIndex },
): Draft | null {
  if (!draft) return null;
  const plan = Object.entries(SLOTS[draft.command] ?? {});
  const slotOf = (...fillings: readonly string[]) =>
    plan.find(([, filling]) => fillings.includes(filling))?.[0] ?? null;
  const slots: Changed = { ...draft.slots };
  const put = (slot: string | null, value: SlotText | null | undefined): boolean => {
    if (slot === null || value === null || value === undefined) return false;
    slots[slot] = value;
    return true;
  };
  const { sku, number, place, account, time } = pieces;
  if (sku && !put(slotOf('sku'), skuTextFor(draft, sku, o))) return null;
  if (
    number &&
    !putNumber(draft, number, { slots, o, slot: slotOf('quantity'), priceSlot: slotOf('amount') })
  )
    return null;
  if (place && !put(placeSlot(draft, place), textOf(place.codes))) return null;
  if (account && !put(slotOf('account'), textOf(account.ids))) return null;
  if (
    time &&
    !put(
      slotOf('moment', 'period'),
      plan.some(([, filling]) => filling === 'period') ? time.period : time.iso,
    )
  )
    return null;
  return { ...draft, slots };
}

function putNumber(
  draft: Draft,
  number: ItemOf<'number'>,
  at: { slots: Changed; o: { index: SceneIndex }; slot: string | null; priceSlot: string | null },
): boolean {
  if (at.priceSlot !== null && number.amount !== null) {
    at.slots[at.priceSlot] = number.amount;
    return true;
  }
  const isOrder = number.order !== null && typeof draft.slots.order === 'string';
  if (at.slot === null && isOrder) {
    at.slots.order = number.order ?? '';
    return true;
  }
  if (at.slot === null || number.value === null) return false;
  const isZeroFine = draft.command === 'count' || draft.command === 'ask above';
  if (number.value === 0 && !isZeroFine) return false;
  const units = number.pack === null ? 1 : packUnits(String(at.slots.sku), number.pack, at.o);
  if (units === null) return false;
  at.slots[at.slot] = number.value * units;
  return true;
}

function packUnits(code: string, name: string, { index }: { index: SceneIndex }): number | null {
  const at = index.catalogue.findCode(foldWord(code));
  const packs = index.catalogue.skus[at ?? -1]?.sku.packs ?? [];
  const found = packs.find(
    (pack) => wordsOf(pack.name).map(inSingular).join(' ') === inSingular(name),
  );
  return found?.units ?? null;
}

function textOf(values: readonly string[]): SlotText | null {
  const [only, ...others] = values;
  if (only === undefined) return null;
  return others.length === 0 ? only : { oneOf: values };
}

/** The place goes where its mark says; without one it replaces the only place there is. */
function placeSlot(draft: Draft, place: ItemOf<'place'>): string | null {
  const plan = SLOTS[draft.command] ?? {};
  const names = Object.keys(plan).filter((slot) => /location|from|to/.test(plan[slot] ?? ''));
  const [only, ...others] = names;
  if (others.length === 0) return only ?? null;
  if (place.mark === 'from') return 'from';
  if (place.mark === 'to') return 'to';
  const open = names.filter((slot) => typeof draft.slots[slot] !== 'string');
  return open.length === 1 ? (open[0] ?? null) : null;
}

/** "the red one" is a sister of the SKU that was spoken of. */
function skuTextFor(
  draft: Draft,
  { mention }: ItemOf<'sku'>,
  { index }: { readonly index: SceneIndex },
): SlotText | null {
  const codes = codesOf(draft.slots.sku);
  const known = codes
    .map((code) => index.catalogue.findCode(foldWord(code)))
    .filter((at) => at !== null);
  const open = mention.skus.filter((each) => known.includes(each));
  // The question was which of these.
  if (known.length > 1 && open.length > 0) return codesText(open, index);
  const refined = mention.isOptionOnly ? refine(index.catalogue, known, mention.options) : [];
  if (mention.isOptionOnly && known.length > 0 && refined.length === 0) return null;
  const all = refined.length > 0 ? refined : mention.skus;
  const stocked = all.filter((each) => index.catalogue.skus[each]?.sku.isKit === false);
  return codesText(
    STOCKED_COMMANDS.has(draft.command) && stocked.length > 0 ? stocked : all,
    index,
  );
}

function codesText(skus: readonly number[], index: SceneIndex): SlotText | null {
  return textOf(skus.map((each) => index.catalogue.skus[each]?.sku.code ?? ''));
}

export function codesOf(text: SlotText | undefined): readonly string[] {
  if (text === undefined || typeof text === 'number') return [];
  return typeof text === 'string' ? [text] : text.oneOf;
}
