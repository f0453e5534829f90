import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onEachQueue } from '../support/each-queue.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';

onEachQueue((redisUrl) => {
  describe('one order in, every shop told', () => {
    let floor: ShopFloor;
    beforeAll(async () => {
      floor = await openShopFloor({
        redisUrl: redisUrl(),
        shops: [
          { name: 'Alpha', channel: 'shopify' },
          { name: 'Beta', channel: 'woocommerce' },
          { name: 'Gamma', channel: 'vendure', pauseBy: 'status' },
        ],
        locations: ['Mumbai', 'Delhi'],
        skus: [
          { code: 'MUG', stock: { Mumbai: 2, Delhi: 1 } },
          { code: 'TEA', stock: { Mumbai: 9 } },
        ],
      });
      await floor.untilConverged();
    });
    afterAll(() => floor.close());

    const shown = (sku: string) =>
      ['Alpha', 'Beta', 'Gamma'].map((name) => floor.shop(name).read(sku).available);

    test('an order on any shop lowers the figure on all three, the source included', async () => {
      for (const [index, name] of ['Alpha', 'Beta', 'Gamma'].entries()) {
        floor.shop(name).placeOrder({ lines: [{ skuCode: 'TEA', quantity: 1 }] });
        await floor.until(`all show what ${name} sold`, () =>
          shown('TEA').every((figure) => figure === 8 - index),
        );
      }
      await floor.untilConverged();
    });

    test('a buyer who takes more than there is gets what there is, and every listing is paused', async () => {
      floor.shop('Beta').placeOrder({ lines: [{ skuCode: 'MUG', quantity: 5 }] });
      await floor.until('the order is known', async () => {
        const shortages = await floor.engine.orders.listShortages(floor.sellerId);
        return shortages.length === 1;
      });
      await floor.untilConverged();
      expect(shown('MUG').map((figure) => Math.max(0, figure))).toEqual([0, 0, 0]);
      expect(floor.shop('Gamma').read('MUG').status).toBe('paused');
      await floor.receive({ sku: 'MUG', location: 'Delhi', quantity: 40 });
      await floor.untilConverged();
      expect(shown('MUG')).toEqual([38, 38, 38]);
      expect(floor.shop('Gamma').read('MUG').status).toBe('active');
    });
  });
});
