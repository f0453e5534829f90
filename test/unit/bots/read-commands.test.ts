import { describe, expect, it } from 'vitest';
import { commands } from '../../../bots/commands/registry.ts';
import { readCommands } from '../../../bots/conversation/read-commands.ts';
import { openDemoLookups } from './demo-lookups.ts';

const lookups = await openDemoLookups();
const zone = { now: new Date('2026-11-23T07:00:00Z'), timeZone: 'Asia/Kolkata' };
const understand = (text: string) => readCommands.understand(text, { commands, lookups, ...zone });

async function read(text: string) {
  const understood = await understand(text);
  if (understood.kind === 'unclear') return `? ${understood.words}`;
  const { command, slots } = understood.draft;
  const filled = Object.entries(slots).sort(([a], [b]) => a.localeCompare(b));
  return [command, ...filled.map(([name, value]) => `${name}=${value}`)].join(' ');
}

describe('words in any order', () => {
  const SOLD = 'sold location=mumbai quantity=3 sku=hoodie-m';
  it.each([
    'sold 3 hoodie-m mumbai',
    'sold hoodie-m 3 in mumbai',
    'sold mumbai 3 hoodie-m',
    'sold in mumbai hoodie-m 3',
    'sold 3 x hoodie-m @mumbai',
    'we sold 3 pcs of hoodie-m in mumbai please',
    '/sold 3 hoodie-m mumbai.',
    'Sold 3x hoodie-m mumbai',
  ])('“%s” is one and the same sale', async (text) => {
    expect((await read(text)).toLowerCase()).toBe(SOLD);
  });

  it.each([
    ['move 5 hoodie-m from mumbai to delhi', 'from=mumbai quantity=5 sku=hoodie-m to=delhi'],
    ['move hoodie-m to delhi from mumbai 5', 'from=mumbai quantity=5 sku=hoodie-m to=delhi'],
    ['move 5 hoodie-m mumbai delhi', 'from=mumbai quantity=5 sku=hoodie-m to=delhi'],
    ['move 5 hoodie-m delhi', 'quantity=5 sku=hoodie-m to=delhi'],
  ])('“%s” knows from where and to where', async (text, slots) => {
    expect(await read(text)).toBe(`move ${slots}`);
  });

  it.each([
    ['stock hoodie-m', 'stock sku=hoodie-m'],
    ['stock low', 'stock scope=low'],
    ['stock HOODIE-M as of yesterday 18:00', 'stock moment=yesterday 18:00 sku=HOODIE-M'],
    ['as of 2026-11-20 18:00', 'as of moment=2026-11-20 18:00'],
    ['as of HOODIE-M yesterday', 'as of moment=yesterday sku=HOODIE-M'],
    ['reprice hoodie-m ₹1499.50 on kala', 'set price account=kala amount=1499.50 sku=hoodie-m'],
    ['change price hoodie-m to 1499', 'set price amount=1499 sku=hoodie-m'],
    ['map bazaar corner BC-77=HOODIE-M', 'map account=bazaar corner code=BC-77 sku=HOODIE-M'],
    ['add sku CAP-ONE Canvas cap 299', 'add sku code=CAP-ONE price=299 title=Canvas cap'],
    ['retry kala', 'retry account=kala'],
    ['retry all', 'retry scope=all'],
    ['ship order #1001', 'ship order=#1001'],
    ['return 1001 2 hoodie-m in delhi', 'return location=delhi order=1001 quantity=2 sku=hoodie-m'],
    ['hoodie-m?', 'stock sku=hoodie-m'],
    ['how many hoodie m left', 'stock sku=hoodie m'],
    ['got 40 tee-m, mumbai', 'received location=mumbai quantity=40 sku=tee-m'],
    ['move 3 mugs red mumbai to delhi', 'move from=mumbai quantity=3 sku=mugs red to=delhi'],
    ['set price of candle to 900', 'set price amount=900 sku=candle'],
    ['add sku CUP Cup, small', 'add sku code=CUP title=Cup, small'],
  ])('“%s” is understood', async (text, expected) => {
    expect(await read(text)).toBe(expected);
  });
});

describe('numbers', () => {
  it.each(['-3', '1.5', '1e3', '0x10', '1,200', '٣', '１２', '+4', '10k', '50%'])(
    '“%s” is not taken for a quantity',
    async (number) => {
      expect(await read(`sold ${number} hoodie-m in mumbai`)).toContain('is not a number of units');
    },
  );

  it.each([
    ['0', 'Nothing to do for 0 units.'],
    ['1000001', 'at most 1,000,000 units'],
    ['9007199254740993', 'is not a number of units'],
  ])('%s units are refused', async (number, words) => {
    expect(await read(`sold ${number} hoodie-m in mumbai`)).toContain(words);
  });

  it('a count may be zero', async () => {
    expect(await read('count hoodie-m 0 delhi')).toBe(
      'count location=delhi quantity=0 sku=hoodie-m',
    );
  });

  it('a number that belongs to the name of a thing stays with it', async () => {
    expect(await read('sold 3 socks-3 delhi')).toBe('sold location=delhi quantity=3 sku=socks-3');
    expect(await read('sold 2 "cushion 45" mumbai')).toContain('quantity=2 sku=cushion 45');
  });
});

describe('what is not a command', () => {
  it.each([
    ['soldd 3 hoodie-m', 'sold'],
    ['recieved 4 tee-s', 'received'],
    ['stokc', 'stock'],
    ['shortges', 'shortages'],
    ['add sk X', 'add sku'],
  ])('“%s” gets the nearest one', async (text, name) => {
    const understood = await understand(text);
    expect(understood).toMatchObject({ kind: 'unclear' });
    if (understood.kind === 'unclear') expect(understood.words).toContain(`“${name}”`);
  });

  it.each(['', '   ', '???', 'hello there', '🙂', 'DROP TABLE stock; --', '"', '= = ='])(
    '“%s” gets one line and something to try',
    async (text) => {
      const understood = await understand(text);
      if (understood.kind !== 'unclear') throw new Error('It was taken for a command.');
      expect(understood.words.split('\n')).toHaveLength(1);
      const again = await understand(understood.tryThis);
      expect(again.kind).toBe('draft');
    },
  );

  it.each([
    ['2 hoodie-m sold in mumbai', 'sold 2 hoodie-m in mumbai'],
    ['not sold 2 hoodie-m', 'sold not 2 hoodie-m'],
  ])('“%s” is not acted on, but shown how to say it', async (text, tryThis) => {
    expect(await understand(text)).toMatchObject({ kind: 'unclear', tryThis });
  });

  it('a short word is never taken for the start of a longer name', async () => {
    expect(await lookups.findSkus('hoodie m')).toHaveLength(1);
    expect(await lookups.findSkus('m')).not.toContainEqual(
      expect.objectContaining({ code: 'MUG-RED' }),
    );
  });
});
