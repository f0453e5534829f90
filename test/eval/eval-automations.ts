/**
 * How well automations are read, without a model: `npm run eval:automations`.
 *
 * All sets of the sentences go through the door of the conversation, each with what happens
 * afterwards. Prints rates with 95 % intervals, the misses of the development half, and as its last
 * line everything as JSON. Ends with 1 when a wrong rule was stored, or one that nobody asked for.
 * `--only=development`, `--only=frozen` or `--only=held-out` runs one set, `--case=scope-03` one
 * sentence, `--show-frozen` also lists the misses of the sets that are only counted.
 */
import { stopOwnCluster } from '../support/conversation.ts';
import { AUTOMATION_SETS, type AutomationSet, readAutomationCases } from './automation-cases.ts';
import { runAutomations } from './run-automations.ts';
import {
  type AutomationRates,
  showAutomationMisses,
  showAutomations,
  toAutomationRates,
} from './show-automations.ts';
import { print } from './show-half.ts';

const LANES = 4;

const flags = process.argv.slice(2);
const readFlag = (name: string) =>
  flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);

async function runSet(set: AutomationSet): Promise<AutomationRates> {
  const only = readFlag('case');
  const cases = readAutomationCases(set);
  const asked = only === undefined ? cases : cases.filter(({ id }) => id.startsWith(only));
  const results = await runAutomations(asked, { lanes: LANES });
  const rates = toAutomationRates(results);
  showAutomations(set, { rates, results });
  const isShown = set === 'development' || flags.includes('--show-frozen');
  if (isShown) showAutomationMisses(set, results);
  return rates;
}

async function main(): Promise<boolean> {
  const only = readFlag('only');
  const rates: Partial<Record<AutomationSet, AutomationRates>> = {};
  for (const set of AUTOMATION_SETS) {
    if (only === undefined || only === set) rates[set] = await runSet(set);
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
