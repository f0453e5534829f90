import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createNotify, type Notify } from '../../bots/notify/notify.ts';
import {
  deleteSubscriptions,
  type NewSubscription,
  putSubscription,
  setMuted,
} from '../../bots/notify/subscription-store.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { type BooksStage, openBooks } from '../support/books-stage.ts';
import { createRecordingFrontEnd } from '../support/recording-front-end.ts';

const NOW = '2026-11-25T02:00:00Z';
const MANY = 200;
const skus = [
  { code: 'HOODIE-M', title: 'Fleece hoodie, charcoal, M' },
  { code: 'TEE-M', title: 'Organic cotton tee' },
  { code: 'MUG', title: 'Mug' },
  ...Array.from({ length: MANY }, (_, index) => ({ code: `S-${index}`, title: `Socks ${index}` })),
];

let stage: BooksStage;
let notify: Notify;
const telegram = createRecordingFrontEnd('telegram');
const slack = createRecordingFrontEnd('slack');
let moment = new Date(NOW).getTime();

beforeAll(async () => {
  stage = await openBooks({ at: NOW, skus });
  await addPerson('Asha', [
    ['telegram', '100'],
    ['slack', 'T1:U1'],
  ]);
  await addPerson('Ravi', [['slack', 'T1:U2']]);
  notify = openNotify();
});
afterAll(() => stage.close());
afterEach(async () => {
  await Promise.all([1, 2].map((personId) => unsubscribe(personId)));
  for (const each of [telegram, slack]) {
    each.sent.length = 0;
    each.answers.length = 0;
    each.state = 'ready';
  }
});

const openNotify = () =>
  createNotify({
    ...{ core: stage.core, clock: stage.clock, log: silentLogger },
    frontEnds: () => [telegram, slack],
    random: createSeededRandom(1),
  });
const db = () => stage.opened.database.forSeller(stage.sellerId);

async function addPerson(name: string, identities: readonly (readonly [string, string])[]) {
  const { id } = await db().row<{ id: number }>(
    `INSERT INTO person (seller_id, name, role, created_at)
     VALUES ($1, $2, 'manager', $3) RETURNING person_id AS id`,
    [stage.sellerId, name, NOW],
  );
  for (const [frontEnd, chat] of identities) {
    await db().execute(
      `INSERT INTO chat_identity
         (seller_id, front_end, external_id, person_id, chat_id, linked_at, seen_at)
       VALUES ($1, $2, $3, $4, $3, $5, $5)`,
      [stage.sellerId, frontEnd, chat, id, NOW],
    );
  }
}

type Wish = Partial<NewSubscription> & Pick<NewSubscription, 'topic'>;
const subscribe = ({ topic, ...o }: Wish) =>
  putSubscription(db(), {
    ...{ sellerId: stage.sellerId, personId: 1, frontEnd: 'telegram', chatId: null, topic },
    ...{ skuId: null, locationId: null, below: topic === 'low' ? 10 : null, at: stage.clock.now() },
    ...o,
  });
const unsubscribe = (personId: number) =>
  deleteSubscriptions(db(), { sellerId: stage.sellerId, personId, topic: null, skuId: null });

function later(ms: number): void {
  moment += ms;
  stage.at(new Date(moment));
}

const wordsOf = ({ reply }: { reply: Reply }): string =>
  reply.blocks
    .flatMap((block) => {
      if (block.kind === 'headline') return [`${block.figure} ${block.text}`];
      return block.kind === 'text' || block.kind === 'note' ? [block.text] : [];
    })
    .join(' | ');
const heardBy = (frontEnd: typeof telegram) => frontEnd.sent.splice(0).map(wordsOf);

async function countTo(code: string, counted: number, place = 'MUM') {
  later(1_000);
  await stage.count(code, counted, place);
}

describe('low stock', () => {
  test('is told once when it falls below, and again only after it was back', async () => {
    await countTo('HOODIE-M', 12);
    await subscribe({ topic: 'low' });
    await notify.settle();
    expect(heardBy(telegram)).toEqual([]);
    await countTo('HOODIE-M', 10);
    await notify.settle();
    expect(heardBy(telegram)).toEqual([]);
    await countTo('HOODIE-M', 9);
    await notify.settle();
    expect(heardBy(telegram)).toEqual([
      '9 HOODIE-M available: low | Fleece hoodie, charcoal, M | It fell below 10; before it was ' +
        '10. | Look closer: stock HOODIE-M',
    ]);
    await countTo('HOODIE-M', 5);
    await notify.settle();
    expect(heardBy(telegram)).toEqual([]);
    await countTo('HOODIE-M', 10);
    await countTo('HOODIE-M', 7);
    await notify.settle();
    expect(heardBy(telegram)).toHaveLength(1);
  });

  test('is what all locations have together, so that a transfer is no alert', async () => {
    await countTo('HOODIE-M', 12);
    await countTo('HOODIE-M', 0, 'DEL');
    await subscribe({ topic: 'low' });
    later(1_000);
    await stage.engine.ledger.submit(stage.sellerId, {
      ...{ kind: 'transfer', skuId: stage.sku('HOODIE-M').skuId, quantity: 8 },
      fromLocationId: stage.location('MUM').locationId,
      toLocationId: stage.location('DEL').locationId,
      origin: { key: 'test:transfer', cause: 'chat console:transfer', actor: 'test' },
    });
    await notify.settle();
    expect(heardBy(telegram)).toEqual([]);
    await subscribe({ topic: 'low', locationId: stage.location('MUM').locationId, below: 3 });
    await countTo('HOODIE-M', 2);
    await notify.settle();
    expect(heardBy(telegram)).toHaveLength(1);
    await countTo('HOODIE-M', 0, 'DEL');
    await notify.settle();
  });

  test('of 200 SKUs at once is one card', async () => {
    const codes = skus.slice(-MANY).map(({ code }) => code);
    await Promise.all(codes.map((code) => countTo(code, 20)));
    await subscribe({ topic: 'low' });
    await Promise.all(codes.map((code) => countTo(code, 3)));
    await notify.settle();
    expect(telegram.sent).toHaveLength(1);
    expect(heardBy(telegram)[0]).toMatch(/^200 SKUs fell low/);
  });

  test('that goes to nothing is told as out of stock, not twice', async () => {
    await countTo('MUG', 12);
    await subscribe({ topic: 'low' });
    await subscribe({ topic: 'out' });
    await countTo('MUG', 0);
    await notify.settle();
    expect(heardBy(telegram)).toEqual([
      '0 MUG available: out of stock | Mug | Before it was 12. | Look closer: why MUG',
    ]);
  });

  test('is not told while it is muted, nor afterwards', async () => {
    await countTo('MUG', 12);
    await subscribe({ topic: 'low' });
    const until = new Date(moment + 3_600_000);
    await setMuted(db(), { sellerId: stage.sellerId, personId: 1, topic: 'low', until });
    await countTo('MUG', 4);
    await notify.settle();
    later(2 * 3_600_000);
    await notify.settle();
    expect(heardBy(telegram)).toEqual([]);
    await countTo('MUG', 11);
    await countTo('MUG', 4);
    await notify.settle();
    expect(heardBy(telegram)).toHaveLength(1);
  });
});

describe('alerts by command', () => {
  const sayAs = (command: string, args: object = {}) => stage.run(command, args);

  test('are asked for, listed, muted, ended, and taken back', async () => {
    const { blocks } = await sayAs('subscribe', {
      ...{ topic: 'low', quantity: 15, sku: stage.sku('MUG') },
      location: stage.location('DEL'),
    });
    expect(blocks[0]).toMatchObject({
      text: 'You will be told here: when MUG falls below 15 available in Delhi.',
    });
    await sayAs('subscribe', { topic: 'digest' });
    const rows = async () =>
      (await sayAs('alerts')).blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    expect(await rows()).toEqual([
      ['when MUG falls below 15 available in Delhi', 'console', ''],
      ['every morning at 9: what was sold, and what runs out', 'console', ''],
    ]);
    await sayAs('mute', { topic: 'low', duration: { minutes: 30 } });
    expect((await rows())[0]?.[2]).toMatch(/^muted until \d\d:\d\d$/);
    await sayAs('unmute');
    expect((await rows())[0]?.[2]).toBe('');
    await sayAs('unsubscribe');
    expect(await rows()).toEqual([]);
    expect((await sayAs('unsubscribe')).outcome).toBe('refused');
    const ended = stage.changes.at(-1)?.undo;
    if (ended) await stage.undo(ended);
    expect(await rows()).toHaveLength(2);
    await sayAs('unsubscribe');
  });
});

test('a shortage names the order that waits', async () => {
  await countTo('TEE-M', 1);
  await subscribe({ topic: 'shortage' });
  const lines = [{ code: 'TEE-M', ordered: 4 }];
  await stage.order({ number: '#77', account: 'Nila Home', lines });
  await notify.settle();
  expect(heardBy(telegram)[0]).toMatch(
    /^3 units ordered that there are not \| Order #77 from Nila Home: TEE-M/,
  );
  await notify.settle();
  expect(telegram.sent).toEqual([]);
});

describe('a message', () => {
  async function makeOne() {
    await countTo('MUG', 12);
    await subscribe({ topic: 'low' });
    await countTo('MUG', 2);
  }

  test('goes out by another front-end of the same person while the wanted one is down', async () => {
    telegram.state = 'down';
    await makeOne();
    await notify.settle();
    expect(telegram.sent).toEqual([]);
    expect(slack.sent.map(({ chatId }) => chatId)).toEqual(['T1:U1']);
  });

  test('waits as long as a busy platform asks, and is then sent', async () => {
    telegram.answers.push({ kind: 'retry-later', afterMs: 7_000, reason: 'too many' });
    await makeOne();
    await notify.settle();
    later(6_000);
    await notify.settle();
    expect(telegram.sent).toEqual([]);
    later(30_000);
    await notify.settle();
    expect(telegram.sent).toHaveLength(1);
    expect(slack.sent).toEqual([]);
  });

  test('that every front-end refuses is put aside, with the reason', async () => {
    telegram.answers.push({ kind: 'rejected', reason: 'blocked by the user' });
    slack.answers.push({ kind: 'rejected', reason: 'gone' });
    await makeOne();
    await notify.settle();
    const [parked] = await db().rows(
      `SELECT last_error AS reason FROM outgoing WHERE state = 'parked'`,
    );
    expect(parked).toEqual({ reason: 'blocked by the user' });
  });

  test('is sent once by two processes that look at the same time', async () => {
    const other = openNotify();
    await makeOne();
    await Promise.all([notify, other, notify, other].map((each) => each.settle()));
    expect(telegram.sent).toHaveLength(1);
  });

  test('of one key reaches a target once, however often it is left', async () => {
    const target = { personId: 2, frontEnd: 'slack', chatId: null };
    const reply: Reply = { outcome: 'answer', blocks: [] };
    const what = { key: 'rule:1', target, reply, cause: 'test' };
    const left = [];
    for (let time = 0; time < 10; time += 1) {
      left.push(await notify.enqueue(stage.sellerId, what));
      await notify.settle();
    }
    expect(left.filter(Boolean)).toHaveLength(1);
    expect(slack.sent).toHaveLength(1);
  });

  test('that a killed process had in hand is sent by the next one, a minute later', async () => {
    telegram.answers.push(new Error('killed'));
    await makeOne();
    // Dies between taking it and sending it.
    const cut = createNotify({
      ...{ core: stage.core, clock: stage.clock, log: silentLogger },
      frontEnds: () => {
        throw new Error('killed');
      },
      random: createSeededRandom(1),
    });
    await cut.settle();
    expect(telegram.sent).toEqual([]);
    telegram.answers.length = 0;
    await notify.settle();
    expect(telegram.sent).toEqual([]);
    later(61_000);
    await notify.settle();
    expect(telegram.sent).toHaveLength(1);
  });
});

test('the digest comes at nine by the seller, once a day, for those who asked before', async () => {
  await subscribe({ topic: 'digest' });
  moment = new Date('2026-11-26T03:29:00Z').getTime();
  later(0);
  await notify.settle();
  expect(telegram.sent).toEqual([]);
  later(120_000);
  await subscribe({ topic: 'digest', personId: 2, frontEnd: 'slack' });
  await notify.settle();
  await openNotify().settle();
  expect(heardBy(telegram)[0]).toMatch(/^4 units sold yesterday, 25 Nov \| 1 order: Nila Home/);
  expect(telegram.sent).toEqual([]);
  expect(slack.sent).toEqual([]);
  later(24 * 3_600_000);
  await notify.settle();
  expect(telegram.sent).toHaveLength(1);
  expect(slack.sent).toHaveLength(1);
});
