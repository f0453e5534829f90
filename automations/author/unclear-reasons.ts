// Why a text that is nearly a rule is none, and what can be done instead. Looked at only where
// nothing could be read; the first that fits is said.

/** Sentences that are understood, by what a text seems to be about. */
export const EXAMPLES = {
  stock: [
    'when stock drops below 10 on any SKU, tell me',
    'when any SKU runs out of stock, tell me, at most once a day',
  ],
  order: ['when an order over 5,000 arrives, tell me', 'when an order is cancelled, tell me'],
  time: ['every weekday at 9:00 send me the report', 'every Monday at 18:30 tell me'],
  price: ['when the price of any SKU falls by 10% or more, tell me'],
} as const;

interface Reason {
  readonly when: RegExp;
  readonly why: string;
  readonly canDo: readonly string[];
  /** It is whole but for that. */
  readonly lacks?: 'level';
}

/** One of these, as whole words; '|' parts them, and a blank is any space. */
function says(...pieces: readonly string[]): RegExp {
  const all = pieces.join('').replaceAll(' ', '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all})(?![\\p{L}\\p{N}])`, 'iu');
}

const LOW =
  'runs? low|running low|is low|are low|gets? low|getting low|low stock|low on|low in stock|' +
  'nearly out|almost out|nearly gone|almost gone|about to run out|close to running out|' +
  'needs? restocking|needs? reordering|too low|kam ho|kam pad|kam ho jaye|poco stock|' +
  'quede poco|queden pocas|queden pocos';

/** "is running low", wherever a figure would have to stand. */
export const LOW_WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:is|are|gets?|goes|go|runs?|falls?|it’s) )*(?:${LOW})(?: hai| jaye)?` +
    '(?![\\p{L}\\p{N}])',
  'iu',
);

export const REASONS: readonly Reason[] = [
  {
    when: says(
      "(?:do not|don[’']?t|never|stop|no longer) ",
      '(?:tell|notify|alert|ping|message|inform|warn|text|remind|send|bother|email)',
    ),
    why:
      'A rule does something; it cannot say what not to do. To silence one, pause it: ' +
      '"pause automation 1".',
    canDo: ['show automations'],
  },
  {
    when: /\bhttp:\/\//iu,
    why: 'Only an https address of the public internet can be called.',
    canDo: ['for each order over 10,000 call https://api.example.com/orders'],
  },
  {
    when: new RegExp(`^(?!.*\\p{N}).*${says(LOW).source}`, 'isu'),
    why: 'Low is below how many units? Please say the number.',
    lacks: 'level',
    canDo: EXAMPLES.stock,
  },
  {
    when: /\b(?:2[4-9]|[3-9]\d):\d\d\b|\b\d{1,2}:[6-9]\d\b/u,
    why: 'There is no such time of day.',
    canDo: EXAMPLES.time,
  },
  {
    when: /(?:^|[\s<>=≤≥])(?:[-−–]\d|minus\s+\d)/iu,
    why: 'Stock, orders and prices are never below 0.',
    canDo: EXAMPLES.stock,
  },
  {
    when: says('\\d+ ?(?:kgs?|kilos?|grams?|gms?|litres?|liters?|ltrs?|ml|metres?|meters?|tons?)'),
    why: 'Stock is counted in units, and in nothing else.',
    canDo: EXAMPLES.stock,
  },
  {
    when: says('\\d+\\.\\d+(?: (?:units?|pieces?|pcs|items?))?'),
    why: 'Stock is counted in whole units.',
    canDo: EXAMPLES.stock,
  },
  {
    when: says(
      '(?:no more than|at most|max(?:imum)?|up to|not more than|limit(?:ed)? to) ',
      '(?:twice|thrice|(?:two|three|four|five|[2-9]|\\d\\d+) (?:times|messages|alerts))',
    ),
    why: 'A rule can run at most once within a time, not several times.',
    canDo: [
      'when stock drops below 10 on any SKU, tell me, at most once every 12 hours',
      'when stock drops below 10 on any SKU, tell me, at most once a day',
    ],
  },
  {
    when: says(
      '(?:every|each) (?:other|second|third|2nd|3rd|fourth|year)|fortnight|fortnightly|',
      'bi-?weekly|quarter|quarterly|yearly|annually|last day of',
    ),
    why:
      'Times come again daily, on days of the week, on days of the month, or every so many ' +
      'minutes or hours of a day.',
    canDo: [
      'every Monday at 9:00 send me the report',
      'on the 1st of every month at 10:00 tell me',
    ],
  },
  {
    when: says('(?:twice|two times|three times|thrice) (?:a|per|every) (?:day|week)'),
    why: 'At which hours? Please say them.',
    canDo: ['every day at 9:00 and 17:00 send me the report'],
  },
  {
    when: says('otherwise|or else|else|if not then'),
    why: 'A rule does its things or nothing: what is done otherwise is a rule of its own.',
    canDo: EXAMPLES.stock,
  },
  {
    when: says('restock(?:ed|s)?|we receive|is received|new stock|increases|drops? by|falls? by'),
    why: 'Stock is watched where it crosses a level, runs out or comes back: please say which.',
    canDo: ['when any SKU is back in stock, tell me', ...EXAMPLES.stock],
  },
  {
    when: says('(?:is|are|gets?) sold(?! out)|sells?(?! out)|once a (?:day|week|month)'),
    why: 'How many units sold within which time, or at which hour? Please say it.',
    canDo: [
      'when 20 or more units of any SKU are sold within 1 day, tell me',
      'when an order for any SKU arrives, tell me, at most once a day',
    ],
  },
  {
    when: says('(?:all|both|every one of) .* (?:are|is|have|drop|fall|go|run|sell)'),
    why: 'A rule looks at each SKU by itself, not at several of them together: say “any”.',
    canDo: ['when any SKU in the category mugs runs out of stock, tell me', ...EXAMPLES.stock],
  },
  {
    when: says(
      '(?:price|costs?) (?:[^;]* )?(?:above|below|over|under|more than|less than|exceeds?)',
    ),
    why: 'A price is watched when it changes; what it is then, is a condition.',
    canDo: [
      'when the price of any SKU rises, if its price is above 500, tell me',
      ...EXAMPLES.price,
    ],
  },
  {
    when: says(
      'every (?!(?:1|2|3|4|5|6|8|10|12|15|20|30) )\\d+ ?',
      '(?:minutes?|mins?|hours?|hrs?|days?|weeks?)',
    ),
    why:
      'Times that come again divide the hour or the day: every 5, 10, 15, 20 or 30 minutes, ' +
      'every 1, 2, 3, 4, 6, 8 or 12 hours. What shop and stock do is told as it happens.',
    canDo: [
      'every 2 hours send me the report',
      'when a shop is more than 5 minutes behind, tell me',
    ],
  },
  {
    when: says(
      'top (?:movers?|sellers?|\\d+)|best[- ]?sellers?|slow[- ]?movers?|dead stock report|',
      'profits?|margins?|revenue|turnover|ageing|aging|low[- ]stock (?:report|list)|',
      'reorder (?:report|list)|forecast',
    ),
    why: 'There are these reports: of today, of yesterday, of the week and of the month.',
    canDo: ["every day at 9:00 send yesterday's report to me", ...EXAMPLES.time],
  },
  {
    when: says(
      '(?:wait|after waiting|stays?|remains?|has been|have been|for (?:more than|at least|over)) ',
      '.*(?:minutes?|hours?|days?)',
    ),
    why: 'A rule acts when something happens, and cannot wait to see whether it lasts.',
    canDo: EXAMPLES.stock,
  },
  {
    when: says(
      '(?:\\d+|two|three|four|five|ten|several|many) (?:or more )?(?:new )?',
      '(?:orders|cancellations|returns|customers)',
    ),
    why: 'A rule looks at each order by itself; it counts units that are sold, and no orders.',
    canDo: ['when 20 or more units of any SKU are sold within 1 hour, tell me', ...EXAMPLES.order],
  },
  {
    when: says(
      '(?:stock|quantity|on[- ]hand|inventory|available|level) (?:[^.;]* )?',
      '(?:changes?|moves?|is (?:changed|updated|adjusted))',
    ),
    why: 'Stock is watched where it crosses a level, runs out or comes back, not at each move.',
    canDo: EXAMPLES.stock,
  },
  {
    when: /[$€£¥] ?\d|\d ?(?:[$€£¥]|usd|eur\b|gbp|dollars?|euros?|pounds?)/iu,
    why: "Amounts are in this shop's own currency: please say it in that, or as a bare number.",
    canDo: EXAMPLES.order,
  },
];
