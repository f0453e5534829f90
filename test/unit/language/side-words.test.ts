import { describe, expect, it } from 'vitest';
import { hear, isWrite, last, read, vocabulary } from './market-stall.ts';

describe('units without a word of what happened', () => {
  const WHICH = 'which sold|received|count|damaged|returned';
  it.each([
    ['MUG-RED 88', WHICH],
    ['5 hoodie m delhi', WHICH],
    ['maine 2 brick mug le liye', WHICH],
    ['quedan 35 tazas rojas', WHICH],
    ['लाल मग 85 हैं', WHICH],
    ['update MUG-RED to 85', 'which count|set price'],
    ['5 blue mugs to delhi', 'which move|sold|received|count|damaged|returned'],
    ['+20 red mugs', 'received quantity=20 sku=MUG-RED'],
    ['mumbai -> delhi 5 hoodie m', 'move from=MUM quantity=5 sku=HOODIE-M to=DEL'],
    ['there are 14 blue mugs', 'count quantity=14 sku=MUG-BLUE'],
  ])('“%s” is read as %s', async (text, understood) => {
    expect(await read(text)).toBe(understood);
  });

  it.each([
    '5 red mugs?',
    'do we have 14 blue mugs',
    'there should be 14 blue mugs',
    '-3 red mugs',
  ])('“%s” changes nothing, and offers no change where it is a question', async (text) => {
    expect(isWrite(await hear(text))).toBe(false);
    expect(await read(text)).not.toContain('received');
  });

  it('what happened is answered in any language', async () => {
    const options = ['sold', 'received', 'count'].map((name) => ({ names: [name] }));
    const question = { kind: 'choice' as const, slot: null, options };
    const asked = { last: null, question };
    expect(await read('bik gaye', asked)).toBe('option 0');
    expect(await read('llegaron', asked)).toBe('option 1');
    expect(await read('we counted them', asked)).toBe('option 2');
    expect(await read('sold 2 blue mugs', asked)).toBe('sold quantity=2 sku=MUG-BLUE');
  });
});

describe('words beside a command', () => {
  it.each([
    ['sold 2 red mugs to a lady at the stall', 'sold quantity=2 sku=MUG-RED'],
    ['received 30 blue mugs from Ramesh Traders', 'received quantity=30 sku=MUG-BLUE'],
    ['Sharma Traders se 40 hoodie m aaye', 'received quantity=40 sku=HOODIE-M'],
    ['2 red mugs got smashed in transit', 'damaged quantity=2 sku=MUG-RED'],
    ['lost 1 hoodie m somewhere in delhi', 'damaged location=DEL quantity=1 sku=HOODIE-M'],
    ['sold 3 hoodie m, festival crowd', 'sold quantity=3 sku=HOODIE-M'],
    ['guy just grabbed 2 blue mugs', 'sold quantity=2 sku=MUG-BLUE'],
    ['take 2 blue mugs out of stock', 'damaged quantity=2 sku=MUG-BLUE'],
    ['increase MUG-BLUE by 5', 'received quantity=5 sku=MUG-BLUE'],
    ['got 2 blue mugs back', 'returned quantity=2 sku=MUG-BLUE'],
    [
      'sold 3 blue mugs in mumbai and 2 in delhi',
      'sold location=MUM quantity=3 sku=MUG-BLUE ; sold location=DEL quantity=2 sku=MUG-BLUE',
    ],
    ['hoodie m 275 me becho', 'set price amount=275 sku=HOODIE-M'],
    ['ship orders 1001 and 1002', 'ship order=1001 ; ship order=1002'],
    ['cancel all orders', 'cancel'],
    ['Amit ko warehouse me daal do', 'role person=Amit role=warehouse'],
    ['अमित को मैनेजर बना दो', 'role person=Amit role=manager'],
    ['silencia 2 horas', 'mute duration=120'],
    ['has 1001 shipped', 'order order=1001'],
    ['any blue mugs left?', 'stock sku=MUG-BLUE'],
  ])('“%s” is read all the same', async (text, draft) => {
    expect(await read(text)).toBe(draft);
  });

  it('until is counted from now, to the next morning', async () => {
    // 14:30 in India: seventeen and a half hours to eight in the morning.
    for (const text of ['mute until tomorrow', 'kal tak chup raho', 'silencia hasta mañana']) {
      expect(await read(text)).toBe('mute duration=1050');
    }
  });

  it.each([
    'sold 3 red mug lids',
    'sold 3 hoodie m in Jaipur',
    'a customer wants to buy 3 red mugs',
    'a customer almost bought 3 red mugs',
    'took 2 red mugs from the lady',
    'supplier said he sent 20 red mugs',
    'sold 3 red mugs, in theory',
    'sold 3 red mugs, kidding',
    'increase red mugs by 5%',
    'put 20 red mugs in stock',
    'Amit to count 88 red mugs',
    'are 3 red mugs sold',
  ])('“%s” writes nothing', async (text) => {
    expect(isWrite(await hear(text))).toBe(false);
  });
});

it('the plural of a Spanish word ending in a consonant is that word', async () => {
  const { skus, ...others } = vocabulary;
  const title = 'Camisón de algodón';
  const [first] = skus;
  if (!first) throw new Error('the stall is empty');
  const sku = { ...first, code: 'CAM-1', title, aliases: [], options: {}, packs: [], barcodes: [] };
  expect(await read('vendí 2 camisones', {}, { ...others, skus: [sku] })).toBe(
    'sold quantity=2 sku=CAM-1',
  );
});

it('“no, received” says what happened instead, and “another one” one more', async () => {
  const sold = { command: 'sold', slots: { quantity: 2, sku: 'MUG-RED', location: 'MUM' } };
  expect(await read('no, received', last('done', sold))).toBe(
    'instead of done: received location=MUM quantity=2 sku=MUG-RED',
  );
  expect(await read('another one', last('done', sold))).toBe(
    'sold location=MUM quantity=1 sku=MUG-RED',
  );
});
