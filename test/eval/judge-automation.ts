/** One sentence through the door: said, confirmed, lived through, and judged by what came of it. */
import type { Said, Shop, ShopState } from '../support/conversation.ts';
import type { ShopFile } from '../support/shop-file.ts';
import type { AutomationCase } from './automation-cases.ts';
import { compareLines, flattenState } from './flatten-state.ts';
import { YES } from './language-cases.ts';
import { findFaults, liveThrough } from './live-through.ts';

/**
 * exact: the rule that was asked for, or rightly none. asked: nothing stored, and a rule was asked
 * for. wrong: another rule than asked for, or one without the warning that it needs. false-accept:
 * a rule or a change, and the text asked for none. broke: the shop did, twice; nothing is known.
 */
export type AutomationVerdict = 'exact' | 'asked' | 'wrong' | 'false-accept' | 'broke';

export interface JudgedAutomation {
  readonly verdict: AutomationVerdict;
  /** What was expected and what came, for people. */
  readonly detail: string;
  /** Something is left of it in the shop. */
  readonly isChanged: boolean;
}

// A yes may be asked for twice, of a rule that is big.
const CONFIRMS_MAX = 2;
const ANSWER_SHOWN = 300;
const WARNING =
  /⚠️|loop|circle|cycle|each other|itself|back and forth|contradict|conflict|last word/i;

export async function judgeAutomation(
  shop: Shop,
  o: {
    given: AutomationCase;
    file: ShopFile;
    /** The shop's state, where it is known. */
    before?: ShopState;
  },
): Promise<JudgedAutomation> {
  const { given, file } = o;
  const before = o.before ?? (await shop.state());
  await shop.sent();
  const said = await sayAll(shop, given);
  const created = await shop.state();
  const faults = await findCaseFaults(shop, { given, file, before, created });
  const verdict = judge(given, { said, before, created, faults });
  const isChanged = countOn(created) > 0 || changes(before, created).length > 0;
  const last = said.at(-1);
  const answer = (last?.text ?? '').replace(/\s+/g, ' ').trim().slice(0, ANSWER_SHOWN);
  const left = created.automations.map(({ rule, state }) => `${state} ${JSON.stringify(rule)}`);
  return {
    verdict,
    isChanged,
    detail: [
      `expected ${given.end}, ${given.rules} on; ${left.join('; ') || 'nothing stored'}`,
      ...faults,
      `said ${said.map(({ outcome }) => outcome).join(', ')} | ${answer}`,
    ].join('\n      '),
  };
}

const countOn = ({ automations }: ShopState) =>
  automations.filter(({ state }) => state === 'on').length;

function changes(before: ShopState, after: ShopState): string[] {
  const changed = compareLines(flattenState(before), flattenState(after));
  return [...changed].flatMap(([what, value]) =>
    // Rules are counted by themselves.
    what.startsWith('automation ') ? [] : [`${what} → ${value}`],
  );
}

async function sayAll(shop: Shop, given: AutomationCase): Promise<Said[]> {
  const who = { person: given.by, frontEnd: given.on };
  const said: Said[] = [];
  const confirmAll = async () => {
    for (let round = 0; round < CONFIRMS_MAX && said.at(-1)?.outcome === 'preview'; round += 1) {
      said.push(await shop.confirm(who));
    }
  };
  for (const text of given.say) {
    if (text === YES) await confirmAll();
    else said.push(await shop.say({ ...who, text, ...withoutEmpty(given.flags) }));
  }
  if (given.choose !== undefined && said.at(-1)?.outcome === 'ask') {
    const option = said.at(-1)?.choices.findIndex((label) => label.includes(given.choose ?? ''));
    const isListed = option !== undefined && option >= 0;
    said.push(
      await (isListed ? shop.press({ ...who, option }) : shop.say({ ...who, text: given.choose })),
    );
  }
  await confirmAll();
  return said;
}

function withoutEmpty({ forwarded, edited, quoted }: AutomationCase['flags'] & object = {}) {
  return {
    ...(forwarded === undefined ? {} : { forwarded }),
    ...(edited === undefined ? {} : { edited }),
    ...(quoted === undefined ? {} : { quoted }),
  };
}

/** What is not as it should be, once the shop has lived through the case. */
async function findCaseFaults(
  shop: Shop,
  o: { given: AutomationCase; file: ShopFile; before: ShopState; created: ShopState },
): Promise<string[]> {
  const { given, before, created } = o;
  const isStored = given.end === 'rule' && countOn(created) === given.rules;
  if (!isStored) return changes(before, created);
  const own = changes(before, created).map((line) => `it changed ${line}`);
  const early = (await shop.sent()).map(({ text }) => `it told at once: ${text.slice(0, 60)}`);
  const lived = await liveThrough(shop, o);
  return [...own, ...early, ...lived, ...findFaults(await shop.state(), o)];
}

function judge(
  given: AutomationCase,
  o: { said: readonly Said[]; before: ShopState; created: ShopState; faults: readonly string[] },
): AutomationVerdict {
  const { said, created, faults } = o;
  const on = countOn(created);
  const hasRefused = ['ask', 'refused'].includes(said.at(-1)?.outcome ?? '');
  switch (given.end) {
    case 'rule':
      if (on < given.rules) return faults.every(isSubscription) ? 'asked' : 'wrong';
      return on === given.rules && faults.length === 0 ? 'exact' : 'wrong';
    case 'warned-or-refused':
      if (on > given.rules || faults.length > 0) return 'wrong';
      if (on === given.rules) return said.some(hasWarning) ? 'exact' : 'wrong';
      return on === given.rules - 1 && hasRefused ? 'exact' : 'asked';
    case 'ask-or-refuse':
      if (on > given.rules || faults.length > 0) return 'false-accept';
      return on === given.rules && hasRefused ? 'exact' : 'asked';
    case 'nothing':
      return on > given.rules || faults.length > 0 ? 'false-accept' : 'exact';
  }
}

/** Being told may also be had without a rule. */
const isSubscription = (line: string) => line.startsWith('subscription ');

const hasWarning = ({ outcome, text }: Said) => outcome === 'preview' && WARNING.test(text);
