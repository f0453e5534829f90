const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** "India" of "IN"; a code that is none stays as it is. */
export function countryName(code: string): string {
  return names.of(code) ?? code;
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

// Regions that are no country: Europe, the eurozone, the United Nations, unknown, private ones.
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO']);

/** Codes that were given up for others (DD, UK) name the same places as those. */
function isCurrent(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

/** Every country's code that has a name of its own. */
export const COUNTRY_CODES: readonly string[] = LETTERS.flatMap((first) =>
  LETTERS.map((second) => first + second),
).filter((code) => countryName(code) !== code && !NO_COUNTRY.has(code) && isCurrent(code));
