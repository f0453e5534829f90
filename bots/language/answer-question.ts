import { amendDrafts } from './amend-drafts.ts';
import { SLOTS } from './command-slots.ts';
import { writtenCommand } from './find-inertness.ts';
import { COURTESY } from './lexicon/answer-words.ts';
import { NUMBER_WORDS } from './lexicon/number-words.ts';
import { type Item, isKind } from './message-item.ts';
import { readOption, readYesNo, spokenWords } from './read-answer.ts';
import { toPieces } from './read-follow-up.ts';
import { type Reading, tagReading } from './reading.ts';
import type { Draft, Understood } from './understanding.ts';

/** What a text says to the question that is open; null: it is about something else. */
export function readAnswer(reading: Reading): Understood | null {
  const { question } = reading.scene.memory;
  if (!question) return null;
  // "do it" is no "do", which is two in Hindi.
  if (question.kind === 'confirm' && readYesNo(reading.tokens) === 'yes') return { kind: 'yes' };
  const option = question.options.length > 0 ? readOption(reading.tokens, question) : null;
  if (option !== null) return { kind: 'option', option };
  const happening = question.slot === null ? readHappening(reading, question) : null;
  if (happening !== null) return { kind: 'option', option: happening };
  const said = readYesNo(reading.tokens);
  if (said === 'no' || (said === 'yes' && question.kind === 'confirm')) return { kind: said };
  return question.slot === null ? null : readSlot(reading, question.slot);
}

/** "bik gaye", "aaye hain": what happened, where that was the question. */
function readHappening(
  reading: Reading,
  { options }: NonNullable<Reading['scene']['memory']['question']>,
): number | null {
  const items = tagReading(reading, 'cue').filter((item) => !isKind(item, 'filler', 'mark', 'end'));
  const isOnly = items.every((item) => isKind(item, 'cue', 'reference'));
  const command = isOnly ? writtenCommand(items) : null;
  const option = options.findIndex(({ names }) => names.some((name) => name === command));
  return command !== null && option >= 0 ? option : null;
}

/** A name or number of the kind that was asked for, and perhaps other pieces of the command. */
function readSlot(reading: Reading, slot: string): Understood | null {
  const { last, question } = reading.scene.memory;
  if (!last || !question) return null;
  const items = slot === 'quantity' ? withLoneNumber(reading) : withoutCourtesy(reading);
  const pieces = items.filter((item) => isKind(item, 'number', 'sku', 'place', 'account', 'time'));
  const quiet = items.every(
    (item) =>
      isKind(item, 'number', 'sku', 'place', 'account', 'time') ||
      isKind(item, 'filler', 'mark', 'join', 'end'),
  );
  if (pieces.length > 0 && quiet) {
    const drafts = fillPieces(reading, slot, pieces, last.drafts);
    const option = drafts && amongOptions(reading, slot, drafts);
    if (option) return option;
    // "red mugs in Delhi?" names none of those that were offered: it is a question of its own.
    const isAside = question.options.length > 0 && isAsked(reading);
    if (drafts && !isAside) return { kind: 'drafts', drafts, instead: 'pending' };
  }
  return readText(reading, slot, last.drafts);
}

const isAsked = ({ tokens }: Reading) => tokens.some(({ word }) => /^[?¿؟]$/.test(word));

const withoutCourtesy = (reading: Reading): readonly Item[] =>
  tagReading(reading, 'sku').filter((item) => !isCourtesy(item, reading));

/** "do": to the question how many it is two, whatever it means elsewhere. */
function withLoneNumber(reading: Reading): readonly Item[] {
  const [only = '', ...others] = spokenWords(reading.tokens);
  const value = others.length === 0 ? NUMBER_WORDS.get(only) : undefined;
  if (value === undefined) return withoutCourtesy(reading);
  const names = { amount: null, currencies: null, pack: null, order: null };
  return [{ kind: 'number', value, ...names, isWeak: false, isBare: false, from: 0, to: 1 }];
}

function isCourtesy(item: Item, { tokens }: Reading): boolean {
  const isQuiet = isKind(item, 'cue', 'mark', 'filler', 'reference', 'unknown');
  return isQuiet && tokens.slice(item.from, item.to).every(({ word }) => COURTESY.has(word));
}

function fillPieces(
  { index }: Reading,
  slot: string,
  pieces: readonly Item[],
  drafts: readonly Draft[],
): readonly Draft[] | null {
  const at = drafts.findIndex(
    ({ slots }) => typeof slots[slot] !== 'string' && typeof slots[slot] !== 'number',
  );
  const draft = drafts[at];
  const route = draft && readRoute(draft, pieces);
  if (route) return drafts.map((each, on) => (on === at ? route : each));
  const first = toPieces(
    pieces.filter((item) => isKind(item, 'number', 'sku', 'place', 'account', 'time')),
  );
  if (!draft || !first) return null;
  const filling = SLOTS[draft.command]?.[slot];
  const isRoute =
    (filling === 'from' || filling === 'to') &&
    first.place !== null &&
    first.place.mark !== 'from' &&
    first.place.mark !== 'to';
  const place = isRoute && first.place ? { ...first.place, mark: filling } : first.place;
  const [amended] = amendDrafts([draft], { ...first, place }, { index }) ?? [];
  if (!amended || amended.slots[slot] === draft.slots[slot]) return null;
  return drafts.map((each, on) => (on === at ? amended : each));
}

/** "from Mumbai to Delhi": asked for one end, told both. */
function readRoute(draft: Draft, pieces: readonly Item[]): Draft | null {
  const places = pieces.filter((item) => isKind(item, 'place'));
  const isOnly = draft.command === 'move' && pieces.length === 2 && places.length === 2;
  const end = (mark: 'from' | 'to') => {
    const found = places.find((place) => place.mark === mark);
    return found?.codes.length === 1 ? found.codes[0] : undefined;
  };
  const [from, to] = [end('from'), end('to')];
  if (!isOnly || from === undefined || to === undefined) return null;
  return { ...draft, slots: { ...draft.slots, from, to } };
}

/** What fits one of the offered options is that option. */
function amongOptions(
  { scene }: Reading,
  slot: string,
  drafts: readonly Draft[],
): Understood | null {
  const options = scene.memory.question?.options ?? [];
  const before = scene.memory.last?.drafts ?? [];
  const isAlone = drafts.every((draft, at) =>
    Object.keys(draft.slots).every(
      (name) => name === slot || draft.slots[name] === before[at]?.slots[name],
    ),
  );
  const value = drafts
    .map(({ slots }) => slots[slot])
    .find((each, at) => each !== before[at]?.slots[slot]);
  const option = options.findIndex(({ names }) => names.some((name) => name === value));
  return isAlone && option >= 0 ? { kind: 'option', option } : null;
}

const TEXT_SLOTS = new Set([
  'title',
  'name',
  'code',
  'text',
  'note',
  'carrier',
  'tracking',
  'topic',
]);
const TEXT_WORDS_MAX = 12;

/** A name that is new: the whole message is it. */
function readText(reading: Reading, slot: string, drafts: readonly Draft[]): Understood | null {
  const words = spokenWords(reading.tokens);
  const at = drafts.findIndex(({ slots }) => slots[slot] === undefined);
  const draft = drafts[at];
  if (!TEXT_SLOTS.has(slot) || !draft || words.length > TEXT_WORDS_MAX) return null;
  if (tagReading(reading, 'cue').some((item) => isKind(item, 'cue') && !item.isFiller)) return null;
  const amended = { ...draft, slots: { ...draft.slots, [slot]: reading.text.trim() } };
  return {
    kind: 'drafts',
    drafts: drafts.map((each, on) => (on === at ? amended : each)),
    instead: 'pending',
  };
}
