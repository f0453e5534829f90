import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../../core/base/secret.ts';
import { type IntakeStage, openIntake } from '../support/open-intake.ts';
import { createScript, SCRIPTED } from '../support/scripted-channel.ts';

let stage: IntakeStage;
beforeAll(async () => {
  stage = await openIntake();
});
afterAll(() => stage.close());
beforeEach(() => Object.assign(stage.script, createScript()));

const receive = (o: { body?: string; signature?: string; channel?: string } = {}) =>
  stage.intake.receiveWebhook({
    channel: o.channel ?? SCRIPTED,
    publicId: 'the-shop',
    rawBody: Buffer.from(o.body ?? '{"a":1}'),
    headers: { signature: o.signature },
  });

const count = async () => {
  const sql = 'SELECT count(*)::int AS count FROM delivery';
  const db = stage.opened.database.forSeller(stage.sellerId);
  return (await db.row<{ count: number }>(sql)).count;
};

test('a handshake of the shop is answered and not kept', async () => {
  stage.script.verify = () => ({ kind: 'verified', externalId: null, topic: 'ping', body: 'none' });
  const before = await count();
  expect(await receive({ body: 'no JSON at all' })).toEqual({ kind: 'handshake' });
  expect(await count()).toBe(before);
});

test('without an id a full message is told by its body, a thin one is always news', async () => {
  const body = '{"order":"the same"}';
  expect(await receive({ body })).toEqual({ kind: 'stored' });
  expect(await receive({ body })).toEqual({ kind: 'copy' });
  stage.script.payload = 'thin';
  const before = await count();
  expect(await receive({ body })).toEqual({ kind: 'stored' });
  expect(await receive({ body })).toEqual({ kind: 'stored' });
  expect(await count()).toBe(before + 2);
});

test('a new secret counts at once, beside the old one and no older one', async () => {
  stage.script.verify = ({ headers }, secrets) =>
    secrets.some((secret) => secret.reveal() === headers.signature)
      ? { kind: 'verified', externalId: null, topic: 'any', body: 'json' }
      : { kind: 'refused' };
  const { catalog, sellerId, accountId } = stage;
  const rotate = (secret: string) =>
    catalog.rotateWebhookSecret(sellerId, { accountId, secret: new Secret(secret) });
  const isTaken = async (signature: string) => (await receive({ signature })).kind !== 'refused';
  await rotate('first');
  // The account is remembered for a moment; refusals of strangers must not be trusted for longer.
  await stage.until(() => isTaken('first'), 1_000);
  await rotate('second');
  await stage.until(() => isTaken('second'), 1_000);
  expect(await isTaken('first')).toBe(true);
  await rotate('third');
  await stage.until(() => isTaken('third'), 1_000);
  expect(await isTaken('first')).toBe(false);
});

test('the address of another channel is nobody, whatever the signature', async () => {
  expect(await receive({ channel: 'shopify' })).toEqual({ kind: 'refused' });
  expect(await receive({ channel: '' })).toEqual({ kind: 'refused' });
});
