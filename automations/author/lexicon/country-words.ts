import { foldWord } from '../grammar/split-text.ts';

// Countries by their names in the languages of the grammar, and by what people say instead.

const SAID: Readonly<Record<string, string>> = {
  us: 'US|usa|u.s|u.s.a|america|united states of america|the states|estados unidos|अमेरिका',
  gb: 'uk|u.k|britain|great britain|england|reino unido',
  ae: 'uae|u.a.e|emirates|dubai',
  de: 'deutschland',
  nl: 'holland',
  in: 'bharat|भारत',
  cz: 'czech republic',
  kr: 'korea',
  ru: 'russia',
  tr: 'turkey',
};
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const LANGUAGES = ['en', 'es', 'hi'];

/** ISO 3166 alpha-2 by folded name. */
export const COUNTRIES: ReadonlyMap<string, string> = collect();

/** No union, no test code, and no state that is gone. */
function isCurrent(code: string): boolean {
  const isState = !/^(?:EU|EZ|UN|ZZ|XA|XB|QO)$/.test(code);
  return isState && new Intl.Locale(`und-${code}`).region === code;
}

function collect(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
      const name = names.of(code);
      if (name === undefined || !isCurrent(code)) continue;
      for (const spelling of [name, name.replace(/&/g, 'and'), name.replace(/ \(.*\)$/, '')]) {
        const folded = foldWord(spelling);
        if (!found.has(folded)) found.set(folded, code);
      }
    }
  }
  for (const [code, line] of Object.entries(SAID)) {
    for (const name of line.split('|')) found.set(foldWord(name), code.toUpperCase());
  }
  return found;
}
