/**
 * The reader that needs no model: four languages, one lexicon each, and the seller's own names.
 *
 * It goes from what a text may mean at this point of the conversation (an answer, a greeting, a
 * correction) to what it means by itself. A text acts only when every word of it is accounted for
 * and nothing says that it is not meant now; everything else is unclear, and asked or answered.
 */

import { readAnswer } from './answer-question.ts';
import { chooseRule } from './choose-rule.ts';
import { READ_COMMANDS, STOCKED_COMMANDS } from './command-slots.ts';
import { draftClauses } from './draft-clauses.ts';
import { expandTokens } from './expand-tokens.ts';
import { commandOfSense, findInertness, isRuleWish, writtenCommand } from './find-inertness.ts';
import { type Item, isKind } from './message-item.ts';
import { readSmallTalk, readYesNo } from './read-answer.ts';
import { readBareCount } from './read-bare-count.ts';
import { readCorrectedCommand } from './read-corrected-command.ts';
import { readFollowUp } from './read-follow-up.ts';
import { readLanguageCode } from './read-language-code.ts';
import { readNaming } from './read-naming.ts';
import { readLoneCommand, readPlainCommand } from './read-plain-command.ts';
import { readRestated } from './read-restated.ts';
import { asSubscription } from './read-wish.ts';
import { type Reading, tagReading } from './reading.ts';
import { indexScene } from './scene-index.ts';
import { prepare, splitTokens, type Token, withoutNumbering } from './split-tokens.ts';
import type { Draft, Reader, Scene, Understood } from './understanding.ts';

export interface ParserOptions {
  /** Readers of other texts (wishes for automations), asked first; unclear: not theirs. */
  readonly first?: readonly Reader[];
}

export function createParser({ first = [] }: ParserOptions = {}): Reader {
  return {
    async read(text, scene) {
      for (const reader of first) {
        const read = await reader.read(text, scene);
        if (read.kind !== 'unclear') return read;
      }
      return readText(text, scene);
    },
  };
}

const unclear = (near: string | null = null, unknown: string | null = null): Understood => ({
  kind: 'unclear',
  near,
  unknown,
});

function readText(typed: string, scene: Scene): Understood {
  const split = splitTokens(typed);
  if (!split) return unclear();
  const index = indexScene(scene.vocabulary);
  const whole = withoutNumbering(withoutSlash(split));
  const tokens = expandTokens(whole, index);
  if (tokens.every(({ kind }) => kind === 'break')) return unclear();
  const reading: Reading = { text: prepare(typed), tokens, whole, index, scene };
  const understood = markOddDigits(typed, readInContext(reading) ?? readByItself(reading));
  return HIDDEN.test(typed) && namesNew(understood) ? unclear() : understood;
}

// Figures that few of a shop's people can read (full-width, Arabic-Indic) are read exactly and
// always shown again in plain ones; those of Devanagari are what whoever writes Hindi types.
const ODD_DIGIT = /[^\P{Nd}0-9\u0966-\u096f]/u;

function markOddDigits(typed: string, understood: Understood): Understood {
  if (!ODD_DIGIT.test(typed)) return understood;
  const mark = (draft: Draft): Draft => ({ ...draft, isOddlyWritten: true });
  switch (understood.kind) {
    case 'drafts':
      return { ...understood, drafts: understood.drafts.map(mark) };
    case 'which':
      return { ...understood, readings: understood.readings.map((drafts) => drafts.map(mark)) };
    default:
      return understood;
  }
}

// Joiners belong to scripts and emoji; these only make two names look like one.
const HIDDEN = /[\u00ad\u200b\u2060\ufeff]/u;
const NAMING: ReadonlySet<string> = new Set(['add sku', 'add kit', 'add location', 'alias']);

/** A new name must be what people see: another message could never find it. */
function namesNew(understood: Understood): boolean {
  return (
    understood.kind === 'drafts' && understood.drafts.some(({ command }) => NAMING.has(command))
  );
}

/** "/stock@shelftalk_bot hoodie-m": a command of the platform is the same command. */
function withoutSlash(tokens: readonly Token[]): readonly Token[] {
  if (tokens[0]?.word !== '/' || tokens[1]?.kind !== 'word') return tokens;
  const isAddressed = tokens[2]?.word === '@' && tokens[2].from === tokens[1].to;
  return isAddressed ? [tokens[1], ...tokens.slice(4)] : tokens.slice(1);
}

function readInContext(reading: Reading): Understood | null {
  const { tokens, scene } = reading;
  if (scene.memory.question) {
    const answer = readAnswer(reading);
    if (answer) return answer;
  }
  const talk = readSmallTalk(tokens);
  if (talk) return talk;
  const said = readYesNo(tokens);
  if (said && !isOfOrder(said, reading)) return { kind: said };
  const items = tagReading(reading, 'cue');
  return readFollowUp({ ...reading, items }) ?? readCorrectedCommand(reading, readByItself);
}

/** "cancel it" with no question open, after an order was spoken of. */
function isOfOrder(said: 'yes' | 'no', { scene, tokens }: Reading): boolean {
  const isSpokenOf = scene.memory.last?.drafts.some(({ slots }) => slots.order !== undefined);
  const isWord = tokens.some(({ word }) => /^(?:cancel|cancela|cancelar)$/.test(word));
  return said === 'no' && !scene.memory.question && isSpokenOf === true && isWord;
}

function readByItself(reading: Reading): Understood {
  const { scene, tokens } = reading;
  const isKnown = (command: string) => scene.commands.some(({ name }) => name === command);
  const items = tagReading(reading, 'cue');
  const spoken = writtenCommand(items) ?? quotedCommand(items, reading);
  if (isRuleWish(tokens)) {
    const wish = draftClauses(asSubscription(items, tokens), reading, isKnown);
    return wish ? { kind: 'drafts', drafts: wish, instead: null } : unclear();
  }
  const restated = readRestated(reading, readByItself);
  if (restated) return restated;
  const named = readNaming(reading.whole, { ...reading, currency: scene.currency });
  // New names may be any words.
  if (named && isKnown(named.command)) return { kind: 'drafts', drafts: [named], instead: null };
  const language = readLanguageCode(reading);
  if (language && isKnown(language.command)) {
    return { kind: 'drafts', drafts: [language], instead: null };
  }
  const inertness = spoken === null ? null : findInertness(tokens, items);
  const help = readHelp(items, isKnown);
  if (help) return { kind: 'drafts', drafts: [help], instead: null };
  const isHarmless = inertness === null || isReadAnyway(items, isKnown);
  if (inertness && !isHarmless) {
    const asked = inertness.why === 'past-question' ? readAsked(items, reading) : null;
    if (asked && isKnown(asked.command)) return { kind: 'drafts', drafts: [asked], instead: null };
    return { kind: 'inert', why: inertness.why, command: spoken };
  }
  const drafts = draftEitherWay(items, reading, isKnown);
  if (drafts) return unlessInert(drafts, items, reading);
  const bare = readBareCount(items, reading);
  if (bare) return bare;
  const lone = readLoneCommand(reading);
  if (lone) return { kind: 'drafts', drafts: [lone], instead: null };
  const plain = readPlainCommand(reading, items);
  if (plain) return { kind: 'drafts', drafts: [plain], instead: null };
  const speaksOfStock = items.some(({ kind }) => kind === 'sku');
  const why = speaksOfStock ? findInertness(tokens, items)?.why : undefined;
  if (why && why !== 'past-question') return { kind: 'inert', why, command: spoken };
  return unclear(nearOf(items, isKnown), unknownOf(items));
}

/** A word that is both a command's and the seller's: "3 diya toote" sells no "diya" as "gave". */
function draftEitherWay(
  items: readonly Item[],
  reading: Reading,
  isKnown: (command: string) => boolean,
): readonly Draft[] | null {
  const drafts = draftClauses(items, reading, isKnown);
  const isOpen = drafts?.some(({ command, slots }) => {
    return STOCKED_COMMANDS.has(command) && slots.sku === undefined;
  });
  if (drafts && !isOpen) return drafts;
  const others = draftClauses(tagReading(reading, 'sku'), reading, isKnown);
  return isOpen && others?.some(({ slots }) => slots.sku === undefined)
    ? drafts
    : (others ?? drafts);
}

/** A change that no word of the text names alone must be meant now all the same. */
function unlessInert(
  drafts: readonly Draft[],
  items: readonly Item[],
  { tokens }: Reading,
): Understood {
  const writes = drafts.find(({ command }) => !READ_COMMANDS.has(command));
  const inertness = writes && writtenCommand(items) === null ? findInertness(tokens, items) : null;
  return inertness
    ? { kind: 'inert', why: inertness.why, command: writes?.command ?? null }
    : { kind: 'drafts', drafts, instead: null };
}

/** "has 1001 shipped?", "is the mug paused": what is asked about is itself the answer. */
function readAsked(items: readonly Item[], { index }: Reading): Draft | null {
  const isOfListing = items.some((item) => {
    return isKind(item, 'cue') && item.senses.some((each) => /^(?:pause|resume)$/.test(each));
  });
  const [sku, ...skus] = items.filter((item) => isKind(item, 'sku'));
  const code = sku && index.catalogue.skus[sku.mention.skus[0] ?? -1]?.sku.code;
  if (isOfListing && sku && skus.length === 0 && sku.mention.skus.length === 1 && code) {
    return { command: 'stock', slots: { sku: code } };
  }
  const orders = items.flatMap((item) => {
    if (isKind(item, 'order')) return item.numbers;
    return isKind(item, 'number') && item.order !== null ? [item.order] : [];
  });
  const isOther = items.some((item) => isKind(item, 'sku', 'person', 'unknown', 'quote', 'group'));
  const [order, ...others] = orders;
  const isOne = order !== undefined && others.length === 0 && !isOther;
  return isOne ? { command: 'order', slots: { order } } : null;
}

/** "help move", "how do I count": about a command, and never the command itself. */
function readHelp(items: readonly Item[], isKnown: (command: string) => boolean): Draft | null {
  const spoken = items.filter(({ kind }) => kind !== 'filler');
  const [first] = spoken;
  const isHelp = isKind(first, 'cue') && first.senses.includes('help');
  if (!isHelp || !isKnown('help')) return null;
  const topic = nearOf(
    items.filter((item) => item !== first),
    isKnown,
  );
  return { command: 'help', slots: topic === null ? {} : { topic } };
}

/** "what is not in stock": a question may have such words. */
function isReadAnyway(items: readonly Item[], isKnown: (command: string) => boolean): boolean {
  if (items.some(({ kind }) => kind === 'unknown' || kind === 'quote')) return false;
  const rule = chooseRule(items, { isKnown });
  return rule !== null && READ_COMMANDS.has(rule.command);
}

/** What the words between quotation marks would do. */
function quotedCommand(items: readonly Item[], reading: Reading): string | null {
  for (const item of items) {
    if (!isKind(item, 'quote')) continue;
    const tokens = splitTokens(item.text) ?? [];
    const spoken = writtenCommand(tagReading({ ...reading, tokens }, 'cue'));
    if (spoken !== null) return spoken;
  }
  return null;
}

function nearOf(items: readonly Item[], isKnown: (command: string) => boolean): string | null {
  const written = writtenCommand(items);
  if (written !== null && isKnown(written)) return written;
  const cues = items.filter((item) => isKind(item, 'cue') && !item.isFiller);
  const rule = cues.length > 0 ? chooseRule(cues, { isKnown }) : null;
  const first = cues.flatMap((cue) => (isKind(cue, 'cue') ? cue.senses : [])).map(commandOfSense);
  return rule?.command ?? first.find((command) => command !== null && isKnown(command)) ?? null;
}

const UNKNOWN_LENGTH_MAX = 60;

/** The first words that name nothing, for the answer. */
function unknownOf(items: readonly Item[]): string | null {
  const start = items.findIndex(({ kind }) => kind === 'unknown');
  if (start < 0) return null;
  const run = items.slice(start);
  const end = run.findIndex(({ kind }) => kind !== 'unknown');
  const words = (end < 0 ? run : run.slice(0, end)).map((item) =>
    isKind(item, 'unknown') ? item.text : '',
  );
  return words.join(' ').slice(0, UNKNOWN_LENGTH_MAX);
}
