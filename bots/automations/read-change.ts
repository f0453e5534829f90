/**
 * What is said to a rule that is being shown, was just made, or is named by its number: the piece
 * that was asked for, "no, 15, and only in Mumbai", or a yes in the question's own words. Null: it
 * says nothing about it.
 */
import { completeWish, whatLacks } from '../../automations/author/complete-wish.ts';
import { isLikelyRule } from '../../automations/author/is-likely-rule.ts';
import { readProposal } from '../../automations/author/read-proposal.ts';
import type { SellerNames } from '../../automations/author/seller-names.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import { foldWord } from '../language/fold-text.ts';
import { readYesNo } from '../language/read-answer.ts';
import { splitTokens } from '../language/split-tokens.ts';
import type { Draft, Reader, Scene, Understood } from '../language/understanding.ts';
import { opensWithEvent } from './opens-with-event.ts';
import { findNumbered } from './read-edit-talk.ts';
import { changeRule, findRuleByText } from './read-rule.ts';
import type { RuleBook } from './rule-book.ts';
import { findSpokenOf, numberOf } from './spoken-of.ts';

/** What is known where a text is read. */
export interface Known {
  readonly scene: Scene;
  /** Of commands: what is one by itself is no change of a rule. */
  readonly parser: Reader;
  readonly book: Pick<RuleBook, 'ruleOf'>;
  readonly namesOf: () => Promise<SellerNames>;
}

/** Commands whose preview is of a rule. */
const OF_RULES: ReadonlySet<string> = new Set(['automate', 'edit automation']);

const pending = (draft: Draft): Understood => ({
  ...{ kind: 'drafts', drafts: [draft], instead: 'pending' },
});

/** The only command that was said last. */
function lastDraft({ memory }: Scene): Draft | null {
  const [draft, ...others] = memory.last?.drafts ?? [];
  return draft && others.length === 0 ? draft : null;
}

const ON =
  '(?:(?:switch|turn|put) (?:it|this|that|them) (?:back )?on|(?:switch|turn) on|' +
  '(?:activate|enable|start|resume|save|create|make) (?:it|this|that)|' +
  '(?:ise |isko |use )?(?:chalu|shuru|on|activate) (?:karo|kar do|kardo|kar dijiye)|' +
  'enciendela|activala|reanudala|creala|guardala|' +
  '(?:इसे |इसको )?(?:चालू|शुरू) (?:करो|कर दो))';
const OFF =
  '(?:pause|stop|disable|(?:switch|turn) off) (?:it|this|that|them)|' +
  '(?:switch|turn) (?:it|them) off|' +
  '(?:ise |isko )?band (?:karo|kar do)|pausala|parala|(?:इसे )?बंद (?:करो|कर दो)';
/** The verbs of the questions, by what is asked about. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  automate: ON,
  'resume automation': ON,
  'resume all automations': `${ON}|resume them(?: all)?|let them`,
  'edit automation': '(?:change|edit|update|save|replace) (?:it|this|that)|cambiala|badal do',
  'pause automation': OFF,
  'stop all automations': `${OFF}|stop (?:them )?all|stop everything`,
  'delete automation': '(?:delete|remove|erase) (?:it|this|that)|hata do|borrala|eliminala',
};

/** "switch it on" to "Switch it on?" */
export function saysYes(text: string, scene: Scene): boolean {
  if (scene.memory.question?.kind !== 'confirm') return false;
  const words = OWN_WORDS[lastDraft(scene)?.command ?? ''];
  if (words === undefined) return false;
  const said = foldWord(text.trim())
    .replace(/[.,!]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return new RegExp(
    `^(?:(?:yes|ok|okay|haan|si|please) )*(?:${words})(?: now| please)*$`,
    'u',
  ).test(said);
}

/** "tell me", where "What should happen then?" was asked. */
export async function readMissing(text: string, known: Known): Promise<Understood | null> {
  const { memory, sellerId } = known.scene;
  const { question } = memory;
  const draft = lastDraft(known.scene);
  const isAsked =
    question?.kind === 'choice' && question.slot === 'rule' && question.options.length === 0;
  if (!isAsked || !draft || !OF_RULES.has(draft.command) || isYesOrNo(text)) return null;
  const { rule: half } = draft.slots;
  const names = await known.namesOf();
  if (typeof half === 'string') {
    const whole = completeWish(half, text, names);
    return whole === null ? null : pending({ ...draft, slots: { ...draft.slots, rule: whole } });
  }
  const number = numberOf(draft);
  const amends = number === null ? null : await known.book.ruleOf(sellerId, number);
  const change = amends && changeRule(text, { amends, names });
  return change ? pending({ ...draft, slots: { ...draft.slots, rule: text } }) : null;
}

const isYesOrNo = (text: string) => readYesNo(splitTokens(text) ?? []) !== null;

/** "no, 15, and only in Mumbai", to a rule that is being shown. */
export async function amendShown(text: string, known: Known): Promise<Understood | null> {
  const { last, question } = known.scene.memory;
  const draft = lastDraft(known.scene);
  const isShown = last?.state === 'previewed' && question?.kind === 'confirm';
  if (!isShown || !draft || !OF_RULES.has(draft.command)) return null;
  const { rule: shown } = draft.slots;
  if (typeof shown !== 'string' || isYesOrNo(text)) return null;
  if (await standsAlone(text, known)) return null;
  const names = await known.namesOf();
  const before = findRuleByText(shown, { names, amends: null });
  if (before.kind !== 'found') return null;
  const { rule: amends } = before.value;
  const change = opensAnother(text, { names, amends }) ? null : changeRule(text, { names, amends });
  return change && pending({ ...draft, slots: { ...draft.slots, rule: change.rule } });
}

const POINTS_BACK =
  /(?<!\p{L})(?:instead|rather|too|also|as well|bhi|ise|isko|rule|automation)(?!\p{L})/iu;
const WISHES: ReadonlySet<string> = new Set([...OF_RULES, 'subscribe']);

/**
 * "sold 3 hoodie-xl in mumbai", "when the price of … tell me": the next thing that somebody has to
 * say, and not what is to be other about the rule that they have not answered yet.
 */
async function standsAlone(text: string, { scene, parser }: Known): Promise<boolean> {
  if (CORRECTS.test(text) || POINTS_BACK.test(text)) return false;
  if (opensWithEvent(text) && isLikelyRule(text)) return true;
  const fresh = { ...scene, memory: { last: null, question: null } };
  const parsed = await parser.read(text, fresh);
  return parsed.kind === 'drafts' && parsed.drafts.every((draft) => isWholeWrite(draft, scene));
}

function isWholeWrite({ command, slots }: Draft, { commands }: Scene): boolean {
  const known = commands.find(({ name }) => name === command);
  const isAboutOne = slots.sku !== undefined || slots.order !== undefined;
  return known?.risk === 'write' && isAboutOne && !WISHES.has(command);
}

const TIMES = /^\s*(?:every|each|daily|har|roz|cada|todos)(?! time)(?![\p{L}])/iu;

/** "every Monday at 9", to a rule of no time: it begins another one. */
function opensAnother(text: string, o: { names: SellerNames; amends: Rule }): boolean {
  const isOther = o.amends.trigger.kind !== 'schedule' && TIMES.test(text);
  return isOther && whatLacks(readProposal(text, o.names)) === 'act';
}

const CORRECTS = new RegExp(
  '^\\s*(?:no|nope|nahi|nahin|नहीं|actually|sorry|wait|rather|instead|mejor|only|also|sirf|bas|' +
    'solo|sólo|और|aur|add|but only|should|must|(?:make|change|set) (?:it|this|that))' +
    '(?![\\p{L}\\p{N}])[,.:!]?\\s*\\S',
  'iu',
);

/** "no, make it 90", right after it was made, changed or shown. */
export async function amendSpoken(text: string, known: Known): Promise<Understood | null> {
  const isFree = known.scene.memory.question === null;
  const number = isFree && CORRECTS.test(text) ? findSpokenOf(known.scene)?.number : null;
  if (number === null || number === undefined || isYesOrNo(text)) return null;
  return editOf(number, text, known);
}

/** "automation 2 should also pause the listing" */
export async function amendNumbered(text: string, known: Known): Promise<Understood | null> {
  const named = findNumbered(text);
  return named ? editOf(named.number, named.rest, known) : null;
}

async function editOf(number: number, text: string, known: Known): Promise<Understood | null> {
  const amends = await known.book.ruleOf(known.scene.sellerId, number);
  const change = amends && changeRule(text, { amends, names: await known.namesOf() });
  // "rename it to Foo" leaves a name open, and is no change of whom it tells.
  if (!change || (change.isOpen && !CORRECTS.test(text))) return null;
  // It is read again, as this person reads the rule.
  const slots = { automation: number, rule: text };
  const draft: Draft = { command: 'edit automation', slots };
  return { kind: 'drafts', drafts: [draft], instead: null };
}
