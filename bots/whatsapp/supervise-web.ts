/**
 * Keeps a linked session open for as long as the program runs. The library ends its client at the
 * first trouble and starts none: here every end is followed by a fresh browser, sooner or later by
 * what ended the last one, and what a person must do stands in the health and in the terminal.
 */
import type { Clock } from '../../core/base/clock.ts';
import type { Logger } from '../../core/base/log.ts';
import type { Random } from '../../core/base/random.ts';
import { drawQr } from './draw-qr.ts';
import type { HealthBoard } from './health-board.ts';
import type { OpenWebClient, WebClient, WebEnd, WebEvents } from './web-client.ts';
import type { WebTimes } from './web-times.ts';

export interface SuperviseDeps {
  readonly openClient: OpenWebClient;
  /** Called when a client can send; `isLinkedAnew`: a phone was linked to it just now. */
  readonly onReady: (client: WebClient, o: { isLinkedAnew: boolean }) => void;
  readonly events: Pick<WebEvents, 'onMessage' | 'onEdited' | 'onVote'>;
  /** Of a session that was unlinked: its files are worth nothing. */
  readonly forgetSession: () => Promise<void>;
  readonly health: HealthBoard;
  readonly announce: (lines: readonly string[]) => void;
  /** A linked device is one browser, in one process. */
  readonly isOurTurn: () => Promise<boolean>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly times: WebTimes;
}

export interface Supervisor {
  /** Resolves when the first client has something to show, or has failed, or takes too long. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Null: nobody can be reached now. */
  client(): WebClient | null;
}

/** Taken back so often within so short a time, the session belongs to somebody else. */
const CONFLICTS_MAX = 3;
const CONFLICTS_MS = 600_000;
const SILENCES_MAX = 2;
/** The rest of the program does not wait longer for a browser. */
const SHOWN_MS_MAX = 15_000;

/** A client's own story. */
interface Run {
  readonly client: WebClient;
  isPairing: boolean;
  isReady: boolean;
  isLinkedAnew: boolean;
  /** By when something must have happened; null: nothing is waited for. */
  deadlineMs: number | null;
  deadlineReason: string;
  offlineSinceMs: number | null;
  silences: number;
  readonly conflictsMs: number[];
}

export function createSupervisor(deps: SuperviseDeps): Supervisor {
  const stopping = new AbortController();
  let current: Run | null = null;
  let ended: Promise<void> = Promise.resolve();
  return {
    start() {
      const { promise, resolve } = Promise.withResolvers<void>();
      const disarm = deps.clock.after(SHOWN_MS_MAX, resolve);
      ended = keepOpen(deps, {
        signal: stopping.signal,
        began: (run) => {
          current = run;
        },
        isShown: resolve,
      });
      return promise.finally(disarm);
    },
    async stop() {
      stopping.abort();
      await ended;
    },
    client: () => (current?.isReady ? current.client : null),
  };
}

interface Keeping {
  readonly signal: AbortSignal;
  readonly began: (run: Run | null) => void;
  readonly isShown: () => void;
}

async function keepOpen(deps: SuperviseDeps, keeping: Keeping): Promise<void> {
  const { clock, health, log, times } = deps;
  let failures = 0;
  while (!keeping.signal.aborted) {
    if (!(await deps.isOurTurn())) {
      health.set('down', 'Another process has the linked device.');
      keeping.isShown();
      await clock.sleep(times.retryMs, keeping.signal);
      continue;
    }
    if (health.read().state !== 'needs-login') health.set('starting');
    const { end, wasReady } = await runClient(deps, keeping);
    keeping.began(null);
    keeping.isShown();
    if (keeping.signal.aborted) break;
    log.warn('whatsapp_ended', { ...end, failures });
    failures = wasReady ? 0 : failures + 1;
    if (end.kind === 'logout') await deps.forgetSession();
    tellEnd(deps, end);
    const waitMs = end.kind === 'conflict' ? times.retryMsMax : backOffMs(deps, failures);
    await clock.sleep(waitMs, keeping.signal);
  }
  health.set('down', 'stopped');
}

/** Doubled each time, with chance in it, so that many do not come back at once. */
function backOffMs({ times, random }: SuperviseDeps, failures: number): number {
  const full = Math.min(times.retryMsMax, times.retryMs * 2 ** Math.max(0, failures - 1));
  return full / 2 + (full / 2) * random.fraction();
}

function tellEnd({ health, announce }: SuperviseDeps, end: WebEnd): void {
  switch (end.kind) {
    case 'logout':
      health.set('needs-login', 'The phone has unlinked this device. A new QR picture follows.');
      announce(['WhatsApp: the phone has unlinked this device.']);
      return;
    case 'expired':
      health.set('needs-login', 'Nobody linked a phone yet. A new QR picture follows.');
      return;
    case 'conflict':
      health.set('down', 'WhatsApp Web is open elsewhere with this session. Close it there.');
      return;
    case 'lost':
      if (health.read().state !== 'needs-login') health.set('down', end.reason);
  }
}

async function runClient(
  deps: SuperviseDeps,
  keeping: Keeping,
): Promise<{ end: WebEnd; wasReady: boolean }> {
  const { clock, log, times } = deps;
  const { promise, resolve } = Promise.withResolvers<WebEnd>();
  const run = beginRun(deps, { end: resolve, isShown: keeping.isShown });
  keeping.began(run);
  const stop = () => resolve({ kind: 'lost', reason: 'stopped' });
  keeping.signal.addEventListener('abort', stop, { once: true });
  const unwatch = clock.every(times.watchEveryMs, () => {
    watch(deps, run, resolve).catch((error: unknown) => log.error('whatsapp_watch', { error }));
  });
  // Not waited for: a start that hangs is ended like everything else that does.
  run.client.start().catch((error: unknown) => {
    log.warn('whatsapp_start_failed', { error });
    resolve({ kind: 'lost', reason: 'The browser could not be started' });
  });
  const end = await promise;
  unwatch();
  keeping.signal.removeEventListener('abort', stop);
  const wasReady = run.isReady;
  run.isReady = false;
  await run.client.close();
  return { end, wasReady };
}

function beginRun(
  deps: SuperviseDeps,
  o: { end: (end: WebEnd) => void; isShown: () => void },
): Run {
  const { clock, times } = deps;
  const waitFor = (ms: number, reason: string) => {
    run.deadlineMs = clock.monotonicMs() + ms;
    run.deadlineReason = reason;
  };
  const showPairing = (lines: readonly string[], note: string) => {
    run.isPairing = true;
    run.isLinkedAnew = true;
    run.deadlineMs = null;
    deps.health.set('needs-login', note);
    deps.announce(lines);
    o.isShown();
  };
  const client = deps.openClient({
    ...deps.events,
    onQr: (text) =>
      showPairing(
        ['WhatsApp: on the phone, Linked devices, Link a device, and scan:', '', ...drawQr(text)],
        'Scan the QR picture in the terminal: on the phone, Linked devices, Link a device.',
      ),
    onPairingCode: (code) =>
      showPairing(
        [
          `WhatsApp: the pairing code is ${code.slice(0, 4)}-${code.slice(4)}`,
          'On the phone: Linked devices, Link a device, Link with phone number instead.',
        ],
        'Type the pairing code of the terminal into the phone.',
      ),
    onAuthenticated: () => {
      run.isPairing = false;
      waitFor(times.readyMs, 'WhatsApp Web never became ready: it may have changed');
    },
    onReady: () => {
      const isFirst = !run.isReady;
      Object.assign(run, { isPairing: false, isReady: true, deadlineMs: null });
      deps.health.set('ready');
      o.isShown();
      if (isFirst) deps.onReady(client, { isLinkedAnew: run.isLinkedAnew });
    },
    onState: (state) => noteState(deps, run, { state, end: o.end }),
    onEnd: o.end,
  });
  const run: Run = {
    client,
    isPairing: false,
    isReady: false,
    isLinkedAnew: false,
    deadlineMs: null,
    deadlineReason: '',
    offlineSinceMs: null,
    silences: 0,
    conflictsMs: [],
  };
  waitFor(times.startMs, 'WhatsApp Web did not come up');
  return run;
}

/** The library takes a session back that was opened elsewhere; not for ever. */
function noteState(
  { clock }: SuperviseDeps,
  run: Run,
  o: { state: string; end: (end: WebEnd) => void },
): void {
  if (o.state !== 'CONFLICT') return;
  const nowMs = clock.monotonicMs();
  const recent = run.conflictsMs.filter((ms) => nowMs - ms < CONFLICTS_MS);
  run.conflictsMs.splice(0, run.conflictsMs.length, ...recent, nowMs);
  if (run.conflictsMs.length > CONFLICTS_MAX) o.end({ kind: 'conflict' });
}

async function watch(deps: SuperviseDeps, run: Run, end: (end: WebEnd) => void): Promise<void> {
  const { clock, times } = deps;
  if (run.deadlineMs !== null && clock.monotonicMs() > run.deadlineMs) {
    end({ kind: 'lost', reason: run.deadlineReason });
    return;
  }
  if (!run.isPairing && !run.isReady) return;
  const state = await askState(deps, run);
  if (state === null) {
    run.silences += 1;
    if (run.silences >= SILENCES_MAX) end({ kind: 'lost', reason: 'The page does not answer' });
    return;
  }
  run.silences = 0;
  // The library's own way to renew a QR picture runs outside of the page and fails.
  if (run.isPairing && state === 'UNPAIRED_IDLE') end({ kind: 'expired' });
  if (!run.isReady) return;
  if (state === 'CONNECTED') {
    run.offlineSinceMs = null;
    deps.health.set('ready');
    return;
  }
  run.offlineSinceMs ??= clock.monotonicMs();
  deps.health.set('down', `WhatsApp Web has no connection (${state})`);
  const offlineMs = clock.monotonicMs() - run.offlineSinceMs;
  if (offlineMs > times.offlineMs) end({ kind: 'lost', reason: 'WhatsApp Web stayed offline' });
}

/** Null: no answer in time. */
async function askState({ clock, times }: SuperviseDeps, run: Run): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const disarm = clock.after(times.askMs, () => resolve(null));
  try {
    return await Promise.race([run.client.state(), promise]);
  } catch {
    return null;
  } finally {
    disarm();
  }
}
