import type { Line } from '../../core/ledger/ledger-state.ts';
import type { LedgerDump } from './ledger-dump.ts';
import type { LedgerModel } from './ledger-model.ts';
import type { ModelLine } from './ledger-model-line.ts';

/** Where the ledger differs from the model: stock, lines, and who is next in line. */
export function differencesFrom(model: LedgerModel, dump: LedgerDump): string[] {
  const pairs = new Map(dump.balances.map((each) => [`${each.skuId}@${each.locationId}`, each]));
  const stock = [...new Set([...pairs.keys(), ...model.onHand.keys()])].flatMap((pair) => {
    const expected = `${model.onHand.get(pair) ?? 0}/${model.promised.get(pair) ?? 0}`;
    const found = `${pairs.get(pair)?.onHand ?? 0}/${pairs.get(pair)?.reserved ?? 0}`;
    return expected === found ? [] : [`${pair}: ${found} instead of ${expected}`];
  });
  const lines = new Map(dump.lines.map((line) => [line.lineKey, line]));
  const unlike = [...model.lines].flatMap(([lineKey, line]) => {
    const expected = showModelLine(line);
    const known = lines.get(lineKey);
    // A body that tells of nothing at all leaves no line.
    const found = known ? showLine(known) : showModelLine({ ...line, held: [] });
    return expected === found ? [] : [`${lineKey}: ${found} instead of ${expected}`];
  });
  return [...stock, ...unlike, ...otherOrder(model, dump)];
}

function otherOrder(model: LedgerModel, dump: LedgerDump): string[] {
  const modelled = [...model.lines.values()];
  const queue = (rows: readonly { readonly lineKey: string }[]) =>
    rows.map((row) => row.lineKey).join(' ');
  const pairs = [
    {
      name: 'queue of shortages',
      expected: modelled
        .filter((line) => line.short > 0)
        .sort((a, b) => a.shortSince - b.shortSince),
      found: dump.lines
        .filter((line) => line.short > 0)
        .toSorted((a, b) => a.shortSeq - b.shortSeq),
    },
    {
      name: 'age of promises',
      expected: modelled
        .filter((line) => line.reserved > 0)
        .sort((a, b) => a.reservedAt - b.reservedAt),
      found: dump.lines
        .filter((line) => line.reserved > 0)
        .toSorted((a, b) => a.reservedSeq - b.reservedSeq),
    },
  ];
  return pairs.flatMap(({ name, expected, found }) =>
    queue(expected) === queue(found)
      ? []
      : [`${name}: ${queue(found)} instead of ${queue(expected)}`],
  );
}

function showHeld(held: Line['held']): string {
  return held
    .map((each) => `${each.quantity}x${each.skuId}@${each.locationId}`)
    .sort()
    .join('+');
}

function showLine(line: Line): string {
  const { shipped, returned, restocked, reserved, short } = line;
  const goal = Math.max(line.ordered - line.cancelled, shipped);
  return JSON.stringify({
    goal,
    shipped,
    returned,
    restocked,
    reserved,
    short,
    held: showHeld(line.held),
  });
}

function showModelLine(line: ModelLine): string {
  const { shipped, returned, restocked, reserved, short } = line;
  const goal = shipped + reserved + short;
  return JSON.stringify({
    goal,
    shipped,
    returned,
    restocked,
    reserved,
    short,
    held: showHeld(line.held),
  });
}
