import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../base/clock.ts';
import { errorClass } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';
import type { Channel, ChannelSession } from './channel.ts';
import { type CallTimes, createChannelHttp } from './fetch-channel-http.ts';

// Credentials changed by another process are taken up after this at the latest.
const SESSION_MS_MAX = 5 * 60_000;

/** The account is not there, or its settings do not fit its channel. */
export class AccountUnusable extends errorClass('account_unusable', 'never') {}

/** What a session needs to know of an account. */
export interface ConnectableAccount {
  readonly channel: string;
  readonly settings: unknown;
  readonly credentials: Readonly<Record<string, Secret>>;
}

export interface OpenSession {
  readonly channel: Channel;
  readonly session: ChannelSession;
  /**
   * How long a call would wait for the account's budget now. What is read before such a wait is old
   * when it is sent.
   */
  readonly waitMs: () => number;
}

/**
 * One session per account and process, so that its budget and its connections are shared by
 * everybody who calls that shop.
 */
export interface Sessions {
  /** Throws AccountUnusable. */
  open(account: { sellerId: number; accountId: number }): Promise<OpenSession>;
  /** The next call connects anew: after new credentials or another address. */
  forget(account: { sellerId: number; accountId: number }): void;
}

const listening = new AsyncLocalStorage<(times: CallTimes) => void>();

/**
 * Runs calls and tells which share of their time went into waiting for the budget, 0 to 1, so that
 * lag can be split. A share, because an adapter may have several calls under way at once.
 */
export async function measureWait<Value>(
  run: () => Promise<Value>,
): Promise<{ value: Value; waitedShare: number }> {
  let waitedMs = 0;
  let calledMs = 0;
  const value = await listening.run((times) => {
    waitedMs += times.waitedMs;
    calledMs += times.calledMs;
  }, run);
  return { value, waitedShare: waitedMs === 0 ? 0 : waitedMs / (waitedMs + calledMs) };
}

const guarding = new AsyncLocalStorage<() => boolean>();

/**
 * Calls made inside are sent only as long as `mayCall` says so, also those that waited for their
 * turn; the others throw CallForbidden.
 */
export function callOnlyWhile<Value>(
  mayCall: () => boolean,
  run: () => Promise<Value>,
): Promise<Value> {
  return guarding.run(mayCall, run);
}

export function createSessions(deps: {
  channels: ReadonlyMap<string, Channel>;
  clock: Clock;
  findAccount(o: { sellerId: number; accountId: number }): Promise<ConnectableAccount | null>;
}): Sessions {
  const sessions = new Map<string, { opened: Promise<OpenSession>; sinceMs: number }>();
  const keyOf = (o: { sellerId: number; accountId: number }) => `${o.sellerId}.${o.accountId}`;

  async function connect(o: { sellerId: number; accountId: number }): Promise<OpenSession> {
    const account = await deps.findAccount(o);
    if (!account) throw new AccountUnusable('There is no such account.', { facts: o });
    const channel = deps.channels.get(account.channel);
    if (!channel) {
      throw new AccountUnusable(`No channel is called "${account.channel}".`, { facts: o });
    }
    const settings = channel.settings.safeParse(account.settings);
    if (!settings.success) {
      const facts = { ...o, issues: settings.error.issues.map((issue) => issue.path.join('.')) };
      throw new AccountUnusable('The settings do not fit the channel. Connect it again.', {
        facts,
      });
    }
    const { budget, callTimeoutMs } = channel.capability;
    const http = createChannelHttp({
      baseUrl: (settings.data as { baseUrl: string }).baseUrl,
      clock: deps.clock,
      timeoutMs: callTimeoutMs,
      budget,
      observe: (times) => listening.getStore()?.(times),
      mayCall: () => guarding.getStore()?.() ?? true,
    });
    const session = channel.connect({
      settings: settings.data,
      credentials: account.credentials,
      http,
    });
    return { channel, session, waitMs: () => http.waitMs() };
  }

  return {
    open(account) {
      const key = keyOf(account);
      const nowMs = deps.clock.monotonicMs();
      const known = sessions.get(key);
      if (known && nowMs - known.sinceMs < SESSION_MS_MAX) return known.opened;
      const opened = connect(account);
      sessions.set(key, { opened, sinceMs: nowMs });
      // A failure is told to whoever asked and not remembered.
      opened.catch(() => sessions.delete(key));
      return opened;
    },
    forget: (account) => void sessions.delete(keyOf(account)),
  };
}
