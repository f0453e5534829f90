/**
 * How well automations are read, without a model: `npm run eval:automations`.
 *
 * Both halves of the sentences go through the door of the conversation, each with what happens
 * afterwards. Prints rates with 95 % intervals, the misses of the development half, and as its last
 * line everything as JSON. Ends with 1 when a wrong rule was stored, or one that nobody asked for.
 * `--only=development` runs one half, `--case=scope-03` one sentence, `--show-frozen` also lists
 * the misses of the frozen half.
 */
import { stopOwnCluster } from '../support/conversation.ts';
import { readAutomationCases } from './automation-cases.ts';
import type { Half } from './language-cases.ts';
import { runAutomations } from './run-automations.ts';
import {
  type AutomationRates,
  showAutomationMisses,
  showAutomations,
  toAutomationRates,
} from './show-automations.ts';
import { print } from './show-half.ts';

const LANES = 4;
const HALVES = ['development', 'frozen'] as const;

const flags = process.argv.slice(2);
const readFlag = (name: string) =>
  flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);

async function runHalf(half: Half): Promise<AutomationRates> {
  const only = readFlag('case');
  const cases = readAutomationCases(half);
  const asked = only === undefined ? cases : cases.filter(({ id }) => id.startsWith(only));
  const results = await runAutomations(asked, { lanes: LANES });
  const rates = toAutomationRates(results);
  showAutomations(half, { rates, results });
  const isShown = half === 'development' || flags.includes('--show-frozen');
  if (isShown) showAutomationMisses(half, results);
  return rates;
}

async function main(): Promise<boolean> {
  const only = readFlag('only');
  const rates: Partial<Record<Half, AutomationRates>> = {};
  for (const half of HALVES) {
    if (only === undefined || only === half) rates[half] = await runHalf(half);
  }
  print(`\n${JSON.stringify(rates)}`);
  return Object.values(rates).every(
    ({ wrongStored, falseAccept }) => wrongStored.count + falseAccept.count === 0,
  );
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  await stopOwnCluster();
}
