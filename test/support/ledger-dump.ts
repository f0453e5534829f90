/** All that the ledger knows of a seller, from memory or from Postgres, and what is wrong. */
import type {
  Balance,
  Entry,
  LedgerRules,
  Line,
  ShortageChange,
} from '../../core/ledger/ledger-state.ts';

export interface LedgerDump {
  readonly seq: number;
  readonly balances: readonly Readonly<Balance>[];
  readonly lines: readonly Line[];
  readonly entries: readonly Omit<Entry, 'origin'>[];
  readonly shortages: readonly Omit<ShortageChange, 'cause'>[];
}

const pairOf = (o: { skuId: number; locationId: number }) => `${o.skuId}@${o.locationId}`;

/** One line of text per violation; empty when every promise of [L1] holds. */
export function violationsOf(dump: LedgerDump, rules: LedgerRules): string[] {
  return [
    ...wrongSums(dump),
    ...brokenChains(dump),
    ...wrongSequence(dump),
    ...wrongPromises(dump),
    ...wrongLines(dump),
    ...wrongShortageRows(dump),
    ...needlessShortages(dump, rules),
  ];
}

/** Each line holds all parts of its kits or none; not asked where a recipe has changed. */
export function tornKits({ lines }: LedgerDump, rules: LedgerRules): string[] {
  return lines.flatMap((line) => {
    const parts = rules.kits.get(line.skuId) ?? [{ skuId: line.skuId, quantity: 1 }];
    const held = sumsBy(
      line.held,
      (each) => `${each.skuId}`,
      (each) => each.quantity,
    );
    const isWhole =
      [...held.keys()].every((skuId) => parts.some((part) => `${part.skuId}` === skuId)) &&
      parts.every((part) => (held.get(`${part.skuId}`) ?? 0) === part.quantity * line.reserved);
    return isWhole ? [] : [`${line.lineKey}: ${line.reserved} of ${show(line.held)}`];
  });
}

function sumsBy<T>(rows: readonly T[], keyOf: (row: T) => string, amountOf: (row: T) => number) {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + amountOf(row));
  return sums;
}

function wrongSums({ balances, entries }: LedgerDump): string[] {
  const onHand = sumsBy(entries, pairOf, (entry) => entry.onHandDelta);
  const reserved = sumsBy(entries, pairOf, (entry) => entry.reservedDelta);
  const known = new Map(balances.map((balance) => [pairOf(balance), balance]));
  const pairs = new Set([...known.keys(), ...onHand.keys()]);
  return [...pairs].flatMap((pair) => {
    const balance = known.get(pair) ?? { onHand: 0, reserved: 0 };
    const sum = { onHand: onHand.get(pair) ?? 0, reserved: reserved.get(pair) ?? 0 };
    const isRight = sum.onHand === balance.onHand && sum.reserved === balance.reserved;
    const isWhole = Number.isSafeInteger(balance.onHand) && Number.isSafeInteger(balance.reserved);
    const isPossible = isWhole && balance.reserved >= 0 && balance.onHand >= balance.reserved;
    if (isRight && isPossible) return [];
    return [`${pair}: balance ${balance.onHand}/${balance.reserved}, entries ${show(sum)}`];
  });
}

function brokenChains({ entries }: LedgerDump): string[] {
  const last = new Map<string, { onHand: number; reserved: number }>();
  return inOrder(entries).flatMap((entry) => {
    const before = last.get(pairOf(entry)) ?? { onHand: 0, reserved: 0 };
    const after = { onHand: entry.onHandAfter, reserved: entry.reservedAfter };
    last.set(pairOf(entry), after);
    const isRight =
      before.onHand + entry.onHandDelta === after.onHand &&
      before.reserved + entry.reservedDelta === after.reserved;
    return isRight ? [] : [`entry ${entry.seq}: ${show(before)} does not lead to ${show(after)}`];
  });
}

/** Entries and shortage rows share one sequence without a gap, and no key is used twice. */
function wrongSequence({ seq, entries, shortages }: LedgerDump): string[] {
  const all = [...entries, ...shortages].map((row) => row.seq).sort((a, b) => a - b);
  const wrong: string[] = [];
  const gap = all.findIndex((each, index) => each !== index + 1);
  if (gap !== -1) wrong.push(`sequence: ${all[gap]} at place ${gap + 1}`);
  if (all.length !== seq) wrong.push(`sequence: ${all.length} rows, the head says ${seq}`);
  const keys = sumsBy(
    entries,
    (entry) => entry.key,
    () => 1,
  );
  for (const [key, count] of keys) if (count > 1) wrong.push(`key ${key}: ${count} times`);
  return wrong;
}

function wrongPromises({ balances, lines }: LedgerDump): string[] {
  const held = sumsBy(
    lines.flatMap((line) => line.held),
    pairOf,
    (each) => each.quantity,
  );
  const reserved = new Map(balances.map((balance) => [pairOf(balance), balance.reserved]));
  const pairs = new Set([...held.keys(), ...reserved.keys()]);
  return [...pairs].flatMap((pair) => {
    const [promised, lying] = [held.get(pair) ?? 0, reserved.get(pair) ?? 0];
    return promised === lying ? [] : [`${pair}: lines hold ${promised}, reserved ${lying}`];
  });
}

function wrongLines({ lines }: LedgerDump): string[] {
  return lines.flatMap((line) => {
    const goal = Math.max(line.ordered - line.cancelled, line.shipped);
    const figures = Object.values({ ...line, lineKey: 0, held: 0, isWhole: 0 });
    const isRight = line.short + line.reserved + line.shipped === goal;
    const isPossible = figures.every((figure) => Number.isSafeInteger(figure) && figure >= 0);
    const isHeld = line.held.every((each) => each.quantity > 0);
    return isRight && isPossible && isHeld ? [] : [`line ${show(line)}`];
  });
}

function wrongShortageRows({ lines, shortages }: LedgerDump): string[] {
  const open = new Map<string, number>();
  const wrong = inOrder(shortages).flatMap((row) => {
    const after = (open.get(row.lineKey) ?? 0) + row.delta;
    open.set(row.lineKey, row.openAfter);
    return after === row.openAfter ? [] : [`shortage ${row.seq}: ${row.openAfter} after ${after}`];
  });
  const unlike = lines.filter((line) => line.short !== (open.get(line.lineKey) ?? 0));
  return [...wrong, ...unlike.map((line) => `${line.lineKey}: short ${line.short}, rows differ`)];
}

/** A shortage stays open while units that it could take are free. */
function needlessShortages({ balances, lines }: LedgerDump, rules: LedgerRules): string[] {
  const free = new Map(balances.map((each) => [pairOf(each), each.onHand - each.reserved]));
  return lines.flatMap((line) => {
    if (line.short === 0) return [];
    const locations = rules.accounts.get(line.accountId)?.locations ?? rules.locations;
    const parts = rules.kits.get(line.skuId) ?? [{ skuId: line.skuId, quantity: 1 }];
    const units = parts.map(({ skuId, quantity }) => {
      const lying = locations.map((locationId) => free.get(pairOf({ skuId, locationId })) ?? 0);
      return Math.floor(lying.reduce((sum, each) => sum + each, 0) / quantity);
    });
    const possible = Math.min(...units);
    const isNeedless = line.isWhole ? possible >= line.short : possible > 0;
    return isNeedless ? [`${line.lineKey}: short ${line.short}, ${possible} free`] : [];
  });
}

function inOrder<T extends { readonly seq: number }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => a.seq - b.seq);
}

const show = (value: unknown) => JSON.stringify(value);
