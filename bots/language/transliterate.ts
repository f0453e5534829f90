// How a name sounds, so that one written in Devanagari finds the same in Latin letters.

const CONSONANTS: ReadonlyMap<string, string> = new Map(
  (
    'क:k ख:kh ग:g घ:gh ङ:n च:ch छ:ch ज:j झ:j ञ:n ट:t ठ:t ड:d ढ:d ण:n त:t थ:t द:d ध:d न:n ' +
    'प:p फ:f ब:b भ:b म:m य:y र:r ल:l व:v श:sh ष:sh स:s ह:h ळ:l'
  )
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(2)]),
);
const VOWELS: ReadonlyMap<string, string> = new Map(
  (
    'अ: आ: इ:i ई:i उ:u ऊ:u ए:e ऐ:e ओ:o औ:o ऑ:o ऋ:ri ा: ि:i ी:i ु:u ू:u े:e ै:e ो:o ौ:o ॉ:o ृ:ri ' +
    'ं:n ँ:n ः: ्: ़:'
  )
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(2)]),
);
const LATIN: ReadonlyArray<readonly [RegExp, string]> = [
  [/[^a-z]/g, ''],
  [/ee|ii|ea/g, 'i'],
  [/oo|uu/g, 'u'],
  [/ai|ay|ei/g, 'e'],
  [/au/g, 'o'],
  [/ph/g, 'f'],
  [/w/g, 'v'],
  [/z/g, 'j'],
  [/q|ck/g, 'k'],
  [/c(?!h)/g, 'k'],
  [/x/g, 'ks'],
  // Most of the breath behind a consonant is written by one and left out by another.
  [/([bdgjpt])h/g, '$1'],
  [/chh/g, 'ch'],
  [/a/g, ''],
  [/(.)\1+/g, '$1'],
];
const SOUND_LENGTH_MIN = 2;

/** Null: too short to tell names apart by, or written in another alphabet. */
export function soundOf(word: string): string | null {
  const isDevanagari = /^[\p{Script=Devanagari}]+$/u.test(word);
  if (!isDevanagari && !/^[a-z]+$/.test(word)) return null;
  const latin = isDevanagari ? spell(word) : word;
  const sound = LATIN.reduce((text, [pattern, by]) => text.replace(pattern, by), latin);
  return sound.length < SOUND_LENGTH_MIN ? null : sound;
}

function spell(word: string): string {
  return [...word].map((sign) => CONSONANTS.get(sign) ?? VOWELS.get(sign) ?? '').join('');
}
