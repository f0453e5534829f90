import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Preview } from '../../bots/commands/command.ts';
import { commands } from '../../bots/commands/registry.ts';
import type { InboundFile } from '../../bots/front-end/inbound-message.ts';
import { openConversation, seatOwner } from '../../bots/open-conversation.ts';
import type { Block, Reply } from '../../bots/reply/reply.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { type BooksStage, openBooks } from '../support/books-stage.ts';

let stage: BooksStage;
let messages = 0;
const MANY = 300;

beforeAll(async () => {
  stage = await openBooks({
    at: '2026-11-25T06:00:00Z',
    skus: [
      { code: 'HOODIE-M', title: '=cmd|calc', priceMinor: 100_000 },
      { code: 'TEE-M', title: 'Tee', priceMinor: 50_000 },
      { code: 'MUG', title: 'Mug' },
      ...Array.from({ length: MANY }, (_, index) => ({ code: `S-${index}`, title: 'Socks' })),
    ],
  });
});
beforeEach(async () => {
  messages += 1;
  stage.message(`m${messages}`);
  for (const [code, units] of [
    ['HOODIE-M', 10],
    ['TEE-M', 5],
    ['MUG', 0],
  ] as const) {
    await stage.count(code, units);
  }
});
afterAll(() => stage.close());

const csv = (text: string | Uint8Array) => [
  {
    name: 'counts.csv',
    mediaType: 'text/csv',
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
  },
];
const previewOf = async (text: string | Uint8Array) =>
  (await stage.preview('import', {}, csv(text))) as Preview;
const refusalOf = async (text: string) =>
  ((await stage.preview('import', {}, csv(text))) as Reply).blocks;
/** As a yes carries it out: in a message of its own, without the file. */
const confirm = () => stage.run('import');

async function onHand(code: string): Promise<number> {
  const { sellerId, engine } = stage;
  const rows = await engine.monitoring.readOnHand(sellerId);
  return rows.find(({ skuId }) => skuId === stage.sku(code).skuId)?.onHand ?? 0;
}
async function countEntries(): Promise<number> {
  const db = stage.opened.database.forSeller(stage.sellerId);
  return (await db.row<{ count: number }>('SELECT count(*)::int AS count FROM entry')).count;
}
const basePrice = async (code: string) => {
  const { skuId } = stage.sku(code);
  const prices = await stage.engine.pricing.currentPrices(stage.sellerId, [skuId]);
  return prices.get(skuId)?.base?.minor;
};
const recipe = () => {
  const change = stage.changes.at(-1);
  if (!change) throw new Error('Nothing was told to the audit.');
  return change.undo;
};

describe('counts from a file', () => {
  const file = 'SKU;Location;Counted\r\nhoodie-m;Mumbai;4\r\nTEE-M;MUM;5\r\nMUG;Mumbai;\r\n';

  test('are shown as a difference, and done once there is a yes', async () => {
    const preview = await previewOf(file);
    expect(preview.sentence).toBe('Count 1 place: +0 and −6 units on hand.');
    expect(preview.details).toContainEqual(
      expect.objectContaining({ rows: [['HOODIE-M', 'Mumbai', 10, 4]] }),
    );
    expect(preview.weight).toMatchObject({ units: 6, skus: 1, zeroed: 0 });
    expect(await onHand('HOODIE-M')).toBe(10);
    expect(await stage.preview('import')).toEqual(preview);
    await confirm();
    expect(await onHand('HOODIE-M')).toBe(4);
    expect(await onHand('TEE-M')).toBe(5);
  });

  test('are done once, however often the yes comes', async () => {
    await previewOf(file);
    await confirm();
    const before = await countEntries();
    await stage.count('HOODIE-M', 9);
    await Promise.all([confirm(), confirm()]);
    expect(await onHand('HOODIE-M')).toBe(9);
    expect(await countEntries()).toBe(before + 1);
  });

  test('are taken back by their difference, so that what was sold since stays sold', async () => {
    await previewOf(file);
    await confirm();
    await stage.sellByHand('HOODIE-M', 1);
    await stage.undo(recipe());
    expect(await onHand('HOODIE-M')).toBe(9);
  });

  test('that are so already ask for nothing', async () => {
    const answer = (await stage.preview(
      'import',
      {},
      csv('SKU,Location,Counted\nMUG,MUM,0'),
    )) as Reply;
    expect(answer.blocks).toMatchObject([{ text: 'Everything in it is so already.' }]);
  });

  test('weigh what they set to nothing', async () => {
    const { weight } = await previewOf('SKU,Location,On hand\nHOODIE-M,MUM,0\nTEE-M,MUM,0\n');
    expect(weight).toMatchObject({ units: 15, skus: 2, zeroed: 2 });
  });
});

test('a file with a mistake changes nothing, and every mistake is told with its line', async () => {
  const before = await countEntries();
  const blocks = await refusalOf(
    [
      ...['SKU,Location,Counted', 'HOODIE-M,Mumbai,4', 'HOODY,Mumbai,1', 'TEE-M,Pune,1'],
      ...['TEE-M,Mumbai,-3', 'TEE-M,Mumbai,1e3', 'MUG,,2', 'HOODIE-M,Mumbai,5', ',Mumbai,7'],
    ].join('\n'),
  );
  expect(blocks).toMatchObject([
    { kind: 'error', text: 'Nothing was taken: 7 lines of the file cannot be.' },
    {
      rows: [
        ['3', '“HOODY” is no SKU'],
        ['4', '“Pune” is no location'],
        ['5', '“-3” is no whole number from 0 to 1,000,000'],
        ['6', '“1e3” is no whole number from 0 to 1,000,000'],
        ['7', 'names no location'],
        ['8', 'says the same as line 2 does'],
        ['9', 'names no SKU'],
      ],
    },
  ]);
  expect(await countEntries()).toBe(before);
});

test.each([
  ['Name,Counted\nA,1', 'no column is called SKU'],
  ['SKU,Quantity\nA,1', 'call the column of figures Counted, Received or Price'],
  ['SKU,Counted,Price\nA,1,2', 'counted and price in one file: one kind at a time, please'],
  ['SKU,Code,Counted\nA,A,1', 'two columns are called sku'],
])('%j is refused by its header', async (text, words) => {
  expect(JSON.stringify(await refusalOf(text))).toContain(words);
});

test('the exported stock comes back as it was, formulas and all', async () => {
  const answer = await stage.run('export', { what: 'stock' });
  const file = answer.blocks.find((block): block is Extract<Block, { kind: 'file' }> => {
    return block.kind === 'file';
  });
  const text = new TextDecoder().decode(file?.bytes);
  expect(text).toContain(`"'=cmd|calc"`);
  const again = (await stage.preview('import', {}, csv(file?.bytes ?? ''))) as Reply;
  expect(again.blocks).toMatchObject([{ text: 'Everything in it is so already.' }]);
});

test('received units are added to what is there', async () => {
  await previewOf('SKU,Location,Received\nMUG,Mumbai,12\nTEE-M,Delhi,3\n');
  await confirm();
  expect([await onHand('MUG'), await onHand('TEE-M')]).toEqual([12, 8]);
  await stage.undo(recipe());
  expect([await onHand('MUG'), await onHand('TEE-M')]).toEqual([0, 5]);
});

test('a large file is one change, and gives back a file of what was before', async () => {
  const lines = Array.from({ length: MANY }, (_, index) => `S-${index},Mumbai,${index + 1}`);
  const { weight } = await previewOf(`SKU,Location,Counted\n${lines.join('\n')}`);
  expect(weight.skus).toBe(MANY);
  const { blocks } = await confirm();
  expect(await onHand('S-41')).toBe(42);
  const file = blocks.find((block) => block.kind === 'file');
  if (file?.kind !== 'file') throw new Error('There is no file.');
  stage.message('and back');
  await previewOf(file.bytes);
  await confirm();
  expect(await onHand('S-41')).toBe(0);
});

test('a manager sends the file, reads the difference, and says yes in another message', async () => {
  const surroundings = { clock: stage.clock, ids: systemIds, log: silentLogger };
  const { engine, sellerId } = stage;
  const { desk, people } = openConversation({
    ...surroundings,
    ...{ engine, commands, random: systemRandom },
  });
  await seatOwner(people, sellerId);
  const say = (messageId: string, text: string, files: readonly InboundFile[] = []) =>
    desk.converse({
      ...{ frontEnd: 'console', messageId, sellerId, at: stage.clock.now(), files },
      ...{ sender: { id: 'owner', name: null }, chat: { id: 'owner', isDirect: true } },
      content: { kind: 'text', text },
      ...{ standing: 'typed', quoted: null, replyTo: null },
    });
  const asked = await say('file-1', 'import', csv('SKU,Location,Counted\nHOODIE-M,Mumbai,3\n'));
  expect(asked.outcome).toBe('preview');
  expect(await onHand('HOODIE-M')).toBe(10);
  const answer = await say('file-2', 'yes');
  expect(answer.outcome).toBe('done');
  expect(await onHand('HOODIE-M')).toBe(3);
  const alone = await say('file-3', ' ', csv('SKU,Location,Counted\nHOODIE-M,Mumbai,7\n'));
  expect(alone.outcome).toBe('preview');
  expect((await say('file-4', 'no')).outcome).not.toBe('done');
  expect(await onHand('HOODIE-M')).toBe(3);
});

describe('prices from a file', () => {
  test('are set together, and taken back where they still are so', async () => {
    const preview = await previewOf('SKU,Price,Shop\nHOODIE-M,"₹1,20,000.00",\nTEE-M,300,\n');
    expect(preview.sentence).toBe('Set 2 prices.');
    expect(preview.weight).toMatchObject({ skus: 2, priceCutPercent: 40 });
    await confirm();
    expect([await basePrice('HOODIE-M'), await basePrice('TEE-M')]).toEqual([12_000_000, 30_000]);
    const back = recipe();
    const { sellerId, engine } = stage;
    const money = { minor: 77, currency: 'INR' };
    const change = { skuId: stage.sku('HOODIE-M').skuId, accountId: null, money, actor: 'test' };
    await engine.pricing.setPrice(sellerId, change);
    await stage.undo(back);
    expect([await basePrice('HOODIE-M'), await basePrice('TEE-M')]).toEqual([77, 50_000]);
  });

  test('of another currency or of no shop are refused', async () => {
    const blocks = await refusalOf(
      'SKU;Price;Shop;Currency\nMUG;1.499,00;;USD\nMUG;5;Nowhere;\nTEE-M;1,5;Nila Home;INR\n' +
        'TEE-M;abc;;\n',
    );
    expect(blocks[1]).toMatchObject({
      rows: [
        ['2', 'prices there are in INR, not “USD”'],
        ['3', '“Nowhere” is no shop'],
        ['5', '“abc” is no price in INR'],
      ],
    });
  });
});
