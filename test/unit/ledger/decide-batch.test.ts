import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../core/ledger/decide-batch.ts';
import type { LedgerEvent } from '../../../core/ledger/ledger-event.ts';
import type { LedgerRules } from '../../../core/ledger/ledger-state.ts';
import { planReads, widenReads } from '../../../core/ledger/plan-reads.ts';
import { violationsOf } from '../../support/ledger-dump.ts';
import * as tell from '../../support/ledger-events.ts';
import { LedgerMemory } from '../../support/ledger-memory.ts';
import { makeRules } from '../../support/ledger-scenario.ts';

const code = { decideBatch, planReads, widenReads };
// SKUs 101 (A), 102 (B), 103 (C); kits 901 = A+B and 902 = A+2B+C; account 11 is covered by units,
// 12 takes returns in at once, 13 wants whole lines, 14 may not use the last place.
const { rules } = makeRules({ skus: 3, locations: 3, hasKits: true });
const [FIRST = 0, SECOND = 0] = rules.locations;
const [A, B, KIT, LARGE_KIT] = [101, 102, 901, 902];
const [SHOP, WHOLE] = [11, 13];

function createShelf(own: LedgerRules = rules) {
  const ledger = new LedgerMemory({ code, rules: own, queueRows: 300 });
  const shelf = {
    /** Applies the events as one batch and answers the last answer. */
    apply(...events: LedgerEvent[]) {
      const answers = ledger.apply(events);
      expect(violationsOf(ledger.dump(), own)).toEqual([]);
      return answers.at(-1);
    },
    stock(skuId: number, locationId = FIRST) {
      const found = ledger
        .dump()
        .balances.find((each) => each.skuId === skuId && each.locationId === locationId);
      return { onHand: found?.onHand ?? 0, reserved: found?.reserved ?? 0 };
    },
    line(name: string) {
      const found = ledger.dump().lines.find((line) => line.lineKey.split(':')[1] === name);
      return { reserved: found?.reserved, short: found?.short };
    },
    entries: () => ledger.dump().entries,
  };
  return shelf;
}

const receipt = (skuId: number, quantity: number, locationId = FIRST) =>
  tell.receiptOf({ skuId, locationId, quantity });
const order = (name: string, skuId: number, o: Parameters<typeof tell.orderOf>[0] | object) =>
  tell.orderOf({ accountId: SHOP, name, skuId, ...o });

describe('orders', () => {
  it('50 orders on 10 units: the first 10 are covered, 40 become shortages, none is lost', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 10));
    const orders = Array.from({ length: 50 }, (_, i) => order(`o${i}`, A, { ordered: 1 }));
    shelf.apply(...orders);
    const shorts = orders.map((_, i) => shelf.line(`o${i}`).short);
    expect(shorts).toEqual([...Array(10).fill(0), ...Array(40).fill(1)]);
    expect(shelf.apply(receipt(A, 5))).toMatchObject({ covered: 5 });
    expect(shelf.line('o14')).toEqual({ reserved: 1, short: 0 });
    expect(shelf.line('o15')).toEqual({ reserved: 0, short: 1 });
  });

  it('a thousand copies of one order are one order', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 10));
    shelf.apply(...Array(1_000).fill(order('o1', A, { ordered: 3 })));
    expect(shelf.stock(A)).toEqual({ onHand: 10, reserved: 3 });
    expect(shelf.entries()).toHaveLength(2);
  });

  it('a copy says that nothing changed, and how the order stands', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 2));
    const event = order('o1', A, { ordered: 3 });
    expect(shelf.apply(event)).toMatchObject({ isChanged: true });
    const copy = { kind: 'order', isChanged: false, lines: [{ covered: 2, short: 1 }] };
    expect(shelf.apply(event)).toMatchObject(copy);
  });

  it('cancelling a shortage releases nothing', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 3), order('o1', A, { ordered: 5 }));
    shelf.apply(order('o1', A, { ordered: 5, cancelled: 2 }));
    expect(shelf.stock(A)).toEqual({ onHand: 3, reserved: 3 });
    expect(shelf.line('o1')).toEqual({ reserved: 3, short: 0 });
  });

  it('units that a cancelled order held go to who has waited longest', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 2), order('o1', A, { ordered: 2 }));
    shelf.apply(order('o2', A, { ordered: 1 }), order('o3', A, { ordered: 1 }));
    shelf.apply(order('o1', A, { ordered: 2, cancelled: 1 }));
    expect(shelf.line('o2')).toEqual({ reserved: 1, short: 0 });
    expect(shelf.line('o3')).toEqual({ reserved: 0, short: 1 });
  });

  it('an order that was cancelled and shipped all the same takes its units from the shelf', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 5), order('o1', A, { ordered: 3 }));
    shelf.apply(order('o1', A, { ordered: 3, cancelled: 3 }));
    shelf.apply(order('o1', A, { ordered: 3, cancelled: 3, shipped: 3 }));
    expect(shelf.stock(A)).toEqual({ onHand: 2, reserved: 0 });
  });

  it('units that the shop shipped and nobody had booked are found and leave', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 1), order('o1', A, { ordered: 3 }));
    shelf.apply(order('o1', A, { ordered: 3, shipped: 3 }));
    expect(shelf.stock(A)).toEqual({ onHand: 0, reserved: 0 });
    expect(shelf.line('o1')).toEqual({ reserved: 0, short: 0 });
    const found = shelf.entries().filter((entry) => entry.kind === 'correction');
    expect(found.map((entry) => entry.onHandDelta)).toEqual([2]);
  });

  it('a shortage that was closed and opened again waits behind the others', () => {
    const shelf = createShelf();
    const tellReturn = { accountId: 12, name: 'o1', skuId: A, shipped: 4, returned: 4 };
    shelf.apply(tell.orderOf({ accountId: 12, name: 'o1', skuId: A, ordered: 4 }));
    shelf.apply(tell.orderOf({ accountId: 12, name: 'o1', skuId: A, ordered: 4, shipped: 4 }));
    shelf.apply(order('o2', A, { ordered: 5 }));
    // One body tells of a new unit and of returned ones, which go to whoever waits longest.
    shelf.apply(tell.orderOf({ ...tellReturn, ordered: 5 }));
    expect(shelf.line('o2')).toEqual({ reserved: 4, short: 1 });
    expect(shelf.line('o1')).toEqual({ reserved: 0, short: 1 });
  });

  it('a whole-line order is covered as soon as it wants no more than is free', () => {
    const shelf = createShelf();
    const whole = { accountId: WHOLE, name: 'o1', skuId: A };
    shelf.apply(receipt(A, 3), tell.orderOf({ ...whole, ordered: 5 }));
    expect(shelf.line('o1')).toEqual({ reserved: 0, short: 5 });
    shelf.apply(tell.orderOf({ ...whole, ordered: 5, cancelled: 2 }));
    expect(shelf.line('o1')).toEqual({ reserved: 3, short: 0 });
  });

  it('a body that names another SKU does not move the line to it', () => {
    // Without kits that would have both read.
    const shelf = createShelf(makeRules({ skus: 3, locations: 1, hasKits: false }).rules);
    shelf.apply(receipt(A, 3), receipt(B, 3), order('o1', A, { ordered: 2 }));
    shelf.apply(order('o1', B, { ordered: 2, cancelled: 1 }));
    expect(shelf.stock(A)).toEqual({ onHand: 3, reserved: 1 });
    expect(shelf.stock(B)).toEqual({ onHand: 3, reserved: 0 });
  });
});

describe('kits', () => {
  it('an order of a kit takes all its parts or none', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 5), receipt(B, 2), order('o1', KIT, { ordered: 3 }));
    expect(shelf.line('o1')).toEqual({ reserved: 2, short: 1 });
    expect(shelf.stock(A)).toEqual({ onHand: 5, reserved: 2 });
  });

  it('a part that arrives completes the kit that waits for it', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 1), order('o1', KIT, { ordered: 1 }));
    expect(shelf.apply(receipt(B, 1, SECOND))).toMatchObject({ covered: 1 });
    expect(shelf.line('o1')).toEqual({ reserved: 1, short: 0 });
  });

  it('an older order of a part is served before a younger kit', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 1), receipt(B, 1), order('kit1', KIT, { ordered: 1 }));
    shelf.apply(order('part', B, { ordered: 1 }), order('kit2', KIT, { ordered: 1 }));
    shelf.apply(order('kit1', KIT, { ordered: 1, cancelled: 1 }));
    expect(shelf.line('part')).toEqual({ reserved: 1, short: 0 });
    expect(shelf.line('kit2')).toEqual({ reserved: 0, short: 1 });
  });

  it('a kit sold by hand may displace one order for both its parts', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 3), receipt(B, 3), receipt(103, 1));
    shelf.apply(order('o1', KIT, { ordered: 3 }));
    const sale = tell.saleOf({ skuId: LARGE_KIT, locationId: FIRST, quantity: 1 });
    expect(shelf.apply(sale)).toMatchObject({ kind: 'done', displaced: 2 });
    expect(shelf.line('o1')).toEqual({ reserved: 1, short: 2 });
  });

  it('a kit that was given another part meanwhile still releases and ships what it holds', () => {
    const memory = new Map(rules.kits);
    const kitsWith = new Map([...rules.kitsWith, [103, [KIT, LARGE_KIT]]]);
    const changing = { ...rules, kits: memory, kitsWith };
    const shelf = createShelf(changing);
    shelf.apply(receipt(A, 3), receipt(B, 3), receipt(103, 3));
    shelf.apply(order('o1', KIT, { ordered: 2 }));
    memory.set(KIT, [...(rules.kits.get(KIT) ?? []), { skuId: 103, quantity: 1 }]);
    shelf.apply(order('o1', KIT, { ordered: 3 }));
    shelf.apply(order('o1', KIT, { ordered: 3, cancelled: 1 }));
    expect(shelf.line('o1')).toEqual({ reserved: 2, short: 0 });
    shelf.apply(order('o1', KIT, { ordered: 3, cancelled: 1, shipped: 2 }));
    for (const skuId of [A, B]) expect(shelf.stock(skuId)).toEqual({ onHand: 1, reserved: 0 });
    expect(shelf.stock(103).reserved).toBe(0);
  });
});

describe('movements', () => {
  it('a count below what is promised turns the newest promises into shortages', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 5), order('o1', A, { ordered: 3 }), order('o2', A, { ordered: 2 }));
    const count = tell.countOf({ skuId: A, locationId: FIRST, counted: 4 });
    expect(shelf.apply(count)).toMatchObject({ onHand: 4, reserved: 4, displaced: 1 });
    expect(shelf.line('o1')).toEqual({ reserved: 3, short: 0 });
    expect(shelf.line('o2')).toEqual({ reserved: 1, short: 1 });
  });

  it('a displaced order waits in front of orders that never had a promise', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 1), order('promised', A, { ordered: 1 }));
    shelf.apply(order('waiting', A, { ordered: 1 }));
    shelf.apply(tell.damageOf({ skuId: A, locationId: FIRST, quantity: 1 }));
    shelf.apply(receipt(A, 1));
    expect(shelf.line('promised')).toEqual({ reserved: 1, short: 0 });
    expect(shelf.line('waiting')).toEqual({ reserved: 0, short: 1 });
  });

  it('a displaced order moves to another place that has the units', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 2), receipt(A, 2, SECOND), order('o1', A, { ordered: 2 }));
    const sale = tell.saleOf({ skuId: A, locationId: FIRST, quantity: 1 });
    expect(shelf.apply(sale)).toMatchObject({ displaced: 1, covered: 1 });
    expect(shelf.stock(A, SECOND)).toEqual({ onHand: 2, reserved: 1 });
  });

  it('a transfer covers who may only be served where the units arrive', () => {
    const far = rules.locations[0] as number;
    const shelf = createShelf();
    // Account 14 may not use the best-ranked place.
    shelf.apply(
      receipt(A, 2, far),
      tell.orderOf({ accountId: 14, name: 'o1', skuId: A, ordered: 2 }),
    );
    expect(shelf.line('o1')).toEqual({ reserved: 0, short: 2 });
    const move = { skuId: A, fromLocationId: far, toLocationId: SECOND, quantity: 2 };
    expect(shelf.apply(tell.transferOf(move))).toMatchObject({ covered: 2 });
  });

  it('a return waits for the warehouse, and what it confirms serves shortages and says so', () => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 2), order('o1', A, { ordered: 2, shipped: 2 }));
    shelf.apply(order('o2', A, { ordered: 1 }));
    shelf.apply(order('o1', A, { ordered: 2, shipped: 2, returned: 2 }));
    expect(shelf.stock(A)).toEqual({ onHand: 0, reserved: 0 });
    const restock = { skuId: A, lineKey: `${SHOP}:o1:1`, locationId: FIRST, quantity: 2 };
    const answer = shelf.apply(tell.restockOf(restock));
    expect(answer).toMatchObject({ kind: 'done', onHand: 2, reserved: 1, covered: 1 });
    const again = shelf.apply(tell.restockOf({ ...restock, quantity: 1 }));
    expect(again).toMatchObject({ kind: 'refused', reason: 'nothing-to-take-back' });
  });

  it.each([
    ['more than lies there', tell.saleOf({ skuId: A, locationId: FIRST, quantity: 9 })],
    ['a kit that has no stock', tell.receiptOf({ skuId: KIT, locationId: FIRST, quantity: 1 })],
    ['an unknown line', tell.restockOf({ skuId: A, lineKey: 'x', locationId: 1, quantity: 1 })],
  ])('%s is refused and leaves no entry', (_, event) => {
    const shelf = createShelf();
    shelf.apply(receipt(A, 2));
    expect(shelf.apply(event)).toMatchObject({ kind: 'refused' });
    expect(shelf.entries()).toHaveLength(1);
  });
});

describe('what a batch reads', () => {
  it('a sale by hand of a much ordered SKU does not read everybody’s promises', () => {
    const plan = planReads([tell.saleOf({ skuId: A, locationId: FIRST, quantity: 1 })], rules);
    expect([...plan.reservations]).toEqual([]);
  });

  it('new orders read no queue, a receipt the queues of its SKU and of the kits with it', () => {
    expect(planReads([order('o1', A, { ordered: 1 })], rules).shortages.size).toBe(0);
    const queues = planReads([receipt(103, 1)], rules).shortages;
    expect([...queues.keys()]).toEqual([103, LARGE_KIT]);
  });
});
