/**
 * Keeps a connection for ever: opens it, waits until it is lost, opens it again, with growing
 * pauses while that fails. Knows nothing of what is connected.
 */
import type { Clock } from '../../core/base/clock.ts';
import type { Logger } from '../../core/base/log.ts';
import type { Random } from '../../core/base/random.ts';
import type { FrontEndHealth } from '../front-end/front-end.ts';
import { isLoginError, SlackCallFailed } from './api.ts';

export interface Link {
  /** Resolves when people can be heard; `lost` resolves when no longer, with the reason. */
  open(signal: AbortSignal): Promise<{ readonly lost: Promise<string> }>;
  close(): Promise<void>;
}

export interface Connection {
  /** Resolves after the first try, whatever came of it. */
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): FrontEndHealth;
  /** Something says that it is no longer any good: it is closed and opened again. */
  doubt(reason: string): void;
}

const FIRST_PAUSE_MS = 1_000;
const PAUSE_MS_MAX = 60_000;
// What was lost sooner than this counts as a failed try: the next one is not made at once.
const LASTING_MS = 10_000;

export function keepConnected(o: {
  link: Link;
  clock: Clock;
  random: Random;
  log: Logger;
}): Connection {
  const { link, clock, log } = o;
  const stopping = new AbortController();
  let health: FrontEndHealth = { state: 'starting', since: clock.now(), note: null };
  let running: Promise<void> = Promise.resolve();
  let doubt: (reason: string) => void = () => {};
  const report = (state: FrontEndHealth['state'], note: string | null) => {
    if (health.state === state && health.note === note) return;
    const since = health.state === state ? health.since : clock.now();
    health = { state, since, note };
    log.info('slack_connection', { state, note });
  };
  const pause = async (failures: number, error: unknown) => {
    const longestMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 10), PAUSE_MS_MAX);
    const askedMs = retryAfterMs(error);
    await clock.sleep(Math.max(askedMs, longestMs * o.random.fraction()), stopping.signal);
  };
  /** Resolves when it is lost, with whether it had lasted. */
  const hold = async (opened: () => void): Promise<{ hasLasted: boolean }> => {
    const doubted = new Promise<string>((resolve) => {
      doubt = resolve;
    });
    const { lost } = await link.open(stopping.signal);
    if (stopping.signal.aborted) return { hasLasted: true };
    const fromMs = clock.monotonicMs();
    report('ready', null);
    opened();
    const ends = [lost, doubted.then(closeAfter(link)), untilAborted(stopping.signal)];
    const reason = await Promise.race(ends);
    if (!stopping.signal.aborted) report('down', reason);
    return { hasLasted: clock.monotonicMs() - fromMs > LASTING_MS };
  };
  const run = async (tried: () => void) => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        const { hasLasted } = await hold(tried);
        failures = hasLasted ? 0 : failures + 1;
        if (!hasLasted) await pause(failures - 1, null);
      } catch (error) {
        if (stopping.signal.aborted) break;
        const { state, note } = describeFailure(error);
        report(state, note);
        tried();
        await pause(failures, error);
        failures += 1;
      }
    }
  };
  return {
    start: () =>
      new Promise((resolve) => {
        running = run(resolve).finally(resolve);
      }),
    async stop() {
      stopping.abort();
      await link.close();
      await running;
      report('down', 'stopped');
    },
    health: () => health,
    doubt: (reason) => doubt(reason),
  };
}

const closeAfter = (link: Link) => async (reason: string) => {
  await link.close();
  return reason;
};

function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('stopped');
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}

function retryAfterMs(error: unknown): number {
  const isLimited = error instanceof SlackCallFailed && error.failure.kind === 'rate-limited';
  return isLimited && error.failure.kind === 'rate-limited' ? error.failure.afterMs : 0;
}

function describeFailure(error: unknown): Pick<FrontEndHealth, 'state' | 'note'> {
  if (!(error instanceof SlackCallFailed)) return { state: 'down', note: 'not connected' };
  const { failure } = error;
  if (failure.kind === 'rate-limited') return { state: 'down', note: 'rate_limited' };
  if (failure.kind === 'unreachable') return { state: 'down', note: failure.note };
  return { state: isLoginError(failure.error) ? 'needs-login' : 'down', note: failure.error };
}
