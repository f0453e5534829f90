// SVG as text: elements with escaped attributes and texts, and numbers that are numbers.
import { assert } from '../../../core/base/assert.ts';

export type Svg = string & { readonly svg: unique symbol };
type Value = string | number | null;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// XML has no way to write these, and a picture no way to show them.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(UNPRINTABLE, ' ')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** A tenth of a pixel is enough. */
function toNumber(value: number): string {
  assert(Number.isFinite(value), 'A chart has a place that is no number.', { value });
  return String(Math.round(value * 10) / 10);
}

function open(name: string, attributes: Readonly<Record<string, Value>>): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => {
      const text = typeof value === 'number' ? toNumber(value) : escapeText(value ?? '');
      return ` ${key}="${text}"`;
    });
  return `<${name}${written.join('')}`;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  children: readonly Svg[] = [],
): Svg {
  const start = open(name, attributes);
  return (children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`) as Svg;
}

export function textElement(words: string, attributes: Readonly<Record<string, Value>>): Svg {
  return `${open('text', attributes)}>${escapeText(words)}</text>` as Svg;
}

/** M and L through the points, in their order. */
export function pathThrough(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${toNumber(x)} ${toNumber(y)}`)
    .join('');
}
