/**
 * Arrays as Postgres reads them. The driver can do it too, element by element through a general
 * conversion; a batch carries thirty arrays of hundreds of elements, and that was a third of all
 * the work of this process.
 */

const NEEDS_ESCAPE = /["\\]/;
const ESCAPED = /["\\]/g;

export function toNumberArray(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`;
}

export function toTextArray(texts: readonly (string | null)[]): string {
  return `{${texts.map(toElement).join(',')}}`;
}

export function toBooleanArray(booleans: readonly boolean[]): string {
  return `{${booleans.join(',')}}`;
}

/** Always in quotes: an empty text, NULL as a word, commas and braces are then just text. */
function toElement(text: string | null): string {
  if (text === null) return 'NULL';
  return `"${NEEDS_ESCAPE.test(text) ? text.replace(ESCAPED, '\\$&') : text}"`;
}
