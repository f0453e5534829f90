import { cleanText } from '../../../core/base/text.ts';

/** One word, figure, sign or quotation of a text. */
export interface Token {
  /** As typed. */
  readonly text: string;
  /** For comparing: no case, accents or apostrophes. */
  readonly word: string;
  readonly kind: 'word' | 'sign' | 'quote';
  readonly from: number;
  readonly to: number;
}

const ACCENTS = /[\u0300-\u036f\u093c]/gu;
const APOSTROPHES = /['’‘`´ʼ]/gu;
const DEVANAGARI_ZERO = 0x0966;

/** One spelling of a word: as it is compared everywhere in the grammar. */
export function foldWord(text: string): string {
  return text
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replaceAll('\u0901', '\u0902')
    .replace(/[\u0966-\u096f]/gu, (digit) =>
      String((digit.codePointAt(0) ?? DEVANAGARI_ZERO) - DEVANAGARI_ZERO),
    );
}

// Direction marks can show one number and mean another; what is invisible can hide a word.
const MISLEADING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u2060\ufeff\u200b]/u;

const QUOTED =
  `"(?:[^"\\\\\\n]|\\\\.)*"|“[^”\\n]*”|«[^»\\n]*»|` +
  `(?<![\\p{L}\\p{N}])['‘][^'’\\n]+['’](?![\\p{L}\\p{N}])`;
const LINK = 'https?:\\/\\/[^\\s"”]+';
// Figures keep their separators: "5,000", "9:30", "2.5".
const FIGURE = '\\p{Nd}+(?:[.,:]\\p{Nd}+)*';
// A code keeps its dashes and figures: "HOODIE-M", "#warehouse", "A/B".
const WORD =
  '[#@]?[\\p{L}\\p{M}\\p{N}]*[\\p{L}][\\p{L}\\p{M}\\p{N}]*' +
  "(?:[\\-_./'’&+][\\p{L}\\p{M}\\p{N}]+)*['’]?";
const TOKEN = new RegExp(`(${QUOTED})|(${LINK})|(${WORD})|(${FIGURE})|([^\\s])`, 'giu');
// Glued to a figure: "10am", "5k", "30min", "2h", "10pcs", "9h30".
const GLUED = /^(\d+(?:[.,:]\d+)*)(\p{L}+)$/u;
const UNITS_GLUED = new Set(
  (
    'am pm k m h hr hrs min mins d days day pcs pc units unit lakh lac rs inr usd eur ' +
    'st nd rd th weeks hours minutes s sec secs w'
  ).split(' '),
);

/** @returns null when the text would not read as it looks */
export function splitText(typed: string): readonly Token[] | null {
  if (MISLEADING.test(typed)) return null;
  const text = withoutMarkers(cleanText(typed).normalize('NFC'));
  const tokens: Token[] = [];
  for (const found of text.matchAll(TOKEN)) {
    const [whole, quoted, link, word] = found;
    const from = found.index;
    if (quoted !== undefined) {
      const inside = whole.slice(1, -1).replace(/\\(.)/g, '$1').trim();
      tokens.push({ text: inside, word: '', kind: 'quote', from, to: from + whole.length });
    } else if (link !== undefined) {
      const plain = whole.replace(/[.,;!)]+$/, '');
      tokens.push({ text: plain, word: 'https', kind: 'word', from, to: from + whole.length });
    } else if (word !== undefined) tokens.push(...wordTokens(whole, from));
    else {
      const kind = /^\p{Nd}/u.test(whole) ? 'word' : 'sign';
      tokens.push({ text: whole, word: foldWord(whole), kind, from, to: from + whole.length });
    }
  }
  return tokens;
}

const MARKER = /(?<=^|[\s:,;])(?:\d{1,2}[).]|[-*•])(?=\s)/gu;

/** "1) tell Asha 2) pause it": the markers of a list are commas. */
function withoutMarkers(text: string): string {
  const isList = /(?:^|[\s:,;])1[).]\s.*\s2[).]\s/su.test(text) || /\n\s*[-*•]\s/u.test(text);
  return isList ? text.replace(MARKER, ',') : text;
}

const DAY = '(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*';
const HOUR = '\\d{1,2}(?:[:.]\\d{2})?(?:am|pm|h)?';
const PAIR = new RegExp(`^(?:${DAY}(?:[-/–]${DAY})+|${HOUR}[-–]${HOUR})$`, 'i');
const JOINED = /^(.+)(-)(tagged|labelled|labeled)$/i;

/** "Mon-Fri", "9am-6pm", "gift-tagged": what is glued together and stands apart. */
function piecesOf(typed: string, from: number): Token[] | null {
  const pieces = PAIR.test(typed)
    ? typed.split(/([-/–])/)
    : JOINED.exec(typed)?.filter((piece, i) => i > 0 && piece !== '-');
  if (!pieces) return null;
  let at = from;
  return pieces.flatMap((piece) => {
    at = typed.indexOf(piece, at - from) + from;
    const start = at;
    at += piece.length;
    if (/^[-/–]$/.test(piece)) {
      return [{ text: piece, word: piece, kind: 'sign' as const, from: start, to: at }];
    }
    return wordTokens(piece, start);
  });
}

function wordTokens(typed: string, from: number): Token[] {
  const [, figure, unit = ''] = GLUED.exec(typed) ?? [];
  const to = from + typed.length;
  if (figure !== undefined && UNITS_GLUED.has(foldWord(unit))) {
    const middle = from + figure.length;
    return [
      { text: figure, word: foldWord(figure), kind: 'word', from, to: middle },
      { text: unit, word: foldWord(unit), kind: 'word', from: middle, to },
    ];
  }
  return piecesOf(typed, from) ?? [{ text: typed, word: foldWord(typed), kind: 'word', from, to }];
}
