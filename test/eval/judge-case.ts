/** One case through the door: said, confirmed as an obvious yes would, and judged by the state. */
import type { Said, Shop } from '../support/conversation.ts';
import { compareLines, flattenState } from './flatten-state.ts';
import { type LanguageCase, YES } from './language-cases.ts';

/**
 * exact: what was asked for and nothing else. asked: a question instead. missed: not understood,
 * and nothing changed. wrong-write: another change than asked for. false-accept: a change, and the
 * text asked for none.
 */
export type Verdict = 'exact' | 'asked' | 'missed' | 'wrong-write' | 'false-accept';

export interface Judged {
  readonly verdict: Verdict;
  /** What was expected and what came, for people. */
  readonly detail: string;
  readonly isChanged: boolean;
}

// A yes may be asked for twice, of a change that is big.
const CONFIRMS_MAX = 2;
const ANSWER_SHOWN = 220;

export async function judgeCase(shop: Shop, given: LanguageCase): Promise<Judged> {
  const before = flattenState(await shop.state());
  const said = await sayAll(shop, given);
  const changed = compareLines(before, flattenState(await shop.state()));
  const expected = expectedLines(given, before);
  const isChanged = changed.size > 0;
  const verdict = judge(given, { said, changed, expected });
  const lines = (map: ReadonlyMap<string, string>) =>
    [...map].map(([what, value]) => `${what} → ${value}`).join('; ') || 'nothing';
  const last = said.at(-1);
  const answer = (last?.text ?? '').replace(/\s+/g, ' ').trim().slice(0, ANSWER_SHOWN);
  return {
    verdict,
    isChanged,
    detail: [
      `expected ${given.kind}: ${lines(expected)}${toHas(given)}`,
      `got ${lines(changed)}`,
      `said ${said.map(({ outcome }) => outcome).join(', ')} | ${answer}`,
    ].join('\n      '),
  };
}

const toHas = ({ expect }: LanguageCase) => (expect.has ? `, with ${expect.has.join(', ')}` : '');

async function sayAll(shop: Shop, given: LanguageCase): Promise<Said[]> {
  const who = { person: given.by, frontEnd: given.on };
  const said: Said[] = [];
  for (const text of given.say) {
    if (text !== YES) said.push(await shop.say({ ...who, text }));
    else if (said.at(-1)?.outcome === 'preview') said.push(await shop.confirm(who));
  }
  for (let round = 0; round < CONFIRMS_MAX && said.at(-1)?.outcome === 'preview'; round += 1) {
    said.push(await shop.confirm(who));
  }
  return said;
}

/** The lines that should have changed, by what they should say then; '*': anything. */
function expectedLines(
  { expect }: LanguageCase,
  before: ReadonlyMap<string, string>,
): Map<string, string> {
  const lines = new Map(Object.entries(expect.other ?? {}));
  const move = (kind: string, units: Readonly<Record<string, number>> = {}) => {
    for (const [place, delta] of Object.entries(units)) {
      const what = `${kind} ${place}`;
      const value = Number(before.get(what) ?? 0) + delta;
      lines.set(what, value === 0 ? '-' : String(value));
    }
  };
  move('on hand', expect.onHand);
  move('reserved', expect.reserved);
  return lines;
}

type Lines = ReadonlyMap<string, string>;

/** Nothing changed but what should have. */
function isPart(expected: Lines, changed: Lines): boolean {
  return [...changed].every(([what, value]) => {
    const wanted = expected.get(what);
    return wanted === '*' || wanted === value;
  });
}

const isSame = (expected: Lines, changed: Lines) =>
  expected.size === changed.size && isPart(expected, changed);

const toMiss = (last: Said | undefined): Verdict => (last?.outcome === 'ask' ? 'asked' : 'missed');

interface Outcome {
  readonly said: readonly Said[];
  readonly changed: ReadonlyMap<string, string>;
  readonly expected: ReadonlyMap<string, string>;
}

function judge({ kind, expect }: LanguageCase, { said, changed, expected }: Outcome): Verdict {
  const last = said.at(-1);
  const none = (isRight: boolean): Verdict => {
    if (changed.size > 0 && kind !== 'undone') return 'false-accept';
    // Something is left of it because nobody took it back, or because something else was done.
    if (changed.size > 0 && last?.outcome === 'done') return 'wrong-write';
    if (changed.size === 0 && isRight) return 'exact';
    return toMiss(last);
  };
  switch (kind) {
    case 'write':
      if (isSame(expected, changed)) return 'exact';
      // The last of several messages was not understood; what was done before it was right.
      if (last?.outcome !== 'done' && isPart(expected, changed)) return toMiss(last);
      return changed.size === 0 ? toMiss(last) : 'wrong-write';
    case 'read':
      return none(last?.outcome === 'answer' && hasAll(last.text, expect.has ?? []));
    case 'ask':
      return none(last?.outcome === 'ask');
    case 'refused':
      return none(last?.outcome === 'refused');
    case 'undone':
      return none(wasUnderstood(said));
    case 'nothing':
      return none(true);
  }
}

/** Something was previewed, done or shown on the way: the end is no accident. */
const wasUnderstood = (said: readonly Said[]) =>
  said.slice(0, -1).some(({ outcome }) => outcome === 'preview' || outcome === 'done');

const withoutGrouping = (text: string) => text.replace(/(?<=\d),(?=\d)/g, '');

function hasAll(text: string, words: readonly string[]): boolean {
  const plain = withoutGrouping(text).toLowerCase();
  return words.every((word) => plain.includes(withoutGrouping(word).toLowerCase()));
}
