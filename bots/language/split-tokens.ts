import { cleanText } from '../../core/base/text.ts';
import { foldWord } from './fold-text.ts';

/** One word, number or sign of a message. */
export interface Token {
  /** As typed. */
  readonly text: string;
  /** For comparing. */
  readonly word: string;
  readonly kind: 'word' | 'sign' | 'quote' | 'break';
  /** Where it begins and ends in the message. */
  readonly from: number;
  readonly to: number;
}

// Direction marks can show one number and mean another.
const MISLEADING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const INVISIBLE = /\u00ad|\ufeff|\u2060|\u200b|\u200c|\u200d|\ufe0e|\ufe0f/gu;

const QUOTED = `"[^"\\n]*"|“[^”\\n]*”|«[^»\\n]*»|(?<![\\p{L}\\p{N}])'[^'\\n]+'(?![\\p{L}\\p{N}])`;
// A number with its sign, currency and separators, as far as people glue them together.
const FIGURE =
  '[#+\\-−–~]?(?:rs\\.?|\\p{Sc})?[+\\-−]?[x×]?\\p{Nd}(?:[\\p{L}\\p{M}\\p{Nd}]|' +
  `[.,/:_\\-–'’](?=[\\p{L}\\p{Nd}]))*(?:\\/-|%|\\p{Sc})?`;
const WORD = "[#@]?[\\p{L}\\p{M}\\p{N}]+(?:[\\-_./'’+&][\\p{L}\\p{M}\\p{N}]+)*['’]?";
const SIGN = '=>|->|→|➜|[\\p{Emoji_Presentation}\\p{Extended_Pictographic}]|[^\\s]';
const TOKEN = new RegExp(`(\\n)|(${QUOTED})|(${FIGURE})|(${WORD})|(${SIGN})`, 'giu');

/** @returns null when the text would not read as it looks */
export function splitTokens(typed: string): readonly Token[] | null {
  if (MISLEADING.test(typed)) return null;
  const text = prepare(typed);
  const tokens: Token[] = [];
  for (const found of text.matchAll(TOKEN)) {
    const [whole, lineEnd, quoted] = found;
    const at = { from: found.index, to: found.index + whole.length };
    if (lineEnd !== undefined) tokens.push({ text: '\n', word: '\n', kind: 'break', ...at });
    else if (quoted !== undefined) {
      const inside = whole.slice(1, -1).trim();
      tokens.push({ text: inside, word: foldWord(inside), kind: 'quote', ...at });
    } else {
      const kind = (found[3] ?? found[4]) ? 'word' : 'sign';
      tokens.push({ text: whole, word: foldWord(whole), kind, ...at });
    }
  }
  return tokens;
}

/** The message as the offsets of its tokens count it. */
export function prepare(typed: string): string {
  return cleanText(typed).normalize('NFC').replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
}

/** "1. sold 2 mugs", "2) …": lines that are counted from one are counted for people only. */
export function withoutNumbering(tokens: readonly Token[]): readonly Token[] {
  const starts = [...tokens.keys()].filter(
    (at) => tokens[at]?.kind !== 'break' && (at === 0 || tokens[at - 1]?.kind === 'break'),
  );
  const isCounted = (at: number, line: number) => {
    const [number, sign] = [tokens[at], tokens[at + 1]];
    const isMarked = /^[.)]$/.test(sign?.word ?? '') && sign?.from === number?.to;
    return number?.word === String(line + 1) && isMarked;
  };
  if (starts.length < 2 || !starts.every(isCounted)) return tokens;
  return tokens.filter((_, at) => !starts.includes(at) && !starts.includes(at - 1));
}
