// How many columns of a terminal a text takes. Titles come from shops in any script.

const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });
// East Asian wide forms and pictographs take two columns.
const WIDE = new RegExp(
  [
    '[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua000-\\ua4cf]',
    '[\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uff60\\uffe0-\\uffe6]',
    '[\\u{20000}-\\u{3fffd}]',
    '\\p{Extended_Pictographic}',
  ].join('|'),
  'u',
);
const NARROW_PICTOGRAPH = /^[\u00a9\u00ae\u2122\u2194-\u21aa\u2600-\u27bf]$/u;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

function widthOfGrapheme(grapheme: string): number {
  return WIDE.test(grapheme) && !NARROW_PICTOGRAPH.test(grapheme) ? 2 : 1;
}

export function textWidth(text: string): number {
  let width = 0;
  for (const { segment } of SEGMENTS.segment(text)) width += widthOfGrapheme(segment);
  return width;
}

/** Without control and direction characters: a title must not move the cursor or recolour. */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, ' ');
}

export function cutToWidth(text: string, widthMax: number): string {
  if (textWidth(text) <= widthMax) return text;
  if (widthMax < 1) return '';
  let kept = '';
  let width = 1;
  for (const { segment } of SEGMENTS.segment(text)) {
    width += widthOfGrapheme(segment);
    if (width > widthMax) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

export function padToWidth(text: string, width: number, align: 'left' | 'right'): string {
  const gap = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? gap + text : text + gap;
}

/** Breaks at spaces; a word longer than a line is cut in pieces. */
export function wrapToWidth(text: string, widthMax: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => piecesOf(each, widthMax))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer) > widthMax) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function piecesOf(word: string, widthMax: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of SEGMENTS.segment(word)) {
    if (textWidth(piece) + widthOfGrapheme(segment) > widthMax) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}
