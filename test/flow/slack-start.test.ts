import { afterEach, expect, test } from 'vitest';
import { DEMO_CHANNEL } from '../../bots/demo-slack/demo-channel.ts';
import { openDemoSlack } from '../../bots/demo-slack/open-demo-slack.ts';
import { headline, reply } from '../../bots/reply/reply.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import {
  ASHA,
  createRecordingDesk,
  openSlackStage,
  type SlackStage,
  WAREHOUSE,
} from '../support/slack-stage.ts';

// Starting, losing Slack, and stopping.

let stage: SlackStage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

test('a Slack that is away at the start is waited for, and the start does not wait', async () => {
  stage = await openSlackStage({ transport: 'socket', start: false });
  const { server, frontEnd } = stage;
  server.failNext('auth.test', { kind: 'cut' });
  await frontEnd.start();
  expect(frontEnd.health()).toMatchObject({ state: 'down', note: 'no answer' });
  await expect.poll(() => frontEnd.health().state, { timeout: 8_000 }).toBe('ready');
});

test('a token that is no good says that somebody has to log in again', async () => {
  stage = await openSlackStage({ transport: 'socket', start: false });
  const { server, frontEnd } = stage;
  server.failNext('auth.test', { kind: 'error', error: 'invalid_auth' });
  await frontEnd.start();
  expect(frontEnd.health()).toMatchObject({ state: 'needs-login', note: 'invalid_auth' });
});

test('while Slack has not said who we are, its calls are turned away and come again', async () => {
  stage = await openSlackStage({ transport: 'http', start: false });
  const { server, frontEnd, desk } = stage;
  const channel = server.workspace.directChat(ASHA)?.id ?? '';
  const said = await server.people.say({ user: ASHA, channel, text: 'stock' });
  expect(said.status).toBe(503);
  await frontEnd.start();
  expect((await said.again(1)).status).toBe(200);
  expect(desk.taken.length).toBe(1);
});

test('the network away for several tries ends nothing: the socket comes back by itself', async () => {
  stage = await openSlackStage({ transport: 'socket' });
  const { server, frontEnd, desk } = stage;
  server.failNext('apps.connections.open', { kind: 'cut' });
  server.failNext('auth.test', { kind: 'status', status: 502, page: 'bad gateway' });
  server.link.sockets()[0]?.cut();
  await expect.poll(() => frontEnd.health().state, { timeout: 5_000 }).toBe('down');
  await expect.poll(() => frontEnd.health().state, { timeout: 15_000 }).toBe('ready');
  const channel = server.workspace.directChat(ASHA)?.id ?? '';
  expect((await server.people.say({ user: ASHA, channel, text: 'stock' })).status).toBe(200);
  expect(desk.taken.length).toBe(1);
});

test('a stop is over within two seconds, also when Slack does not answer the farewell', async () => {
  stage = await openSlackStage({ transport: 'socket' });
  const { server, frontEnd } = stage;
  // Slack falls silent: what is sent to it is not read any more.
  server.link.sockets()[0]?.mute();
  const fromMs = performance.now();
  await frontEnd.stop();
  expect(performance.now() - fromMs).toBeLessThan(2_000);
  expect(frontEnd.health()).toMatchObject({ state: 'down', note: 'stopped' });
});

test('a token that is taken back while we talk shows in the health, and so does its return', async () => {
  stage = await openSlackStage({ transport: 'http' });
  const { server, frontEnd } = stage;
  const send = (key: string) =>
    frontEnd.send({
      to: { chatId: WAREHOUSE, replyTo: null },
      reply: reply(headline('3', 'x')),
      key,
    });
  server.failNext('chat.postMessage', { kind: 'error', error: 'token_revoked' });
  server.failNext('auth.test', { kind: 'error', error: 'token_revoked' });
  expect(await send('1')).toEqual({ kind: 'needs-login', reason: 'token_revoked' });
  await expect
    .poll(() => frontEnd.health(), { timeout: 5_000 })
    .toMatchObject({ state: 'needs-login', note: 'token_revoked' });
  await expect.poll(() => frontEnd.health().state, { timeout: 5_000 }).toBe('ready');
  expect((await send('2')).kind).toBe('sent');
});

test('the demo’s own Slack tells what a team’s channel was told', async () => {
  const told: { channel: string; lines: readonly string[] }[] = [];
  const demo = await openDemoSlack({
    clock: systemClock,
    tell: (posted) => void told.push(posted),
  });
  const frontEnd = await demo.prepared.open({
    ...{ sellerId: 1, desk: createRecordingDesk(), menu: [], dataDir: '/nonexistent' },
    ...{ clock: systemClock, ids: systemIds, random: systemRandom, log: silentLogger },
    ...{ formatNumber: String, announce: () => {}, isOurTurn: async () => true },
  });
  await frontEnd.start();
  const to = { chatId: DEMO_CHANNEL.id, replyTo: null };
  await frontEnd.send({ to, reply: reply(headline('3', 'MUG-RED <left>', 'warn')), key: 'alert' });
  expect(told).toEqual([{ channel: '#warehouse', lines: ['⚠️ 3  MUG-RED <left>'] }]);
  await frontEnd.stop();
  await demo.stop();
});
