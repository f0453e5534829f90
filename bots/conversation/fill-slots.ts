import type { AnyCommand } from '../commands/command.ts';
import type { Slot, Slots } from '../commands/slot.ts';
import { readMoment } from './parse-moment.ts';
import {
  amountDigits,
  isAmount,
  isNumberLike,
  notWhole,
  quantityDigits,
  readQuantity,
} from './read-number.ts';
import { type Reading, readRest } from './read-rest.ts';
import { isPlain, joinWords, splitAtEquals, type Word } from './split-words.ts';
import type { Lookups } from './understanding.ts';

export type Filled =
  | { readonly ok: true; readonly slots: Record<string, string | number> }
  | { readonly ok: false; readonly words: string };

const NAME_WORDS_MAX = 4;
const ORDER_NOISE = ['order', 'orders', 'number', 'no', 'nr'];
const MOMENT_MARK = ['as', 'of'];

/** Words still to be read, and what was read from them. */
interface Form {
  words: Word[];
  readonly slots: Record<string, string | number>;
}

/** Reads the words after a command's name into its slots, in whatever order they come. */
export async function fillSlots(o: {
  command: AnyCommand;
  words: readonly Word[];
  lookups: Lookups;
  now: Date;
  timeZone: string;
}): Promise<Filled> {
  const { slots } = o.command;
  const form: Form = { words: withoutCommas(o.words, slots), slots: {} };
  takeAfterEquals(form, slots);
  const refused = takeMoment(form, o);
  if (refused) return { ok: false, words: refused };
  takeMarked(form, slots, o.lookups);
  takeWord(form, slots);
  takeOrder(form, slots);
  takeCode(form, slots);
  const rest = await readRest({
    slots,
    filled: new Set(Object.keys(form.slots)),
    words: form.words,
    lookups: o.lookups,
  });
  if (rest.kind === 'two-ways') {
    return { ok: false, words: 'That can be read in two ways. Put the SKU in "quotes".' };
  }
  return takeReading(form, slots, rest.reading);
}

/** "tee-m, mumbai": a comma parts things, except inside a title. */
function withoutCommas(words: readonly Word[], slots: Slots): Word[] {
  if (Object.values(slots).some(({ kind }) => kind === 'text')) return [...words];
  return words
    .map((word) => (word.isQuoted ? word : { ...word, text: word.text.replace(/[,;]+$/, '') }))
    .filter(({ text }) => text !== '');
}

function unfilled(form: Form, slots: Slots, kind: Slot['kind']): [string, Slot] | undefined {
  return Object.entries(slots).find(
    ([name, slot]) => slot.kind === kind && form.slots[name] === undefined,
  );
}

function takeAfterEquals(form: Form, slots: Slots): void {
  const named = Object.entries(slots).find(([, slot]) => slot.marks.includes('='));
  if (!named) return;
  form.words = splitAtEquals(form.words);
  const at = form.words.findIndex((word) => isPlain(word, '='));
  if (at < 0) return;
  const after = joinWords(form.words.slice(at + 1));
  if (after !== '') form.slots[named[0]] = after;
  form.words = form.words.slice(0, at);
}

/** @returns what to say when a moment was announced and cannot be read */
function takeMoment(
  form: Form,
  o: { command: AnyCommand; now: Date; timeZone: string },
): string | null {
  const slot = unfilled(form, o.command.slots, 'moment');
  if (!slot) return null;
  const marked = form.words.findIndex(
    (word, index) => isPlain(word, 'as') && isPlain(form.words[index + 1], 'of'),
  );
  const isHead = o.command.name === MOMENT_MARK.join(' ');
  if (marked < 0 && !isHead) return null;
  const from = marked < 0 ? 0 : marked + MOMENT_MARK.length;
  const words = form.words.slice(from).map((word) => word.text);
  const read = readMoment(words, o);
  if (!read && isHead) return takeTrailingMoment(form, slot[0], o);
  if (!read) return notMoment(words.join(' '));
  form.slots[slot[0]] = words.slice(0, read.used).join(' ');
  form.words = [...form.words.slice(0, Math.max(0, marked)), ...form.words.slice(from + read.used)];
  return null;
}

/** "as of HOODIE-M yesterday": the moment stands last. */
function takeTrailingMoment(
  form: Form,
  slot: string,
  o: { now: Date; timeZone: string },
): string | null {
  for (const from of form.words.keys()) {
    const words = form.words.slice(from).map((word) => word.text);
    if (readMoment(words, o)?.used !== words.length) continue;
    form.slots[slot] = words.join(' ');
    form.words = form.words.slice(0, from);
    return null;
  }
  return notMoment(joinWords(form.words));
}

function notMoment(typed: string): string {
  if (typed === '') return 'As of when? A day, a time, or both.';
  return `I cannot read a moment in “${typed}”.`;
}

function takeMarked(form: Form, slots: Slots, lookups: Lookups): void {
  const marked = Object.entries(slots).filter(
    ([, slot]) => slot.marks.length > 0 && slot.kind !== 'moment' && !slot.marks.includes('='),
  );
  const isMark = (word: Word) => marked.some(([, slot]) => isPlain(word, ...slot.marks));
  let index = 0;
  while (index < form.words.length) {
    const word = form.words[index] as Word;
    const slot = marked.find(
      ([name, { marks }]) => form.slots[name] === undefined && isPlain(word, ...marks),
    );
    const after = form.words.slice(index + 1);
    const next = after.findIndex(isMark);
    const count = slot
      ? countAfterMark(slot[1], next < 0 ? after : after.slice(0, next), lookups)
      : 0;
    if (!slot || count === 0) {
      index += 1;
      continue;
    }
    form.slots[slot[0]] = joinWords(after.slice(0, count));
    form.words.splice(index, count + 1);
  }
}

/** How many of the words after a mark belong to it. */
function countAfterMark(slot: Slot, after: readonly Word[], lookups: Lookups): number {
  if (slot.kind === 'amount') return after[0] && isAmount(after[0]) ? 1 : 0;
  const find = (text: string) =>
    slot.kind === 'location' ? lookups.findLocations(text) : lookups.findAccounts(text);
  for (let count = Math.min(NAME_WORDS_MAX, after.length); count > 0; count -= 1) {
    if (find(joinWords(after.slice(0, count))).length > 0) return count;
  }
  // Announced but unknown: taken up to the next number, so that it can be named in the answer.
  const stop = after.findIndex((word) => isNumberLike(word));
  return stop < 0 ? after.length : stop;
}

function takeWord(form: Form, slots: Slots): void {
  const slot = unfilled(form, slots, 'word');
  const [only, ...others] = form.words;
  if (!slot || !only || only.isQuoted || others.length > 0) return;
  const typed = only.text.toLowerCase();
  const found = Object.entries(slot[1].words).find(
    ([word, spellings]) => word === typed || spellings.includes(typed),
  );
  if (!found) return;
  form.slots[slot[0]] = found[0];
  form.words = [];
}

function takeOrder(form: Form, slots: Slots): void {
  const slot = unfilled(form, slots, 'order');
  if (!slot) return;
  while (isPlain(form.words[0], ...ORDER_NOISE)) form.words.shift();
  const first = form.words.shift();
  if (first) form.slots[slot[0]] = first.text;
}

/** A new code is the first word where a title follows it. */
function takeCode(form: Form, slots: Slots): void {
  const slot = unfilled(form, slots, 'code');
  if (!slot || !unfilled(form, slots, 'text')) return;
  const first = form.words.shift();
  if (first) form.slots[slot[0]] = first.text;
}

function takeReading(form: Form, slots: Slots, reading: Reading): Filled {
  const filled: Record<string, string | number> = { ...form.slots, ...reading.named };
  const quantity = unfilled(form, slots, 'quantity');
  if (quantity && reading.number !== null) {
    const digits = quantityDigits({ text: reading.number, isQuoted: false }) ?? reading.number;
    const read = readQuantity(digits, { min: quantity[1].schema.safeParse(0).success ? 0 : 1 });
    if (!read.ok) return read;
    filled[quantity[0]] = read.value;
  }
  if (quantity?.[1].isNeeded && reading.number === null) {
    const bad = reading.tail.find((word) => isNumberLike(word));
    return { ok: false, words: bad ? notWhole(bad.text) : 'How many units?' };
  }
  const amount = unfilled(form, slots, 'amount');
  if (amount && reading.number !== null) filled[amount[0]] = reading.number;
  for (const [name, slot] of Object.entries(slots)) {
    const value = filled[name];
    if (slot.kind === 'amount' && typeof value === 'string') filled[name] = amountDigits(value);
  }
  return takeTail(filled, slots, reading.tail);
}

function takeTail(
  filled: Record<string, string | number>,
  slots: Slots,
  tail: readonly Word[],
): Filled {
  if (tail.length === 0) return { ok: true, slots: filled };
  const open = Object.entries(slots).find(
    ([name, { kind }]) => ['sku', 'code', 'text'].includes(kind) && filled[name] === undefined,
  );
  if (!open) return { ok: false, words: `I do not understand “${joinWords(tail)}” here.` };
  return { ok: true, slots: { ...filled, [open[0]]: joinWords(tail) } };
}
