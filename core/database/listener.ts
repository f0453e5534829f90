import { Client } from 'pg';
import type { Secret } from '../base/secret.ts';
import { toConnectionConfig } from './connection-config.ts';
import { toDatabaseError } from './database-errors.ts';
import { PING, toListen } from './listener-store.ts';

/** A connection of its own that hears NOTIFY: it never goes back to a pool. */
export interface Listener {
  /** Resolves when the connection ends, rejects with DatabaseUnavailable when it breaks. */
  readonly ended: Promise<void>;
  /** Rejects when nobody answers: a connection can die without a word. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

// Whoever does not answer within this is gone.
const ANSWER_MS_MAX = 5_000;

/** Connects and listens; throws DatabaseUnavailable. Names are small letters and _ only. */
export async function openListener(o: {
  url: Secret;
  names: readonly string[];
  onNotification: (name: string, payload: string) => void;
}): Promise<Listener> {
  const config = toConnectionConfig({ url: o.url, applicationName: 'shelftalk signals' });
  const client = new Client({ ...config, query_timeout: ANSWER_MS_MAX });
  const ended = Promise.withResolvers<void>();
  // Whoever does not wait for the end must not be ended by it.
  ended.promise.catch(() => undefined);
  client.on('error', (error) => ended.reject(toDatabaseError(error)));
  client.on('end', () => ended.resolve());
  client.on('notification', ({ channel, payload }) => o.onNotification(channel, payload ?? ''));
  const send = async (sql: string) => {
    await client.query(sql).catch((error: unknown) => {
      throw toDatabaseError(error);
    });
  };
  const close = () => client.end().catch(() => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw toDatabaseError(error);
    });
    for (const name of o.names) await send(toListen(name));
  } catch (error) {
    void close();
    throw error;
  }
  return { ended: ended.promise, ping: () => send(PING), close };
}
