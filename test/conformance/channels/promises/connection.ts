import { expect } from 'vitest';
import { type ChannelPromise, hasWebhooks } from '../promise.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Another text of the same length. */
function altered(text: string): string {
  return text.slice(0, -1) + (text.endsWith('x') ? 'y' : 'x');
}

export const connectionPromises: readonly ChannelPromise[] = [
  {
    name: 'an account connects by the settings and credentials that the channel names',
    async check(open) {
      const { channel, shop, settings } = await open();
      expect(channel.slug).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(channel.title).not.toBe('');
      expect(shop.channel).toBe(channel.slug);
      const { credentials } = shop.connection();
      expect(Object.keys(credentials).toSorted()).toEqual([...channel.credentialNames].toSorted());
      expect(settings.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
    },
  },
  {
    name: 'settings without an address, or with one that is none, are refused',
    async check(open) {
      const { channel, shop } = await open();
      const settings = shop.connection().settings as object;
      for (const baseUrl of [undefined, '', 'shop', 'ftp://127.0.0.1', 'javascript:alert(1)']) {
        expect(channel.settings.safeParse({ ...settings, baseUrl }).success).toBe(false);
      }
      for (const nothing of [null, undefined, 'x', 5, []]) {
        expect(channel.settings.safeParse(nothing).success).toBe(false);
      }
    },
  },
  {
    name: 'wrong credentials are told at once, and change nothing',
    async check(open) {
      const { channel, shop } = await open();
      for (const name of channel.credentialNames) {
        const right = shop.connection().credentials[name] ?? '';
        const bench = await open({ credentials: { [name]: altered(right) } });
        const listing = bench.addListing({ skuCode: 'A', quantity: 10 });
        const push = { listing, quantity: 3, expected: null, key: 'k', reference: 'r' };
        const read = await bench.session.readListings([listing]);
        const [pushed] = await bench.session.pushStock([push]);
        const listed = await bench.session.listOrders({ cursor: null, since: new Date(0) });
        expect([read.kind, pushed?.kind, listed.kind]).toEqual(Array(3).fill('needs-reauth'));
        expect(bench.shop.read('A').available).toBe(10);
      }
    },
  },
  {
    name: 'the capability record holds figures that the engine can plan with',
    async check(open) {
      const { capability } = (await open()).channel;
      const { batch, readBatch, concurrency, budget } = capability;
      for (const size of [batch.stock, batch.price, batch.status, readBatch, concurrency]) {
        expect(Number.isInteger(size) && size >= 1 && size <= 10_000).toBe(true);
      }
      expect(budget.callsPerSecond).toBeGreaterThan(0);
      expect(budget.burst).toBeGreaterThanOrEqual(1);
      expect(capability.pullEveryMs).toBeGreaterThanOrEqual(1_000);
      expect(capability.pullEveryMs).toBeLessThanOrEqual(24 * HOUR_MS);
      expect(capability.callTimeoutMs).toBeGreaterThanOrEqual(1_000);
      expect(capability.callTimeoutMs).toBeLessThanOrEqual(MINUTE_MS);
    },
  },
  {
    name: 'the shop calls us, or does not, as the capability record says',
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A' });
      bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
      const deliveries = await bench.deliveries();
      expect(deliveries.length > 0).toBe(hasWebhooks(bench.channel.capability));
      const kinds = deliveries.map((delivery) => bench.read(delivery).kind);
      const { payload } = bench.channel.capability;
      if (deliveries.length > 0)
        expect(kinds).toContain(payload === 'full' ? 'order' : 'order-ref');
      expect(kinds).not.toContain(payload === 'full' ? 'order-ref' : 'order');
    },
  },
  {
    name: 'nothing to push and nothing to read make no call',
    async check(open) {
      const { session, shop } = await open();
      expect(await session.pushStock([])).toEqual([]);
      expect(await session.pushPrice([])).toEqual([]);
      expect(await session.readListings([])).toEqual({ kind: 'ok', value: [] });
      expect(shop.calls()).toEqual({ read: 0, write: 0, refused: 0 });
    },
  },
];
