/**
 * What the words of a rule mean, one file per language, as data. A term is one thing that a phrase
 * can say; the grammar puts terms together and knows no words. Phrases stand parted by '|'; the
 * longest is not preferred, every reading is tried and only one that uses every word counts. A name
 * that ends in `Behind` stands behind what it belongs to, as it does in Hindi.
 *
 * Names of the seller's (SKUs, places, people, shops, front-ends) are not in here.
 */
export const TERMS = [
  ...['about', 'above', 'aboveBehind', 'addUnits', 'adjustNote', 'afterTime', 'afternoon'],
  ...['also', 'alsoBehind', 'alsoDo', 'am', 'amends', 'and', 'anyShop', 'anySku', 'anyTime'],
  ...['arrives', 'arrow', 'ask', 'assign', 'atLeast', 'atLeastBehind', 'atMost'],
  ...['atMostBehind', 'atMostBehindTime', 'atMostOnce', 'atNight', 'atTime', 'available'],
  ...['backInStock', 'become', 'beforeTime', 'below', 'belowBehind', 'between'],
  ...['betweenBehind', 'both', 'but', 'by', 'callUrl', 'cancelled', 'category', 'changes'],
  ...['clockLink', 'comes', 'conditionNoun', 'contains', 'coolDown', 'coolDownBehind', 'costs'],
  ...['cover', 'coverBehind', 'cron', 'customer', 'daily', 'daysOfCover', 'discount', 'drop'],
  ...['dropTold', 'duringWord', 'each', 'eitherWord', 'equals', 'evening', 'every'],
  ...['everyEvening', 'everyMidnight', 'everyMorning', 'everyNight', 'everyNoon', 'everyShop'],
  ...['everyTime', 'everywhere', 'except', 'fails', 'falls', 'filler', 'firstDay'],
  ...['firstOfMonth', 'for', 'forMoreThan', 'fortnight', 'from', 'fromBehind', 'fromPlace'],
  ...['give', 'halfHour', 'halfPast', 'have', 'hourAndHalf', 'hourly', 'iNeed', 'if', 'in'],
  ...['inAfternoon', 'inBehind', 'inEvening', 'inLast', 'inMorning', 'inOrder', 'inclusive'],
  ...['instead', 'insteadOf', 'is', 'isInStock', 'isNot', 'isNotBehind', 'isPaused'],
  ...['isReported', 'isTold', 'itIs', 'itsSku', 'keep', 'know', 'lag', 'lasts', 'later'],
  ...['left', 'let', 'listingNoun', 'longerThan', 'lower', 'lowReport', 'makeIt', 'markUp', 'me'],
  ...['meBehind', 'message', 'midnight', 'month', 'month30', 'more', 'morning', 'move'],
  ...['moves', 'next', 'night', 'noFrontEnd', 'noFrontEndMessage', 'noon', 'not', 'notAbove'],
  ...['notAgain', 'notBelow', 'notSold', 'oclock', 'of', 'ofBehind', 'ofMonth', 'off'],
  ...['officeHours', 'on', 'onBehind', 'onDay', 'onEvent', 'onHand', 'onIt', 'onceBehind'],
  ...['onceWord', 'only', 'onlyOnce', 'or', 'orLess', 'orMore', 'order', 'orderLink'],
  ...['orderUnit', 'orders', 'otherPrice', 'otherStock', 'outOfStock', 'outside', 'over'],
  ...['particle', 'pause', 'per', 'perSubject', 'placeNoun', 'pm', 'price', 'priceDown'],
  ...['priceTo', 'priceUp', 'purchase', 'purchaseNote', 'quarterPast', 'raise', 'rangeBehind'],
  ...['rangeComma', 'rangeFrom', 'rangeTo', 'reaches', 'reachesBehind', 'removeUnits'],
  ...['report', 'reportNote', 'resume', 'returned', 'rises', 'risesTo', 'roleManager'],
  ...['roleOwner', 'roleTeam', 'roleViewer', 'roleWarehouse', 'safetyNoun', 'salesAlone', 'saying'],
  ...['scheduleWord', 'sells', 'setTo', 'shipsTo', 'shipsToBehind', 'shopNoun', 'shortage'],
  ...[
    'skuNoun',
    'soldPast',
    'somebody',
    'spikeNoun',
    'spikes',
    'stock',
    'stockReport',
    'subject',
    'tag',
  ],
  ...['tagBehind', 'task', 'taskNoun', 'team', 'tell', 'tellBehind', 'tellMe', 'thatIs'],
  ...['thatIsNot', 'thatSo', 'theOrder', 'theSku', 'then', 'thereIs', 'titled', 'to'],
  ...['toBehind', 'today', 'unit', 'unless', 'until', 'updateNoun', 'via', 'waitAtLeast'],
  ...['week', 'weekdays', 'weekends', 'weekly', 'when', 'whenBehind', 'whenOnce', 'windowLink'],
  ...['windowNoun', 'wish', 'withUnits', 'withWord', 'within', 'withinBehind', 'worth'],
  ...['yesterday', 'frameMake', 'frameNoun', 'frameLink', 'noticeNoun', 'shouldGet', 'goesTo'],
  ...[
    'pauseSplit',
    'resumeSplit',
    'backOn',
    'doBehind',
    'noneOf',
    'anywhere',
    'askFor',
    'sayingFree',
  ],
  ...['lowAlert', 'alertAt', 'sellsAny', 'forTopic', 'isLow', 'everyDays', 'whatShown'],
  ...[
    'fromPlaceBehind',
    'toPlaceBehind',
    'toDo',
    'allOf',
    'allSkus',
    'offFrom',
    'carries',
    'shipsOutside',
    'reason',
  ],
  ...['inGroupBehind', 'twiceDaily', 'timesDaily', 'thoseOnes', 'windowBehind'],
  ...[
    'kiSo',
    'perBehind',
    'beforeEvent',
    'watchBehind',
    'iAmTo',
    'shouldBe',
    'toldPast',
    'holdsAll',
    'cheaper',
    'dearer',
  ],
] as const;
export type Term = (typeof TERMS)[number];

export type Lexicon = Readonly<Partial<Record<Term, string>>>;

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
