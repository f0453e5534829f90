/**
 * How well people are understood, without a model: `npm run eval:language`.
 *
 * Both halves of the texts, the hostile ones and a public corpus go through the door of the
 * conversation. Prints rates with 95 % intervals, the misses of the development half, and as its
 * last line everything as JSON. Ends with 1 when something was written that nobody asked for.
 */
import { openShop, stopOwnCluster } from '../support/conversation.ts';
import { type Half, readLanguageCases, readStall } from './language-cases.ts';
import { drawSentences, findTraces, readHostileShop, readHostileTexts } from './quiet-texts.ts';
import { type Rate, showRate, toRate } from './rates.ts';
import { runCases } from './run-cases.ts';
import { type HalfRates, print, showHalf, showMisses, toRates } from './show-half.ts';

const SEED = 20261125;
const SENTENCES = 1_000;
const LANES = 2;

const flags = new Set(process.argv.slice(2));

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
