// How our charts look: sized for a phone's chat, drawn at twice the size, readable in grey too.
import { element, type Svg, textElement } from './svg.ts';

export const CHART_WIDTH = 720;
export const MARGIN = 28;

export const COLOURS = {
  paper: '#ffffff',
  ink: '#101828',
  muted: '#5d6b82',
  grid: '#e7eaf0',
  axis: '#98a2b3',
  main: '#1d5fd1',
  mainSoft: '#e3edfd',
  good: '#12804a',
  warn: '#c2410c',
  pale: '#c3ccd9',
} as const;

export const FONT = 'DejaVu Sans';
export const SIZES = { title: 23, subtitle: 15, label: 15, small: 13 } as const;
const TITLE_AT = 50;
const SUBTITLE_AT = 77;
/** Where the picture proper may begin. */
export const HEAD_HEIGHT = 100;

// What the font draws surely: Latin, Greek, Cyrillic, their marks, money and a few signs. Anything
// else would be an empty box, so it is left out.
const DRAWABLE = new RegExp(
  [
    '[\\u0020-\\u007e\\u00a0-\\u024f\\u0300-\\u036f\\u0370-\\u03ff\\u0400-\\u04ff]',
    '[\\u1e00-\\u1eff\\u2010-\\u2027\\u2030-\\u203a\\u20a0-\\u20b9\\u2190-\\u2193\\u2212]',
  ].join('|'),
  'u',
);

export function drawable(words: string): string {
  const kept = [...words.normalize('NFC')].filter((each) => DRAWABLE.test(each)).join('');
  return kept.replace(/\s+/g, ' ').trim();
}

// Widths of letters in parts of the font's size; near enough to cut and to keep labels apart.
function widthOf(character: string): number {
  if (/[ijl.,:;'|!·]/.test(character)) return 0.33;
  if (/[ft()[\]\-/ r]/.test(character)) return 0.4;
  if (/[mwMW@%—…]/.test(character)) return 0.97;
  return /[\p{Lu}\p{So}+=<>×−→]/u.test(character) ? 0.74 : 0.63;
}

export function measure(words: string, size: number): number {
  return [...words].reduce((sum, each) => sum + widthOf(each), 0) * size;
}

export function cutToPixels(words: string, o: { size: number; widthMax: number }): string {
  if (measure(words, o.size) <= o.widthMax) return words;
  const letters = [...words];
  while (letters.length > 1 && measure(`${letters.join('')}…`, o.size) > o.widthMax) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

export type Anchor = 'start' | 'middle' | 'end';

export function label(
  words: string,
  o: { x: number; y: number; size?: number; fill?: string; anchor?: Anchor; isBold?: boolean },
): Svg {
  return textElement(words, {
    x: o.x,
    y: o.y,
    'font-size': o.size ?? SIZES.label,
    fill: o.fill ?? COLOURS.muted,
    'text-anchor': o.anchor ?? 'start',
    'font-weight': o.isBold ? 'bold' : null,
  });
}

/** The same words with a rim of paper, where they may cross a line. */
export function rimmedLabel(words: string, o: Parameters<typeof label>[1]): Svg {
  const rim = textElement(words, {
    x: o.x,
    y: o.y,
    'font-size': o.size ?? SIZES.label,
    fill: COLOURS.paper,
    stroke: COLOURS.paper,
    'stroke-width': 5,
    'stroke-linejoin': 'round',
    'text-anchor': o.anchor ?? 'start',
    'font-weight': o.isBold ? 'bold' : null,
  });
  return element('g', {}, [rim, label(words, o)]);
}

export interface ChartHead {
  /** What there is to see, as a sentence. */
  readonly title: string;
  /** Units, span, zone. */
  readonly subtitle: string;
}

/** The sheet with its head; `height` counts all of it. */
export function sheet(o: ChartHead & { height: number }, content: readonly Svg[]): Svg {
  const widthMax = CHART_WIDTH - 2 * MARGIN;
  const title = cutToPixels(drawable(o.title), { size: SIZES.title * 1.09, widthMax });
  const subtitle = cutToPixels(drawable(o.subtitle), { size: SIZES.subtitle, widthMax });
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: CHART_WIDTH,
      height: o.height,
      viewBox: `0 0 ${CHART_WIDTH} ${o.height}`,
      'font-family': FONT,
    },
    [
      element('rect', { width: CHART_WIDTH, height: o.height, fill: COLOURS.paper }),
      label(title, {
        ...{ x: MARGIN, y: TITLE_AT, size: SIZES.title, fill: COLOURS.ink, isBold: true },
      }),
      label(subtitle, { x: MARGIN, y: SUBTITLE_AT, size: SIZES.subtitle }),
      ...content,
    ],
  );
}
