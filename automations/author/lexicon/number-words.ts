// Words for numbers, by language. A line counts up from its start; '/' parts spellings.

function countUp(o: { from: number; by: number }, line: string): [string, number][] {
  return line
    .split(' ')
    .flatMap((spellings, index) =>
      spellings.split('/').map((word): [string, number] => [word, o.from + index * o.by]),
    );
}

const unit = { by: 1 } as const;
const ten = { by: 10 } as const;

export const ENGLISH_NUMBERS: ReadonlyMap<string, number> = new Map([
  ...countUp(
    { from: 0, ...unit },
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen ' +
      'fifteen sixteen seventeen eighteen nineteen',
  ),
  ...countUp({ from: 20, ...ten }, 'twenty thirty forty/fourty fifty sixty seventy eighty ninety'),
]);

export const HINGLISH_NUMBERS: ReadonlyMap<string, number> = new Map([
  ...countUp(
    { from: 1, ...unit },
    'ek do teen/tin char/chaar paanch/panch/paach chhe/che saat aath nau das/dus gyarah/gyara ' +
      'barah/bara terah chaudah pandrah/pandra solah satrah atharah unnis bees/bis',
  ),
  ...countUp(
    { from: 30, ...ten },
    'tees/tis chalis/chalees pachas/pachaas saath sattar assi nabbe sau',
  ),
  ...countUp({ from: 25, ...unit }, 'pachis/pachees'),
]);

export const SPANISH_NUMBERS: ReadonlyMap<string, number> = new Map([
  ...countUp(
    { from: 0, ...unit },
    'cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce ' +
      'quince dieciseis diecisiete dieciocho diecinueve veinte',
  ),
  ...countUp(
    { from: 30, ...ten },
    'treinta cuarenta cincuenta sesenta setenta ochenta noventa cien/ciento',
  ),
]);

export const HINDI_NUMBERS: ReadonlyMap<string, number> = new Map([
  ...countUp(
    { from: 1, ...unit },
    'एक दो तीन चार पांच/पाच छह/छः/छे सात आठ नौ दस ' +
      'ग्यारह बारह तेरह चौदह पंद्रह/पन्द्रह सोलह सत्रह अठारह ' +
      'उन्नीस बीस',
  ),
  ...countUp({ from: 30, ...ten }, 'तीस चालीस पचास साठ सत्तर अस्सी नब्बे सौ'),
]);

export const SCALES: ReadonlyMap<string, number> = new Map([
  ...(['hundred', 'sau', 'सौ'] as const).map((word): [string, number] => [word, 100]),
  ...(['k', 'thousand', 'hazaar', 'hazar', 'mil', 'हजार'] as const).map(
    (word): [string, number] => [word, 1_000],
  ),
  ...(['lakh', 'lakhs', 'lac', 'lacs', 'लाख'] as const).map((word): [string, number] => [
    word,
    100_000,
  ]),
  ...(['million', 'millions', 'mn'] as const).map((word): [string, number] => [word, 1_000_000]),
  ...(['crore', 'crores', 'cr', 'karod', 'करोड'] as const).map((word): [string, number] => [
    word,
    10_000_000,
  ]),
  ...(['dozen', 'dozens', 'docena', 'docenas', 'दर्जन'] as const).map((word): [string, number] => [
    word,
    12,
  ]),
]);
