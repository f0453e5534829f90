import net from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLogger } from '../../../core/base/log.ts';
import { Secret } from '../../../core/base/secret.ts';
import { DatabaseUnavailable } from '../../../core/database/database-errors.ts';
import { openLane } from '../../../core/database/lane.ts';
import { createScopedPool } from '../../../core/database/pool.ts';

// A server that takes a login and dies: "welcome", "ready" and "I am going" in the same bytes.
// Postgres killed at the right moment does this, and the driver tells nobody who is not listening.
const message = (kind: string, body: Buffer) => {
  const head = Buffer.alloc(5);
  head.write(kind, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const LAST_WORDS = ['SFATAL', 'VFATAL', 'C57P01', 'Mterminating connection', '', ''].join('\0');
const WELCOME_AND_GOODBYE = Buffer.concat([
  message('R', Buffer.from([0, 0, 0, 0])),
  message('Z', Buffer.from('I')),
  message('E', Buffer.from(LAST_WORDS, 'latin1')),
]);

let server: net.Server;
let url: Secret;
const uncaught: Error[] = [];
const keep = (error: Error) => void uncaught.push(error);
beforeEach(async () => {
  uncaught.length = 0;
  process.on('uncaughtException', keep);
  server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(WELCOME_AND_GOODBYE));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  url = new Secret(`postgresql://nobody@127.0.0.1:${port}/nothing`);
});
afterEach(async () => {
  process.off('uncaughtException', keep);
  await new Promise((resolve) => server.close(resolve));
});

test('a server that dies at the login is an error of the query, not of the process', async () => {
  const o = { url, applicationName: 'test', sizeMax: 1, log: silentLogger };
  const pool = createScopedPool(o);
  await expect(pool.scoped().rows('SELECT 1')).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(pool.scoped().rows('SELECT 1')).rejects.toBeInstanceOf(DatabaseUnavailable);
  await pool.close();
  const lane = await openLane({ url, log: silentLogger });
  await expect(lane.pipeline([{ sql: 'SELECT 1' }])).rejects.toBeInstanceOf(DatabaseUnavailable);
  await lane.close();
  expect(uncaught).toEqual([]);
});
