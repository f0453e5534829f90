/**
 * What the product answers, before anybody decides how it looks.
 *
 * Who makes it: the handlers in `bots/commands`, with the small builders below. Who reads it: one
 * renderer per front-end. A reply holds values, not layout: a table is rows of cells, a question is
 * its choices. Text inside may come from buyers and shops, so a renderer must treat every string as
 * data: escape it in its own way and never act on it.
 */

/** good: done. warn: look at it. bad: something is wrong. quiet: beside the point. */
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'quiet';

/** A cell of a table. A number is a quantity and stands right. */
export type Cell = string | number | null | { readonly text: string; readonly tone: Tone };

export interface Column {
  readonly title: string;
  /** Default: 'right' for a column whose cells are all numbers, else 'left'. */
  readonly align?: 'left' | 'right';
  /** Cut to fit a narrow screen; other columns keep their width. */
  readonly isElastic?: boolean;
  /** Of an elastic column: cut to less it would say nothing. */
  readonly widthMin?: number;
  /** May be left out where there is no room; the highest goes first. 0 or absent: never. */
  readonly dropOrder?: number;
}

export interface Choice {
  readonly label: string;
  readonly detail?: string;
  /** good: the one that goes on. bad: the one that cannot be taken back. */
  readonly tone?: Tone;
}

/** A command that a button carries. */
export interface Offer {
  readonly label: string;
  /** The same as one would type it. */
  readonly line: string;
  readonly command: string;
  readonly slots: Readonly<Record<string, string | number>>;
}

export type Block =
  /** The answer in one figure, then what it counts: "12  HOODIE-M available". */
  | {
      readonly kind: 'headline';
      readonly figure: string;
      readonly text: string;
      readonly tone: Tone;
    }
  | { readonly kind: 'text'; readonly text: string; readonly tone: Tone }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
    }
  /** What may be done next, by a button or by typing its line; both are the same. */
  | {
      readonly kind: 'offers';
      readonly offers: readonly Offer[];
      /** Goes into the buttons; null: nothing can be pressed. At most 32 characters of [a-z0-9]. */
      readonly questionId: string | null;
    }
  /**
   * Answered with a button, or with a number from 1; of a 'confirm' with yes or no, its first and
   * its second choice.
   */
  | {
      readonly kind: 'choices';
      readonly question: string;
      readonly choices: readonly Choice[];
      readonly style: 'list' | 'confirm';
      /** Goes into the buttons; null: nothing can be pressed. At most 32 characters of [a-z0-9]. */
      readonly questionId: string | null;
    }
  /** A picture; `alt` says in words what it shows, where pictures cannot be. */
  | {
      readonly kind: 'image';
      readonly png: Uint8Array;
      readonly name: string;
      readonly alt: string;
    }
  | {
      readonly kind: 'file';
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly mediaType: string;
    }
  | { readonly kind: 'note'; readonly text: string }
  /** Nothing was changed. `tryThis` is a line that can be typed as it stands. */
  | { readonly kind: 'error'; readonly text: string; readonly tryThis?: string };

/**
 * answer: something was shown. ask: a piece is missing. preview: it waits for a yes. done: it was
 * carried out. refused: nothing was changed, and why. ignored: not for us; nothing is said.
 */
export type ReplyOutcome = 'answer' | 'ask' | 'preview' | 'done' | 'refused' | 'ignored';

export interface Reply {
  readonly outcome: ReplyOutcome;
  readonly blocks: readonly Block[];
}

export function reply(...blocks: readonly (Block | null)[]): Reply {
  return { outcome: 'answer', blocks: blocks.filter((block) => block !== null) };
}

/** The answer to a change that was carried out. */
export function done(...blocks: readonly (Block | null)[]): Reply {
  return { ...reply(...blocks), outcome: 'done' };
}

export function headline(figure: string, words: string, tone: Tone = 'plain'): Block {
  return { kind: 'headline', figure, text: words, tone };
}

export function text(words: string, tone: Tone = 'plain'): Block {
  return { kind: 'text', text: words, tone };
}

export function note(words: string): Block {
  return { kind: 'note', text: words };
}

export function table(
  columns: readonly (string | Column)[],
  rows: readonly (readonly Cell[])[],
): Block {
  const whole = columns.map((column) => (typeof column === 'string' ? { title: column } : column));
  return { kind: 'table', columns: whole, rows };
}

export function choices(
  question: string,
  offered: readonly Choice[],
  o: { questionId?: string; style?: 'list' | 'confirm' } = {},
): Block {
  const { questionId = null, style = 'list' } = o;
  return { kind: 'choices', question, choices: offered, style, questionId };
}

/** A line that is its command's name and then its slots in their order. */
export function offer(
  label: string,
  command: string,
  slots: Readonly<Record<string, string | number>> = {},
): Offer {
  return { label, line: [command, ...Object.values(slots)].join(' '), command, slots };
}

export function offers(offered: readonly Offer[], o: { questionId?: string } = {}): Block {
  return { kind: 'offers', offers: offered, questionId: o.questionId ?? null };
}

export function refusal(words: string, tryThis?: string): Reply {
  const block = tryThis === undefined ? error(words) : errorWith(words, tryThis);
  return { ...reply(block), outcome: 'refused' };
}

function error(words: string): Block {
  return { kind: 'error', text: words };
}

function errorWith(words: string, tryThis: string): Block {
  return { kind: 'error', text: words, tryThis };
}

export function toned(words: string, tone: Tone): Cell {
  return { text: words, tone };
}
