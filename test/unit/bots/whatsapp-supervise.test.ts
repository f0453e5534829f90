import { afterEach, expect, test } from 'vitest';
import { createHealthBoard } from '../../../bots/whatsapp/health-board.ts';
import { createSupervisor, type Supervisor } from '../../../bots/whatsapp/supervise-web.ts';
import type { WebClient, WebEvents } from '../../../bots/whatsapp/web-client.ts';
import { WEB_TIMES, type WebTimes } from '../../../bots/whatsapp/web-times.ts';
import { systemClock } from '../../../core/base/clock.ts';
import { silentLogger } from '../../../core/base/log.ts';
import { systemRandom } from '../../../core/base/random.ts';

const QUICK: WebTimes = {
  ...WEB_TIMES,
  startMs: 60,
  readyMs: 60,
  watchEveryMs: 10,
  askMs: 30,
  offlineMs: 40,
  retryMs: 5,
  retryMsMax: 20,
};

const notHere = async () => {
  throw new Error('not here');
};

/** A page that does what the test says; how many were opened, and the newest one's events. */
async function openStage(
  o: {
    times?: Partial<WebTimes>;
    state?: () => Promise<string | null>;
    isOurTurn?: () => Promise<boolean>;
  } = {},
) {
  const opened: WebEvents[] = [];
  let closed = 0;
  let forgotten = 0;
  const health = createHealthBoard({ clock: systemClock, log: silentLogger });
  const client = (): WebClient => ({
    start: async () => {},
    close: async () => {
      closed += 1;
    },
    state: o.state ?? (async () => 'CONNECTED'),
    myIds: async () => [],
    personOf: notHere,
    unread: async () => [],
    fileOf: notHere,
    send: notHere,
  });
  const ignore = () => {};
  const supervisor = createSupervisor({
    openClient: (events) => {
      opened.push(events);
      return client();
    },
    onReady: ignore,
    events: { onMessage: ignore, onEdited: ignore, onVote: ignore },
    forgetSession: async () => {
      forgotten += 1;
    },
    health,
    announce: ignore,
    isOurTurn: o.isOurTurn ?? (async () => true),
    clock: systemClock,
    random: systemRandom,
    log: silentLogger,
    times: { ...QUICK, ...o.times },
  });
  running = supervisor;
  void supervisor.start();
  if (!o.isOurTurn) await until(() => opened.length > 0);
  const newest = () => opened.at(-1) ?? expect.fail('no browser was opened');
  return { supervisor, health, opened, newest, closed: () => closed, forgotten: () => forgotten };
}

let running: Supervisor | undefined;
afterEach(() => running?.stop());

const until = (isSo: () => boolean) => expect.poll(isSo, { interval: 5 }).toBe(true);

test('a page that never comes up is given up, and another browser is tried', async () => {
  const stage = await openStage();
  await until(() => stage.opened.length >= 3);
  expect(stage.closed()).toBeGreaterThanOrEqual(2);
  expect(stage.supervisor.client()).toBeNull();
});

test('a page that was linked and never becomes ready is given up', async () => {
  const stage = await openStage();
  stage.newest().onQr('x');
  await systemClock.sleep(100);
  expect(stage.opened.length).toBe(1);
  stage.newest().onAuthenticated();
  await until(() => stage.opened.length >= 2);
});

test('a QR picture that nobody scanned is replaced by a new one', async () => {
  const stage = await openStage({ state: async () => 'UNPAIRED_IDLE' });
  stage.newest().onQr('x');
  await until(() => stage.opened.length >= 2);
  expect(stage.health.read().state).toBe('needs-login');
  expect(stage.forgotten()).toBe(0);
});

test('a page that answers no more is replaced', async () => {
  const stage = await openStage({ state: () => new Promise(() => {}) });
  stage.newest().onReady();
  expect(stage.supervisor.client()).not.toBeNull();
  await until(() => stage.opened.length >= 2);
});

test('a page without a connection is down at once and replaced after a while', async () => {
  let state = 'CONNECTED';
  const stage = await openStage({ state: async () => state });
  stage.newest().onReady();
  expect(stage.health.read().state).toBe('ready');
  state = 'TIMEOUT';
  await until(() => stage.health.read().state === 'down');
  expect(stage.health.read().note).toContain('TIMEOUT');
  await until(() => stage.opened.length >= 2);
});

test('a session that is taken back again and again is left to whoever has it', async () => {
  const stage = await openStage({ times: { retryMsMax: 60_000 } });
  stage.newest().onReady();
  for (let count = 0; count < 3; count += 1) stage.newest().onState('CONFLICT');
  await systemClock.sleep(30);
  expect(stage.health.read().state).toBe('ready');
  stage.newest().onState('CONFLICT');
  await until(() => stage.health.read().state === 'down');
  expect(stage.health.read().note).toContain('elsewhere');
  expect(stage.opened.length).toBe(1);
});

test('the files of a session that the phone has ended are thrown away, of others never', async () => {
  const stage = await openStage();
  stage.newest().onReady();
  stage.newest().onEnd({ kind: 'lost', reason: 'x' });
  await until(() => stage.opened.length === 2);
  expect(stage.forgotten()).toBe(0);
  stage.newest().onEnd({ kind: 'logout' });
  await until(() => stage.opened.length === 3);
  expect(stage.forgotten()).toBe(1);
  expect(stage.health.read().state).toBe('needs-login');
});

test('while another process has the linked device no browser is opened, and one is afterwards', async () => {
  let isOurs = false;
  const stage = await openStage({ isOurTurn: async () => isOurs });
  await until(() => stage.health.read().note === 'Another process has the linked device.');
  expect(stage.opened).toEqual([]);
  isOurs = true;
  await until(() => stage.opened.length === 1);
});
