/** What happens to a shop after a rule was stored, and what the rule should have made of it. */
import type { SentMessage, Shop, ShopState } from '../support/conversation.ts';
import type { ShopFile } from '../support/shop-file.ts';
import type { AutomationCase, ExpectedSent, Step } from './automation-cases.ts';
import { compareLines, flattenState } from './flatten-state.ts';

interface Lived {
  readonly given: AutomationCase;
  readonly file: ShopFile;
  readonly before: ShopState;
}

/** Anybody, anywhere: a card that asks for an approval, say. */
const ANYBODY = '*';
const TEXT_SHOWN = 80;

/** Takes the steps one by one. @returns messages that are missing, or that nobody expected */
export async function liveThrough(shop: Shop, { given, file }: Lived): Promise<string[]> {
  const faults: string[] = [];
  for (const [index, step] of given.steps.entries()) {
    await take(shop, step);
    const sent = await shop.sent();
    const found = compareSent(file, { expected: step.sent, sent: withoutTasks(given, sent) });
    faults.push(...found.map((fault) => `step ${index + 1} (${name(step)}): ${fault}`));
  }
  return faults;
}

/** Whoever gets a task may be told so: in a card of its own, that is. */
function withoutTasks({ tasks }: AutomationCase, sent: readonly SentMessage[]): SentMessage[] {
  return sent.filter(({ text }) => {
    const words = text.toLowerCase();
    const isCard = /\btask \d+:/.test(words);
    return !(
      isCard && tasks.some(({ has }) => has.every((word) => words.includes(word.toLowerCase())))
    );
  });
}

async function take(shop: Shop, step: Step): Promise<void> {
  if ('event' in step) return shop.apply(step.event);
  if ('at' in step) return shop.advanceTo(step.at);
  const who = { person: step.by, frontEnd: step.on };
  const said = await shop.say({ ...who, text: step.say });
  if (said.outcome === 'preview') await shop.confirm(who);
}

function name(step: Step): string {
  if ('event' in step) return JSON.stringify(step.event);
  return 'at' in step ? step.at : step.say;
}

function compareSent(
  file: ShopFile,
  o: { expected: readonly ExpectedSent[]; sent: readonly SentMessage[] },
): string[] {
  const left = [...o.sent];
  const missing: string[] = [];
  for (const each of o.expected) {
    const index = left.findIndex((message) => isMeant(file, each, message));
    if (index < 0) missing.push(`nothing to ${each.to} with ${each.has.join(', ')}`);
    else left.splice(index, 1);
    // Of approvals it is nobody's business here how many may give them.
    if (index >= 0 && each.to === ANYBODY) left.length = 0;
  }
  const more = left.map(({ frontEnd, target, text }) => {
    return `told ${frontEnd} ${target}: ${text.replace(/\s+/g, ' ').slice(0, TEXT_SHOWN)}`;
  });
  return [...missing, ...more];
}

function isMeant(file: ShopFile, { to, has }: ExpectedSent, message: SentMessage): boolean {
  const isThere =
    to === ANYBODY ||
    toPlaces(file, to).some(({ frontEnd, target }) => {
      return frontEnd === message.frontEnd && target === message.target;
    });
  return isThere && has.every((word) => hasWord(file, message.text, word));
}

/** Where a person or a team of the file may be told. */
function toPlaces(file: ShopFile, to: string): { frontEnd: string; target: string }[] {
  const team = file.targets.find((each) => each.name === to);
  if (team?.chat) return [{ frontEnd: team.frontEnd, target: team.chat }];
  const person = file.people.find((each) => each.name === (team?.person ?? to));
  if (!person) throw new Error(`Nobody is called ${to} in ${file.name}.`);
  return Object.entries(person.identities).map(([frontEnd, target]) => ({ frontEnd, target }));
}

/** A number stands alone; a SKU may be called by its title. */
function hasWord(file: ShopFile, text: string, word: string): boolean {
  const plain = text.replace(/(?<=\d)[,.\u202f](?=\d{3})/g, '').toLowerCase();
  if (/^\d+$/.test(word)) return new RegExp(`(?<![\\d.])${word}(?![\\d])`).test(plain);
  const title = file.skus.find(({ code }) => code === word)?.title;
  return [word, ...(title ? [title] : [])].some((each) => plain.includes(each.toLowerCase()));
}

const IGNORED = /^(reserved|order|tracking|short|unmapped|automation) /;

/** What differs in the end from what the events and the rule together should have left. */
export function findFaults(after: ShopState, { given, before }: Lived): string[] {
  const lines = flattenState(before);
  for (const step of given.steps) if ('event' in step) applyMoves(lines, step.event);
  const rest = new Map<string, string>();
  for (const [what, value] of Object.entries(given.state)) {
    const [verb, place = ''] = what.split(/ (.*)/s);
    if (verb === 'moved') add(lines, { place, units: Number(value) });
    else if (verb === 'purchase') rest.set(what, value);
    else lines.set(what, value);
  }
  const different = [...compareLines(lines, flattenState(after))]
    .filter(([what]) => !IGNORED.test(what))
    .map(([what, value]) => `in the end ${what} is ${value}, not ${lines.get(what) ?? '-'}`);
  return [...different, ...comparePurchases(after, rest), ...compareTasks(after, given)];
}

function add(lines: Map<string, string>, o: { place: string; units: number }): void {
  const what = `on hand ${o.place}`;
  set(lines, { what, units: Number(lines.get(what) ?? 0) + o.units });
}

function set(lines: Map<string, string>, o: { what: string; units: number }): void {
  if (o.units === 0) lines.delete(o.what);
  else lines.set(o.what, String(o.units));
}

type Event = Extract<Step, { event: unknown }>['event'];

/** What the event itself does to stock on hand. Orders only reserve. */
function applyMoves(lines: Map<string, string>, event: Event): void {
  if (event.kind === 'count') {
    const what = `on hand ${event.sku}@${event.location}`;
    set(lines, { what, units: event.counted });
  }
  if (event.kind === 'receipt') {
    add(lines, { place: `${event.sku}@${event.location}`, units: event.quantity });
  }
  if (event.kind === 'sale' || event.kind === 'damage') {
    add(lines, { place: `${event.sku}@${event.location}`, units: -event.quantity });
  }
}

function comparePurchases(after: ShopState, expected: ReadonlyMap<string, string>): string[] {
  const drafted = new Map(after.purchaseDrafts.map(({ sku, units }) => [`purchase ${sku}`, units]));
  const names = new Set([...drafted.keys(), ...expected.keys()]);
  return [...names].flatMap((what) => {
    const is = String(drafted.get(what) ?? '-');
    const should = expected.get(what) ?? '-';
    return is === should ? [] : [`in the end ${what} is ${is}, not ${should}`];
  });
}

function compareTasks(after: ShopState, { tasks }: AutomationCase): string[] {
  const left = [...after.tasks];
  const missing = tasks.flatMap(({ has, to }) => {
    const index = left.findIndex(({ title, assignee }) => {
      const words = title.toLowerCase();
      const isTheirs = to === undefined || assignee === to;
      return isTheirs && has.every((word) => words.includes(word.toLowerCase()));
    });
    if (index >= 0) left.splice(index, 1);
    return index >= 0 ? [] : [`no task with ${has.join(', ')}`];
  });
  return [...missing, ...left.map(({ title }) => `a task nobody asked for: ${title}`)];
}
