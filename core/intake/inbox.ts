import { createHash } from 'node:crypto';
import { errorClass } from '../base/errors.ts';
import { cleanText } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import { insertDeliveries, type NewDelivery } from './delivery-store.ts';

/** Too much waits to be written: the sender must come again. Nothing of it was kept. */
export class InboxFull extends errorClass('inbox_full', 'later') {}

export interface Delivery {
  readonly sellerId: number;
  readonly accountId: number;
  /** The sender's id of this delivery; null: the body alone tells copies apart. */
  readonly externalId: string | null;
  readonly topic: string;
  readonly rawBody: Buffer;
  readonly receivedAt: Date;
}

export interface Inbox {
  /**
   * Resolves once the delivery is durable, also for a copy. Throws InboxFull, DatabaseUnavailable
   * and DatabaseBusy: it may not be durable, so the sender must not be told that it is.
   */
  accept(delivery: Delivery): Promise<'stored' | 'copy'>;
}

// Beyond this a statement takes longer than the next one gains; measured.
const BATCH_MAX = 64;
const BATCH_BYTES_MAX = 4 * 1_048_576;
// About a minute of what Postgres can take in; whoever waits longer has hung up.
const WAITING_MAX = 5_000;
const WAITING_BYTES_MAX = 64 * 1_048_576;
// What an index can hold is longer; no sender's id is.
const NAME_LENGTH_MAX = 255;

interface Waiting extends NewDelivery {
  readonly key: string;
  readonly promise: Promise<'stored' | 'copy'>;
  readonly resolve: (result: 'stored' | 'copy') => void;
  readonly reject: (error: unknown) => void;
}

interface SellerLine {
  /** By key: a copy that comes while the first waits is answered when the first is. */
  readonly byKey: Map<string, Waiting>;
  readonly waiting: Waiting[];
  isRunning: boolean;
}

/**
 * Takes deliveries in. Those of one seller that come while a statement is under way are written by
 * the next one, without a timer.
 */
export function createInbox(deps: {
  database: Database;
  /** Something new is durable. Must not throw. */
  onStored: (sellerId: number) => void;
}): Inbox {
  const lines = new Map<number, SellerLine>();
  let waitingCount = 0;
  let waitingBytes = 0;

  async function write(sellerId: number, line: SellerLine, batch: readonly Waiting[]) {
    try {
      const db = deps.database.forSeller(sellerId);
      const rows = await insertDeliveries(db, { sellerId, deliveries: batch });
      const stored = new Set(rows.map((row) => toKey(row)));
      for (const each of batch) each.resolve(stored.has(each.key) ? 'stored' : 'copy');
      if (stored.size > 0) deps.onStored(sellerId);
    } catch (error) {
      for (const each of batch) each.reject(error);
    } finally {
      for (const each of batch) {
        line.byKey.delete(each.key);
        waitingCount -= 1;
        waitingBytes -= each.rawBody.length;
      }
    }
  }

  async function run(sellerId: number, line: SellerLine): Promise<void> {
    while (line.waiting.length > 0) await write(sellerId, line, takeBatch(line.waiting));
    line.isRunning = false;
    lines.delete(sellerId);
  }

  return {
    async accept(delivery) {
      const { sellerId } = delivery;
      const made = toNewDelivery(delivery);
      const key = toKey(made);
      const line: SellerLine = lines.get(sellerId) ?? newLine();
      lines.set(sellerId, line);
      const first = line.byKey.get(key);
      // Durable together with the first, or not at all.
      if (first) return first.promise.then(() => 'copy');
      if (waitingCount >= WAITING_MAX || waitingBytes >= WAITING_BYTES_MAX) {
        throw new InboxFull('Too many deliveries wait to be stored. Send it again later.');
      }
      waitingCount += 1;
      waitingBytes += made.rawBody.length;
      const waiting = { ...made, key, ...Promise.withResolvers<'stored' | 'copy'>() };
      line.byKey.set(key, waiting);
      line.waiting.push(waiting);
      if (!line.isRunning) {
        line.isRunning = true;
        // In a microtask, so that what arrived in the same tick shares the first statement.
        void Promise.resolve().then(() => run(sellerId, line));
      }
      return waiting.promise;
    },
  };
}

const newLine = (): SellerLine => ({ byKey: new Map(), waiting: [], isRunning: false });

function toKey(o: { accountId: number; externalId: string; digest: Buffer }): string {
  return `${o.accountId}:${o.digest.toString('base64')}:${o.externalId}`;
}

function toNewDelivery(o: Delivery): NewDelivery {
  const { accountId, rawBody, receivedAt } = o;
  const digest = createHash('sha256').update(rawBody).digest();
  return {
    ...{ accountId, digest, rawBody, receivedAt },
    externalId: bounded(o.externalId ?? ''),
    topic: cleanText(o.topic).slice(0, NAME_LENGTH_MAX).toWellFormed(),
  };
}

/** A longer id is replaced by its digest: cut off, two deliveries could become one. */
function bounded(externalId: string): string {
  const text = cleanText(externalId);
  if (text.length <= NAME_LENGTH_MAX) return text;
  return `sha256 ${createHash('sha256').update(text).digest('hex')}`;
}

function takeBatch(waiting: Waiting[]): Waiting[] {
  let bytes = 0;
  let count = 0;
  for (const each of waiting) {
    bytes += each.rawBody.length;
    if (count === BATCH_MAX || (count > 0 && bytes > BATCH_BYTES_MAX)) break;
    count += 1;
  }
  return waiting.splice(0, count);
}
