import { advanceLine } from './advance-line.ts';
import { coverShortages } from './cover-shortages.ts';
import type { LedgerDraft } from './ledger-draft.ts';
import type { LineAnswer, LineUpdate, OrderEvent, Origin, SkuId } from './ledger-event.ts';
import type { Line } from './ledger-state.ts';
import {
  coverable,
  locationsFor,
  partsOf,
  reserveUnits,
  takeHeld,
  toEntryKey,
} from './line-stock.ts';
import { takeBack } from './take-back.ts';

/**
 * Moves every line of an order to its new cumulative figures and writes the difference. A channel's
 * order is never refused: what cannot be covered is a shortage. Units that become free cover the
 * oldest shortages first.
 */
export function decideOrder(
  draft: LedgerDraft,
  event: OrderEvent,
): { lines: LineAnswer[]; isChanged: boolean } {
  let isChanged = false;
  const lines = event.lines.map((update) => {
    const before = draft.line(update.lineKey) ?? newLine(draft, event, update);
    const figures = advanceLine(before, update);
    const after = isSame(before, figures)
      ? before
      : moveLine(draft, { ...before, ...figures }, { before, origin: event.origin });
    isChanged ||= after !== before;
    if (movesShopFigure(before, figures)) draft.noteOwnOrder(after);
    return {
      lineKey: update.lineKey,
      covered: after.reserved + after.shipped,
      short: after.short,
    };
  });
  return { lines, isChanged };
}

/** Ship what left, promise what is new, release what is no longer wanted, and say what is short. */
function moveLine(draft: LedgerDraft, told: Line, o: { before: Line; origin: Origin }): Line {
  const { origin } = o;
  const keyOf = (kind: string, cumulative: number) => `${told.lineKey}:${kind}:${cumulative}`;
  let line = reserveNew(draft, told, {
    before: o.before,
    key: keyOf('reserve', told.ordered),
    origin,
  });
  const leaving = line.shipped - o.before.shipped;
  if (leaving > 0)
    line = shipUnits(draft, line, { units: leaving, key: keyOf('ship', line.shipped), origin });
  const surplus = line.reserved + line.shipped - wantedUnits(line);
  if (surplus > 0) {
    const units = Math.min(surplus, line.reserved);
    const key = keyOf('release', line.cancelled);
    line = takeHeld(draft, line, { units, kind: 'release', key, origin });
  }
  line = { ...line, short: wantedUnits(line) - line.shipped - line.reserved };
  draft.putLine(line, { cause: origin.cause });
  if (line.returned > o.before.returned) takeBackAtOnce(draft, line, o.origin);
  // A whole line that wants less may have become small enough for what is free.
  const isSmaller = line.isWhole && line.cancelled > o.before.cancelled;
  if (surplus > 0 || isSmaller) {
    const parts = [...partsOf(draft, line.skuId), ...o.before.held];
    const freed = new Set<SkuId>(parts.map((part) => part.skuId));
    coverShortages(draft, freed, { key: keyOf('release', line.cancelled), origin });
  }
  return draft.line(line.lineKey) ?? line;
}

/**
 * Promises what a larger order wants now, from one place if one has it all. Units of it that were
 * short before find nothing here either: whatever they could take went to them in their turn.
 */
function reserveNew(
  draft: LedgerDraft,
  line: Line,
  o: { before: Line; key: string; origin: Origin },
): Line {
  const units = wantedUnits(line) - o.before.shipped - line.reserved;
  if (line.ordered <= o.before.ordered || units <= 0) return line;
  return reserveUnits(draft, line, { units, key: o.key, origin: o.origin });
}

/**
 * Promised units leave first, then free ones (the shop shipped what it had cancelled); what it
 * shipped beyond these was never in the books.
 */
function shipUnits(
  draft: LedgerDraft,
  told: Line,
  o: { units: number; key: string; origin: Origin },
): Line {
  const free = Math.min(o.units - told.reserved, coverable(draft, told));
  const key = `${o.key}:taken`;
  const line = free > 0 ? reserveUnits(draft, told, { ...o, units: free, key }) : told;
  const promised = Math.min(o.units, line.reserved);
  if (o.units > promised) shipUnseen(draft, line, { ...o, units: o.units - promised });
  return promised > 0 ? takeHeld(draft, line, { ...o, units: promised, kind: 'ship' }) : line;
}

/** Units to be supplied in all; what has left can no longer be unwanted. */
function wantedUnits(line: Line): number {
  return Math.max(line.ordered - line.cancelled, line.shipped);
}

/**
 * The shop shipped units that the ledger did not have: they were there, or they could not have
 * left. The books are corrected by exactly these units, and they leave.
 */
function shipUnseen(
  draft: LedgerDraft,
  line: Line,
  o: { units: number; key: string; origin: Origin },
): void {
  const locationId = locationsFor(draft, line)[0];
  if (locationId === undefined) return;
  for (const { skuId, quantity } of partsOf(draft, line.skuId)) {
    const units = quantity * o.units;
    const place = { skuId, locationId };
    const found = toEntryKey(`${o.key}:found`, place);
    const gone = toEntryKey(`${o.key}:gone`, place);
    const { origin } = o;
    draft.move({ ...place, kind: 'correction', onHand: units, reserved: 0, key: found, origin });
    draft.move({ ...place, kind: 'ship', onHand: -units, reserved: 0, key: gone, origin });
  }
}

function takeBackAtOnce(draft: LedgerDraft, line: Line, origin: Origin): void {
  const rule = draft.state.rules.accounts.get(line.accountId);
  const locationId = locationsFor(draft, line)[0];
  if (rule?.restock !== 'at-once' || locationId === undefined) return;
  const units = line.returned - line.restocked;
  const key = `${line.lineKey}:return:${line.returned}`;
  takeBack(draft, line, { units, locationId, key, origin });
}

function newLine(draft: LedgerDraft, event: OrderEvent, update: LineUpdate): Line {
  const rule = draft.state.rules.accounts.get(event.accountId);
  return {
    lineKey: update.lineKey,
    accountId: event.accountId,
    skuId: update.skuId,
    ordered: 0,
    cancelled: 0,
    shipped: 0,
    returned: 0,
    restocked: 0,
    reserved: 0,
    held: [],
    short: 0,
    shortSeq: 0,
    reservedSeq: 0,
    revision: 0,
    isWhole: rule?.coverage === 'whole-lines',
  };
}

/** Units that the shop has taken off its figure, or put back, by itself. */
function movesShopFigure(line: Line, figures: Omit<LineUpdate, 'lineKey' | 'skuId'>): boolean {
  return (
    line.ordered !== figures.ordered ||
    line.cancelled !== figures.cancelled ||
    line.returned !== figures.returned
  );
}

function isSame(line: Line, figures: Omit<LineUpdate, 'lineKey' | 'skuId'>): boolean {
  return (
    line.ordered === figures.ordered &&
    line.cancelled === figures.cancelled &&
    line.shipped === figures.shipped &&
    line.returned === figures.returned &&
    line.revision === figures.revision
  );
}
