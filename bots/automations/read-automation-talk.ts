/**
 * "turn off rule 2", "why did rule 3 fire?", "what automations do I have": what people say about
 * the rules that they have, by the noun, a number and what is left. Null: it is about something
 * else, or more than these words say.
 */
import { foldWord } from '../language/fold-text.ts';
import { splitTokens, type Token } from '../language/split-tokens.ts';
import type { Draft, Scene, SlotText } from '../language/understanding.ts';
import { type Act, ALL, NOUNS, PLURALS, SAID, SMALL_WORDS } from './automation-words.ts';
import { findSkuCodes } from './seller-names.ts';

const COMMANDS: Readonly<Record<Act, string>> = {
  list: 'automations',
  show: 'automation',
  test: 'test automation',
  pause: 'pause automation',
  resume: 'resume automation',
  remove: 'delete automation',
  history: 'automation history',
  whyFired: 'why fired',
  whyNot: 'why not',
};
// Of one rule, in this order: "on" is also a state that a list is asked for by.
const OF_ONE = ['test', 'pause', 'resume', 'remove', 'history', 'whyFired', 'whyNot'] as const;

const NUMBER = /^#?(\d{1,6})$/;

export function readAutomationTalk(text: string, scene: Pick<Scene, 'vocabulary'>): Draft | null {
  const typed = text.trim().replace(/^\/(?=\p{L})/u, '');
  const plain = readNumbered(typed) ?? readNamed(typed) ?? readEdit(typed);
  if (plain) return plain;
  const tokens = (splitTokens(typed) ?? []).filter(({ kind }) => kind === 'word');
  const found = findNoun(tokens);
  if (!found) return null;
  const { number, rest, isPlural } = found;
  if (rest.length > WORDS_MAX) return null;
  return readActs(rest, { number, isPlural, scene });
}

const WORDS_MAX = 9;

interface Found {
  readonly number: number | null;
  readonly isPlural: boolean;
  /** What is left, without small words. */
  readonly rest: readonly string[];
}

/** "rule 3", "why fired 3": the noun, or a command that needs none. */
function findNoun(tokens: readonly Token[]): Found | null {
  const words = tokens.map(({ word }) => word.replace(/^#(?=\p{L})/u, ''));
  const nouns = words.filter((word) => NOUNS.has(word) || PLURALS.has(word));
  const numbers = words.flatMap((word) => NUMBER.exec(word)?.[1] ?? []);
  if (nouns.length > 1 || numbers.length > 1) return null;
  const isBare = /^why (?:fired|not)\b/.test(words.join(' '));
  if (nouns.length === 0 && !(isBare && numbers.length === 1)) return null;
  const [number] = numbers;
  return {
    number: number === undefined ? null : Number.parseInt(number, 10),
    isPlural: nouns.some((word) => PLURALS.has(word)),
    rest: words.filter(
      (word) => !nouns.includes(word) && !NUMBER.test(word) && !SMALL_WORDS.has(word),
    ),
  };
}

function readActs(
  rest: readonly string[],
  o: { number: number | null; isPlural: boolean; scene: Pick<Scene, 'vocabulary'> },
): Draft | null {
  const { number, isPlural } = o;
  const slots: Record<string, SlotText> = number === null ? {} : { automation: number };
  const said = rest.filter((word) => !ALL.has(word)).join(' ');
  const isAll = number === null && (isPlural || said !== rest.join(' '));
  if (isAll && SAID.pause.has(said)) return { command: 'stop all automations', slots: {} };
  if (isAll && SAID.resume.has(said) && said !== 'on') {
    return { command: 'resume all automations', slots: {} };
  }
  if (number === null && SAID.list.has(said)) return { command: COMMANDS.list, slots: {} };
  if (isAll) return null;
  for (const act of OF_ONE) {
    if (SAID[act].has(said)) return { command: COMMANDS[act], slots };
  }
  if (number !== null && SAID.show.has(said)) return { command: COMMANDS.show, slots };
  return readWhyNot(said, { slots, scene: o.scene });
}

/** "why did rule 3 not fire for the red mug" */
function readWhyNot(
  said: string,
  o: { slots: Record<string, SlotText>; scene: Pick<Scene, 'vocabulary'> },
): Draft | null {
  for (const phrase of SAID.whyNot) {
    const rest = said.startsWith(`${phrase} `)
      ? said.slice(phrase.length + 1)
      : said.endsWith(` ${phrase}`)
        ? said.slice(0, -phrase.length - 1)
        : null;
    if (rest === null) continue;
    const codes = findSkuCodes(o.scene.vocabulary, rest.replace(/^(?:on|about|when|of|at) /, ''));
    const [only, ...others] = codes;
    if (only === undefined) continue;
    const sku = others.length === 0 ? only : { oneOf: codes };
    return { command: COMMANDS.whyNot, slots: { ...o.slots, sku } };
  }
  return null;
}

/** "approve 12", "done with task 4" */
function readNumbered(typed: string): Draft | null {
  const said = foldWord(typed.replace(/[.!]+$/, ''));
  for (const { pattern, command, slot } of NUMBERED) {
    const number = pattern.exec(said)?.[1];
    if (number !== undefined) return { command, slots: { [slot]: Number.parseInt(number, 10) } };
  }
  if (HELP.test(said)) return { command: 'help', slots: { topic: 'automations' } };
  const alone = ALONE.find(({ pattern }) => pattern.test(said));
  return alone ? { command: alone.command, slots: {} } : null;
}

const HELP = /^(?:help|how do) (?:with |on |about |me with |i use )?(?:automations?|rules?)\??$/;
const NUMBERED = [
  { pattern: /^approve (?:action |no\.? ?)?#?(\d{1,9})$/, command: 'approve', slot: 'action' },
  {
    pattern: /^(?:reject|refuse) (?:action |no\.? ?)?#?(\d{1,9})$/,
    ...{ command: 'reject', slot: 'action' },
  },
  {
    pattern: /^(?:finish|close|complete|done with|done|tick off) task #?(\d{1,9})$/,
    ...{ command: 'finish task', slot: 'task' },
  },
  {
    pattern: /^task #?(\d{1,9}) (?:is )?(?:done|finished|complete|ho gaya)$/,
    ...{ command: 'finish task', slot: 'task' },
  },
  {
    pattern: /^(?:close|delete|remove) (?:purchase )?draft #?(\d{1,9})$/,
    ...{ command: 'close draft', slot: 'draft' },
  },
] as const;
const ALONE = [
  {
    pattern: /^(?:show |list |what are )?(?:my |our |the |all )?(?:open )?(?:tasks|to-?dos?)\??$/,
    command: 'tasks',
  },
  {
    pattern: /^(?:show |list )?(?:my |our |the )?(?:open )?(?:purchase (?:order )?drafts)\??$/,
    command: 'purchase drafts',
  },
  { pattern: /^(?:show |list )?(?:my |our |the )?(?:teams|groups)\??$/, command: 'teams' },
  {
    pattern: /^(?:what|show what|list what)? ?(?:waits|approvals|to approve|waiting actions)\??$/,
    command: 'approvals',
  },
] as const;

/** "this is the warehouse team", in a group. */
function readNamed(typed: string): Draft | null {
  const name = SAVE.map((pattern) => pattern.exec(typed)?.[1]).find((each) => each !== undefined);
  if (name !== undefined) return { command: 'save team', slots: { name: bare(name) } };
  const gone = FORGET.exec(typed)?.[1];
  return gone === undefined ? null : { command: 'forget team', slots: { name: bare(gone) } };
}

const SAVE = [
  /^this (?:group |chat |channel )?is (?:the |our )?(.{1,50}? (?:team|crew|group|channel))[.!]?$/i,
  /^(?:call|name) this (?:group|chat|channel) (?:the |our )?(.{1,60}?)[.!]?$/i,
  /^(?:save|add) team (.{1,60}?)[.!]?$/i,
  /^(?:ye|yeh) (?:group )?(.{1,50}? team) hai[.!]?$/i,
];
const FORGET = /^(?:forget|delete|remove) team (.{1,60}?)[.!]?$/i;

const bare = (name: string) => name.trim().replace(/^["“'](.*)["”']$/, '$1');

/** "edit automation 3: only in Mumbai", "change rule 3 to 15", "rule 3: make it 20" */
function readEdit(typed: string): Draft | null {
  const [, spoken, called, change] = EDIT.exec(typed) ?? [];
  const number = spoken ?? called;
  if (number === undefined || change === undefined) return null;
  return {
    command: 'edit automation',
    slots: { automation: Number.parseInt(number, 10), rule: change.trim() },
  };
}

const EDIT = new RegExp(
  '^(?:(?:edit|change|update|modify|amend|correct) (?:automation|rule) #?(\\d{1,6})' +
    '(?:\\s*[:,]\\s*|\\s+(?:to |so that )?)' +
    '|(?:automation|rule) #?(\\d{1,6})\\s*[:,]\\s*)(\\S[\\s\\S]*)$',
  'i',
);
