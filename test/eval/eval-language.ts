/**
 * How well people are understood, without a model: `npm run eval:language`.
 *
 * Both halves of the texts, the hostile ones and a public corpus go through the door of the
 * conversation. Prints rates with 95 % intervals, the misses of the development half, and as its
 * last line everything as JSON. Ends with 1 when something was written that nobody asked for.
 */
import { openShop, stopOwnCluster } from '../support/conversation.ts';
import type { Verdict } from './judge-case.ts';
import { type Half, readLanguageCases, readStall } from './language-cases.ts';
import { drawSentences, findTraces, readHostileShop, readHostileTexts } from './quiet-texts.ts';
import { type Rate, showRate, toRate } from './rates.ts';
import { type Result, runCases } from './run-cases.ts';

const SEED = 20261125;
const SENTENCES = 1_000;
const LANES = 2;

const flags = new Set(process.argv.slice(2));
const print = (line: string) => process.stdout.write(`${line}\n`);

interface HalfRates {
  readonly exact: Rate;
  readonly askBack: Rate;
  readonly missed: Rate;
  readonly wrongAction: Rate;
  readonly falseAccept: Rate;
}

function toRates(results: readonly Result[]): HalfRates {
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

function showHalf(half: string, rates: HalfRates, results: readonly Result[]): void {
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

function showMisses(half: string, results: readonly Result[]): void {
  const misses = results.filter(({ verdict }) => verdict !== 'exact');
  if (misses.length === 0) return;
  print(`\nMisses of ${half}:`);
  for (const { given, verdict, detail } of misses) {
    print(`  ${given.id} ${verdict} · ${given.by} on ${given.on}`);
    print(`      ${given.say.map((text) => JSON.stringify(text)).join(' ▸ ')}`);
    print(`      ${detail}`);
  }
}

async function runHalf(half: Half): Promise<HalfRates> {
  const results = await runCases(readLanguageCases(half), { lanes: LANES });
  const rates = toRates(results);
  showHalf(half, rates, results);
  if (half === 'development' || flags.has('--show-frozen')) showMisses(half, results);
  return rates;
}

async function countTraces(
  what: string,
  open: () => ReturnType<typeof openShop>,
  texts: Parameters<typeof findTraces>[1],
): Promise<Rate> {
  const shop = await open();
  try {
    const traces = await findTraces(shop, texts);
    const rate = toRate(traces.length, texts.length);
    print(`\n${what}: left a trace ${showRate(rate)}`);
    for (const { id, text, left } of traces) {
      print(`  ${id} ${JSON.stringify(text)}\n      ${left.join('; ')}`);
    }
    return rate;
  } finally {
    await shop.close();
  }
}

function corpusTexts(trade: boolean) {
  const meena = { person: 'Meena', frontEnd: 'whatsapp' } as const;
  return drawSentences({ seed: SEED, count: SENTENCES, trade }).map((text, index) => {
    return { ...meena, text, id: `sentence ${index + 1}` };
  });
}

/** One half alone, while somebody works on it: `--only=development`. */
async function runOnly(half: Half): Promise<boolean> {
  const { wrongAction, falseAccept, ...rates } = await runHalf(half);
  print(`\n${JSON.stringify({ seed: SEED, [half]: { ...rates, wrongAction, falseAccept } })}`);
  return wrongAction.count + falseAccept.count === 0;
}

async function main(): Promise<boolean> {
  if (flags.has('--only=development')) return runOnly('development');
  if (flags.has('--only=frozen')) return runOnly('frozen');
  const development = await runHalf('development');
  const frozen = await runHalf('frozen');
  const openStall = () => openShop({ file: readStall(), model: null });
  const openHostile = () => openShop({ file: readHostileShop(), model: null });
  const hostile = await countTraces('hostile texts', openHostile, readHostileTexts());
  const corpus = await countTraces('sentences of nlp-corpus', openStall, corpusTexts(false));
  const trade = await countTraces('of those with trade words', openStall, corpusTexts(true));
  print(`\n${JSON.stringify({ seed: SEED, development, frozen, hostile, corpus, trade })}`);
  const wrong = [development, frozen].flatMap((half) => [half.wrongAction, half.falseAccept]);
  return [...wrong, hostile, corpus, trade].every(({ count }) => count === 0);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  await stopOwnCluster();
}
