// One spelling of a word for comparing: case, accents, apostrophes and the alphabet of its digits
// do not tell two words apart. Devanagari keeps its vowel signs, which are letters to a reader.

// The first digit of the runs of ten that people type. A digit of another run stays unread.
const DIGIT_RUNS = [
  0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
  0xff10,
];
const FOREIGN_DIGIT = /[^\P{Nd}0-9]/gu;
// Accents of Latin letters, and the dot under Devanagari letters that many leave out.
const ACCENTS = /[\u0300-\u036f\u093c]/gu;
// Two ways to write the same nasal vowel.
const NASAL = /\u0901/g;
const APOSTROPHES = /['’‘`´ʼ]/gu;

// Most words come again and again, in one message and in the next.
const KNOWN_MAX = 20_000;
const known = new Map<string, string>();

export function foldWord(text: string): string {
  const folded = known.get(text);
  if (folded !== undefined) return folded;
  const made = foldAnew(text);
  if (known.size >= KNOWN_MAX) known.clear();
  if (text.length <= 40) known.set(text, made);
  return made;
}

function foldAnew(text: string): string {
  const plain = text.normalize('NFD').replace(ACCENTS, '').normalize('NFC');
  const lower = plain.toLowerCase().replace(APOSTROPHES, '').replace(NASAL, '\u0902');
  return toPlainDigits(lower);
}

export function toPlainDigits(text: string): string {
  return text.replace(FOREIGN_DIGIT, (digit) => {
    const at = digit.codePointAt(0) ?? 0;
    const zero = DIGIT_RUNS.find((start) => at >= start && at < start + 10);
    return zero === undefined ? digit : String(at - zero);
  });
}

/** Words of a title or name, each folded: "Mug, brick-red 350 ml" has five. */
export function wordsOf(text: string): string[] {
  return foldWord(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Letters and figures only: under which codes are compared. */
export function toKey(text: string): string {
  return wordsOf(text).join('');
}

/** The singular of an English or Spanish plural; other words as they are. */
export function inSingular(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word) || word.endsWith('ss')) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** The singular of a Spanish plural behind a consonant, "cajones"; undefined: it is none. */
export function inSpanishSingular(word: string): string | undefined {
  return /^[a-z]{2,}[aeiou][lnrdz]es$/.test(word) ? word.slice(0, -2) : undefined;
}

/**
 * Whether it is a slip that people make: the first letter is right, or has changed places with the
 * second. Else too many words would be near each other.
 */
export function isOneSlip(a: string, b: string): boolean {
  return (a[0] === b[0] || (a[0] === b[1] && a[1] === b[0])) && isWithinOne(a, b);
}

/** Whether one letter was inserted, left out, mistyped, or swapped with its neighbour. */
export function isWithinOne(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (a.length > b.length) return restA.slice(1) === restB;
  if (a.length < b.length) return restA === restB.slice(1);
  const isSwap = restA[0] === restB[1] && restA[1] === restB[0];
  return restA.slice(1) === restB.slice(1) || (isSwap && restA.slice(2) === restB.slice(2));
}
