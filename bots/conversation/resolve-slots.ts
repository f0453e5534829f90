/**
 * From a draft to things that exist: every slot's text is looked up among the seller's own. A text
 * that names several is asked back, one that names nothing is refused with what there is; a needed
 * location that nobody named is asked for unless there is only one.
 */
import type { Account, Sku } from '../../core/catalog/catalog-records.ts';
import type { AnyCommand } from '../commands/command.ts';
import type { GroupRef, PartRef, PersonRef, Slot, SlotValues } from '../commands/slot.ts';
import { readMoment } from '../language/read-moment.ts';
import type { Draft, SlotText } from '../language/understanding.ts';
import type { HomeLocation } from '../people/person.ts';
import type { Choice } from '../reply/reply.ts';
import type { LookupsOf } from './create-lookups.ts';
import type { ChoiceDetails } from './describe-choices.ts';
import { matchNames } from './match-names.ts';
import { parseDuration } from './parse-duration.ts';
import {
  askAutomation,
  askRule,
  findAutomation,
  findRule,
  type RuleLookup,
} from './resolve-rules.ts';
import { splitParts } from './split-parts.ts';

export interface Option {
  readonly value: string;
  readonly names: readonly string[];
  readonly choice: Choice;
}

export type Resolved =
  | { readonly kind: 'args'; readonly args: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'ask';
      readonly slot: string;
      readonly question: string;
      readonly options: readonly Option[];
    }
  | { readonly kind: 'refused'; readonly words: string; readonly tryThis?: string };

type Found<Kind extends Slot['kind']> =
  | { readonly kind: 'found'; readonly value: SlotValues[Kind] }
  | { readonly kind: 'several'; readonly question: string; readonly options: readonly Option[] }
  | { readonly kind: 'none'; readonly words: string; readonly tryThis?: string };

export interface OrderLookup {
  findOrders(
    number: string,
  ): Promise<readonly { orderId: number; number: string; accountName: string; detail: string }[]>;
}

/** Absent: the seller has none of these. */
export interface NameLookup {
  readonly people: readonly PersonRef[];
  readonly groups: readonly GroupRef[];
}

export interface ResolveOptions {
  readonly command: AnyCommand;
  readonly draft: Draft;
  readonly lookups: LookupsOf & OrderLookup & Partial<NameLookup & RuleLookup>;
  readonly now: Date;
  readonly timeZone: string;
  readonly details: ChoiceDetails;
  /** Where the person is when they name no place. */
  readonly home?: HomeLocation | null;
}

/** More choices than this are no question any more. */
const CHOICES_MAX = 9;

export async function resolveSlots(o: ResolveOptions): Promise<Resolved> {
  const args: Record<string, unknown> = {};
  for (const [name, slot] of Object.entries(o.command.slots)) {
    const typed = o.draft.slots[name];
    if (typed === undefined && !slot.isNeeded) {
      if (slot.prefersHome && o.home) args[name] = o.home;
      continue;
    }
    const found =
      typed === undefined
        ? await fillIn(name, args, o)
        : slot.kind === 'rule'
          ? await findRule(typed, { args, lookups: o.lookups })
          : await findText(slot, typed, o);
    if (found.kind === 'none') return { ...found, kind: 'refused' };
    if (found.kind === 'several') return { ...found, kind: 'ask', slot: name };
    args[name] = found.value;
  }
  return { kind: 'args', args };
}

/** A needed slot that the message left out. */
async function fillIn(
  name: string,
  args: Readonly<Record<string, unknown>>,
  o: ResolveOptions,
): Promise<Found<Slot['kind']>> {
  const slot = o.command.slots[name] as Slot;
  const { locations, accounts, people = [] } = o.lookups;
  const question = `${capital(slot.about)}?`;
  if (slot.kind === 'account' && accounts.length > 0) return askAccount(question, accounts);
  if (slot.kind === 'person' && people.length > 0) return askPerson(question, people);
  if (slot.kind === 'word') return askWord(question, slot);
  if (slot.kind === 'automation') return askAutomation(slot, o.lookups);
  if (slot.kind === 'rule') return askRule(slot, args);
  // Nothing to choose from: the next message says it.
  if (slot.kind !== 'location') return { kind: 'several', question, options: [] };
  const [only, ...others] = locations;
  if (!only) return none('There is no location yet. Add one: add location MUM Mumbai');
  if (others.length === 0) return { kind: 'found', value: only };
  if (o.home && isOnlyPlaceMissing(name, o)) return { kind: 'found', value: o.home };
  const known = args.sku as SlotValues['sku'] | undefined;
  const details = await o.details.locations(known?.skuId ?? null);
  return {
    kind: 'several',
    question,
    options: locations.map((each) => ({
      value: each.code,
      names: [each.code, each.name],
      choice: { label: each.name, detail: details.get(each.locationId) ?? '' },
    })),
  };
}

/** "move 5 to Delhi" is from home; where both ends are missing, home is neither. */
function isOnlyPlaceMissing(name: string, { command, draft, home }: ResolveOptions): boolean {
  const others = Object.entries(command.slots).filter(
    ([each, slot]) => each !== name && slot.kind === 'location' && slot.isNeeded,
  );
  return others.every(([each]) => {
    const named = draft.slots[each];
    return named !== undefined && named !== home?.code && named !== home?.name;
  });
}

function findText(slot: Slot, typed: SlotText, o: ResolveOptions): Promise<Found<Slot['kind']>> {
  return typeof typed === 'object' ? findBetween(slot, typed.oneOf, o) : find(slot, typed, o);
}

/** Things that fit equally well: those that exist are offered. */
async function findBetween(
  slot: Slot,
  texts: readonly string[],
  o: ResolveOptions,
): Promise<Found<Slot['kind']>> {
  const found = await Promise.all(texts.slice(0, CHOICES_MAX).map((text) => find(slot, text, o)));
  const values = found.flatMap((each) => (each.kind === 'found' ? [each.value] : []));
  const [first, ...others] = values;
  if (first === undefined) return found[0] ?? none(`${capital(slot.about)}?`);
  if (others.length === 0) return { kind: 'found', value: first };
  const question = `${capital(slot.about)}?`;
  if (slot.kind === 'sku') return askSku(question, values as Sku[], o);
  if (slot.kind === 'account') return askAccount(question, values as Account[]);
  if (slot.kind === 'person') return askPerson(question, values as PersonRef[]);
  const options = values.map((value): Option => {
    const { name = String(value), code = name } = value as { name?: string; code?: string };
    return { value: code, names: [code, name], choice: { label: name } };
  });
  return { kind: 'several', question, options };
}

async function find(
  slot: Slot,
  typed: string | number,
  o: ResolveOptions,
): Promise<Found<Slot['kind']>> {
  const text = String(typed);
  switch (slot.kind) {
    case 'sku':
      return findSku(text, slot, o);
    case 'location':
      return findLocation(text, o);
    case 'account':
      return findAccount(text, o);
    case 'order':
      return findOrder(text, o);
    case 'person':
      return findPerson(text, o);
    case 'group':
      return findGroup(text, o);
    case 'duration':
      return findDuration(text);
    case 'moment':
      return findMoment(text, o);
    case 'parts':
      return findParts(text, o);
    case 'automation':
      return findAutomation(text, o.lookups);
    case 'rule':
      return findRule(text, { args: {}, lookups: o.lookups });
    case 'quantity':
    case 'amount':
    case 'word':
    case 'code':
    case 'text':
      return { kind: 'found', value: typed };
  }
}

async function findSku(text: string, slot: Slot, o: ResolveOptions): Promise<Found<'sku'>> {
  const all = await o.lookups.findSkus(text);
  const stocked = all.filter(({ components }) => components.length === 0);
  const found = slot.prefersStocked && stocked.length > 0 ? stocked : all;
  const [first, ...others] = found;
  if (!first) return none(await noSku(text, o));
  if (others.length === 0) return { kind: 'found', value: first };
  const isAll = found.length <= CHOICES_MAX;
  const more = isAll ? '' : ' There are more: add a word to narrow it down.';
  return askSku(`Which “${text}”?${more}`, found.slice(0, CHOICES_MAX), o);
}

async function askSku(
  question: string,
  shown: readonly Sku[],
  o: ResolveOptions,
): Promise<Found<'sku'>> {
  const details = await o.details.skus(shown);
  return {
    kind: 'several',
    question,
    options: shown.map(({ skuId, code, title }) => ({
      value: code,
      names: [code],
      choice: { label: code, detail: `${title}, ${details.get(skuId)}` },
    })),
  };
}

/** Names what shares a word with it, so that a slip of the finger costs one more message. */
async function noSku(text: string, o: ResolveOptions): Promise<string> {
  const words = text.split(/[\s-]+/u).filter((word) => word.length > 2);
  const near = new Set<string>();
  for (const word of words.slice(0, 4)) {
    for (const { code } of (await o.lookups.findSkus(word)).slice(0, 3)) near.add(code);
  }
  const hint = near.size > 0 ? ` Near it: ${[...near].slice(0, 4).join(', ')}.` : '';
  return `No SKU matches “${text}”.${hint}`;
}

function findLocation(text: string, o: ResolveOptions): Found<'location'> {
  const found = o.lookups.findLocations(text);
  const [first, ...others] = found;
  const all = o.lookups.locations.map(({ name }) => name);
  if (!first) return none(`No location is called “${text}”.${listing('There are', all)}`);
  if (others.length === 0) return { kind: 'found', value: first };
  return {
    kind: 'several',
    question: `Which “${text}”?`,
    options: found.map(({ code, name }) => ({
      value: code,
      names: [code, name],
      choice: { label: name, detail: code },
    })),
  };
}

function findAccount(text: string, o: ResolveOptions): Found<'account'> {
  const found = o.lookups.findAccounts(text);
  const [first, ...others] = found;
  const all = o.lookups.accounts.map(({ name }) => name);
  if (!first) return none(`No shop is called “${text}”.${listing('There are', all)}`);
  if (others.length === 0) return { kind: 'found', value: first };
  return askAccount(`Which “${text}”?`, found);
}

function askAccount(question: string, accounts: readonly Account[]): Found<'account'> {
  return {
    kind: 'several',
    question,
    options: accounts.slice(0, CHOICES_MAX).map(({ publicId, name, channel }) => ({
      value: publicId,
      names: [publicId, name],
      choice: { label: name, detail: channel },
    })),
  };
}

// A chosen order or person is named by its id, which no shop's number and no name looks like.
const CHOSEN = /^id:(\d{1,15})$/;

async function findOrder(text: string, o: ResolveOptions): Promise<Found<'order'>> {
  const found = await o.lookups.findOrders(text);
  const [first, ...others] = found;
  if (!first) {
    const shown = CHOSEN.test(text) ? 'that number' : `“${text}”`;
    return none(`There is no order ${shown}.`);
  }
  if (others.length === 0) return { kind: 'found', value: first };
  return {
    kind: 'several',
    question: `Which order ${text}?`,
    options: found.slice(0, CHOICES_MAX).map(({ orderId, number, accountName, detail }) => ({
      value: `id:${orderId}`,
      names: [accountName],
      choice: { label: `${number} from ${accountName}`, detail },
    })),
  };
}

/** The id in a text that came from a choice; null for one that was typed. */
export function chosenId(text: string): number | null {
  const digits = CHOSEN.exec(text)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 10);
}

function findPerson(text: string, o: ResolveOptions): Found<'person'> {
  const people = o.lookups.people ?? [];
  const chosen = chosenId(text);
  if (chosen !== null) {
    const one = people.find(({ personId }) => personId === chosen);
    return one ? { kind: 'found', value: one } : none('That person is gone.');
  }
  const found = matchNames(people, text, ({ name }) => [name]);
  const [first, ...others] = found;
  const all = people.map(({ name }) => name);
  if (!first) return none(`Nobody here is called “${text}”.${listing('There are', all)}`);
  if (others.length === 0) return { kind: 'found', value: first };
  return askPerson(`Which “${text}”?`, found);
}

function askPerson(question: string, people: readonly PersonRef[]): Found<'person'> {
  return {
    kind: 'several',
    question,
    options: people.slice(0, CHOICES_MAX).map(({ personId, name }) => ({
      ...{ value: `id:${personId}`, names: [name] },
      choice: { label: name },
    })),
  };
}

function askWord(question: string, slot: Slot): Found<'word'> {
  const options = Object.entries(slot.words).map(([word, spellings]) => ({
    ...{ value: word, names: [word, ...spellings] },
    choice: { label: word.replaceAll('-', ' ') },
  }));
  return { kind: 'several', question, options: options.slice(0, CHOICES_MAX) };
}

function findGroup(text: string, o: ResolveOptions): Found<'group'> {
  const groups = o.lookups.groups ?? [];
  const found = matchNames(groups, text, ({ name }) => [name]);
  // A category and a tag of one name: the category is the wider one.
  const [first, ...others] = found.toSorted((a, b) => a.kind.localeCompare(b.kind));
  if (!first) {
    const all = groups.map(({ name }) => name);
    return none(`No category or tag is called “${text}”.${listing('There are', all)}`);
  }
  const isOne = others.every(({ name }) => name.toLowerCase() === first.name.toLowerCase());
  if (isOne) return { kind: 'found', value: first };
  return {
    kind: 'several',
    question: `Which “${text}”?`,
    options: found.slice(0, CHOICES_MAX).map(({ kind, name }) => ({
      ...{ value: name, names: [name] },
      choice: { label: name, detail: kind },
    })),
  };
}

function findDuration(text: string): Found<'duration'> {
  const minutes = parseDuration(text);
  if (minutes === null) return none(`I cannot read a time span in “${text}”. Write: 2 hours`);
  return { kind: 'found', value: { minutes } };
}

function findMoment(text: string, o: ResolveOptions): Found<'moment'> {
  const read = readMoment(text.split(' '), o);
  if (!read) return none(`I cannot read a moment in “${text}”.`);
  if (read.at > o.now) return none(`“${text}” is not over yet: ask for a moment in the past.`);
  return { kind: 'found', value: read.at };
}

/** "2 x MUG + TOWEL": each part one SKU, its number before or after it, one when there is none. */
async function findParts(text: string, o: ResolveOptions): Promise<Found<'parts'>> {
  const parts: PartRef[] = [];
  for (const { name, quantity } of splitParts(text)) {
    const [only, ...others] = await o.lookups.findSkus(name);
    if (!only) return none(`No SKU matches “${name}”. Write: = 2 x MUG-RED + 1 x TOWEL-M`);
    if (others.length > 0) return none(`“${name}” names several SKUs. Write their codes.`);
    parts.push({ sku: only, quantity });
  }
  return { kind: 'found', value: parts };
}

const none = (words: string) => ({ kind: 'none', words }) as const;

function listing(start: string, names: readonly string[]): string {
  return names.length === 0 ? '' : ` ${start}: ${names.slice(0, CHOICES_MAX).join(', ')}.`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
