import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAs } from '../support/as-owner.ts';
import { onEachQueue } from '../support/each-queue.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';

onEachQueue((redisUrl) => {
  describe('what the ledger says reaches every shop', () => {
    let floor: ShopFloor;
    beforeAll(async () => {
      floor = await openShopFloor({
        redisUrl: redisUrl(),
        shops: [
          { name: 'Alpha', channel: 'shopify' },
          { name: 'Beta', channel: 'woocommerce', pauseBy: 'status' },
        ],
        locations: ['Mumbai', 'Delhi'],
        skus: [
          { code: 'MUG', stock: { Mumbai: 4, Delhi: 3 }, priceMinor: 49_900 },
          { code: 'TEA', stock: { Mumbai: 10 } },
          { code: 'GIFT', components: { MUG: 2, TEA: 1 } },
        ],
      });
      await floor.untilConverged();
    });
    afterAll(() => floor.close());

    const shown = (sku: string) =>
      ['Alpha', 'Beta'].map((name) => floor.shop(name).read(sku).available);

    test('both shops show the stock of all locations, and a kit what its parts allow', () => {
      expect(shown('MUG')).toEqual([7, 7]);
      expect(shown('TEA')).toEqual([10, 10]);
      expect(shown('GIFT')).toEqual([3, 3]);
    });

    test('a price set once is exact to the last paisa on every shop', async () => {
      const money = { minor: 49_905, currency: 'INR' };
      const price = { skuId: floor.skuId('MUG'), accountId: null, money, actor: 'test' };
      await floor.engine.pricing.setPrice(floor.sellerId, price);
      await floor.untilConverged();
      expect(floor.shop('Alpha').read('MUG').priceMinor).toBe(49_905);
      expect(floor.shop('Beta').read('MUG').priceMinor).toBe(49_905);
    });

    test('sold out pauses the listing everywhere, each shop in the chosen way, and stock resumes it', async () => {
      await floor.sell({ sku: 'TEA', location: 'Mumbai', quantity: 10 });
      await floor.untilConverged();
      expect(shown('TEA')).toEqual([0, 0]);
      expect(floor.shop('Beta').read('TEA').status).toBe('paused');
      expect(floor.shop('Beta').read('GIFT').status).toBe('paused');
      await floor.receive({ sku: 'TEA', location: 'Delhi', quantity: 5 });
      await floor.untilConverged();
      expect(shown('TEA')).toEqual([5, 5]);
      expect(floor.shop('Beta').read('TEA').status).toBe('active');
    });

    test('a pause by hand stays through a receipt until a hand resumes it', async () => {
      const pause = { skuId: floor.skuId('MUG'), accountId: null };
      await floor.engine.catalog.setPausedByHand(floor.sellerId, { ...pause, isPaused: true });
      await floor.untilConverged();
      await floor.receive({ sku: 'MUG', location: 'Mumbai', quantity: 2 });
      await floor.untilConverged();
      expect(shown('MUG')).toEqual([0, 0]);
      await floor.engine.catalog.setPausedByHand(floor.sellerId, { ...pause, isPaused: false });
      await floor.untilConverged();
      expect(shown('MUG')).toEqual([9, 9]);
    });

    test('an update that waited for a month does not break the view of how shops keep up', async () => {
      await runAs(
        floor.database.urls.owner,
        `UPDATE push SET committed_at = committed_at - interval '40 days'`,
      );
      const { accounts } = await floor.engine.monitoring.readSyncStatus(floor.sellerId);
      expect(accounts[0]?.lag?.total[2]).toBeGreaterThan(40 * 86_400_000);
    });

    test('a figure that somebody typed into the shop is drift, repaired, and never an entry', async () => {
      floor.shop('Alpha').setStockByHand({ skuCode: 'TEA', quantity: 77 });
      await floor.sell({ sku: 'TEA', location: 'Delhi', quantity: 1 });
      await floor.untilConverged();
      expect(shown('TEA')).toEqual([4, 4]);
      const drift = await floor.engine.monitoring.listDrift(floor.sellerId);
      expect(drift[0]).toMatchObject({ skuCode: 'TEA', expected: 5, seen: 77 });
    });
  });

  describe('a shop that misbehaves', () => {
    let floor: ShopFloor;
    beforeAll(async () => {
      floor = await openShopFloor({
        redisUrl: redisUrl(),
        shops: [
          { name: 'Sick', channel: 'woocommerce' },
          { name: 'Well', channel: 'shopify' },
        ],
        skus: [
          { code: 'MUG', stock: { Mumbai: 50 } },
          { code: 'TEA', stock: { Mumbai: 50 } },
        ],
      });
      await floor.untilConverged();
    });
    afterAll(() => floor.close());

    test('a reply that is lost is sent again and does no harm', async () => {
      floor.shop('Sick').inject({ kind: 'lose-reply', on: 'write', count: 1 });
      await floor.sell({ sku: 'MUG', location: 'Mumbai', quantity: 1 });
      await floor.untilConverged();
      expect(floor.shop('Sick').read('MUG').available).toBe(49);
    });

    test('an error behind a 200 is never taken for an acknowledgement', async () => {
      floor.shop('Sick').inject({ kind: 'error-body-200', on: 'write', count: 2 });
      await floor.sell({ sku: 'MUG', location: 'Mumbai', quantity: 1 });
      await floor.untilConverged();
      expect(floor.shop('Sick').read('MUG').available).toBe(48);
    });

    test('the wait that a shop asks for is kept, and the newest figure is sent after it', async () => {
      const before = floor.shop('Sick').calls().write;
      floor.shop('Sick').inject({ kind: 'rate-limit', on: 'write', count: 1, afterMs: 2_000 });
      const sinceMs = performance.now();
      await floor.sell({ sku: 'TEA', location: 'Mumbai', quantity: 1 });
      await floor.until(
        'the other shop has it',
        () => floor.shop('Well').read('TEA').available === 49,
      );
      await floor.sell({ sku: 'TEA', location: 'Mumbai', quantity: 9 });
      await floor.untilConverged();
      expect(floor.shop('Sick').read('TEA').available).toBe(40);
      expect(performance.now() - sinceMs).toBeGreaterThan(1_900);
      expect(floor.shop('Sick').calls().write - before).toBeLessThanOrEqual(2);
    });

    test('a figure that the shop applies too late is read back and put right', async () => {
      floor.shop('Sick').inject({ kind: 'apply-late', on: 'write', count: 1, afterMs: 2_500 });
      await floor.sell({ sku: 'MUG', location: 'Mumbai', quantity: 8 });
      await floor.until('the late figure has come', () =>
        floor
          .shop('Sick')
          .stockWrites()
          .some((write) => write.quantity === 40),
      );
      await floor.sell({ sku: 'MUG', location: 'Mumbai', quantity: 10 });
      await floor.until(
        'it shows the newest',
        () => floor.shop('Sick').read('MUG').available === 30,
      );
      await floor.untilConverged();
      expect(floor.shop('Well').read('MUG').available).toBe(30);
    });

    test('an older figure never follows a newer one on any shop', () => {
      for (const name of ['Sick', 'Well']) {
        const mugs = floor
          .shop(name)
          .stockWrites()
          .filter((write) => write.skuCode === 'MUG');
        const figures = mugs.map((write) => write.quantity);
        expect(figures).toEqual(figures.toSorted((a, b) => b - a));
      }
    });

    test('refused credentials stop the account, visibly, until a person says retry', async () => {
      floor.shop('Sick').inject({ kind: 'unauthorized' });
      await floor.sell({ sku: 'TEA', location: 'Mumbai', quantity: 1 });
      const state = async () => {
        const { accounts } = await floor.engine.monitoring.readSyncStatus(floor.sellerId);
        return accounts.find((account) => account.name === 'Sick')?.state;
      };
      await floor.until('it is stopped', async () => (await state()) === 'needs-reauth');
      floor.shop('Sick').clearFaults();
      const { sellerId } = floor;
      await floor.engine.propagation.replayDeadLetters({ sellerId, skuId: null, accountId: null });
      await floor.untilConverged();
      expect(floor.shop('Sick').read('TEA').available).toBe(39);
    });
  });
});
