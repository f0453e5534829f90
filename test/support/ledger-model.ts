/**
 * The ledger as one would explain it to a shop owner: one event at a time, plain maps, nothing read
 * in advance, no batch, no queues. It is slow and meant to be obviously right; core/ledger is fast
 * and must come to the same stock, the same lines and the same answers.
 *
 * It shares the shapes of events and rules with core/ledger and not one line of its logic. What a
 * line wants is computed from ALL bodies seen of it, so the order of their arrival cannot matter.
 */
import {
  type LedgerAnswer,
  type LedgerEvent,
  type LineUpdate,
  toHoldKey,
} from '../../core/ledger/ledger-event.ts';
import type { LedgerRules } from '../../core/ledger/ledger-state.ts';
import {
  emptyLine,
  type Held,
  hold,
  type ModelLine,
  nameOf,
  netWanted,
  type Place,
} from './ledger-model-line.ts';

type Transfer = Extract<LedgerEvent, { kind: 'transfer' }>;
type Restock = Extract<LedgerEvent, { kind: 'restock' }>;
type Hold = Extract<LedgerEvent, { kind: 'hold' }>;
type Unhold = Extract<LedgerEvent, { kind: 'unhold' }>;
type Reversal = Extract<LedgerEvent, { kind: 'reversal' }>;

/** Promises that lost their stock: those of orders wait now, those by hand are no more. */
interface Gone {
  displaced: number;
  unheld: number;
}

const NOTHING_GONE: Gone = { displaced: 0, unheld: 0 };

export class LedgerModel {
  readonly onHand = new Map<string, number>();
  readonly promised = new Map<string, number>();
  readonly lines = new Map<string, ModelLine>();
  readonly #rules: LedgerRules;
  readonly #keysSeen = new Set<string>();
  #now = 0;

  constructor(rules: LedgerRules) {
    this.#rules = rules;
  }

  apply(event: LedgerEvent): LedgerAnswer {
    if (event.kind === 'order') {
      const lines = event.lines.map((update) => this.#updateLine(event.accountId, update));
      return { kind: 'order', lines, isChanged: true };
    }
    if (this.#keysSeen.has(event.origin.key)) return { kind: 'copy' };
    const answer = this.#moveStock(event);
    if (answer.kind === 'done') this.#keysSeen.add(event.origin.key);
    return answer;
  }

  free(place: Place): number {
    return this.#at(this.onHand, place) - this.#at(this.promised, place);
  }

  // --- Orders ---------------------------------------------------------------

  #updateLine(accountId: number, update: LineUpdate) {
    const { lineKey, skuId } = update;
    const line = this.lines.get(lineKey) ?? emptyLine({ lineKey, accountId, skuId });
    this.lines.set(lineKey, line);
    line.bodies.push(update);
    const shipped = Math.max(...line.bodies.map((body) => body.shipped));
    const goal = Math.max(netWanted(line.bodies), shipped);
    this.#promise(line, goal - line.shipped - line.reserved);
    this.#ship(line, shipped - line.shipped);
    while (line.reserved + line.shipped > goal) {
      this.#takeUnit(line, { isOldestFirst: false, leaves: false });
    }
    this.#setShort(line, goal - line.shipped - line.reserved);
    const returned = Math.max(...line.bodies.map((body) => body.returned));
    if (returned > line.returned) {
      line.returned = returned;
      this.#takeBackAtOnce(line);
    }
    this.#serveQueue();
    return { lineKey, covered: line.reserved + line.shipped, short: line.short };
  }

  /** Promised units leave first, then free ones; units beyond these were never in the books. */
  #ship(line: ModelLine, units: number): void {
    const beyond = Math.max(0, units - line.reserved);
    this.#promiseUnits(line, Math.min(beyond, this.#coverable(line)));
    const inTheBooks = Math.min(units, line.reserved);
    for (let unit = 0; unit < inTheBooks; unit += 1) {
      this.#takeUnit(line, { isOldestFirst: true, leaves: true });
    }
    line.shipped += units;
  }

  #takeBackAtOnce(line: ModelLine): void {
    const location = this.#locationsOf(line)[0];
    if (this.#rules.accounts.get(line.accountId)?.restock !== 'at-once') return;
    if (location === undefined) return;
    this.#takeIn(line, { units: line.returned - line.restocked, locationId: location });
  }

  #takeIn(line: ModelLine, o: { units: number; locationId: number }): void {
    for (const part of this.#partsOf(line.skuId)) {
      const place = { skuId: part.skuId, locationId: o.locationId };
      this.#add(this.onHand, place, part.quantity * o.units);
    }
    line.restocked += o.units;
  }

  // --- Movements ------------------------------------------------------------

  #moveStock(event: Exclude<LedgerEvent, { kind: 'order' }>): LedgerAnswer {
    const isKit = this.#rules.kits.has(event.skuId);
    if (event.kind === 'transfer') return this.#transfer(event);
    if (event.kind === 'restock') return this.#restock(event);
    if (event.kind === 'hold') return this.#setAside(event);
    if (event.kind === 'unhold') return this.#letGo(event);
    if (event.kind === 'reversal') return this.#reverse(event);
    if (event.kind === 'return') return this.#putIn(event, event.quantity);
    if (isKit && event.kind !== 'sale') return this.#refuse(event, 'kit-has-no-stock');
    if (event.kind === 'receipt') return this.#putIn(event, event.quantity);
    if (event.kind === 'count') {
      const gone = this.#makeRoom(event, event.counted);
      this.onHand.set(nameOf(event), event.counted);
      return this.#done(event, gone);
    }
    return this.#remove(event, event.quantity);
  }

  #reverse(event: Reversal): LedgerAnswer {
    if (event.onHand > 0) return this.#putIn(event, event.onHand);
    return this.#remove(event, -event.onHand);
  }

  #partsAt(place: Place, units: number): [Held, ...Held[]] {
    const { locationId } = place;
    return this.#partsOf(place.skuId).map(({ skuId, quantity }) => ({
      ...{ skuId, locationId, quantity: quantity * units },
    })) as [Held, ...Held[]];
  }

  #putIn(place: Place, units: number): LedgerAnswer {
    const parts = this.#partsAt(place, units);
    for (const part of parts) this.#add(this.onHand, part, part.quantity);
    return this.#done(parts[0], NOTHING_GONE);
  }

  #remove(place: Place, units: number): LedgerAnswer {
    const parts = this.#partsAt(place, units);
    const lacking = parts.find((part) => this.#at(this.onHand, part) < part.quantity);
    if (lacking) return this.#refuse(lacking, 'not-enough-on-hand');
    const gone = { displaced: 0, unheld: 0 };
    for (const part of parts) {
      const more = this.#makeRoom(part, this.#at(this.onHand, part) - part.quantity);
      gone.displaced += more.displaced;
      gone.unheld += more.unheld;
      this.#add(this.onHand, part, -part.quantity);
    }
    return this.#done(parts[0], gone);
  }

  // --- Holds by hand --------------------------------------------------------

  #setAside(event: Hold): LedgerAnswer {
    const lineKey = toHoldKey(event.origin.key);
    const line = emptyLine({ lineKey, accountId: 0, skuId: event.skuId });
    const locations = event.locationId === null ? this.#rules.locations : [event.locationId];
    const free = this.#coverable(line, locations);
    if (free < event.quantity) return { kind: 'refused', reason: 'not-available', onHand: free };
    this.lines.set(lineKey, line);
    this.#promiseUnits(line, event.quantity, locations);
    return this.#doneOver(event.skuId, locations);
  }

  /** Unit by unit, each time from the newest hold that has one there. */
  #letGo(event: Unhold): LedgerAnswer {
    const holds = [...this.lines.values()]
      .filter((line) => line.accountId === 0 && line.skuId === event.skuId)
      .filter((line) => !event.ofKey || line.lineKey === toHoldKey(event.ofKey))
      .sort((a, b) => b.reservedAt - a.reservedAt);
    const there = (line: ModelLine) =>
      event.locationId === null ? line.reserved : this.#kitsHeldAt(line, event.locationId);
    const held = holds.reduce((sum, line) => sum + there(line), 0);
    const asked = event.quantity ?? held;
    if (asked === 0 || asked > held) {
      return { kind: 'refused', reason: 'not-that-many-held', onHand: held };
    }
    const from = event.locationId === null ? {} : { from: event.locationId };
    for (let unit = 0; unit < asked; unit += 1) {
      const line = holds.find((each) => there(each) > 0);
      if (!line) throw new Error('fewer are held than were counted');
      this.#takeUnit(line, { isOldestFirst: false, leaves: false, ...from });
    }
    return this.#doneOver(
      event.skuId,
      event.locationId === null ? this.#rules.locations : [event.locationId],
    );
  }

  #kitsHeldAt(line: ModelLine, locationId: number): number {
    const kits = this.#partsOf(line.skuId).map(({ skuId, quantity }) => {
      const own = line.held.find((held) => nameOf(held) === nameOf({ skuId, locationId }));
      return Math.floor((own?.quantity ?? 0) / quantity);
    });
    return Math.min(line.reserved, ...kits);
  }

  #doneOver(skuId: number, locations: readonly number[]): LedgerAnswer {
    const covered = this.#serveQueue();
    const first = this.#partsOf(skuId)[0]?.skuId ?? skuId;
    const sum = (map: ReadonlyMap<string, number>) =>
      locations.reduce((all, locationId) => all + this.#at(map, { skuId: first, locationId }), 0);
    const balance = { onHand: sum(this.onHand), reserved: sum(this.promised) };
    return { kind: 'done', ...balance, covered, ...NOTHING_GONE };
  }

  #transfer(event: Transfer): LedgerAnswer {
    const from = { skuId: event.skuId, locationId: event.fromLocationId };
    const to = { skuId: event.skuId, locationId: event.toLocationId };
    if (this.#rules.kits.has(event.skuId)) return this.#refuse(from, 'kit-has-no-stock');
    if (from.locationId === to.locationId) return this.#refuse(from, 'same-location');
    const left = this.#at(this.onHand, from) - event.quantity;
    if (left < 0) return this.#refuse(from, 'not-enough-on-hand');
    const gone = this.#makeRoom(from, left);
    this.#add(this.onHand, from, -event.quantity);
    this.#add(this.onHand, to, event.quantity);
    return this.#done(to, gone);
  }

  #restock(event: Restock): LedgerAnswer {
    const line = this.lines.get(event.lineKey);
    if (!line) return this.#refuse(event, 'unknown-line');
    if (event.quantity > line.returned - line.restocked) {
      return this.#refuse(event, 'nothing-to-take-back');
    }
    this.#takeIn(line, { units: event.quantity, locationId: event.locationId });
    return this.#done(event, NOTHING_GONE);
  }

  /** As long as more is promised here than will lie here, the newest promise loses a unit. */
  #makeRoom(place: Place, onHandLeft: number): Gone {
    const gone = { displaced: 0, unheld: 0 };
    while (this.#at(this.promised, place) > onHandLeft) {
      const holders = [...this.lines.values()].filter((line) =>
        line.held.some((held) => nameOf(held) === nameOf(place)),
      );
      const [newest] = holders.sort((a, b) => b.reservedAt - a.reservedAt);
      if (!newest) throw new Error(`${nameOf(place)}: promised to nobody`);
      this.#takeUnit(newest, { isOldestFirst: false, leaves: false, from: place.locationId });
      if (newest.accountId === 0) {
        gone.unheld += 1;
        continue;
      }
      // Promised before younger shortages were made, hence in front of them.
      if (newest.short === 0) newest.shortSince = newest.reservedAt;
      newest.short += 1;
      gone.displaced += 1;
    }
    return gone;
  }

  // --- Promises and shortages -----------------------------------------------

  /** The oldest shortage takes what it can use, then the next: over all SKUs, kits included. */
  #serveQueue(): number {
    const open = [...this.lines.values()].filter((line) => line.short > 0);
    let covered = 0;
    for (const line of open.sort((a, b) => a.shortSince - b.shortSince)) {
      const units = this.#promise(line, line.short);
      this.#setShort(line, line.short - units);
      covered += units;
    }
    return covered;
  }

  /** Promises what can be promised of `units`; a whole-lines account takes all of them or none. */
  #promise(line: ModelLine, units: number): number {
    const isWhole = this.#rules.accounts.get(line.accountId)?.coverage === 'whole-lines';
    const possible = Math.max(0, Math.min(units, this.#coverable(line)));
    return this.#promiseUnits(line, isWhole && possible < units ? 0 : possible);
  }

  #promiseUnits(line: ModelLine, units: number, locations = this.#locationsOf(line)): number {
    if (units === 0) return 0;
    const parts = this.#partsOf(line.skuId);
    const together = locations.find((locationId) =>
      parts.every(({ skuId, quantity }) => this.free({ skuId, locationId }) >= quantity * units),
    );
    for (const { skuId, quantity } of parts) {
      let missing = quantity * units;
      const alone = locations.find((locationId) => this.free({ skuId, locationId }) >= missing);
      const one = together ?? alone;
      for (const locationId of one === undefined ? locations : [one]) {
        const place = { skuId, locationId };
        const taken = Math.min(missing, this.free(place));
        this.#add(this.promised, place, taken);
        hold(line, { ...place, quantity: taken });
        missing -= taken;
      }
    }
    line.reserved += units;
    this.#now += 1;
    line.reservedAt = this.#now;
    return units;
  }

  /** One unit of the line, all parts of one kit, stops being promised: it leaves or is free. */
  #takeUnit(line: ModelLine, o: { isOldestFirst: boolean; leaves: boolean; from?: number }): void {
    for (const part of this.#partsOf(line.skuId)) {
      for (let unit = 0; unit < part.quantity; unit += 1) {
        const own = line.held.filter((held) => held.skuId === part.skuId && held.quantity > 0);
        const sorted = o.isOldestFirst ? own : own.reverse();
        const held = sorted.find((each) => each.locationId === o.from) ?? sorted[0];
        if (!held) throw new Error(`${line.lineKey} holds too little`);
        held.quantity -= 1;
        this.#add(this.promised, held, -1);
        if (o.leaves) this.#add(this.onHand, held, -1);
      }
    }
    line.held = line.held.filter((held) => held.quantity > 0);
    line.reserved -= 1;
  }

  #setShort(line: ModelLine, short: number): void {
    if (line.short === 0 && short > 0) {
      this.#now += 1;
      line.shortSince = this.#now;
    }
    line.short = short;
  }

  #coverable(line: ModelLine, locations = this.#locationsOf(line)): number {
    const kits = this.#partsOf(line.skuId).map(({ skuId, quantity }) => {
      const free = locations.map((locationId) => this.free({ skuId, locationId }));
      return Math.floor(free.reduce((sum, each) => sum + each, 0) / quantity);
    });
    return Math.min(...kits);
  }

  #partsOf(skuId: number) {
    return this.#rules.kits.get(skuId) ?? [{ skuId, quantity: 1 }];
  }

  #locationsOf(line: ModelLine): readonly number[] {
    return this.#rules.accounts.get(line.accountId)?.locations ?? this.#rules.locations;
  }

  #at(map: ReadonlyMap<string, number>, place: Place): number {
    return map.get(nameOf(place)) ?? 0;
  }

  #add(map: Map<string, number>, place: Place, quantity: number): void {
    map.set(nameOf(place), this.#at(map, place) + quantity);
  }

  #done(place: Place, gone: Gone): LedgerAnswer {
    const covered = this.#serveQueue();
    const onHand = this.#at(this.onHand, place);
    return { kind: 'done', onHand, reserved: this.#at(this.promised, place), covered, ...gone };
  }

  #refuse(place: Place, reason: Extract<LedgerAnswer, { kind: 'refused' }>['reason']) {
    return { kind: 'refused', reason, onHand: this.#at(this.onHand, place) } as const;
  }
}
