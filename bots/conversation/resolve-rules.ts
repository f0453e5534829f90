// The slots of automations: one of the seller's by its number, and a rule in somebody's words.
import type { AutomationRef, RuleRef, Slot } from '../commands/slot.ts';
import type { SlotText } from '../language/understanding.ts';
import type { Choice } from '../reply/reply.ts';

/** Rules by number, and by their words. */
export interface RuleLookup {
  listAutomations(): Promise<readonly (AutomationRef & { readonly lastRunAt: Date | null })[]>;
  /** `amends`: the text may also say what is to be other about this one. */
  findRule(text: string, o: { amends: number | null }): Promise<FoundRule>;
  /** A whole rule as people are shown it; null: the text is none. */
  showRule(text: string): Promise<string | null>;
}

export type FoundRule =
  | { readonly kind: 'found'; readonly value: RuleRef }
  | {
      readonly kind: 'several';
      readonly question: string;
      readonly options: readonly { readonly sentence: string; readonly choice: Choice }[];
    }
  /** It lacks one piece: the next message says it, and both together are read again. */
  | { readonly kind: 'open'; readonly question: string }
  | { readonly kind: 'none'; readonly words: string; readonly tryThis?: string };

interface Offered {
  readonly value: string;
  readonly names: readonly string[];
  readonly choice: Choice;
}

type Found<Value> =
  | { readonly kind: 'found'; readonly value: Value }
  | { readonly kind: 'several'; readonly question: string; readonly options: readonly Offered[] }
  | { readonly kind: 'none'; readonly words: string; readonly tryThis?: string };

const CHOICES_MAX = 9;
const EXAMPLE = 'When stock drops below 10 on any SKU, tell me';
const NONE_YET = {
  kind: 'none',
  words: 'There is no automation yet. Make one by saying what should happen when.',
  tryThis: EXAMPLE,
} as const;
const WRITTEN = /^(?:(?:automation|rule) )?#?(\d{1,7})$/i;

/** The only one there is needs no name; `prefersLastRun`: nor does the one that ran last. */
export async function askAutomation(
  { about, prefersLastRun }: Pick<Slot, 'about' | 'prefersLastRun'>,
  lookups: Partial<RuleLookup>,
): Promise<Found<AutomationRef>> {
  const all = (await lookups.listAutomations?.()) ?? [];
  const [only, ...others] = all;
  if (!only) return NONE_YET;
  if (others.length === 0) return { kind: 'found', value: only };
  const ran = all.filter(({ lastRunAt }) => lastRunAt !== null);
  const last = ran.toSorted((a, b) => Number(b.lastRunAt) - Number(a.lastRunAt))[0];
  if (prefersLastRun && last) return { kind: 'found', value: last };
  const question = `${about.charAt(0).toUpperCase()}${about.slice(1)}?`;
  return {
    kind: 'several',
    question,
    options: all.slice(0, CHOICES_MAX).map(({ number, sentence }) => ({
      ...{ value: String(number), names: [`automation ${number}`, `rule ${number}`] },
      choice: { label: `Automation ${number}`, detail: sentence },
    })),
  };
}

export async function findAutomation(
  text: string,
  lookups: Partial<RuleLookup>,
): Promise<Found<AutomationRef>> {
  const all = (await lookups.listAutomations?.()) ?? [];
  const digits = WRITTEN.exec(text.trim())?.[1];
  const wanted = digits === undefined ? null : Number.parseInt(digits, 10);
  const found = all.find(({ number }) => number === wanted);
  if (found) return { kind: 'found', value: found };
  if (all.length === 0) return NONE_YET;
  const known = all.map(({ number }) => number).join(', ');
  const words = `There is no automation ${wanted ?? `“${text}”`}. There are: ${known}.`;
  return { kind: 'none', words, tryThis: 'automations' };
}

export async function findRule(
  typed: SlotText,
  o: { args: Readonly<Record<string, unknown>>; lookups: Partial<RuleLookup> },
): Promise<Found<RuleRef>> {
  if (typeof typed === 'object') return askReading(typed.oneOf, o.lookups);
  const text = String(typed);
  const amended = o.args.automation as AutomationRef | undefined;
  const found = await o.lookups.findRule?.(text, { amends: amended?.number ?? null });
  if (!found) return { kind: 'none', words: 'Rules cannot be read here.' };
  if (found.kind === 'open') return { kind: 'several', question: found.question, options: [] };
  if (found.kind !== 'several') return found;
  return {
    ...{ kind: 'several', question: found.question },
    options: found.options.slice(0, CHOICES_MAX).map(({ sentence, choice }) => ({
      ...{ value: sentence, names: [choice.label], choice },
    })),
  };
}

async function askReading(
  sentences: readonly string[],
  lookups: Partial<RuleLookup>,
): Promise<Found<RuleRef>> {
  const shown = sentences.slice(0, CHOICES_MAX);
  const options = await Promise.all(
    shown.map(async (sentence) => ({
      ...{ value: sentence, names: [sentence] },
      choice: { label: (await lookups.showRule?.(sentence)) ?? sentence },
    })),
  );
  return { kind: 'several', question: 'Which of these do you mean?', options };
}

/** A rule, or a change of one, that nobody has said yet: asked for in words. */
export function askRule(
  { about }: Pick<Slot, 'about'>,
  args: Readonly<Record<string, unknown>>,
): Found<RuleRef> {
  const amended = args.automation as AutomationRef | undefined;
  const question = amended
    ? `Automation ${amended.number}: ${amended.sentence}\n` +
      'What should be other? For example: “no, 15”, “only in Mumbai”, “also tell Ravi”.'
    : `${about.charAt(0).toUpperCase()}${about.slice(1)}? For example: “${EXAMPLE}”.`;
  return { kind: 'several', question, options: [] };
}
