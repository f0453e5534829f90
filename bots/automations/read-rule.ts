/**
 * A rule from text: through the grammar and the gate. The same text is read when it is shown and
 * again when it is confirmed, so what goes from one to the other is a text that reads back to
 * exactly that rule.
 */
import { isDeepStrictEqual } from 'node:util';
import { amendProposal } from '../../automations/author/amend-proposal.ts';
import { whatLacks } from '../../automations/author/complete-wish.ts';
import type { Lacking } from '../../automations/author/explain-unclear.ts';
import { type Gated, gate } from '../../automations/author/gate.ts';
import { type ReadProposal, readProposal } from '../../automations/author/read-proposal.ts';
import type { SellerNames } from '../../automations/author/seller-names.ts';
import { plainNames } from '../../automations/render/rule-names.ts';
import { sayRule } from '../../automations/render/sentence.ts';
import { type Rule, ruleSchema } from '../../automations/rule/rule.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import type { FoundRule } from '../conversation/resolve-rules.ts';
import type { SlotText } from '../language/understanding.ts';
import { toPlainChange, withoutRather } from './plain-change.ts';

const EXISTING_SHOWN_MAX = 6;
const EXAMPLE = 'When stock drops below 10 on any SKU, tell me';

const ASKED: Readonly<Record<Lacking, string>> = {
  act: 'What should happen then? For example: “tell me”, or “pause its listing”.',
  event:
    'When, or how often? For example: “when any SKU drops below 10”, or “every Monday at 9:00”.',
  level: 'Low is below how many units? Say the number, for example 10.',
};

/** `shown`: how people are shown what they choose between; else as it is stored. */
export function findRuleByText(
  text: string,
  o: { names: SellerNames; shown?: RuleNames; amends: Rule | null },
): FoundRule {
  const { shown = plainNames(o.names) } = o;
  const read = readText(text, o);
  if (read.kind === 'not-a-rule') return none('That is no rule that I can read.', EXAMPLE);
  if (read.kind === 'unclear') {
    const lacks = o.amends === null ? whatLacks(read) : null;
    if (lacks !== null) return { kind: 'open', question: ASKED[lacks] };
    return none(read.why, read.canDo[0] ?? EXAMPLE);
  }
  const gated = gateReadings(read, o.names);
  if (gated.kind === 'refused') return refuse(gated);
  if (gated.kind === 'rule') {
    return { kind: 'found', value: { rule: gated.rule, sentence: toText(gated.rule, o.names) } };
  }
  const options = gated.options.map(({ rule, label }) => ({
    sentence: toText(rule, o.names),
    choice: label === null ? { label: sayRule(rule, shown) } : toChoice(label),
  }));
  return { kind: 'several', question: gated.about, options };
}

/**
 * What a change makes of a rule, as text that is read again; a name that it leaves open stays in
 * it, and is asked about then. Null: the text is no change of this rule.
 */
export function changeRule(
  text: string,
  { names, amends }: { names: SellerNames; amends: Rule },
): { readonly rule: SlotText; readonly isOpen: boolean } | null {
  const read = readText(text, { names, amends });
  if (read.kind !== 'proposal') return null;
  const gated = gateReadings(read, names);
  if (gated.kind === 'refused') return null;
  if (gated.kind === 'rule') return { rule: toText(gated.rule, names), isOpen: false };
  const isName = gated.options.every(({ label }) => label !== null);
  const rule = isName
    ? JSON.stringify(read.proposal)
    : { oneOf: gated.options.map((option) => toText(option.rule, names)) };
  return { rule, isOpen: true };
}

/** Readings that come to the same rule are one, and those that name nothing are none. */
function gateReadings(
  read: Extract<ReadProposal, { kind: 'proposal' }>,
  names: SellerNames,
): Gated {
  const { readings = [] } = read;
  const open = readings.filter((proposal) => gate({ proposal }, names).kind !== 'refused');
  const rules = open.map((proposal) => settled({ kind: 'proposal', proposal }, names));
  const different = rules.filter(
    (rule, at) => rules.findIndex((each) => isDeepStrictEqual(each, rule)) === at,
  );
  const [only, ...others] = different;
  if (only && others.length === 0) return gate({ proposal: only }, names);
  if (readings.length === 0 || !only) return gate(read, names);
  return gate({ proposal: only, readings: different }, names);
}

/** A text for a change of a rule may also be a whole rule. */
function readText(text: string, { names, amends }: { names: SellerNames; amends: Rule | null }) {
  const whole = readWhole(text, names);
  if (amends === null || whole.kind === 'proposal') return whole;
  const said = withoutRather(text);
  const typed = amendProposal(amends, said, names);
  const plain = toPlainChange(said);
  const amended =
    plain === said || isClosed(typed, names)
      ? typed
      : firstRead(amendProposal(amends, plain, names), { typed, names });
  return amended.kind === 'not-a-rule' ? whole : amended;
}

/** Nothing of it is left to be asked. */
const isClosed = (read: ReadProposal, names: SellerNames) =>
  read.kind === 'proposal' && gate(read, names).kind === 'rule';

/** "12 karo": a closing word is rather no name than a name that nobody has. */
function firstRead(
  plain: ReadProposal,
  { typed, names }: { typed: ReadProposal; names: SellerNames },
): ReadProposal {
  if (isClosed(plain, names) || typed.kind !== 'proposal') {
    return plain.kind === 'proposal' ? plain : typed;
  }
  return typed;
}

function readWhole(text: string, names: SellerNames): ReadProposal {
  if (!text.startsWith('{')) return readProposal(text, names);
  const parsed = ruleSchema.safeParse(parseOrNull(text));
  return parsed.success ? { kind: 'proposal', proposal: parsed.data } : { kind: 'not-a-rule' };
}

/** In English where that reads back to the very same, else as it is stored. */
export function toText(rule: Rule, names: SellerNames): string {
  const said = sayRule(rule, plainNames(names));
  const read = readProposal(said, names);
  const isSame =
    read.kind === 'proposal' && !read.readings && isDeepStrictEqual(settled(read, names), rule);
  return isSame ? said : JSON.stringify(rule);
}

/** A choice may leave further names open: then what was read is compared as it is. */
function settled(read: Extract<ReadProposal, { kind: 'proposal' }>, names: SellerNames): Rule {
  const gated = gate(read, names);
  return gated.kind === 'rule' ? gated.rule : read.proposal;
}

function refuse({ why, exists }: Extract<Gated, { kind: 'refused' }>): FoundRule {
  const shown = exists.slice(0, EXISTING_SHOWN_MAX).map((label) => label.split(', ')[0]);
  const there = shown.length === 0 ? '' : ` There are: ${shown.join(', ')}.`;
  return none(`${why}${there}`, EXAMPLE);
}

const none = (words: string, tryThis: string): FoundRule => ({ kind: 'none', words, tryThis });

/** "HOODIE-M, Fleece hoodie, charcoal, M": the code is the choice. */
function toChoice(label: string) {
  const [name = label, ...rest] = label.split(', ');
  return rest.length > 0 ? { label: name, detail: rest.join(', ') } : { label };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
