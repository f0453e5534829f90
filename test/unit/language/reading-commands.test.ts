import { describe, expect, it } from 'vitest';
import { last, read } from './market-stall.ts';

describe('what happened on the shelf', () => {
  it.each([
    ['sold 3 hoodie-m in mumbai', 'sold location=MUM quantity=3 sku=HOODIE-M'],
    ['we sold 3 pcs of hoodie m in mumbai please', 'sold location=MUM quantity=3 sku=HOODIE-M'],
    ['2 hoodie-m mumbai se bech diye', 'sold location=MUM quantity=2 sku=HOODIE-M'],
    ['se vendieron 3 tazas rojas en Delhi', 'sold location=DEL quantity=3 sku=MUG-RED'],
    ['दिल्ली में 3 लाल मग बेचे', 'sold location=DEL quantity=3 sku=MUG-RED'],
    ['could you mark 3 hoodie m as sold', 'sold quantity=3 sku=HOODIE-M'],
    ['recieved 2 dozen towels in dehli', 'received location=DEL quantity=24 sku=TOWEL-SAND'],
    ['4 mug red toot gaye delhi mein', 'damaged location=DEL quantity=4 sku=MUG-RED'],
    ['customer returned a blue mug', 'returned quantity=1 sku=MUG-BLUE'],
    ['set hoodie m to 15 in mumbai', 'count location=MUM quantity=15 sku=HOODIE-M'],
    ['mumbai se delhi 5 hoodie m bhejo', 'move from=MUM quantity=5 sku=HOODIE-M to=DEL'],
    ['grahak 2 hoodie m le gaya delhi se', 'sold location=DEL quantity=2 sku=HOODIE-M'],
    ['aaj 5 hoodie m bik gye', 'sold quantity=5 sku=HOODIE-M'],
    ['1 hoodie m wapis aa gya', 'returned quantity=1 sku=HOODIE-M'],
    ['hoodie m ka stock 15 kar do', 'count quantity=15 sku=HOODIE-M'],
    [
      '5 hoodie m aaye, 2 toote nikle',
      'received quantity=5 sku=HOODIE-M ; damaged quantity=2 sku=HOODIE-M',
    ],
    ['send 5 hoodie m to Delhi', 'move from=MUM quantity=5 sku=HOODIE-M to=DEL'],
    ['someone just bought 2 blue mugs', 'sold quantity=2 sku=MUG-BLUE'],
    ['new stock: 20 blue mugs', 'received quantity=20 sku=MUG-BLUE'],
    ['got 1 blue mug back from a customer', 'returned quantity=1 sku=MUG-BLUE'],
    ['nos entregaron 20 tazas azules', 'received quantity=20 sku=MUG-BLUE'],
    ['agrega 10 tazas azules en delhi', 'received location=DEL quantity=10 sku=MUG-BLUE'],
    ['save 2 red mugs for Sunita', 'reserve note=Sunita quantity=2 sku=MUG-RED'],
    ['sold red mugs at 275', 'sold sku=MUG-RED'],
    ['keep 2 red mugs aside for Mrs Nair', 'reserve note=Mrs Nair quantity=2 sku=MUG-RED'],
  ])('“%s” is understood as it is meant', async (text, draft) => {
    expect(await read(text)).toBe(draft);
  });

  it.each([
    [
      'sold 3 hoodie m and 2 red mugs in mumbai, got 10 towels in delhi',
      'sold location=MUM quantity=3 sku=HOODIE-M ; sold location=MUM quantity=2 sku=MUG-RED ; ' +
        'received location=DEL quantity=10 sku=TOWEL-SAND',
    ],
    [
      'received in Mumbai:\n- 3 x HOODIE-M\n- mug red 12',
      'received location=MUM quantity=3 sku=HOODIE-M ; ' +
        'received location=MUM quantity=12 sku=MUG-RED',
    ],
    [
      'sold 2 each of hoodie m and hoodie l in delhi',
      'sold location=DEL quantity=2 sku=HOODIE-M ; sold location=DEL quantity=2 sku=HOODIE-L',
    ],
    [
      'sold 2 hoodie m, 3 l and 1 xl in mumbai',
      'sold location=MUM quantity=2 sku=HOODIE-M ; sold location=MUM quantity=3 sku=HOODIE-L ; ' +
        'sold location=MUM quantity=1 sku=HOODIE-XL',
    ],
    [
      '3 hoodie m mumbai mein becha, 10 towel delhi mein aaye',
      'sold location=MUM quantity=3 sku=HOODIE-M ; ' +
        'received location=DEL quantity=10 sku=TOWEL-SAND',
    ],
  ])('“%s” is several things at once', async (text, drafts) => {
    expect(await read(text)).toBe(drafts);
  });

  it('one piece that cannot be read keeps the whole message from acting', async () => {
    expect(await read('sold 3 hoodie m and 2 zorbs')).toBe('? sold zorbs');
  });
});

describe('orders, prices, listings, people', () => {
  it.each([
    ['price hoodie m', 'price sku=HOODIE-M'],
    ['set price of red mug to ₹1,349.50', 'set price amount=1349.50 sku=MUG-RED'],
    ['hoodie m ka daam 1499 kar do', 'set price amount=1499 sku=HOODIE-M'],
    ['make red mug 1,599', 'set price amount=1599 sku=MUG-RED'],
    ['make 275 red mugs', '? set price'],
    ['raise red mug price by 10', '? set price'],
    ['change price of red mug from 249 to 275', 'set price amount=275 sku=MUG-RED'],
    ['take blue mugs off bazaar corner', 'pause account=bazaar sku=MUG-BLUE'],
    ['put 1001 on hold', 'hold order=1001'],
    ['ship 1001, 1002', 'ship order=1001 ; ship order=1002'],
    ['call MUG-RED the red cup', 'alias sku=MUG-RED text=the red cup'],
    ['red mug $12', '?'],
    ['stop selling red mug on bazaar corner', 'pause account=bazaar sku=MUG-RED'],
    ['hoodie m chalu karo', 'resume sku=HOODIE-M'],
    ['1001 ship kar do', 'ship order=1001'],
    ['1001 bhej diya', 'ship order=1001'],
    ['1002 rok ke rakho', 'hold order=1002'],
    [
      'shipped 1001 with Delhivery, tracking AWB12345',
      'ship carrier=Delhivery order=1001 tracking=AWB12345',
    ],
    ['return 1001 1 hoodie-m in mumbai', 'return location=MUM order=1001 quantity=1 sku=HOODIE-M'],
    ['make Amit a manager', 'role person=Amit role=manager'],
    ['invite Sunil Rao as warehouse', 'invite name=Sunil Rao role=warehouse'],
    ['map BC-77 on bazaar corner to HOODIE-M', 'map account=bazaar code=BC-77 sku=HOODIE-M'],
    ['add sku CAP-ONE Canvas cap 299', 'add sku code=CAP-ONE price=299 title=Canvas cap'],
    ['alert me when hoodie m drops below 10', 'subscribe quantity=10 sku=HOODIE-M topic=low'],
    ['mute for 2 hours', 'mute duration=120'],
  ])('“%s” names the command and its slots', async (text, draft) => {
    expect(await read(text)).toBe(draft);
  });
});

describe('questions', () => {
  it.each([
    ['how many hoodies in Mumbai', 'stock group=Hoodies location=MUM'],
    ['hoodie m kitne bache hain', 'stock sku=HOODIE-M'],
    ['¿cuántas tazas azules quedan?', 'stock sku=MUG-BLUE'],
    ['what is not in stock?', 'stock scope=out'],
    ['as of yesterday 6pm hoodie-m', 'as of moment=2026-11-24T12:30:00.000Z sku=HOODIE-M'],
    ['hoodie m?', 'stock sku=HOODIE-M'],
    ['aaj ki bikri', 'report period=today'],
    ['what has not moved in 60 days', 'dead stock days=60'],
    ['how do I move stock', 'help topic=move'],
  ])('“%s” is answered, and nothing else', async (text, draft) => {
    expect(await read(text)).toBe(draft);
  });
});

describe('names that are near each other', () => {
  it.each([
    ['sold 3 mugs', 'sold quantity=3 sku=MUG-RED|MUG-BLUE'],
    ['sold 3 mug racks', 'sold quantity=3 sku=RACK-MUG'],
    ['sold 1 tee m', 'sold quantity=1 sku=TEE-BLA-M|TEE-WHI-M|TEE-RED-M'],
    ['sold 2 blk tee L', 'sold quantity=2 sku=TEE-BLA-L'],
    ['sold 3 iphone 15 case', 'sold quantity=3 sku=CASE-15'],
    ['sold iphone 15 case', 'sold sku=CASE-15'],
    ['sold 2 bottle 500 ml', 'sold quantity=2 sku=BOTTLE-500'],
    ['sold 4 of 8901234567894', 'sold quantity=4 sku=MUG-RED'],
    ['sold 1 hoodie-m-blue', '? sold hoodie m blue'],
    ['sold 1 blue hoodie', '? sold blue hoodie'],
    ['received 3 cartons of hoodie m', 'received quantity=36 sku=HOODIE-M'],
    ['received 3 cartons of mug blue', 'received sku=MUG-BLUE'],
  ])('“%s” is never guessed', async (text, draft) => {
    expect(await read(text)).toBe(draft);
  });
});

describe('what was said before', () => {
  const sold = { command: 'sold', slots: { quantity: 3, sku: 'HOODIE-M', location: 'MUM' } };
  it.each([
    ['no, 12', 'sold location=MUM quantity=12 sku=HOODIE-M'],
    ['nahi 5 the', 'sold location=MUM quantity=5 sku=HOODIE-M'],
    ['5 not 3', 'sold location=MUM quantity=5 sku=HOODIE-M'],
    ['I meant delhi', 'sold location=DEL quantity=3 sku=HOODIE-M'],
    ['haan lekin delhi se', 'sold location=DEL quantity=3 sku=HOODIE-M'],
    ['sorry, size L', 'sold location=MUM quantity=3 sku=HOODIE-L'],
    ['no, received 5', 'received location=MUM quantity=5 sku=HOODIE-M'],
  ])('“%s” replaces what is previewed, or what was done', async (text, draft) => {
    expect(await read(text, last('previewed', sold))).toBe(`instead of pending: ${draft}`);
    expect(await read(text, last('done', sold))).toBe(`instead of done: ${draft}`);
  });

  it.each([
    ['same for delhi', 'sold location=DEL quantity=3 sku=HOODIE-M'],
    ['another 2', 'sold location=MUM quantity=2 sku=HOODIE-M'],
    ['2 toote nikle', 'damaged quantity=2 sku=HOODIE-M'],
    ['ab kitne bache', 'stock sku=HOODIE-M'],
    ['why is it so low', 'why sku=HOODIE-M'],
    ['undo that', 'undo'],
  ])('“%s” goes on from there', async (text, draft) => {
    expect(await read(text, last('done', sold))).toBe(draft);
  });

  it('a place alone amends the preview that waits, and nothing that was done', async () => {
    const confirm = { kind: 'confirm' as const, slot: null, options: [] };
    const waiting = { ...last('previewed', sold), question: confirm };
    expect(await read('delhi', waiting)).toBe(
      'instead of pending: sold location=DEL quantity=3 sku=HOODIE-M',
    );
    expect(await read('delhi', last('done', sold))).toBe('?');
  });

  it('the place that is denied is the one that is replaced', async () => {
    const moved = {
      command: 'move',
      slots: { quantity: 5, sku: 'HOODIE-M', from: 'MUM', to: 'DEL' },
    };
    expect(await read('delhi nahi bengaluru', last('done', moved))).toBe(
      'instead of done: move from=MUM quantity=5 sku=HOODIE-M to=BLR',
    );
  });

  it('a question goes on with a sister of the SKU', async () => {
    const asked = last('answered', { command: 'stock', slots: { sku: 'TEE-BLA-M' } });
    expect(await read('and the white one?', asked)).toBe('stock sku=TEE-WHI-M');
    expect(await read('and in delhi?', asked)).toBe('stock location=DEL sku=TEE-BLA-M');
  });

  it.each([
    ['why 3?', 'stock', 'why sku=MUG-RED'],
    ['and the price?', 'stock', 'price sku=MUG-RED'],
    ['set it to 88', 'stock', 'count quantity=88 sku=MUG-RED'],
    ['make it 275', 'price', 'set price amount=275 sku=MUG-RED'],
    ['¿y en delhi?', 'stock', 'stock location=DEL sku=MUG-RED'],
  ])('“%s” is about what an answer to %s showed', async (text, command, draft) => {
    expect(await read(text, last('answered', { command, slots: { sku: 'MUG-RED' } }))).toBe(draft);
  });

  it('“do it” is a yes, and a place alone changes what waits for one', async () => {
    const question = {
      kind: 'confirm' as const,
      slot: null,
      options: [{ names: ['yes'] }, { names: ['no'] }],
    };
    const memory = { ...last('previewed', sold), question };
    expect(await read('do it', memory)).toBe('yes');
    expect(await read('in delhi', memory)).toBe(
      'instead of pending: sold location=DEL quantity=3 sku=HOODIE-M',
    );
  });

  it('what was said a quarter of an hour ago is forgotten', async () => {
    const long = { last: { drafts: [sold], state: 'done' as const, at: new Date(0) } };
    expect(await read('no, 12', long)).toMatch(/^\?|no/);
  });

  it('a number or a name without a question is no command', async () => {
    expect(await read('12')).toBe('?');
    expect(await read('Delhi')).toBe('?');
  });
});

describe('answers', () => {
  const open = {
    ...last('asked', { command: 'sold', slots: { quantity: 3, sku: 'HOODIE-M' } }),
    question: {
      kind: 'choice' as const,
      slot: 'location',
      options: [{ names: ['MUM', 'Mumbai'] }, { names: ['DEL', 'Delhi'] }],
    },
  };
  it.each(['2', 'the second one', 'delhi', 'in Delhi please', 'doosra', 'last', 'dilli'])(
    '“%s” chooses the second of two',
    async (text) => {
      expect(await read(text, open)).toBe('option 1');
    },
  );

  it('a number answers how many, and a whole command wins over the question', async () => {
    const howMany = {
      ...last('asked', { command: 'sold', slots: { sku: 'HOODIE-M', location: 'MUM' } }),
      question: { kind: 'choice' as const, slot: 'quantity', options: [] },
    };
    expect(await read('12', howMany)).toBe(
      'instead of pending: sold location=MUM quantity=12 sku=HOODIE-M',
    );
    expect(await read('do', howMany)).toBe(
      'instead of pending: sold location=MUM quantity=2 sku=HOODIE-M',
    );
    expect(await read('got 5 red mugs in delhi', howMany)).toBe(
      'received location=DEL quantity=5 sku=MUG-RED',
    );
  });

  const confirm = { question: { kind: 'confirm' as const, slot: null, options: [] } };
  it.each(['yes', 'haan', 'theek hai', 'sí', 'हाँ', '👍', 'ok do it', 'ji haan', 'dale'])(
    '“%s” is a yes',
    async (text) => {
      expect(await read(text, confirm)).toBe('yes');
    },
  );
  it.each(['no', 'nahi', 'नहीं', 'no gracias', 'cancel', 'mat karo', 'never mind'])(
    '“%s” is a no',
    async (text) => {
      expect(await read(text, confirm)).toBe('no');
    },
  );
});

describe('courtesies', () => {
  it.each([
    ['hi', 'greeting'],
    ['namaste ji', 'greeting'],
    ['thank you so much!', 'thanks'],
    ['gracias', 'thanks'],
    ['good night', 'farewell'],
    ['👍', 'other'],
  ])('“%s” is answered in kind', async (text, mood) => {
    expect(await read(text)).toBe(mood);
  });
});
