// What the commands that move stock have in common: one event into the ledger, a preview that is
// the ledger's own decision, one answer out, and the way back.
import type { Rehearsal } from '../../core/ledger/apply-batch.ts';
import type { LedgerAnswer, LedgerEvent, Origin } from '../../core/ledger/ledger-event.ts';
import type { MovedEntry } from '../../core/ledger/ledger-history-store.ts';
import { plural } from '../reply/format-values.ts';
import { type Block, done, headline, note, type Reply, text } from '../reply/reply.ts';
import type { Preview } from './command.ts';
import type { CommandContext } from './context.ts';
import { describePlaces } from './describe-places.ts';
import type { MovementEvent } from './movement-event.ts';
import { availableUnits, readBalances } from './read-balances.ts';
import { readWords } from './read-words.ts';
import { refuseMovement } from './refuse-movement.ts';
import type { SkuRef } from './slot.ts';
import type { UndoRecipe } from './undo-recipe.ts';

export interface Movement {
  readonly event: MovementEvent;
  readonly sku: SkuRef;
  /** "Sell 3 × HOODIE-M in Mumbai": the preview begins with it. */
  readonly intent: string;
  /** "Sold 3 ×", in front of the title. */
  readonly done: string;
  /** "Sold 3 × HOODIE-M in Mumbai": for the list of changes. */
  readonly what: string;
  /** Units that it moves. */
  readonly units: number;
  /** What entries of this movement call its reason, where the message alone says too little. */
  readonly cause?: string;
  undo(moved: { key: string; onHandDelta: number }): UndoRecipe;
}

/** Never in the books, so no event is taken for a copy of it. */
const rehearsedAs = (index: number): Origin => ({
  ...{ key: `rehearsal:${index}`, cause: 'rehearsal', actor: 'rehearsal' },
});

const withOrigin = (event: MovementEvent, origin: Origin) => ({ ...event, origin }) as LedgerEvent;

export async function previewMovement(
  context: CommandContext,
  o: Movement,
): Promise<Preview | Reply> {
  const { sellerId } = context.seller;
  const { rehearsed = [] } = context;
  const event = withOrigin(o.event, rehearsedAs(rehearsed.length));
  const [rehearsal, words] = await Promise.all([
    context.core.ledger.rehearse(sellerId, event, { after: [...rehearsed] }),
    readWords(context),
  ]);
  if (rehearsal.answer.kind === 'refused') return refuseMovement(context, o, rehearsal.answer);
  rehearsed.push(event);
  const figures = describePlaces(rehearsal.places, { ...context, words, kind: o.event.kind });
  return {
    isRelative: o.event.kind !== 'count',
    sentence: figures === '' ? `${o.intent}.` : `${o.intent}: ${figures}.`,
    details: describeConsequences(context, rehearsal.answer, 'will be'),
    weight: {
      units: o.units,
      skus: 1,
      zeroed: countZeroed(o.event, rehearsal),
      priceCutPercent: 0,
      isGrave: false,
    },
  };
}

function countZeroed(event: MovementEvent, { places }: Rehearsal): number {
  if (event.kind !== 'count') return 0;
  return places.some(({ before, after }) => before.onHand > 0 && after.onHand === 0) ? 1 : 0;
}

/** Submits the event and says what the books hold afterwards. */
export async function move(context: CommandContext, o: Movement): Promise<Reply> {
  const { core, seller } = context;
  const { sellerId } = seller;
  const origin = { ...context.origin(), ...(o.cause === undefined ? {} : { cause: o.cause }) };
  const answer = await core.ledger.submit(sellerId, withOrigin(o.event, origin));
  if (answer.kind === 'refused') return refuseMovement(context, o, answer);
  // After a crash the same message comes again: what it did is read, and the answer is the same.
  const moved = await core.ledger.readMovement(sellerId, origin.key);
  noteChange(context, o, { key: origin.key, moved });
  return done(
    await describeBalance(context, o, { answer, moved }),
    text(`${o.done} ${o.sku.title}.`, 'good'),
    ...describeConsequences(context, answer, 'were'),
    note('Every shop is being told.'),
  );
}

function noteChange(
  { changed, formats }: CommandContext,
  o: Movement,
  { key, moved }: { key: string; moved: readonly MovedEntry[] },
): void {
  const [first] = moved;
  const onHandDelta = first?.onHandDelta ?? 0;
  const before = first ? first.onHandAfter - onHandDelta : null;
  changed({
    what: o.what,
    before: before === null ? null : `${formats.quantity(before)} on hand`,
    after: first ? `${formats.quantity(first.onHandAfter)} on hand` : null,
    undo: o.undo({ key, onHandDelta }),
  });
}

/** Of one place, its figures; of a kit or of several places, what can be sold in all. */
async function describeBalance(
  context: CommandContext,
  o: Movement,
  { answer, moved }: { answer: LedgerAnswer; moved: readonly MovedEntry[] },
): Promise<Block> {
  const { core, seller, formats } = context;
  const { quantity } = formats;
  // Of a transfer, where the units arrive.
  const last = moved.at(-1);
  const isPlain = last?.skuId === o.sku.skuId && (moved.length === 1 || isTransfer(o.event));
  if (last && isPlain) {
    const isNow = answer.kind === 'done';
    const onHand = isNow ? answer.onHand : last.onHandAfter;
    const reserved = isNow ? answer.reserved : last.reservedAfter;
    const { place } = await readWords(context);
    const where = `${o.sku.code} available in ${place(last.locationId)}`;
    const figures = `${quantity(onHand)} on hand, ${quantity(reserved)} reserved`;
    return headline(quantity(onHand - reserved), `${where} (${figures})`);
  }
  const [known] = await core.catalog.readSkus(seller.sellerId, [o.sku.skuId]);
  const components = known?.components ?? [];
  const skuIds = [o.sku.skuId, ...components.map(({ skuId }) => skuId)];
  const balances = await readBalances(core, seller.sellerId, skuIds);
  const available = availableUnits({ skuId: o.sku.skuId, components }, balances);
  return headline(quantity(available), `${o.sku.code} available`);
}

function isTransfer(event: MovementEvent): boolean {
  return event.kind === 'transfer';
}

function describeConsequences(
  { formats }: CommandContext,
  answer: LedgerAnswer,
  tense: 'were' | 'will be',
): Block[] {
  if (answer.kind !== 'done') return [];
  const { quantity } = formats;
  const { unheld } = answer;
  // Promises that lost their stock here and found some elsewhere, in the same transaction.
  const moved = Math.min(answer.covered, answer.displaced);
  const covered = answer.covered - moved;
  const displaced = answer.displaced - moved;
  const isPast = tense === 'were';
  const blocks: Block[] = [];
  if (covered > 0) {
    const words = `${quantity(covered)} ${plural(covered, 'unit')} ${isPast ? 'went' : 'go'}`;
    blocks.push(text(`${words} to open shortages.`, 'good'));
  }
  if (moved > 0) {
    const words = `${quantity(moved)} promised ${plural(moved, 'unit')}`;
    blocks.push(text(`${words} ${isPast ? 'were moved' : 'move'} to another place.`, 'warn'));
  }
  if (displaced > 0) {
    const words = `${quantity(displaced)} promised ${plural(displaced, 'unit')}`;
    const lost = isPast ? 'lost their stock and are short now: see “shortages”.' : 'become short.';
    blocks.push(text(`${words} ${lost}`, 'bad'));
  }
  if (unheld > 0) {
    const words = `${quantity(unheld)} ${plural(unheld, 'unit')} set aside by hand`;
    blocks.push(text(`${words} ${isPast ? 'are' : 'will be'} gone from the hold.`, 'bad'));
  }
  return blocks;
}
