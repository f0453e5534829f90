export interface Unclear {
  readonly kind: 'unclear';
  readonly why: string;
  /** Sentences that would be understood, near to what was said. */
  readonly canDo: readonly string[];
}

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

const LOW =
  /\b(?:runs? low|is low|are low|gets? low|low stock|low on|kam ho|kam pad|poco stock)\b/i;

/** Why nothing is proposed, and what would be read. */
export function explain(typed: string): Unclear {
  if (LOW.test(typed) && !/\d/.test(typed)) {
    return {
      kind: 'unclear',
      why: 'Low is below how many units? Please say the number.',
      canDo: EXAMPLES.stock,
    };
  }
  const why = 'I could not account for every word of it, so I made no rule of it.';
  return { kind: 'unclear', why, canDo: examplesFor(typed) };
}

function examplesFor(typed: string): readonly string[] {
  if (/\border|cancel|return|pedido|ऑर्डर/i.test(typed)) return EXAMPLES.order;
  if (/\bprice|cost|daam|precio/i.test(typed)) return EXAMPLES.price;
  if (/\bevery|daily|each|har |cada /i.test(typed)) return EXAMPLES.time;
  return EXAMPLES.stock;
}
