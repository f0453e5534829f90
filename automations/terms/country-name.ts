const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** "India" of "IN"; a code that is none stays as it is. */
export function countryName(code: string): string {
  return names.of(code) ?? code;
}
