import { foldWord } from '../fold-text.ts';

// Words for numbers. A list of plain numbers counts up from its start.

function countUp(start: number, line: string): [string, number][] {
  return line
    .split(' ')
    .flatMap((words, index) =>
      words.split('/').map((word): [string, number] => [word, start + index]),
    );
}

const ENGLISH_SMALL =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen';
const ENGLISH_TENS = 'twenty thirty forty/fourty fifty sixty seventy eighty ninety'.split(' ');
const SPANISH_SMALL =
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis ' +
  'diecisiete dieciocho diecinueve veinte veintiuno/veintiun/veintiuna veintidos veintitres ' +
  'veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve';
const SPANISH_TENS = 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const SPANISH_HUNDREDS =
  'cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas ' +
  'quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ' +
  'ochocientos/ochocientas novecientos/novecientas';
const HINDI_LATIN =
  'ek do teen/tin char/chaar paanch/panch/paach/pach chhe/chhah/cheh/chah/chhai saat aath/aathh ' +
  'nau das/dus gyarah/gyara/gyaarah barah/baarah/baara terah/terha chaudah/choudah/chauda ' +
  'pandrah/pandra/pandhrah solah/sola satrah/satra/satarah atharah/athara/atthara unnis/unnees ' +
  'bees/bis ikkis/ikkees bais/baees/baais teis/teees chaubis/chaubees pachis/pachees/pacchis ' +
  'chhabbis/chabbis sattais/satais atthais/athais untees/unattis tees/tis ikattis/iktis battis ' +
  'taintis/tentis chauntis paintis/pentis chhattis/chattis saintis/sentis adtis/artis untalis ' +
  'chalis/chaalis/chalees iktalis bayalis/byalis taintalis chauvalis/chawalis paintalis ' +
  'chhiyalis saintalis adtalis unchas pachas/pachaas ikyavan bavan tirpan chauvan pachpan ' +
  'chhappan sattavan atthavan unsath saath_ iksath basath tirsath chausath painsath chhiyasath ' +
  'sadsath adsath unhattar sattar ikhattar bahattar tihattar chauhattar pachhattar chhihattar ' +
  'satattar athhattar unasi assi/assee ikyasi bayasi tirasi chaurasi pachasi chhiyasi sattasi ' +
  'atthasi navasi nabbe/nabbey ikyanve banve tiranve chauranve pachanve chhiyanve sattanve ' +
  'atthanve ninyanve';
const HINDI =
  'एक दो तीन चार पांच/पाँच छह/छः/छ/छे सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह/पन्द्रह सोलह ' +
  'सत्रह ' +
  'अठारह/अट्ठारह उन्नीस बीस इक्कीस बाईस/बाइस तेईस/तेइस चौबीस पच्चीस छब्बीस सत्ताईस/सत्ताइस ' +
  'अट्ठाईस/अठाईस ' +
  'उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस ' +
  'बयालीस तैंतालीस ' +
  'चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन ' +
  'सत्तावन अट्ठावन ' +
  'उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर ' +
  'चौहत्तर ' +
  'पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी ' +
  'अट्ठासी नवासी ' +
  'नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे';

const WORDS: readonly (readonly [string, number])[] = [
  ...countUp(1, HINDI_LATIN),
  ...countUp(1, HINDI),
  ...countUp(1, ENGLISH_SMALL),
  ...countUp(1, SPANISH_SMALL),
  ...[...ENGLISH_TENS].flatMap((words, index) => countUp((index + 2) * 10, words)),
  ...SPANISH_TENS.flatMap((words, index) => countUp((index + 3) * 10, words)),
  ...SPANISH_HUNDREDS.split(' ').flatMap((words, index) => countUp((index + 1) * 100, words)),
  ['zero', 0] as [string, number],
  ['cero', 0] as [string, number],
  ['shunya', 0] as [string, number],
  ['शून्य', 0] as [string, number],
];

/** Numbers below 1,000 that are one word. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  WORDS.map(([word, value]) => [foldWord(word), value]),
);

/** After which a unit may follow: "twenty five", "treinta y cinco", "ciento veinte". */
export const OPEN_TENS: ReadonlySet<string> = new Set(
  [...ENGLISH_TENS, ...SPANISH_TENS].flatMap((words) => words.split('/')),
);

export const SCALES: ReadonlyMap<string, number> = new Map([
  ...['hundred', 'hundreds', 'sau', 'सौ'].map((word): [string, number] => [word, 100]),
  ...['thousand', 'hazar', 'hazaar', 'hajar', 'hajaar', 'mil', 'हजार', 'grand', 'k'].map(
    (word): [string, number] => [word, 1_000],
  ),
  ...['lakh', 'lakhs', 'lac', 'lacs', 'lakhon', 'लाख'].map((word): [string, number] => [
    word,
    100_000,
  ]),
  ...['dozen', 'dozens', 'doz', 'dz', 'darjan', 'darzan', 'docena', 'docenas', 'दर्जन'].map(
    (word): [string, number] => [word, 12],
  ),
]);

/** Of what comes behind them: "dhai sau" is 250, "half a dozen" 6. Times two, to stay whole. */
export const HALVES_TIMES_TWO: ReadonlyMap<string, number> = new Map([
  ['half', 1],
  ['aadha', 1],
  ['adha', 1],
  ['aadhi', 1],
  ['media', 1],
  ['आधा', 1],
  ['dedh', 3],
  [foldWord('डेढ़'), 3],
  ['dhai', 5],
  ['adhai', 5],
  ['ढाई', 5],
]);

/** "a couple of hoodies". */
export const COUPLES: ReadonlySet<string> = new Set([
  'couple',
  'pair',
  'jodi',
  'joda',
  foldWord('जोड़ी'),
]);
export const PAIR_WORDS: ReadonlySet<string> = new Set([
  'pair',
  'pairs',
  'jodi',
  'jode',
  foldWord('जोड़ी'),
]);

/** Words of other uses: numbers only in a message of that language. */
export const ONLY_HINDI: ReadonlySet<string> = new Set(
  'do tin das dus bis tis tees bees char nau solah saat bais bara terah assi chauda'.split(' '),
);
export const ONLY_SPANISH: ReadonlySet<string> = new Set(['once', 'mil', 'media', 'uno']);

/** "a hoodie": one, where nothing else says how many. */
export const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'un', 'una', 'another']);

/** In front of a number they make it none that can be counted: it is asked again. */
export const ROUGHLY: ReadonlySet<string> = new Set(
  (
    'about around roughly approx approximately circa over upto lagbhag kareeb karib takriban ' +
    'aproximadamente casi लगभग करीब'
  ).split(' '),
);

/** What units come in. Which number that is, only the seller's packs say. */
export const PACK_WORDS: ReadonlySet<string> = new Set(
  (
    'carton cartons ctn ctns case cases box boxes pack packs packet packets bag bags pallet ' +
    'pallets ' +
    'crate crates bundle bundles peti petiyan bora bori dabba dabbe caja cajas paquete paquetes ' +
    'पेटी डिब्बा डिब्बे पैकेट कार्टन बॉक्स master inner tray trays roll rolls set sets'
  ).split(' '),
);
