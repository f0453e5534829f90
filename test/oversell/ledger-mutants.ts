/**
 * Bugs to plant in a copy of core/ledger, each a mistake that somebody could make or has made here.
 * A test that does not notice one of them does not test what it claims.
 */
export interface Mutant {
  /** What the shop owner would suffer. */
  readonly name: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

export const LEDGER_MUTANTS: readonly Mutant[] = [
  {
    name: 'a hold takes what is there although it is less than was asked for',
    file: 'decide-hold.ts',
    find: "if (free < quantity) return { kind: 'refused', reason: 'not-available', onHand: free };",
    replace: '',
  },
  {
    name: 'a hold that loses its stock becomes a shortage that nobody has ordered',
    file: 'make-room.ts',
    find: 'if (line.accountId === HELD_BY_HAND) {',
    replace: 'if (line.accountId < HELD_BY_HAND) {',
  },
  {
    name: 'what is let go is not offered to those who wait',
    file: 'decide-hold.ts',
    find: 'const covered = coverShortages(draft, freed, { key: origin.key, origin });',
    replace: 'const covered = 0;',
  },
  {
    name: 'a receipt is taken back although its units have gone',
    file: 'decide-movement.ts',
    find: "if (lacking) return refuse(draft, lacking, 'not-enough-on-hand');",
    replace: '',
  },
  {
    name: 'a shortage that was closed and opened again keeps its old place in the queue',
    file: 'ledger-draft.ts',
    find: 'let shortSeq = before?.shortSeq ?? 0;',
    replace: 'let shortSeq = line.shortSeq;',
  },
  {
    name: 'a place in the queue counts although the line has another one now',
    file: 'ledger-draft.ts',
    find: 'line.short > 0 && line.shortSeq === place.seq',
    replace: 'line.short > 0',
  },
  {
    name: 'a younger kit is served before an older order of its component',
    file: 'cover-shortages.ts',
    find: 'for (const waiting of draft.shortagesFor(freed)) {',
    replace: 'for (const skuId of freed) for (const waiting of draft.shortagesFor([skuId])) {',
  },
  {
    name: 'a late body overrules a newer one',
    file: 'advance-line.ts',
    find: 'return told.revision > known.revision ? told : known;',
    replace: 'return told;',
  },
  {
    name: 'a late body adds the units that a newer one had taken away',
    file: 'advance-line.ts',
    find: 'return told.revision > known.revision ? told : known;',
    replace: 'return told.revision > known.revision ? told : null;',
  },
  {
    name: 'a whole line that became smaller waits although it fits',
    file: 'decide-order.ts',
    find: 'line.isWhole && line.cancelled > o.before.cancelled',
    replace: 'false',
  },
  {
    name: 'a parcel of a cancelled order leaves its units in the books',
    file: 'decide-order.ts',
    find: 'const free = Math.min(o.units - told.reserved, coverable(draft, told));',
    replace: 'const free = 0;',
  },
  {
    name: 'a kit sold by hand displaces one line twice under one key',
    file: 'make-room.ts',
    find: 'toEntryKey(o.origin.key, place)',
    replace: 'o.origin.key',
  },
  {
    name: 'cancelling a shortage releases promised units',
    file: 'decide-order.ts',
    find: 'const surplus = line.reserved + line.shipped - wantedUnits(line);',
    replace: 'const surplus = Math.min(line.reserved, line.cancelled - o.before.cancelled);',
  },
  {
    name: 'the oldest promises give way instead of the newest',
    file: 'ledger-draft.ts',
    find: '.sort((a, b) => b.reservedSeq - a.reservedSeq);',
    replace: '.sort((a, b) => a.reservedSeq - b.reservedSeq);',
  },
  {
    name: 'a displaced line waits behind everybody else',
    file: 'make-room.ts',
    find: 'const put = { cause: o.origin.cause, shortSeq: line.reservedSeq };',
    replace: 'const put = { cause: o.origin.cause };',
  },
  {
    name: 'a receipt goes on sale before it serves shortages',
    file: 'decide-movement.ts',
    find: 'putIn(draft, parts, { kind: event.kind, origin });',
    replace: 'putIn(draft, parts, event); return done(draft, parts[0] ?? event, { covered: 0 });',
  },
  {
    name: 'a kit is promised as soon as one of its components is there',
    file: 'line-stock.ts',
    find: '  return Math.min(\n    ...partsOf(draft, line.skuId).map((part) =>',
    replace: '  return Math.max(\n    ...partsOf(draft, line.skuId).map((part) =>',
  },
  {
    name: 'a line is split although one location has all of it',
    file: 'choose-locations.ts',
    find: 'if (whole !== undefined)',
    replace: 'if (whole === o.locations[0] && whole !== undefined)',
  },
  {
    name: 'a kit is put together from several places although one has all its parts',
    file: 'line-stock.ts',
    find: 'locations: together === undefined ? locations : [together],',
    replace: 'locations,',
  },
  {
    name: 'an account is served from a location that is not its own',
    file: 'line-stock.ts',
    find: 'return rules.accounts.get(line.accountId)?.locations ?? rules.locations;',
    replace: 'return rules.locations;',
  },
  {
    name: 'a balance that was not read counts as nothing',
    file: 'ledger-draft.ts',
    find: 'if (!this.state.skusRead.has(skuId)) this.missing.balances.add(skuId);',
    replace: '',
  },
  {
    name: 'the queue ends where the reading ended',
    file: 'ledger-draft.ts',
    find: 'return this.#lastSeqRead !== Number.POSITIVE_INFINITY && this.seq > this.#lastSeqRead;',
    replace: 'return false;',
  },
  {
    name: 'promises that were not read do not give way',
    file: 'ledger-draft.ts',
    find: 'this.missing.reservations.add(each);',
    replace: 'continue;',
  },
  {
    name: 'the same receipt is booked twice',
    file: 'ledger-draft.ts',
    find: 'return this.#keys.has(key);',
    replace: 'return false;',
  },
  {
    name: 'returned units are taken in twice',
    file: 'take-back.ts',
    find: 'restocked: line.restocked + o.units',
    replace: 'restocked: line.restocked',
  },
  {
    name: 'a shop’s return goes on sale before the warehouse has seen it',
    file: 'decide-order.ts',
    find: "if (rule?.restock !== 'at-once' || locationId === undefined) return;",
    replace: 'if (locationId === undefined) return;',
  },
  {
    name: 'units are taken from another place than where they are missing',
    file: 'line-stock.ts',
    find: '      from: o.from,\n',
    replace: '',
  },
  {
    name: 'whole-line accounts are covered in parts',
    file: 'line-stock.ts',
    find: 'const units = line.isWhole && possible < o.units ? 0 : possible;',
    replace: 'const units = possible;',
  },
];
