import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveLedger } from '../../core/ledger/prove-ledger.ts';
import * as tell from '../support/ledger-events.ts';
import { type OpenLedger, openLedger } from '../support/open-ledger.ts';

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
});
afterAll(() => open.drop());

async function openShop() {
  const seller = await open.addSeller({ skus: 3, locations: 2, hasKits: true });
  const [hoodie = 0, cap = 0, , kit = 0] = seller.skuIds;
  const [mumbai = 0, delhi = 0] = seller.rules.locations;
  const [accountId = 0] = seller.rules.accounts.keys();
  const submit = (event: Parameters<typeof open.ledger.submit>[1]) =>
    open.ledger.submit(seller.sellerId, event);
  return { ...seller, hoodie, cap, kit, mumbai, delhi, accountId, submit };
}

async function expectSound(sellerId: number) {
  const broken = (await proveLedger(open, { sellerId })).filter((each) => each.violations > 0);
  expect(broken).toEqual([]);
}

test('a rehearsal tells what would happen and changes nothing', async () => {
  const { sellerId, hoodie, mumbai, accountId, submit } = await openShop();
  await submit(tell.receiptOf({ skuId: hoodie, locationId: mumbai, quantity: 5 }));
  await submit(tell.orderOf({ accountId, name: 'o1', skuId: hoodie, ordered: 3 }));
  const count = tell.countOf({ skuId: hoodie, locationId: mumbai, counted: 2 });
  const place = { skuId: hoodie, locationId: mumbai };
  const expected = {
    answer: { kind: 'done', onHand: 2, reserved: 2, covered: 0, displaced: 1, unheld: 0 },
    places: [{ ...place, before: { onHand: 5, reserved: 3 }, after: { onHand: 2, reserved: 2 } }],
  };
  expect(await open.ledger.rehearse(sellerId, count)).toEqual(expected);
  expect(await open.ledger.rehearse(sellerId, count)).toEqual(expected);
  expect(await submit(count)).toEqual(expected.answer);
  expect((await open.ledger.rehearse(sellerId, count)).answer).toEqual({ kind: 'copy' });
  await expectSound(sellerId);
});

test('holds are promises to the proof, and give their units back', async () => {
  const { sellerId, hoodie, cap, kit, mumbai, delhi, submit } = await openShop();
  for (const skuId of [hoodie, cap]) {
    await submit(tell.receiptOf({ skuId, locationId: mumbai, quantity: 3 }));
    await submit(tell.receiptOf({ skuId, locationId: delhi, quantity: 2 }));
  }
  const held = await submit(tell.holdOf({ skuId: kit, locationId: null, quantity: 4, key: 'h' }));
  expect(held).toMatchObject({ kind: 'done' });
  await expectSound(sellerId);
  expect(await submit(tell.holdOf({ skuId: kit, locationId: null, quantity: 2 }))).toMatchObject({
    reason: 'not-available',
    onHand: 1,
  });
  const back = tell.unholdOf({ skuId: kit, locationId: null, quantity: null, ofKey: 'h' });
  expect(await submit(back)).toMatchObject({ kind: 'done', reserved: 0 });
  await expectSound(sellerId);
});

test('what a message has moved is found by its key, without what followed from it', async () => {
  const { sellerId, hoodie, kit, cap, mumbai, accountId, submit } = await openShop();
  for (const skuId of [hoodie, cap]) {
    await submit(tell.receiptOf({ skuId, locationId: mumbai, quantity: 3, key: `r${skuId}` }));
  }
  await submit(tell.orderOf({ accountId, name: 'o1', skuId: hoodie, ordered: 3 }));
  const sale = tell.saleOf({ skuId: kit, locationId: mumbai, quantity: 2 });
  await submit(sale);
  const moved = await open.ledger.readMovement(sellerId, sale.origin.key);
  expect(moved.map(({ skuId, kind, onHandDelta }) => ({ skuId, kind, onHandDelta }))).toEqual([
    { skuId: hoodie, kind: 'ship', onHandDelta: -2 },
    { skuId: cap, kind: 'ship', onHandDelta: -2 },
  ]);
  expect(await open.ledger.readMovement(sellerId, `${sale.origin.key}0`)).toEqual([]);
  await expectSound(sellerId);
});
