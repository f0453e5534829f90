/**
 * The reader in front of the parser: wishes for rules, changes of a rule that is being shown, and
 * what people say about the rules that they have. Everything else is the parser's.
 *
 * A text becomes a rule only when the grammar accounts for every word of it. Whoever may not make
 * rules is read as if there were none: "tell me when the mugs are low" is then the alert that
 * anybody may have.
 */
import { whatLacks } from '../../automations/author/complete-wish.ts';
import { gate } from '../../automations/author/gate.ts';
import { isLikelyRule } from '../../automations/author/is-likely-rule.ts';
import type { ProposeByModel } from '../../automations/author/propose-by-model.ts';
import { type ReadProposal, readProposal } from '../../automations/author/read-proposal.ts';
import type { SellerNames } from '../../automations/author/seller-names.ts';
import type { Draft, Reader, Scene, Understood } from '../language/understanding.ts';
import { mayRun } from '../people/role.ts';
import { opensWithEvent } from './opens-with-event.ts';
import { readAboutSku } from './read-about-sku.ts';
import { readAutomationTalk } from './read-automation-talk.ts';
import { readAutomationWish } from './read-automation-wish.ts';
import {
  amendNumbered,
  amendShown,
  amendSpoken,
  type Known,
  readMissing,
  saysYes,
} from './read-change.ts';
import { findNumbered } from './read-edit-talk.ts';
import { toText } from './read-rule.ts';
import type { RuleBook } from './rule-book.ts';
import { createSellerNames } from './seller-names.ts';
import { toAlert } from './to-alert.ts';

const SPOKEN = /^\s*\/?(?:automate|new (?:automation|rule))\b[:,]?\s*/i;

export function createAutomationReader(o: {
  parser: Reader;
  book: Pick<RuleBook, 'namesFor' | 'ruleOf'>;
  /** Null: what the grammar cannot read stays unread. */
  propose: ProposeByModel | null;
}): Reader {
  const namesOf = async (scene: Scene): Promise<SellerNames> => {
    const { sellerId, vocabulary, currency, timeZone, now, speaker } = scene;
    const author = speaker?.name ?? '';
    const known = { vocabulary, currency, timeZone, now, author };
    return createSellerNames(await o.book.namesFor(sellerId, known));
  };

  return {
    async read(text, scene) {
      const known: Known = { ...o, scene, namesOf: () => namesOf(scene) };
      if (saysYes(text, scene)) return { kind: 'yes' };
      const talk = readAutomationTalk(text, scene);
      if (talk) return { kind: 'drafts', drafts: talk, instead: null };
      const answered = (await readMissing(text, known)) ?? (await amendShown(text, known));
      if (answered) return answered;
      const changed = (await amendSpoken(text, known)) ?? (await amendNumbered(text, known));
      if (changed) return changed;
      const isSpoken = SPOKEN.test(text);
      const typed = text.replace(SPOKEN, '').trim();
      if (isSpoken && typed !== '') {
        const names = await namesOf(scene);
        return readSpoken(typed, scene, { ...o, names, read: null });
      }
      if (isLikelyRule(text)) return readWish(text, scene, { ...o, names: await namesOf(scene) });
      const parsed = await o.parser.read(text, scene);
      const isUndone = parsed.kind === 'unclear' || parsed.kind === 'inert';
      if (!isUndone) return parsed;
      const about = readAboutSku(text, scene);
      if (about) return drafted(about);
      if (!mayMake(scene)) return helpInstead(text) ?? parsed;
      // It does not look like one; but it is one, if the grammar can account for all of it.
      const names = await namesOf(scene);
      const read = readProposal(text, names);
      const isHalf = opensWithEvent(text) && whatLacks(read) === 'act';
      if (isRead(read, names) || isHalf) return automate(text);
      return helpInstead(text) ?? parsed;
    },
  };
}

const drafted = (draft: Draft): Understood => ({ kind: 'drafts', drafts: [draft], instead: null });

const automate = (text: string): Understood =>
  drafted({ command: 'automate', slots: { rule: text } });

/** "rename automation 2": nothing that can be done, so it is said what can. */
function helpInstead(text: string): Understood | null {
  const topic = readAutomationWish(text);
  return topic === null ? null : drafted({ command: 'help', slots: { topic } });
}

async function readWish(
  text: string,
  scene: Scene,
  o: { parser: Reader; names: SellerNames; propose: ProposeByModel | null },
): Promise<Understood> {
  const read = readProposal(text, o.names);
  const isMade = read.kind === 'proposal' && mayMake(scene);
  if (isMade && isMoreThanAlert(text)) return readSpoken(text, scene, { ...o, read });
  const parsed = await o.parser.read(text, scene);
  if (isMade) return isAlert(parsed) ? parsed : readSpoken(text, scene, { ...o, read });
  const isTaken = !isUnread(parsed) && !(isAlert(parsed) && isMadeUp(parsed, text));
  if (read.kind === 'not-a-rule' || isTaken) return parsed;
  // Who says the event first wants a rule, and is told who may make one.
  const isWish = mayMake(scene) || opensWithEvent(text);
  const alert = isWish ? null : readAlert(read, o.names);
  if (alert) return drafted(alert);
  const helped = findNumbered(text) && whatLacks(read) === null ? helpInstead(text) : null;
  if (helped) return helped;
  // What is no command either is answered as the wish that it was.
  return mayMake(scene) ? readByModel(text, scene, { ...o, parsed }) : automate(text);
}

/** What whoever may make no rules can have instead. */
function readAlert(read: ReadProposal, names: SellerNames): Draft | null {
  const gated = read.kind === 'proposal' ? gate(read, names) : null;
  return gated?.kind === 'rule' ? toAlert(gated.rule) : null;
}

/** Whoever begins with the event, or gives a figure, makes a rule. */
const isMoreThanAlert = (text: string) => opensWithEvent(text) || /\p{N}/u.test(text);

/**
 * "notify me if a push gets stuck": what anybody may subscribe to, and nothing more, is an alert,
 * which can be muted.
 */
const isAlert = (parsed: Understood) =>
  parsed.kind === 'drafts' && parsed.drafts.every(({ command }) => command === 'subscribe');

const FIGURE = /^[-−]?\p{N}[\p{N}.,]*$/u;

/**
 * "below -2", "below 20 ml": an alert for something else than was said, at a level that nobody
 * named or for a SKU found by a stray word, is none.
 */
function isMadeUp(parsed: Understood, text: string): boolean {
  const [only, ...others] = parsed.kind === 'drafts' ? parsed.drafts : [];
  const level = String(only?.slots.quantity ?? '');
  const said = text.split(/\s+/).filter((word) => FIGURE.test(word));
  return others.length > 0 || said.some((word) => word !== level);
}

/**
 * A rule for sure. A model reads it where the grammar cannot, or where it took words for names that
 * nobody has.
 */
async function readSpoken(
  text: string,
  scene: Scene,
  o: {
    names: SellerNames;
    propose: ProposeByModel | null;
    /** By the grammar; null: it was not asked yet. */
    read: ReadProposal | null;
  },
): Promise<Understood> {
  if (o.propose === null || !mayMake(scene)) return automate(text);
  if (isRead(o.read ?? readProposal(text, o.names), o.names)) return automate(text);
  return readByModel(text, scene, { ...o, parsed: automate(text) });
}

const isRead = (read: ReadProposal, names: SellerNames) =>
  read.kind === 'proposal' && gate(read, names).kind !== 'refused';

const mayMake = ({ speaker }: Scene) => !speaker || mayRun(speaker.role, 'manager');

/** "If this, then that" is no command that was done yet; here it may be a rule. */
function isUnread(parsed: Understood): boolean {
  if (parsed.kind === 'inert') return parsed.why === 'hypothetical' || parsed.why === 'future';
  return parsed.kind === 'unclear';
}

async function readByModel(
  text: string,
  { sellerId }: Scene,
  o: { names: SellerNames; propose: ProposeByModel | null; parsed: Understood },
): Promise<Understood> {
  const proposed = o.propose && (await o.propose(text, { sellerId, names: o.names }));
  if (proposed?.kind === 'not-a-rule') return o.parsed;
  if (proposed?.kind !== 'proposal') return automate(text);
  const rule = toText(proposed.proposal, o.names);
  return drafted({ command: 'automate', slots: { rule }, isProposed: true });
}
