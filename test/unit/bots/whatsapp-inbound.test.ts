import { expect, test } from 'vitest';
import {
  canCarryQuestion,
  readPollSecret,
  toPollSecret,
} from '../../../bots/whatsapp/poll-secret.ts';
import { readPressId, toPressId } from '../../../bots/whatsapp/press-id.ts';
import { readWebMessage, readWebVote } from '../../../bots/whatsapp/read-web-message.ts';
import type { WebMessage, WebVote } from '../../../bots/whatsapp/web-client.ts';
import { hasWantedFile, isForUs, toInbound, toPress } from '../../../bots/whatsapp/web-inbound.ts';
import { createSeededRandom } from '../../../core/base/random.ts';

const MESSAGE: WebMessage = {
  id: 'false_1@c.us_A',
  type: 'chat',
  chatId: '919800000001@c.us',
  authorId: null,
  isFromMe: false,
  body: 'stock',
  seconds: 1_764_000_000,
  isForwarded: false,
  quoted: null,
  mentions: [],
  file: null,
};
const around = { frontEnd: 'w', sellerId: 7, sender: { id: '919800000001@c.us', name: null } };

test('a question that travels inside of a poll comes out again, and nothing else does', () => {
  const random = createSeededRandom(7);
  const secret = toPollSecret('k3j9x0p2qa', random);
  expect(secret).toHaveLength(32);
  expect(secret.every((byte) => byte >= 0 && byte <= 255)).toBe(true);
  expect(readPollSecret(secret)).toBe('k3j9x0p2qa');
  expect(toPollSecret('k3j9x0p2qa', random)).not.toEqual(secret);
  const strangers = [
    [],
    [3, 1, 2],
    Array(32).fill(0),
    Array(32).fill(255),
    [10, ...Array(31).fill(42)],
  ];
  for (const stranger of strangers) expect(readPollSecret(stranger)).toBeNull();
  expect(['', 'UPPER', 'a b', 'x'.repeat(16)].filter(canCarryQuestion)).toEqual([]);
});

test('a button names its question and its option, and a strange one names nothing', () => {
  expect(readPressId(toPressId({ questionId: 'abc', option: 12 }))).toEqual({
    questionId: 'abc',
    option: 12,
  });
  for (const id of [
    '',
    'q:abc',
    'q:ABC:1',
    'q:abc:-1',
    'q:abc:1:2',
    'cancel-button',
    'q:abc:1e3',
  ]) {
    expect(readPressId(id)).toBeNull();
  }
});

test('what is not written by a person to us is left alone', () => {
  const isOurs = (over: Partial<WebMessage>) => isForUs({ ...MESSAGE, ...over }, ['1@lid']);
  expect(isOurs({})).toBe(true);
  expect(isOurs({ chatId: '5@lid' })).toBe(true);
  expect(isOurs({ chatId: '5@g.us', mentions: ['1@lid'] })).toBe(true);
  for (const over of [
    { isFromMe: true },
    { type: 'e2e_notification' },
    { type: 'revoked' },
    { type: 'poll_creation' },
    { chatId: 'status@broadcast' },
    { chatId: '5@newsletter' },
    { chatId: '5@g.us' },
    { chatId: '5@g.us', mentions: ['2@lid'] },
  ]) {
    expect(isOurs(over), JSON.stringify(over)).toBe(false);
  }
});

test('our own name is taken out of what was written in a group, and nobody else’s', () => {
  const inGroup = { ...MESSAGE, chatId: '5@g.us', body: '@1 sold 3 @22 cap' };
  const o = { ...around, isEdited: false, myIds: ['1@lid'], files: [] };
  expect(toInbound(inGroup, o)).toMatchObject({
    content: { text: 'sold 3 @22 cap' },
    chat: { isDirect: false },
    replyTo: MESSAGE.id,
  });
  expect(toInbound({ ...MESSAGE, body: '@1 x' }, o).content).toEqual({
    kind: 'text',
    text: '@1 x',
  });
});

test('only tables of a size that a catalogue can have are fetched', () => {
  const file = { name: 'stock.csv', mediaType: 'text/csv', size: 1_048_576 };
  const wants = (over: Partial<typeof file>) =>
    hasWantedFile({ ...MESSAGE, file: { ...file, ...over } });
  expect(wants({})).toBe(true);
  expect(wants({ mediaType: 'text/plain; charset=utf-8', name: 'A.TXT' })).toBe(true);
  expect(wants({ size: 1_048_577 })).toBe(false);
  expect(wants({ name: 'photo.jpg', mediaType: 'image/jpeg' })).toBe(false);
  expect(wants({ name: 'stock.csv.exe' })).toBe(false);
  expect(hasWantedFile(MESSAGE)).toBe(false);
});

test('a vote counts for one option of a poll of ours only', () => {
  const vote: WebVote = {
    pollId: 'true_1@c.us_P',
    isPollFromMe: true,
    secret: toPollSecret('abc', createSeededRandom(1)),
    chatId: '1@c.us',
    voterId: '1@c.us',
    options: [1],
    atMs: 5_000,
  };
  const press = (over: Partial<WebVote>) =>
    toPress({ ...vote, ...over }, { ...around, receivedAt: new Date(9_000) });
  expect(press({})?.content).toEqual({ kind: 'press', questionId: 'abc', option: 1 });
  expect(press({ atMs: 0 })?.at).toEqual(new Date(9_000));
  expect(press({ isPollFromMe: false })).toBeNull();
  expect(press({ options: [] })).toBeNull();
  expect(press({ options: [0, 1] })).toBeNull();
  expect(press({ secret: [] })).toBeNull();
});

test('a page that tells nonsense of a message is not believed', () => {
  const raw = {
    id: { fromMe: false, remote: '1@c.us', _serialized: 'x' },
    type: 'chat',
    t: 5,
    body: 'hi',
    mentionedJidList: ['1@lid', { _serialized: '2@lid' }],
  };
  expect(readWebMessage(raw)).toMatchObject({ body: 'hi', mentions: ['1@lid', '2@lid'] });
  expect(readWebMessage({ ...raw, isStatusV3: true })).toBeNull();
  for (const broken of [null, {}, [], 'x', { ...raw, t: '5' }, { ...raw, id: {} }]) {
    expect(readWebMessage(broken)).toBeNull();
  }
  for (const broken of [null, {}, { voter: '1@c.us', selectedOptions: [{}] }]) {
    expect(readWebVote(broken)).toBeNull();
  }
});
