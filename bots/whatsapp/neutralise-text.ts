/**
 * WhatsApp has no way to escape its markup: `*a*` is bold wherever it stands. Text that is not ours
 * keeps every character that a person reads, and loses those that would format it, by look-alikes:
 * nothing invisible is put in, because what is invisible cannot be checked by whoever reads it.
 */
import { printable } from '../reply/text-width.ts';

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  // Back-ticks format anywhere, even inside of words.
  '`': 'ˋ',
};
const MARKER = /[*_~`]/g;
const WORD = /[\p{L}\p{N}\p{M}]/u;
const SPACE = /\s/;
// Quotes and lists are markup at the beginning of a line only.
const LINE_START = /^(\s*)([>*-])(?=\s|$|>)/;
const LINE_LOOK_ALIKES: Readonly<Record<string, string>> = { '>': '›', '*': '∗', '-': '–' };

/** One line of data, as it may stand inside of a line of ours. */
export function neutraliseText(words: string): string {
  const line = printable(words);
  return line.replace(MARKER, (mark, at: number) => {
    const before = at === 0 ? '' : line.slice(at - 1, at);
    const after = line.slice(at + 1, at + 2);
    return mark !== '`' && isInert(before, after) ? mark : (LOOK_ALIKES[mark] ?? mark);
  });
}

/** "HOODIE_M_BLK" and "5 * 3" format nothing and stay as they can be copied. */
function isInert(before: string, after: string): boolean {
  return (WORD.test(before) && WORD.test(after)) || (SPACE.test(before) && SPACE.test(after));
}

/** One line of data that begins a line. */
export function neutraliseLine(words: string): string {
  return neutraliseText(words).replace(
    LINE_START,
    (_, space: string, mark: string) => `${space}${LINE_LOOK_ALIKES[mark] ?? mark}`,
  );
}

/** Data inside of a block or a run of even-width letters, where only back-ticks mean anything. */
export function neutraliseCode(words: string): string {
  return printable(words).replaceAll('`', LOOK_ALIKES['`'] ?? '');
}
