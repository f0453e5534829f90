/** What came of the texts of one half, as lines for a person. */
import type { Verdict } from './judge-case.ts';
import { type Rate, showRate, toRate } from './rates.ts';
import type { Result } from './run-cases.ts';

export const print = (line: string) => process.stdout.write(`${line}\n`);

export interface HalfRates {
  readonly exact: Rate;
  readonly askBack: Rate;
  readonly missed: Rate;
  readonly wrongAction: Rate;
  readonly falseAccept: Rate;
}

export function toRates(results: readonly Result[]): HalfRates {
  const count = (verdict: Verdict) => results.filter((each) => each.verdict === verdict).length;
  const isQuiet = ({ given }: Result) => given.kind !== 'write' && given.kind !== 'undone';
  const quiet = results.filter(isQuiet).length;
  const all = results.length;
  return {
    exact: toRate(count('exact'), all),
    askBack: toRate(count('asked'), all),
    missed: toRate(count('missed'), all),
    wrongAction: toRate(count('wrong-write'), all - quiet),
    falseAccept: toRate(count('false-accept'), quiet),
  };
}

export function showHalf(half: string, rates: HalfRates, results: readonly Result[]): void {
  print(`\n${half}: ${results.length} texts and dialogues`);
  print(`  exact         ${showRate(rates.exact)}`);
  print(`  asked back    ${showRate(rates.askBack)}`);
  print(`  missed        ${showRate(rates.missed)}`);
  print(`  wrong action  ${showRate(rates.wrongAction)} of those that ask for a change`);
  print(`  false accept  ${showRate(rates.falseAccept)} of those that ask for none`);
  for (const language of new Set(results.map(({ given }) => given.language))) {
    const own = results.filter(({ given }) => given.language === language);
    const exact = own.filter(({ verdict }) => verdict === 'exact').length;
    print(`    ${language.padEnd(9)} exact ${showRate(toRate(exact, own.length))}`);
  }
}

export function showMisses(half: string, results: readonly Result[]): void {
  const misses = results.filter(({ verdict }) => verdict !== 'exact');
  if (misses.length === 0) return;
  print(`\nMisses of ${half}:`);
  for (const { given, verdict, detail } of misses) {
    print(`  ${given.id} ${verdict} · ${given.by} on ${given.on}`);
    print(`      ${given.say.map((text) => JSON.stringify(text)).join(' ▸ ')}`);
    print(`      ${detail}`);
  }
}
