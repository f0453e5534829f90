/**
 * Where a rehearsal plays through what rules would do to a little shop of its own, to find out
 * whether they set each other off. Nothing real is touched.
 */
export interface Desk {
  /** Puts stock there, untold. Null location: the place where this rehearsal keeps its stock. */
  stock(o: { skuId: number; location: string | null; units: number }): void;
  /** One step with all its movements. Refused, with no news, where units would be lacking. */
  move(moves: readonly { skuId: number; location: string | null; by: number }[]): void;
  /** News only when the price is another. Null account: the base price. */
  price(o: { skuId: number; account: string | null; to: (minor: number) => number }): void;
  /** News only when it was otherwise. Null account: every shop. */
  listing(o: { skuId: number; account: string | null; isPaused: boolean }): void;
}
