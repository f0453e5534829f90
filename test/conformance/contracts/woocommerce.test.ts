// WooCommerce publishes no schema, but a reference of property tables and examples. What we send
// and read is held against the tables, and the examples are read as if a shop had sent them.
import { describe, expect, it } from 'vitest';
import { woocommerceChannel } from '../../../core/channels/woocommerce/index.ts';
import { toIncomingOrder } from '../../../core/channels/woocommerce/mapping.ts';
import { wireListing, wireOrder, wireRefund } from '../../../core/channels/woocommerce/wire.ts';
import { type ContractFiles, describeContract } from '../../support/contracts.ts';
import { openScriptedWooShop, type WooCall } from './woocommerce-calls.ts';

const FOLDER = 'reference-md';
const PAGES = ['_orders', '_order-refunds', '_products', '_product-variations', '_webhooks'];

/**
 * Options that WooCommerce has and this reference of 2024-03 does not tell, each with where they
 * were seen.
 */
const UNTOLD = new Set([
  // Every list and single resource of WordPress; WC_REST_Controller::get_fields_for_response reads
  // it.
  '_fields',
]);

interface Row {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The rows of the first table behind a heading. */
function tableOf(files: ContractFiles, page: string, heading: string): ReadonlyMap<string, Row> {
  const text = files.text(`${FOLDER}/${page}.md`);
  const start = text.indexOf(`\n${heading} ${'#'.repeat(heading.indexOf(' '))}\n`);
  if (start < 0) throw new Error(`${page} has no "${heading}".`);
  const rows = new Map<string, Row>();
  for (const line of text.slice(start).split('\n').slice(2)) {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, name = '', type = '', ...rest] = cells;
    const bare = /^`(\w+)`$/.exec(name)?.[1];
    if (bare) rows.set(bare, { name: bare, type, text: rest.join('|') });
    else if (rows.size > 0 && !line.startsWith('|')) break;
  }
  return rows;
}

/**
 * The parameters of a list: the table behind the first "Available parameters" after the heading.
 */
function parametersOf(files: ContractFiles, page: string, heading: string) {
  const text = files.text(`${FOLDER}/${page}.md`);
  const from = text.indexOf(`\n${heading} ${'#'.repeat(heading.indexOf(' '))}\n`);
  const start = text.indexOf('#### Available parameters ####', from);
  const names = text
    .slice(start)
    .split('\n')
    .slice(1)
    .map((line) => /^\| `(\w+)`\s*\|\s*(\w+)/.exec(line));
  const end = names.findIndex((match, index) => index > 3 && match === null);
  const rows = names.slice(0, end).flatMap((match) => (match ? [[match[1], match[2]]] : []));
  return new Map(rows as [string, string][]);
}

/** The JSON examples of a page, as far as they are whole. */
function examplesOf(files: ContractFiles, page: string): readonly Record<string, unknown>[] {
  const text = files.text(`${FOLDER}/${page}.md`);
  const blocks = text.matchAll(/^```json\n([\s\S]*?)\n```$/gm);
  return [...blocks].flatMap(([, json = '']) => {
    const value: unknown = JSON.parse(json);
    return (Array.isArray(value) ? value : [value]) as Record<string, unknown>[];
  });
}

const names = (table: ReadonlyMap<string, unknown>) => [...table.keys()];

describeContract(
  {
    channel: 'woocommerce',
    needs: PAGES.map((page) => `${FOLDER}/${page}.md`),
    howToGet: 'github.com/woocommerce/woocommerce-rest-api-docs, source/includes/wp-api-v3',
  },
  (files) => {
    describe('what is read', () => {
      it('every field of an order that is read stands in the tables', () => {
        const order = tableOf(files, '_orders', '## Order properties');
        const line = tableOf(files, '_orders', '### Order - Line items properties');
        const billing = tableOf(files, '_orders', '### Order - Billing properties');
        expect(names(order)).toEqual(expect.arrayContaining(Object.keys(wireOrder.shape)));
        const { line_items, billing: address } = wireOrder.shape;
        expect(names(line)).toEqual(expect.arrayContaining(Object.keys(line_items.element.shape)));
        expect(names(billing)).toEqual(expect.arrayContaining(Object.keys(address.shape)));
      });

      it('every field of a refund that is read stands in the tables', () => {
        const refund = tableOf(files, '_order-refunds', '## Order refund properties');
        const line = tableOf(files, '_order-refunds', '### Order refund - Line items properties');
        expect(names(refund)).toEqual(expect.arrayContaining(Object.keys(wireRefund.shape)));
        const { line_items } = wireRefund.shape;
        expect(names(line)).toEqual(expect.arrayContaining(Object.keys(line_items.element.shape)));
      });

      it.each([
        ['_products', '## Product properties'],
        ['_product-variations', '## Product variation properties'],
      ])('every field of a listing that is read stands in %s', (page, heading) => {
        const table = tableOf(files, page, heading);
        expect(names(table)).toEqual(expect.arrayContaining(Object.keys(wireListing.shape)));
      });

      it('the statuses that we tell apart are the published ones', () => {
        const text = tableOf(files, '_orders', '## Order properties').get('status')?.text;
        for (const status of ['pending', 'completed', 'cancelled', 'refunded', 'failed', 'trash']) {
          expect(text).toContain(`\`${status}\``);
        }
      });
    });

    describe('the published examples', () => {
      it('every order among them is read', () => {
        const orders = examplesOf(files, '_orders').flatMap((example) =>
          'line_items' in example ? [wireOrder.parse(example)] : [],
        );
        expect(orders.length).toBeGreaterThanOrEqual(4);
      });

      it('the paid order reads as two lines that are neither cancelled nor shipped', () => {
        const [example] = examplesOf(files, '_orders');
        const order = toIncomingOrder(wireOrder.parse(example), []);
        expect(order).toEqual({
          externalId: '727',
          number: '727',
          placedAt: new Date('2017-03-22T19:28:02Z'),
          revisedAt: new Date('2017-03-22T19:28:08Z'),
          currency: 'USD',
          totalMinor: 2_935,
          isCancelled: false,
          lines: [
            {
              externalId: '315',
              listingExternalId: '93',
              skuCode: null,
              title: 'Woo Single #1',
              ordered: 2,
              cancelled: 0,
              shipped: 0,
              returned: 0,
              refunded: 0,
              unitPriceMinor: 300,
            },
            {
              externalId: '316',
              listingExternalId: '23',
              skuCode: 'Bar3',
              title: 'Ship Your Idea &ndash; Color: Black, Size: M Test',
              ordered: 1,
              cancelled: 0,
              shipped: 0,
              returned: 0,
              refunded: 0,
              unitPriceMinor: 1_200,
            },
          ],
          buyer: {
            externalId: null,
            name: 'John Doe',
            email: 'john.doe@example.com',
            phone: '(555) 555-5555',
            address: {
              name: 'John Doe',
              line1: '969 Market',
              city: 'San Francisco',
              region: 'CA',
              postcode: '94103',
              country: 'US',
            },
          },
        });
      });

      it('the completed order among them is shipped', () => {
        const completed = examplesOf(files, '_orders').find(
          (example) => example.status === 'completed' && 'line_items' in example,
        );
        const order = toIncomingOrder(wireOrder.parse(completed), []);
        expect(order.lines.map((line) => line.shipped)).toEqual(
          order.lines.map((line) => line.ordered),
        );
      });

      it('the refund of one unit names the line of the order that it takes back', () => {
        const refunds = examplesOf(files, '_order-refunds').map((one) => wireRefund.parse(one));
        const lines = refunds.flatMap((refund) => refund.line_items);
        const [line] = lines;
        expect(line?.quantity).toBe(1);
        expect(line?.meta_data).toContainEqual({ key: '_refunded_item_id', value: '311' });
      });

      it.each(['_products', '_product-variations'])('every listing in %s is read', (page) => {
        const all = examplesOf(files, page).filter((example) => 'regular_price' in example);
        // Some examples of variations say "status": true, against their own table and every shop.
        const found = all.filter((example) => example.status !== true);
        expect(found.length).toBeGreaterThanOrEqual(3);
        for (const example of found) wireListing.parse(example);
      });
    });

    describe('what is sent', () => {
      async function callsOfADay(): Promise<readonly WooCall[]> {
        return openScriptedWooShop(async (session) => {
          const listing = { listingId: 1, skuCode: 'A', externalStockId: null };
          const simple = { ...listing, externalId: '93', externalParentId: null };
          const variation = { ...listing, externalId: '23', externalParentId: '22' };
          const push = { key: 'k', reference: 'r', expected: null };
          const both = [simple, variation].map((ref) => ({ ...push, listing: ref }));
          await session.pushStock(both.map((item) => ({ ...item, quantity: 0 })));
          const price = { priceMinor: 1_999, currency: 'USD' };
          await session.pushPrice(both.map((item) => ({ ...item, ...price })));
          await session.pushStatus(both.map((item) => ({ ...item, status: 'paused' })));
          await session.pushStatus(both.map((item) => ({ ...item, status: 'active' })));
          await session.readListings([simple, variation]);
          await session.fetchOrder('723');
          await session.listOrders({ cursor: null, since: new Date('2017-01-01T00:00:00Z') });
        });
      }

      it('every address is one of the reference', async () => {
        const pages = PAGES.map((page) => files.text(`${FOLDER}/${page}.md`)).join('\n');
        for (const { method, path } of await callsOfADay()) {
          const published = path
            .replace(/^\/wp-json\/wc\/v3/, '')
            .replace(/\/products\/\d+\//, '/products/&lt;product_id&gt;/')
            .replace(/\/orders\/\d+/, '/orders/&lt;id&gt;');
          const label = `<i class="label label-${method.toLowerCase()}">${method}</i>`;
          const block = `${label}\n\t\t<h6>/wp-json/wc/v3${published}</h6>`;
          expect(pages.includes(block), `${method} ${published}`).toBe(true);
        }
      });

      it('every parameter of a list is published, and every option of it', async () => {
        const tables: Readonly<Record<string, ReadonlyMap<string, string>>> = {
          '/orders': parametersOf(files, '_orders', '## List all orders'),
          '/refunds': parametersOf(files, '_order-refunds', '## List all refunds'),
          '/products': parametersOf(files, '_products', '## List all products'),
          '/variations': parametersOf(
            files,
            '_product-variations',
            '## List all product variations',
          ),
        };
        let lists = 0;
        for (const { method, path, query } of await callsOfADay()) {
          const table = Object.entries(tables).find(([end]) => path.endsWith(end))?.[1];
          if (method !== 'GET' || !table) continue;
          lists += 1;
          for (const name of query.keys()) {
            if (!UNTOLD.has(name)) expect(names(table), `${path}?${name}`).toContain(name);
          }
          // "modified" is an option since WooCommerce 5.8 (WC_REST_CRUD_Controller), and not yet in
          // this text.
          expect(['date', 'modified', null]).toContain(query.get('orderby'));
        }
        expect(lists).toBeGreaterThanOrEqual(5);
      });

      it('every field of a change is published, writable, and of the published type', async () => {
        const simple = tableOf(files, '_products', '## Product properties');
        const variation = tableOf(files, '_product-variations', '## Product variation properties');
        let updates = 0;
        for (const { path, body } of await callsOfADay()) {
          if (!body) continue;
          const { update, ...rest } = body as { update: Record<string, unknown>[] };
          expect(rest).toEqual({});
          const table = path.includes('/variations/') ? variation : simple;
          for (const { id, ...fields } of update) {
            expect(typeof id).toBe('number');
            for (const [name, value] of Object.entries(fields)) {
              updates += 1;
              const row = table.get(name);
              expect(row, name).toBeDefined();
              expect(row?.text).not.toContain('read-only');
              expect(row?.type).toBe(typeof value === 'number' ? 'integer' : typeof value);
              if (name === 'status') expect(row?.text).toContain(`\`${value}\``);
            }
          }
        }
        expect(updates).toBeGreaterThanOrEqual(10);
      });

      it('a call never carries more objects than the shop takes', () => {
        for (const page of ['_products', '_product-variations']) {
          expect(files.text(`${FOLDER}/${page}.md`)).toContain('limited to up to 100 objects');
        }
        const { batch } = woocommerceChannel.capability;
        expect(Math.max(batch.stock, batch.price, batch.status)).toBeLessThanOrEqual(100);
      });
    });

    it('the headers of a webhook are the published ones', () => {
      const text = files.text(`${FOLDER}/_webhooks.md`);
      for (const header of ['Topic', 'Signature', 'Delivery-ID']) {
        expect(text).toContain(`X-WC-Webhook-${header}`);
      }
      expect(text).toContain('base64 encoded HMAC-SHA256');
      expect(text).toContain('After 5 consecutive failed deliveries');
    });
  },
);
