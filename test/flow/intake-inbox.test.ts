import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { Secret } from '../../core/base/secret.ts';
import { type Catalog, createCatalog } from '../../core/catalog/catalog.ts';
import { createVault } from '../../core/catalog/vault.ts';
import { createDatabase } from '../../core/database/database.ts';
import { DatabaseUnavailable } from '../../core/database/database-errors.ts';
import { createInbox, type Delivery, InboxFull } from '../../core/intake/inbox.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { openSwitchedProxy } from '../support/switched-proxy.ts';

let opened: TestDatabase;
let catalog: Catalog;
beforeAll(async () => {
  opened = await openTestDatabase();
  const vault = createVault([
    { id: 'k1', secret: new Secret('a key of the tests, 32 letters long') },
  ]);
  catalog = createCatalog({ database: opened.database, clock: systemClock, vault });
});
afterAll(() => opened.drop());

const openSeller = () => catalog.createSeller({ name: 'A', currency: 'EUR', timeZone: 'UTC' });

function delivery(sellerId: number, more: Partial<Delivery> = {}): Delivery {
  return {
    sellerId,
    accountId: 1,
    externalId: 'id',
    topic: 'orders/create',
    rawBody: Buffer.from('{"a":1}'),
    receivedAt: new Date(Date.UTC(2026, 10, 23)),
    ...more,
  };
}

interface Row extends Record<string, unknown> {
  readonly externalId: string;
  readonly topic: string;
  readonly body: Buffer;
}

const rowsOf = (sellerId: number) =>
  opened.database
    .forSeller(sellerId)
    .rows<Row>(
      'SELECT external_id AS "externalId", topic, body FROM delivery ORDER BY delivery_id',
    );

function createStoring() {
  const told: number[] = [];
  const onStored = (sellerId: number) => void told.push(sellerId);
  return { inbox: createInbox({ database: opened.database, onStored }), told };
}

describe('what is taken in', () => {
  test('lies in the table byte for byte, in the order of arrival, however many come', async () => {
    const sellerId = await openSeller();
    const { inbox } = createStoring();
    const bodies = Array.from({ length: 500 }, (_, index) =>
      Buffer.from([...`${index} `].map((letter) => letter.charCodeAt(0)).concat([0, 255, 128, 10])),
    );
    const results = await Promise.all(
      bodies.map((rawBody, index) =>
        inbox.accept(delivery(sellerId, { rawBody, externalId: `d${index}` })),
      ),
    );
    expect(new Set(results)).toEqual(new Set(['stored']));
    const rows = await rowsOf(sellerId);
    expect(rows.map((row) => row.externalId)).toEqual(bodies.map((_, index) => `d${index}`));
    expect(rows.every((row, index) => row.body.equals(bodies[index] as Buffer))).toBe(true);
  });

  test('is told once per statement, and a copy is not told', async () => {
    const sellerId = await openSeller();
    const { inbox, told } = createStoring();
    const accept = (externalId: string) => inbox.accept(delivery(sellerId, { externalId }));
    await Promise.all(Array.from({ length: 30 }, (_, index) => accept(`d${index}`)));
    expect(told).toEqual([sellerId]);
    expect(await accept('d1')).toBe('copy');
    expect(told).toEqual([sellerId]);
  });

  test('may be empty, a megabyte, or named by ten thousand letters', async () => {
    const sellerId = await openSeller();
    const { inbox } = createStoring();
    const large = Buffer.alloc(1_048_576, 'x');
    const long = 'n'.repeat(10_000);
    expect(await inbox.accept(delivery(sellerId, { rawBody: Buffer.alloc(0) }))).toBe('stored');
    expect(await inbox.accept(delivery(sellerId, { rawBody: large, topic: long }))).toBe('stored');
    expect(await inbox.accept(delivery(sellerId, { externalId: `${long}1` }))).toBe('stored');
    expect(await inbox.accept(delivery(sellerId, { externalId: `${long}2` }))).toBe('stored');
    expect(await inbox.accept(delivery(sellerId, { externalId: `${long}2` }))).toBe('copy');
    const rows = await rowsOf(sellerId);
    expect(rows.map((row) => row.body.length)).toEqual([0, 1_048_576, 7, 7]);
  });
});

describe('a copy', () => {
  test('has the same id and the same body; one of both alone makes another delivery', async () => {
    const sellerId = await openSeller();
    const { inbox } = createStoring();
    const accept = (externalId: string | null, body: string, accountId = 1) =>
      inbox.accept(delivery(sellerId, { externalId, rawBody: Buffer.from(body), accountId }));
    expect(await accept('a', '1')).toBe('stored');
    expect(await accept('a', '1')).toBe('copy');
    expect(await accept('a', '2'), 'some shops repeat an id').toBe('stored');
    expect(await accept('b', '1')).toBe('stored');
    expect(await accept('a', '1', 2), 'of another account').toBe('stored');
    expect(await accept(null, '1')).toBe('stored');
    expect(await accept(null, '1')).toBe('copy');
  });

  test('is answered when the first is durable, also when both come at once', async () => {
    const sellerId = await openSeller();
    const { inbox } = createStoring();
    const all = Array.from({ length: 200 }, () => inbox.accept(delivery(sellerId)));
    const results = await Promise.all(all);
    expect(results.filter((result) => result === 'stored')).toHaveLength(1);
    expect(await rowsOf(sellerId)).toHaveLength(1);
  });

  test('is a copy to every process', async () => {
    const sellerId = await openSeller();
    const inboxes = Array.from({ length: 4 }, () => createStoring().inbox);
    const results = await Promise.all(inboxes.map((inbox) => inbox.accept(delivery(sellerId))));
    expect(results.filter((result) => result === 'stored')).toHaveLength(1);
  });

  test('of one seller is a delivery of its own to another', async () => {
    const [one, two] = [await openSeller(), await openSeller()];
    const { inbox } = createStoring();
    expect(await inbox.accept(delivery(one))).toBe('stored');
    expect(await inbox.accept(delivery(two))).toBe('stored');
    expect(await rowsOf(one)).toHaveLength(1);
  });
});

describe('what cannot be stored', () => {
  test('is refused while Postgres is away, and stored when it comes again', async () => {
    const sellerId = await openSeller();
    const proxy = await openSwitchedProxy(opened.urls.app);
    const urls = { app: proxy.through(opened.urls.app), sweep: proxy.through(opened.urls.sweep) };
    const database = createDatabase({ urls, log: silentLogger });
    const inbox = createInbox({ database, onStored: () => undefined });
    expect(await inbox.accept(delivery(sellerId, { externalId: 'before' }))).toBe('stored');
    proxy.off();
    const lost = Array.from({ length: 100 }, (_, index) =>
      inbox.accept(delivery(sellerId, { externalId: `d${index}` })),
    );
    const results = await Promise.allSettled(lost);
    for (const result of results) {
      expect(result).toMatchObject({ reason: expect.any(DatabaseUnavailable) });
    }
    proxy.on();
    const again = await Promise.all(
      results.map((_, index) => inbox.accept(delivery(sellerId, { externalId: `d${index}` }))),
    );
    expect(new Set(again)).toEqual(new Set(['stored']));
    expect(await rowsOf(sellerId)).toHaveLength(101);
    await database.close();
    await proxy.close();
  });

  test('is refused aloud when more waits than can be written in a minute', async () => {
    const sellerId = await openSeller();
    const { inbox } = createStoring();
    const rawBody = Buffer.alloc(1_048_576, 'x');
    const results = await Promise.allSettled(
      Array.from({ length: 80 }, (_, index) =>
        inbox.accept(delivery(sellerId, { rawBody, externalId: `d${index}` })),
      ),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(16);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(InboxFull);
    expect(await rowsOf(sellerId), 'and nothing else is lost').toHaveLength(64);
    expect(await inbox.accept(delivery(sellerId, { externalId: 'd79' }))).toBe('stored');
  });
});
