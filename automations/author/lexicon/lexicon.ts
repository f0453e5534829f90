/**
 * What the words of a rule mean, one file per language, as data. A term is one thing that a phrase
 * can say; the grammar puts terms together and knows no words. Phrases stand parted by '|'; the
 * longest is not preferred, every reading is tried and only one that uses every word counts.
 *
 * Names of the seller's (SKUs, places, people, shops, front-ends) are not in here.
 */
export type Term = keyof typeof TERMS;

export type Lexicon = Readonly<Partial<Record<Term, string>>>;

/** Every term, with what it says. */
export const TERMS = {
  filler: 'nothing',
  wish: 'what people say before a wish',
  when: 'begins what has to happen',
  next: 'begins what is to be done',
  if: 'begins what has to hold',
  unless: 'begins what must not hold',
  except: 'takes something out',
  and: '',
  or: '',
  not: '',
  both: '',
  only: '',
  of: 'before the thing',
  in: 'before a place',
  on: 'before a shop or a front-end',
  from: 'before where it comes from',
  to: 'before whom or where to',
  placeNoun: 'a kind of place',
  inBehind: 'behind a place (Hindi)',
  onBehind: 'behind a shop or front-end (Hindi)',
  fromBehind: '',
  toBehind: 'behind a person (Hindi)',
  ofBehind: 'behind the thing (Hindi)',
  anySku: '',
  theSku: 'the SKU that it is about',
  itsSku: 'of the SKU that it is about',
  skuNoun: 'before or behind a name of a SKU',
  category: '',
  tag: '',
  stock: 'available units',
  available: 'says that available is meant',
  onHand: 'says that on hand is meant',
  unit: 'units',
  left: '',
  thereIs: '',
  everywhere: 'all locations together',
  moves: 'a change, either way',
  falls: 'a change downwards',
  rises: 'a change upwards',
  is: '',
  become: 'behind a figure (Hindi)',
  each: 'before the name of many',
  shopNoun: '',
  via: '',
  below: 'less than',
  above: 'more than',
  atMost: 'so many or fewer, before the number',
  atLeast: '',
  orLess: 'behind a number: it or fewer',
  orMore: '',
  reaches: 'gets to a number, from above',
  risesTo: 'gets to a number, from below',
  equals: '',
  belowBehind: 'less than, behind the number (Hindi)',
  aboveBehind: '',
  atMostBehind: '',
  atLeastBehind: '',
  reachesBehind: '',
  outOfStock: '',
  backInStock: '',
  tell: 'tells whom follows',
  tellBehind: 'a verb of telling that needs no one behind it',
  give: 'send, before a message',
  message: '',
  know: 'of "let me know"',
  let: '',
  me: 'the author',
  team: '',
  saying: 'before the words of a message',
  about: 'what a message is about, which it is anyway',
  noFrontEnd: 'ways to tell that we do not have',
  noFrontEndMessage: '',
  meBehind: '',
  roleTeam: 'people of a role',
  roleOwner: '',
  roleManager: '',
  roleWarehouse: '',
  roleViewer: '',
} as const;

/** A text with one of these words has words of that language. */
export const LANGUAGE_MARKS = {
  hinglish: (
    'jab jaise jaye jae jaaye jata jaata hota ho agar batao bata batana bolo bhejo bhej karo ' +
    'kardo kar ka ki ke se ko mein kam zyada jyada mujhe mujhko hume humein har roz rozana subah ' +
    'shaam raat neeche niche upar khatam wapas aaye aaya hai hain nahi din ghante baje sirf bhi'
  ).split(' '),
  spanish: (
    'cuando cada si el la los las de en avisa avisame avisar manda mandame envia enviame baje ' +
    'llegue menos quede queden agote por unidades pedido existencias'
  ).split(' '),
  hindi: [] as string[],
} as const;
