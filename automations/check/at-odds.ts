import type { Setting } from '../actions/action-kind.ts';

/** Would one thing be left in two states, if both were about one SKU? */
export function isAtOddsOn(a: Setting, b: Setting): boolean {
  if (a.thing !== b.thing || a.state === b.state) return false;
  const isEverywhere =
    (a.account === null && a.isEverywhere) || (b.account === null && b.isEverywhere);
  return a.account === b.account || isEverywhere;
}
