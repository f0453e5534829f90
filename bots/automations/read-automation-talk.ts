/**
 * "turn off rule 2", "why did rule 3 fire?", "pause it", "what automations do I have": what people
 * say about the rules that they have, by the noun, a number and what is left. Null: it is about
 * something else, or more than these words say.
 */
import { splitTokens } from '../language/split-tokens.ts';
import type { Draft, Scene, SlotText } from '../language/understanding.ts';
import {
  type Act,
  ALL,
  GLUED,
  NOUNS,
  OF_ANYTHING,
  PLURALS,
  PRONOUNS,
  SAID,
  SMALL_WORDS,
  SPANISH_WHY,
  TIMES,
  WHY_ALONE,
} from './automation-words.ts';
import { readEditTalk } from './read-edit-talk.ts';
import { readHelpTalk } from './read-help-talk.ts';
import { readWorkTalk } from './read-work-talk.ts';
import { findSkuCodes } from './seller-names.ts';
import { findSpokenOf } from './spoken-of.ts';

type Known = Pick<Scene, 'vocabulary' | 'memory' | 'now' | 'commands'>;

const COMMANDS: Readonly<Record<Act, string>> = {
  list: 'automations',
  show: 'automation',
  test: 'test automation',
  pause: 'pause automation',
  resume: 'resume automation',
  remove: 'delete automation',
  history: 'automation history',
  edit: 'edit automation',
  whyFired: 'why fired',
  whyNot: 'why not',
};
// Of one rule, in this order: "on" is also a state that a list is asked for by.
const OF_ONE = [
  ...['test', 'pause', 'resume', 'remove', 'history', 'edit', 'whyFired', 'whyNot'],
] as const satisfies readonly Act[];
/** What can be done to several at once. */
const OF_SEVERAL = ['pause', 'resume', 'remove'] as const satisfies readonly Act[];

const NUMBER = /^#?(\d{1,6})$/;
const WORDS_MAX = 9;
const SEVERAL_MAX = 10;

export function readAutomationTalk(text: string, scene: Known): readonly Draft[] | null {
  const typed = text.trim().replace(/^\/(?=\p{L})/u, '');
  const plain = readWorkTalk(typed) ?? readHelpTalk(typed, scene.commands) ?? readEditTalk(typed);
  if (plain) return [plain];
  const tokens = (splitTokens(typed) ?? []).filter(({ kind }) => kind === 'word');
  const said = sort(tokens.map(({ word }) => word.replace(/^#(?=\p{L})/u, '')));
  if (said.rest.length > WORDS_MAX) return null;
  return said.nouns.length > 0 ? readOfNoun(said, scene) : readOfIt(said, scene);
}

interface Said {
  readonly words: readonly string[];
  readonly nouns: readonly string[];
  readonly numbers: readonly number[];
  /** What is left, without small words. */
  readonly rest: readonly string[];
}

function sort(words: readonly string[]): Said {
  const isNoun = (word: string) => NOUNS.has(word) || PLURALS.has(word);
  const numbers = words.flatMap((word) => {
    const digits = NUMBER.exec(word)?.[1];
    return digits === undefined ? [] : [Number.parseInt(digits, 10)];
  });
  const rest = words.filter(
    (word) => !isNoun(word) && !NUMBER.test(word) && !SMALL_WORDS.has(word),
  );
  return { words, nouns: words.filter(isNoun), numbers, rest };
}

function readOfNoun(said: Said, scene: Known): readonly Draft[] | null {
  const { nouns, numbers, rest, words } = said;
  if (numbers.length > 1) return readOfSeveral(said);
  if (nouns.length > 1) return null;
  const [number = null] = numbers;
  const isPlural = nouns.some((word) => PLURALS.has(word));
  const spanish = number === null ? null : readSpanishWhy(words);
  if (spanish !== null) return one(spanish, number);
  const read = readActs(rest, { number, isPlural, scene });
  return read && [read];
}

const one = (act: Act, number: number | null): readonly Draft[] => [
  { command: COMMANDS[act], slots: number === null ? {} : { automation: number } },
];

const AND: ReadonlySet<string> = new Set(['and', 'aur', 'y', 'e', 'plus', 'also', 'और']);

/** "pause automations 2 and 3" */
function readOfSeveral({ numbers, rest }: Said): readonly Draft[] | null {
  const said = rest.filter((word) => !AND.has(word) && !ALL.has(word)).join(' ');
  const act = OF_SEVERAL.find((each) => SAID[each].has(said));
  const different = [...new Set(numbers)];
  if (act === undefined || different.length > SEVERAL_MAX) return null;
  return different.flatMap((number) => one(act, number));
}

function readActs(
  rest: readonly string[],
  o: { number: number | null; isPlural: boolean; scene: Known },
): Draft | null {
  const { number, isPlural } = o;
  const slots: Record<string, SlotText> = number === null ? {} : { automation: number };
  const said = rest.filter((word) => !ALL.has(word)).join(' ');
  const isAll = number === null && (isPlural || said !== rest.join(' '));
  if (isAll && SAID.pause.has(said)) return { command: 'stop all automations', slots: {} };
  if (isAll && SAID.resume.has(said) && said !== 'on') {
    return { command: 'resume all automations', slots: {} };
  }
  if (number === null && SAID.list.has(withoutTimes(rest))) {
    return { command: COMMANDS.list, slots: {} };
  }
  const ofSku = number === null && isPlural ? findSku(rest, o.scene) : null;
  if (ofSku !== null) return { command: COMMANDS.list, slots: { sku: ofSku } };
  if (isAll) return null;
  for (const act of OF_ONE) {
    if (SAID[act].has(said)) return { command: COMMANDS[act], slots };
  }
  if (SAID.history.has(withoutTimes(rest))) return { command: COMMANDS.history, slots };
  if (number !== null && SAID.show.has(said)) return { command: COMMANDS.show, slots };
  return readWhyNot(said, { slots, scene: o.scene });
}

/** "automations for the red mug": nothing else is said but what it is about. */
function findSku(rest: readonly string[], { vocabulary }: Known): SlotText | null {
  const said = rest.filter((word) => !OF_LIST.has(word) && !ALL.has(word)).join(' ');
  return said === '' ? null : skuOf(said, vocabulary);
}

const OF_LIST: ReadonlySet<string> = new Set(
  'list show what which about of on watch watches see dikhao do have are there apply to'.split(' '),
);

function skuOf(said: string, vocabulary: Known['vocabulary']): SlotText | null {
  const codes = findSkuCodes(vocabulary, said);
  const [only] = codes;
  if (only === undefined) return null;
  return codes.length === 1 ? only : { oneOf: codes };
}

const withoutTimes = (rest: readonly string[]) =>
  rest.filter((word) => !ALL.has(word) && !TIMES.has(word)).join(' ');

/** "why did rule 3 not fire for the red mug" */
function readWhyNot(
  said: string,
  o: { slots: Record<string, SlotText>; scene: Pick<Known, 'vocabulary'> },
): Draft | null {
  for (const phrase of SAID.whyNot) {
    const rest = said.startsWith(`${phrase} `)
      ? said.slice(phrase.length + 1)
      : said.endsWith(` ${phrase}`)
        ? said.slice(0, -phrase.length - 1)
        : null;
    if (rest === null) continue;
    const sku = skuOf(rest.replace(/^(?:on|about|when|of|at) /, ''), o.scene.vocabulary);
    if (sku === null) continue;
    return { command: COMMANDS.whyNot, slots: { ...o.slots, sku } };
  }
  return null;
}

function readSpanishWhy(words: readonly string[]): 'whyFired' | 'whyNot' | null {
  const said = words
    .filter((word) => !NOUNS.has(word) && !NUMBER.test(word) && !/^(?:el|mi)$/.test(word))
    .join(' ');
  if (SPANISH_WHY.whyNot.test(said)) return 'whyNot';
  return SPANISH_WHY.whyFired.test(said) ? 'whyFired' : null;
}

/** "why did it fire?", "pause it", "why fired 3": without the noun. */
function readOfIt(said: Said, scene: Known): readonly Draft[] | null {
  const { words, numbers } = said;
  if (numbers.length > 1) return null;
  const it = findSpokenOf(scene);
  const number = numbers[0] ?? it?.number ?? null;
  const slots: Record<string, SlotText> = number === null ? {} : { automation: number };
  const plain = said.rest.filter((word) => !PRONOUNS.has(word));
  const act = readWhy(words, plain);
  if (act !== null) return [{ command: COMMANDS[act], slots }];
  const typed = plain.join(' ');
  const isOfRule = it !== null || numbers.length === 1;
  const isWhyNot = isOfRule || WHY_ALONE.test(typed);
  const whyNot = isWhyNot ? readWhyNot(typed, { slots, scene }) : null;
  if (whyNot) return [whyNot];
  if (isOfRule && /^why (?:fired|not)$/.test(typed)) {
    return [{ command: typed, slots }];
  }
  const read = it === null ? null : readAct(said, { typed, number });
  // Of what is being shown, "stop it" may be the no.
  const isShown = scene.memory.question !== null && scene.memory.last?.state === 'previewed';
  return !isShown || read?.every(({ command }) => LOOKS.has(command)) ? read : null;
}

/** What changes nothing. */
const LOOKS: ReadonlySet<string> = new Set(
  (['show', 'test', 'history', 'whyFired', 'whyNot'] as const).map((act) => COMMANDS[act]),
);

/** The two questions, where no other word is left. */
function readWhy(words: readonly string[], plain: readonly string[]): 'whyFired' | 'whyNot' | null {
  const spanish = readSpanishWhy(words);
  if (spanish !== null) return spanish;
  const said = plain.filter((word) => !TIMES.has(word)).join(' ');
  if (!WHY_ALONE.test(said)) return null;
  if (SAID.whyNot.has(said)) return 'whyNot';
  return SAID.whyFired.has(said) ? 'whyFired' : null;
}

/** Right after a rule was made, changed or shown. */
function readAct(
  { words, numbers }: Said,
  { typed, number }: { typed: string; number: number | null },
): readonly Draft[] | null {
  const [only = '', ...others] = words;
  const glued = others.length === 0 ? GLUED.get(only) : undefined;
  if (glued !== undefined) return one(glued, number);
  const isPointed = numbers.length === 1 || words.some((word) => PRONOUNS.has(word));
  const isPlain = !OF_ANYTHING.has(typed) || (numbers.length === 0 && POINTED.has(typed));
  if (!isPointed || !isPlain) return null;
  if (typed === 'why') return one('whyFired', number);
  const act = OF_ONE.find((each) => SAID[each].has(typed));
  if (act !== undefined) return one(act, number);
  return SAID.show.has(typed) && number !== null ? one('show', number) : null;
}

/** With "it" they are about the rule all the same. */
const POINTED: ReadonlySet<string> = new Set('check start continue drop mute hold open'.split(' '));
