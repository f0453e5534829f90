import { cleanText } from '../../core/base/text.ts';

/** A word as typed; in quotes it is somebody's own name and never a keyword or a number. */
export interface Word {
  readonly text: string;
  readonly isQuoted: boolean;
}

const WORDS = /["“”«»]([^"“”«»]*)["“”«»]|(@(?=\S))|([^\s"“”«»]+)/gu;
const QUESTION_END = /[?!.,;]+$/;

/** Words of a message, quoted phrases whole. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const [, quoted, sign, plain] of cleanText(text).normalize('NFC').matchAll(WORDS)) {
    if (quoted !== undefined) words.push({ text: quoted.trim(), isQuoted: true });
    else words.push({ text: sign ?? plain ?? '', isQuoted: false });
  }
  const last = words.at(-1);
  if (last && !last.isQuoted) {
    const bare = last.text.replace(QUESTION_END, '');
    words.pop();
    if (bare !== '') words.push({ text: bare, isQuoted: false });
  }
  return words.filter((word) => word.text !== '');
}

/** "A=B" as three words: an equals sign between names, where the command has a use for one. */
export function splitAtEquals(words: readonly Word[]): Word[] {
  return words.flatMap((word) =>
    word.isQuoted
      ? [word]
      : word.text
          .split(/(=)/)
          .filter((text) => text !== '')
          .map((text) => ({ text, isQuoted: false })),
  );
}

export function joinWords(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}

export function isPlain(word: Word | undefined, ...texts: readonly string[]): boolean {
  return word !== undefined && !word.isQuoted && texts.includes(word.text.toLowerCase());
}
