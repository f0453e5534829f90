import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../core/ledger/decide-batch.ts';
import type { LedgerEvent } from '../../../core/ledger/ledger-event.ts';
import { planReads, widenReads } from '../../../core/ledger/plan-reads.ts';
import { violationsOf } from '../../support/ledger-dump.ts';
import * as tell from '../../support/ledger-events.ts';
import { LedgerMemory } from '../../support/ledger-memory.ts';
import { makeRules } from '../../support/ledger-scenario.ts';

const code = { decideBatch, planReads, widenReads };
// Kit 901 is A and B together.
const { rules } = makeRules({ skus: 3, locations: 3, hasKits: true });
const [FIRST = 0, SECOND = 0] = rules.locations;
const [A, B, KIT] = [101, 102, 901];

function createShelf() {
  const ledger = new LedgerMemory({ code, rules, queueRows: 300 });
  return {
    apply(...events: LedgerEvent[]) {
      const answers = ledger.apply(events);
      expect(violationsOf(ledger.dump(), rules)).toEqual([]);
      return answers.at(-1);
    },
    stock(skuId: number, locationId = FIRST) {
      const found = ledger
        .dump()
        .balances.find((each) => each.skuId === skuId && each.locationId === locationId);
      return { onHand: found?.onHand ?? 0, reserved: found?.reserved ?? 0 };
    },
    entries: () => ledger.dump().entries,
  };
}

const receipt = (skuId: number, quantity: number, locationId = FIRST) =>
  tell.receiptOf({ skuId, locationId, quantity });
const order = (name: string, skuId: number, ordered: number) =>
  tell.orderOf({ accountId: 11, name, skuId, ordered });
const hold = (skuId: number, quantity: number, o: { locationId?: number; key?: string } = {}) =>
  tell.holdOf({ skuId, quantity, locationId: null, ...o });

describe('a hold by hand', () => {
  it('takes its units off sale, from one place if one has them all', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 2), receipt(A, 5, SECOND));
    expect(shelf.apply(hold(A, 4))).toMatchObject({ kind: 'done', onHand: 7, reserved: 4 });
    expect(shelf.stock(A, SECOND)).toEqual({ onHand: 5, reserved: 4 });
    expect(shelf.entries().at(-1)).toMatchObject({ kind: 'reserve', onHandDelta: 0 });
  });

  it('is all of its units or none', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 3), order('o1', A, 1));
    const refused = { kind: 'refused', reason: 'not-available', onHand: 2 };
    expect(shelf.apply(hold(A, 3))).toEqual(refused);
    expect(shelf.stock(A)).toEqual({ onHand: 3, reserved: 1 });
  });

  it('at a named place does not look elsewhere', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 5, SECOND));
    expect(shelf.apply(hold(A, 1, { locationId: FIRST }))).toMatchObject({ kind: 'refused' });
    expect(shelf.apply(hold(A, 1, { locationId: SECOND }))).toMatchObject({ kind: 'done' });
  });

  it('of a kit sets its parts aside', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 3), receipt(B, 2));
    expect(shelf.apply(hold(KIT, 3))).toMatchObject({ reason: 'not-available', onHand: 2 });
    shelf.apply(hold(KIT, 2));
    expect([shelf.stock(A).reserved, shelf.stock(B).reserved]).toEqual([2, 2]);
  });

  it('is not sold to an order that comes later', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 3), hold(A, 2));
    const answer = shelf.apply(order('o1', A, 3));
    expect(answer).toMatchObject({ lines: [{ covered: 1, short: 2 }] });
  });

  it('sent twice is made once', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 9), hold(A, 2, { key: 'k' }));
    expect(shelf.apply(hold(A, 2, { key: 'k' }))).toEqual({ kind: 'copy' });
    const release = tell.unholdOf({ skuId: A, locationId: null, quantity: 1, key: 'u' });
    expect(shelf.apply(release)).toMatchObject({ kind: 'done' });
    expect(shelf.apply(release)).toEqual({ kind: 'copy' });
    expect(shelf.stock(A).reserved).toBe(1);
  });

  it('gives way to a count like an order’s promise, and waits for nothing', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 5), order('o1', A, 2), hold(A, 3));
    const count = tell.countOf({ skuId: A, locationId: FIRST, counted: 3 });
    expect(shelf.apply(count)).toMatchObject({ reserved: 3, displaced: 0, unheld: 2 });
    expect(shelf.apply(receipt(A, 4))).toMatchObject({ reserved: 3, covered: 0 });
  });
});

describe('letting go', () => {
  it('frees the newest hold first, and whoever waits is served', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 5), hold(A, 2, { key: 'old' }), hold(A, 3, { key: 'new' }));
    shelf.apply(order('o1', A, 2));
    const some = tell.unholdOf({ skuId: A, locationId: null, quantity: 3 });
    expect(shelf.apply(some)).toMatchObject({ kind: 'done', reserved: 4, covered: 2 });
    const ofNew = tell.unholdOf({ skuId: A, locationId: null, quantity: null, ofKey: 'new' });
    expect(shelf.apply(ofNew)).toEqual({
      kind: 'refused',
      reason: 'not-that-many-held',
      onHand: 0,
    });
    const all = tell.unholdOf({ skuId: A, locationId: null, quantity: null });
    expect(shelf.apply(all)).toMatchObject({ kind: 'done', reserved: 2 });
  });

  it('at a named place frees what lies there, not what was set aside elsewhere', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 2), receipt(A, 2, SECOND), hold(A, 4));
    const there = tell.unholdOf({ skuId: A, locationId: FIRST, quantity: 2 });
    expect(shelf.apply(there)).toMatchObject({ kind: 'done', reserved: 0 });
    expect(shelf.stock(A, SECOND)).toEqual({ onHand: 2, reserved: 2 });
    expect(shelf.apply(there)).toEqual({ kind: 'copy' });
    const more = tell.unholdOf({ skuId: A, locationId: FIRST, quantity: null });
    expect(shelf.apply(more)).toMatchObject({ kind: 'refused', onHand: 0 });
  });

  it('never touches what orders were promised', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 5), order('o1', A, 4));
    const one = tell.unholdOf({ skuId: A, locationId: FIRST, quantity: 1 });
    expect(shelf.apply(one)).toMatchObject({ kind: 'refused', onHand: 0 });
  });
});

describe('returns by hand and taking back', () => {
  it('a kit that a customer brings back goes to the shelf as its parts', () => {
    const shelf = createShelf();
    shelf.apply(tell.returnOf({ skuId: KIT, locationId: FIRST, quantity: 2 }));
    expect([shelf.stock(A).onHand, shelf.stock(B).onHand]).toEqual([2, 2]);
    expect(shelf.entries().map(({ kind }) => kind)).toEqual(['return', 'return']);
  });

  it('a sale that is taken back leaves sales that add up to nothing', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 5), tell.saleOf({ skuId: A, locationId: FIRST, quantity: 3 }));
    shelf.apply(tell.reversalOf({ of: 'sale', skuId: A, locationId: FIRST, onHand: 3 }));
    expect(shelf.stock(A)).toEqual({ onHand: 5, reserved: 0 });
    const sold = shelf.entries().filter(({ kind }) => kind === 'ship');
    expect(sold.map(({ onHandDelta }) => onHandDelta)).toEqual([-3, 3]);
  });

  it('a receipt cannot be taken back once its units have left', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 5), tell.saleOf({ skuId: A, locationId: FIRST, quantity: 3 }));
    const back = tell.reversalOf({ of: 'receipt', skuId: A, locationId: FIRST, onHand: -5 });
    expect(shelf.apply(back)).toEqual({ kind: 'refused', reason: 'not-enough-on-hand', onHand: 2 });
  });

  it('a receipt taken back under a promise makes the shortage that was there all along', () => {
    const shelf = createShelf();
    shelf.apply(order('o1', A, 2), receipt(A, 5));
    const back = tell.reversalOf({ of: 'receipt', skuId: A, locationId: FIRST, onHand: -5 });
    expect(shelf.apply(back)).toMatchObject({ kind: 'done', onHand: 0, displaced: 2 });
  });
});
