/**
 * The working copy of a batch: balances and lines as they stand after the events decided so far.
 *
 * It only knows arithmetic: a movement changes a balance and leaves an entry, a change of a
 * shortage leaves its row, all in one sequence. What should move is decided in decide-batch.ts and
 * its leaves.
 */
import { assert } from '../base/assert.ts';
import {
  HELD_BY_HAND,
  type LineKey,
  type LocationId,
  type Origin,
  type SkuId,
} from './ledger-event.ts';
import type {
  Balance,
  BalanceChange,
  Entry,
  EntryKind,
  KitComponent,
  LedgerChange,
  LedgerState,
  Line,
  ShortageChange,
  Wake,
} from './ledger-state.ts';

export interface Movement {
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly kind: EntryKind;
  readonly onHand: number;
  readonly reserved: number;
  readonly key: string;
  readonly origin: Origin;
}

export interface MissingReads {
  readonly balances: Set<SkuId>;
  readonly shortages: Set<SkuId>;
  readonly reservations: Set<SkuId>;
}

/** A line's place in a queue; it counts only while `seq` is still the line's own. */
interface Place {
  readonly lineKey: LineKey;
  readonly seq: number;
}

const pairKey = (o: { skuId: SkuId; locationId: LocationId }) => `${o.skuId}@${o.locationId}`;

export class LedgerDraft {
  readonly state: LedgerState;
  /**
   * What the decision turned out to need and was not read: the batch is then read and decided
   * again.
   */
  readonly missing: MissingReads = {
    balances: new Set(),
    shortages: new Set(),
    reservations: new Set(),
  };
  readonly #balances = new Map<string, Balance>();
  readonly #before = new Map<string, Balance>();
  readonly #lines = new Map<LineKey, Line>();
  readonly #changedLines = new Set<LineKey>();
  readonly #keys: Set<string>;
  readonly #queues = new Map<SkuId, Place[]>();
  readonly #reservers = new Map<SkuId, Set<LineKey>>();
  readonly #entries: Entry[] = [];
  readonly #shortages: ShortageChange[] = [];
  readonly #wakes = new Map<string, Wake>();
  #seq: number;

  constructor(state: LedgerState) {
    this.state = state;
    this.#seq = state.seq;
    this.#keys = new Set(state.knownKeys);
    for (const balance of state.balances) {
      this.#balances.set(pairKey(balance), { ...balance });
      this.#before.set(pairKey(balance), balance);
    }
    for (const line of state.lines) this.#takeIn(line);
    for (const queue of [...state.shortages.values(), ...state.reservations.values()]) {
      for (const line of queue.lines) this.#takeIn(line);
    }
  }

  /** The newest number given out. */
  get seq(): number {
    return this.#seq;
  }

  /** True once per key: a repetition of a keyed event finds it taken. */
  isKnown(key: string): boolean {
    return this.#keys.has(key);
  }

  componentsOf(skuId: SkuId): readonly KitComponent[] | null {
    return this.state.rules.kits.get(skuId) ?? null;
  }

  line(lineKey: LineKey): Line | null {
    return this.#lines.get(lineKey) ?? null;
  }

  balance(skuId: SkuId, locationId: LocationId): Readonly<Balance> {
    this.#expectRead(skuId);
    return this.#balances.get(pairKey({ skuId, locationId })) ?? emptyBalance(skuId, locationId);
  }

  available(skuId: SkuId, locationId: LocationId): number {
    const { onHand, reserved } = this.balance(skuId, locationId);
    return onHand - reserved;
  }

  availableIn(skuId: SkuId, locations: readonly LocationId[]): number {
    return locations.reduce((sum, locationId) => sum + this.available(skuId, locationId), 0);
  }

  /**
   * Changes a balance and leaves the entry. Promises that would be broken are a defect, hence
   * asserted.
   */
  move(movement: Movement): void {
    const pair = pairKey(movement);
    this.#expectRead(movement.skuId);
    const balance = this.#balances.get(pair) ?? emptyBalance(movement.skuId, movement.locationId);
    balance.onHand += movement.onHand;
    balance.reserved += movement.reserved;
    assert(
      balance.reserved >= 0 && balance.onHand >= balance.reserved,
      'A movement would leave fewer units than are promised.',
      { ...movement, origin: movement.origin.key, onHandAfter: balance.onHand },
    );
    this.#balances.set(pair, balance);
    this.#keys.add(movement.key);
    this.#seq += 1;
    this.#entries.push({
      seq: this.#seq,
      skuId: movement.skuId,
      locationId: movement.locationId,
      kind: movement.kind,
      onHandDelta: movement.onHand,
      reservedDelta: movement.reserved,
      onHandAfter: balance.onHand,
      reservedAfter: balance.reserved,
      key: movement.key,
      origin: movement.origin,
    });
    this.#wake(movement.skuId);
  }

  /**
   * Puts a line's new figures in place; an opened or closed shortage gets its row and its place.
   */
  putLine(line: Line, change: { cause: string; shortSeq?: number }): void {
    const before = this.#lines.get(line.lineKey);
    const delta = line.short - (before?.short ?? 0);
    // Never the caller's: its copy of the line may be older than the place in the queue.
    let shortSeq = before?.shortSeq ?? 0;
    if (delta !== 0) {
      this.#seq += 1;
      if ((before?.short ?? 0) === 0) shortSeq = change.shortSeq ?? this.#seq;
      this.#shortages.push({
        seq: this.#seq,
        lineKey: line.lineKey,
        skuId: line.skuId,
        accountId: line.accountId,
        delta,
        openAfter: line.short,
        cause: change.cause,
      });
      this.#wake(line.skuId);
    }
    this.#takeIn({ ...line, shortSeq });
    this.#changedLines.add(line.lineKey);
  }

  /**
   * Open shortages that could take free units of these SKUs, oldest first over all of them, kits
   * that contain them included.
   */
  *shortagesFor(freed: Iterable<SkuId>): Generator<Line> {
    const { kitsWith } = this.state.rules;
    const skuIds = new Set([...freed].flatMap((skuId) => [skuId, ...(kitsWith.get(skuId) ?? [])]));
    let heads = [...skuIds].map(
      (skuId) => new QueueHead(skuId, this.#queue(skuId), this.#lastSeqRead(skuId)),
    );
    while (true) {
      // Nothing is freed meanwhile: a SKU that has run out is done, and who waits is not read.
      heads = heads.filter((head) => this.#isFree(head.skuId));
      for (const head of heads) head.skipWhile((place) => !this.#isOpen(place));
      const unread = heads.filter((head) => head.isBeyondRead());
      if (unread.length > 0) {
        // Somebody older may wait unread: nobody is served before we know.
        for (const head of unread) this.missing.shortages.add(head.skuId);
        return;
      }
      const first = heads.filter((head) => head.place).sort((a, b) => a.seq - b.seq)[0];
      if (!first?.place) return;
      const line = this.#lines.get(first.place.lineKey) as Line;
      first.advance();
      yield line;
    }
  }

  /** Lines that hold units of this SKU at this location, newest reservation first. */
  reservationsAt(skuId: SkuId, locationId: LocationId): Line[] {
    for (const each of [skuId, ...(this.state.rules.kitsWith.get(skuId) ?? [])]) {
      if (!this.state.reservations.get(each)?.isComplete) this.missing.reservations.add(each);
    }
    return [...(this.#reservers.get(skuId) ?? [])]
      .map((lineKey) => this.#lines.get(lineKey) as Line)
      .filter((line) => heldAt(line, skuId, locationId) > 0)
      .sort((a, b) => b.reservedSeq - a.reservedSeq);
  }

  /** What is held of this SKU by hand, the newest hold first. */
  holdsOf(skuId: SkuId): Line[] {
    if (!this.state.reservations.get(skuId)?.isComplete) this.missing.reservations.add(skuId);
    return [...this.#lines.values()]
      .filter((line) => line.accountId === HELD_BY_HAND && line.skuId === skuId)
      .filter((line) => line.reserved > 0)
      .toSorted((older, newer) => newer.reservedSeq - older.reservedSeq);
  }

  /** An order of this account moved the SKU: its shop has changed its own figure too. */
  noteOwnOrder(o: Wake): void {
    const { skuId, accountId } = o;
    this.#wakes.set(`${skuId}@${accountId}`, { skuId, accountId });
  }

  /** Null when nothing changed. */
  change(): LedgerChange | null {
    if (this.#entries.length === 0 && this.#changedLines.size === 0) return null;
    const balances: BalanceChange[] = [];
    for (const [pair, after] of this.#balances) {
      const before = this.#before.get(pair);
      const onHandDelta = after.onHand - (before?.onHand ?? 0);
      const reservedDelta = after.reserved - (before?.reserved ?? 0);
      if (onHandDelta === 0 && reservedDelta === 0) continue;
      const { skuId, locationId } = after;
      balances.push({ skuId, locationId, onHandDelta, reservedDelta, isNew: !before });
    }
    return {
      seqBefore: this.state.seq,
      seqAfter: this.#seq,
      entries: this.#entries,
      shortages: this.#shortages,
      lines: [...this.#changedLines].map((lineKey) => this.#lines.get(lineKey) as Line),
      balances,
      wakes: this.#distinctWakes(),
    };
  }

  /** A SKU that an account's order has woken need not be woken for nobody too. */
  #distinctWakes(): Wake[] {
    const wakes = [...this.#wakes.values()];
    const woken = new Set(wakes.filter((wake) => wake.accountId > 0).map((wake) => wake.skuId));
    return wakes.filter((wake) => wake.accountId > 0 || !woken.has(wake.skuId));
  }

  #expectRead(skuId: SkuId): void {
    if (!this.state.skusRead.has(skuId)) this.missing.balances.add(skuId);
  }

  #wake(skuId: SkuId): void {
    for (const each of [skuId, ...(this.state.rules.kitsWith.get(skuId) ?? [])]) {
      this.#wakes.set(`${each}`, { skuId: each, accountId: 0 });
    }
  }

  #takeIn(line: Line): void {
    this.#lines.set(line.lineKey, line);
    if (line.short > 0) this.#enqueue({ lineKey: line.lineKey, seq: line.shortSeq }, line.skuId);
    for (const { skuId } of line.held) {
      const reservers = this.#reservers.get(skuId) ?? new Set();
      reservers.add(line.lineKey);
      this.#reservers.set(skuId, reservers);
    }
  }

  /** Somewhere lies enough for one unit, of a kit: for all its parts. */
  #isFree(skuId: SkuId): boolean {
    const parts = this.componentsOf(skuId) ?? [{ skuId, quantity: 1 }];
    const { locations } = this.state.rules;
    return parts.every((part) => this.availableIn(part.skuId, locations) >= part.quantity);
  }

  #queue(skuId: SkuId): Place[] {
    const queue = this.#queues.get(skuId) ?? [];
    this.#queues.set(skuId, queue);
    return queue;
  }

  #enqueue(place: Place, skuId: SkuId): void {
    const queue = this.#queue(skuId);
    // Nearly always the newest: found at the end without a search.
    let at = queue.length;
    while (at > 0 && (queue[at - 1] as Place).seq > place.seq) at -= 1;
    if (at > 0 && queue[at - 1]?.seq === place.seq) return;
    queue.splice(at, 0, place);
  }

  /** Up to which place a queue was read; everything when it was read to its end. */
  #lastSeqRead(skuId: SkuId): number {
    const read = this.state.shortages.get(skuId);
    if (!read) return -1;
    return read.isComplete ? Number.POSITIVE_INFINITY : (read.lines.at(-1)?.shortSeq ?? -1);
  }

  #isOpen(place: Place): boolean {
    const line = this.#lines.get(place.lineKey);
    return line !== undefined && line.short > 0 && line.shortSeq === place.seq;
  }
}

/** Walks one queue without changing it. */
class QueueHead {
  readonly skuId: SkuId;
  readonly #places: readonly Place[];
  readonly #lastSeqRead: number;
  #at = 0;

  constructor(skuId: SkuId, places: readonly Place[], lastSeqRead: number) {
    this.skuId = skuId;
    this.#places = places;
    this.#lastSeqRead = lastSeqRead;
  }

  get place(): Place | undefined {
    return this.#places[this.#at];
  }

  get seq(): number {
    return this.place?.seq ?? Number.POSITIVE_INFINITY;
  }

  advance(): void {
    this.#at += 1;
  }

  skipWhile(isDone: (place: Place) => boolean): void {
    while (this.place && isDone(this.place)) this.#at += 1;
  }

  /** The next in line was not read, or only some of those before it were. */
  isBeyondRead(): boolean {
    return this.#lastSeqRead !== Number.POSITIVE_INFINITY && this.seq > this.#lastSeqRead;
  }
}

export function heldAt(line: Line, skuId: SkuId, locationId: LocationId): number {
  return line.held.reduce(
    (sum, held) =>
      held.skuId === skuId && held.locationId === locationId ? sum + held.quantity : sum,
    0,
  );
}

const emptyBalance = (skuId: SkuId, locationId: LocationId): Balance => ({
  skuId,
  locationId,
  onHand: 0,
  reserved: 0,
});
