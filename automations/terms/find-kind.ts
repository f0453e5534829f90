/**
 * A registry's kind of a value, by its name. A kind takes values of its own only; by its name it is
 * given no other, which is what the type of all of them together cannot say.
 */
export function createKindFinder<AnyKind>(
  noun: string,
  kinds: readonly { readonly kind: string }[],
): (value: { readonly kind: string }) => AnyKind {
  const byKind = new Map(kinds.map((each) => [each.kind, each as unknown as AnyKind]));
  return ({ kind }) => {
    const found = byKind.get(kind);
    if (!found) throw new RangeError(`There is no ${noun} "${kind}".`);
    return found;
  };
}
