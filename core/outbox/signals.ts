/**
 * Signals: "look now" from one process to the others, over Postgres LISTEN and NOTIFY.
 *
 * Who calls it: whoever has just committed something that another process may be waiting for. A
 * signal may be lost, doubled or late, so every listener also looks by itself once a second; it
 * only saves that second. It must never carry a fact, and never be sent inside a transaction: a
 * NOTIFY there makes all commits of the database queue up behind each other.
 */
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { Logger } from '../base/log.ts';
import type { Secret } from '../base/secret.ts';
import type { Database } from '../database/database.ts';
import { openListener } from '../database/listener.ts';
import { NOTIFY } from '../database/listener-store.ts';

export interface Signals {
  /** To the other processes; this one knows already. Never rejects: a lost signal is no harm. */
  notify(channel: string, payload: string): Promise<void>;
  /** Call it before `start`. The listener must not throw. */
  listen(channel: string, listener: (payload: string) => void): void;
  /** Begins to listen, and keeps at it when Postgres goes away. Resolves after the first try. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const RECONNECT_MS_MIN = 250;
const RECONNECT_MS_MAX = 5_000;
// A connection can die without a word: a proxy keeps the socket and forgets the session.
const PING_EVERY_MS = 10_000;
const CLOSE_MS_MAX = 2_000;

type Listener = (payload: string) => void;

interface SignalsDeps {
  /** The login of the sweeps: it needs no right but to connect. */
  readonly url: Secret;
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}

class PostgresSignals implements Signals {
  readonly #deps: SignalsDeps;
  readonly #self: string;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(deps: SignalsDeps) {
    this.#deps = deps;
    this.#self = deps.ids.next();
  }

  async notify(channel: string, payload: string): Promise<void> {
    const { database, log } = this.#deps;
    try {
      await database.sweep.rows(NOTIFY, [channel, `${this.#self} ${payload}`]);
    } catch (error) {
      log.debug('signal_not_sent', { channel, error });
    }
  }

  listen(channel: string, listener: Listener): void {
    assert(!this.#running, 'Listeners are told before the start.', { channel });
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), listener]);
  }

  async start(): Promise<void> {
    assert(!this.#stopping.signal.aborted, 'Signals are started again after they were stopped.');
    const tried = Promise.withResolvers<void>();
    this.#running ??= this.#keepListening(tried.resolve);
    await tried.promise;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #keepListening(onTried: () => void): Promise<void> {
    const { clock, log } = this.#deps;
    const { signal } = this.#stopping;
    let waitMs = RECONNECT_MS_MIN;
    while (!signal.aborted) {
      try {
        await this.#listenOnce(() => {
          waitMs = RECONNECT_MS_MIN;
          onTried();
        });
      } catch (error) {
        log.warn('signals_lost', { error });
      }
      onTried();
      await clock.sleep(waitMs, signal);
      waitMs = Math.min(waitMs * 2, RECONNECT_MS_MAX);
    }
  }

  /** Ends when the connection is lost or `stop` is called. */
  async #listenOnce(onReady: () => void): Promise<void> {
    const { clock, url } = this.#deps;
    const { signal } = this.#stopping;
    const listener = await openListener({
      url,
      names: [...this.#listeners.keys()],
      onNotification: (channel, message) => this.#hear(channel, message),
    });
    const silent = Promise.withResolvers<void>();
    const onStop = () => silent.resolve();
    signal.addEventListener('abort', onStop);
    const stopPinging = clock.every(PING_EVERY_MS, () => listener.ping().catch(silent.reject));
    try {
      onReady();
      if (!signal.aborted) await Promise.race([listener.ended, silent.promise]);
    } finally {
      stopPinging();
      signal.removeEventListener('abort', onStop);
      const patience = new Promise<void>((resolve) => void clock.after(CLOSE_MS_MAX, resolve));
      await Promise.race([listener.close(), patience]);
    }
  }

  #hear(channel: string, message: string): void {
    const [sender, payload = ''] = message.split(' ', 2);
    if (sender === this.#self) return;
    for (const listener of this.#listeners.get(channel) ?? []) listener(payload);
  }
}

export function createSignals(deps: SignalsDeps): Signals {
  return new PostgresSignals(deps);
}
