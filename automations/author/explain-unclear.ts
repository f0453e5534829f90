import type { Reached } from './grammar/reach.ts';
import { EXAMPLES, REASONS } from './unclear-reasons.ts';

export interface Unclear {
  readonly kind: 'unclear';
  readonly why: string;
  /** Sentences that would be understood, near to what was said. */
  readonly canDo: readonly string[];
  /** All of it is understood, and one piece is missing: it can be asked for. */
  readonly lacks?: Lacking;
}

/** What happens, what is done then, or how few are few. */
export type Lacking = 'event' | 'act' | 'level';

/** Words with which a second event begins. */
const ANOTHER = /^(?:(?:and|or)\s+)?(?:when|whenever|if|once)\b|^or\b/iu;

/** Why nothing is proposed, and what would be read. */
export function explain(typed: string, { stuckAt, lacks }: Reached): Unclear {
  const known = REASONS.find(({ when }) => when.test(typed));
  if (known) {
    const { why, canDo, lacks: piece } = known;
    return { kind: 'unclear', why, canDo, ...(piece === undefined ? {} : { lacks: piece }) };
  }
  const canDo = examplesFor(typed);
  if (lacks === 'event') {
    const why = 'When, or about what? Please say what has to happen.';
    return { kind: 'unclear', why, canDo, lacks };
  }
  if (lacks === 'act') {
    const why = 'And what is to be done then? Please say it too.';
    return { kind: 'unclear', why, canDo, lacks };
  }
  if (stuckAt !== null && ANOTHER.test(stuckAt)) {
    const why = 'One rule has one thing that sets it off: please make two rules of it.';
    return { kind: 'unclear', why, canDo };
  }
  const why =
    stuckAt === null
      ? 'I could not account for every word of it, so I made no rule of it.'
      : `I could not read “${stuckAt}” in it, so I made no rule of it.`;
  return { kind: 'unclear', why, canDo };
}

function examplesFor(typed: string): readonly string[] {
  if (/\border|cancel|return|pedido|ऑर्डर/i.test(typed)) return EXAMPLES.order;
  if (/\bprice|cost|daam|precio/i.test(typed)) return EXAMPLES.price;
  if (/\bevery|daily|each|har |cada /i.test(typed)) return EXAMPLES.time;
  return EXAMPLES.stock;
}
