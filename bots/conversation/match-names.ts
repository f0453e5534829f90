/**
 * Things of which a seller has a handful (locations, shops), found by what people type: a code or
 * name exactly, else the start of one. Several come back when the start is not enough: the caller
 * asks, it never takes the first.
 */
export function matchNames<Item>(
  items: readonly Item[],
  typed: string,
  namesOf: (item: Item) => readonly string[],
): readonly Item[] {
  const wanted = fold(typed);
  if (wanted === '') return [];
  const names = (item: Item) => namesOf(item).map(fold);
  const exact = items.filter((item) => names(item).includes(wanted));
  if (exact.length > 0) return exact;
  return items.filter((item) => names(item).some((name) => name.startsWith(wanted)));
}

/** Case, accents and the kind of separator do not tell two shops apart. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
