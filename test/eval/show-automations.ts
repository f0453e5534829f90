/** What came of the sentences of one half, as lines for a person. */
import type { AutomationVerdict } from './judge-automation.ts';
import { type Rate, showRate, toRate } from './rates.ts';
import type { AutomationResult } from './run-automations.ts';
import { print } from './show-half.ts';

export interface AutomationRates {
  readonly exact: Rate;
  readonly asked: Rate;
  readonly wrongStored: Rate;
  readonly falseAccept: Rate;
  readonly broke: Rate;
  /** Of sentences that ask for a rule, those that got exactly it. */
  readonly exactRules: Rate;
  readonly byKind: Readonly<Record<string, Rate>>;
}

const asksForRule = ({ given }: AutomationResult) =>
  given.end === 'rule' || given.end === 'warned-or-refused';

export function toAutomationRates(results: readonly AutomationResult[]): AutomationRates {
  const count = (of: readonly AutomationResult[], verdict: AutomationVerdict) =>
    toRate(of.filter((each) => each.verdict === verdict).length, of.length);
  const rules = results.filter(asksForRule);
  const quiet = results.filter((each) => !asksForRule(each));
  const kinds = [...new Set(results.map(({ given }) => given.kind))];
  return {
    exact: count(results, 'exact'),
    asked: count(results, 'asked'),
    wrongStored: count(rules, 'wrong'),
    falseAccept: count(quiet, 'false-accept'),
    broke: count(results, 'broke'),
    exactRules: count(rules, 'exact'),
    byKind: Object.fromEntries(
      kinds.map((kind) => {
        const own = results.filter(({ given }) => given.kind === kind);
        return [kind, count(own, 'exact')];
      }),
    ),
  };
}

export function showAutomations(
  half: string,
  o: { rates: AutomationRates; results: readonly AutomationResult[] },
): void {
  const { rates, results } = o;
  print(`\n${half}: ${results.length} sentences and dialogues`);
  print(`  exact              ${showRate(rates.exact)}`);
  print(`  asked or refused   ${showRate(rates.asked)}, though a rule was possible`);
  print(`  wrong rule stored  ${showRate(rates.wrongStored)} of those that ask for one`);
  print(`  false accept       ${showRate(rates.falseAccept)} of those that ask for none`);
  print(`  exact rules        ${showRate(rates.exactRules)} of those that ask for one`);
  if (rates.broke.count > 0) print(`  broke              ${showRate(rates.broke)}, nothing known`);
  for (const [kind, rate] of Object.entries(rates.byKind)) {
    print(`    ${kind.padEnd(11)} exact ${showRate(rate)}`);
  }
  for (const language of new Set(results.map(({ given }) => given.language))) {
    const own = results.filter(({ given }) => given.language === language);
    const exact = own.filter(({ verdict }) => verdict === 'exact').length;
    print(`    ${language.padEnd(11)} exact ${showRate(toRate(exact, own.length))}`);
  }
}

export function showAutomationMisses(half: string, results: readonly AutomationResult[]): void {
  const misses = results.filter(({ verdict }) => verdict !== 'exact');
  if (misses.length === 0) return;
  print(`\nMisses of ${half}:`);
  for (const { given, verdict, detail } of misses) {
    print(`  ${given.id} ${verdict} · ${given.by} on ${given.on}`);
    print(`      ${given.say.map((text) => JSON.stringify(text)).join(' ▸ ')}`);
    print(`      ${detail}`);
  }
}
