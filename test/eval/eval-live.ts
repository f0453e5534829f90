/**
 * How well people are understood with a language model behind the parser and behind the grammar of
 * automations: `npm run eval:live`.
 *
 * The development halves of the texts and of the sentences that ask for rules, once without a model
 * and once with whatever OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY name. It costs tokens, so
 * nothing else runs it. Ends with 1 when there is no model, or something was written or stored that
 * nobody asked for. `-- --only=automations` or `--only=language` runs one of the two.
 */
import { z } from 'zod';
import { openModel } from '../../bots/open-model.ts';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { ConfigRefused, type ModelSettings, parseConfig } from '../../core/config/config.ts';
import { type ModelAddress, stopOwnCluster } from '../support/conversation.ts';
import { readAutomationCases } from './automation-cases.ts';
import { readLanguageCases } from './language-cases.ts';
import { runAutomations } from './run-automations.ts';
import { runCases } from './run-cases.ts';
import {
  type AutomationRates,
  showAutomationMisses,
  showAutomations,
  toAutomationRates,
} from './show-automations.ts';
import { type HalfRates, print, showHalf, showMisses, toRates } from './show-half.ts';

const LANES = 2;
const HOW = `No language model is configured, so there is nothing to try. Set OPENAI_MODEL, and with
it OPENAI_API_KEY, or OPENAI_BASE_URL of a server of your own (http://localhost:11434/v1).`;

function readSettings(): ModelSettings | null {
  const own = Object.entries(process.env).filter(([name]) => name.startsWith('OPENAI_'));
  return parseConfig(Object.fromEntries(own)).model;
}

/** A model that never answers would look like one that adds nothing. */
async function answers(settings: ModelSettings): Promise<boolean> {
  const model = await openModel({ settings, clock: systemClock, log: silentLogger });
  const answer = await model?.complete({
    ...{ purpose: 'try', sellerId: 0, name: 'greeting' },
    schema: z.strictObject({ word: z.string() }),
    system: 'You answer with JSON of the given schema.',
    user: 'Say the word "ready".',
  });
  if (answer?.kind === 'value') return true;
  print(`The model ${settings.name} does not answer as it should: ${answer?.reason}.`);
  return false;
}

async function runLanguage(how: string, model?: ModelAddress): Promise<HalfRates> {
  const results = await runCases(readLanguageCases('development'), {
    lanes: LANES,
    ...(model ? { model } : {}),
  });
  const rates = toRates(results);
  showHalf(`texts, development, ${how}`, rates, results);
  if (model) showMisses(`texts, development, ${how}`, results);
  return rates;
}

async function runRules(how: string, model?: ModelAddress): Promise<AutomationRates> {
  const cases = readAutomationCases('development');
  const results = await runAutomations(cases, { lanes: LANES, ...(model ? { model } : {}) });
  const rates = toAutomationRates(results);
  showAutomations(`automations, development, ${how}`, { rates, results });
  if (model) showAutomationMisses(`automations, development, ${how}`, results);
  return rates;
}

/** Once without and once with the model. */
async function compare<Rates>(
  run: (how: string, model?: ModelAddress) => Promise<Rates>,
  model: ModelAddress,
) {
  return { without: await run('without a model'), with: await run(`with ${model.model}`, model) };
}

async function main(): Promise<boolean> {
  const settings = readSettings();
  if (!settings) {
    print(HOW);
    return false;
  }
  if (!(await answers(settings))) return false;
  const { name, baseUrl = 'https://api.openai.com/v1', apiKey } = settings;
  const model = { model: name, baseURL: baseUrl, apiKey: apiKey?.reveal() ?? '' };
  const flags = process.argv.slice(2);
  const isAsked = (what: string) =>
    !flags.some((flag) => flag.startsWith('--only=')) || flags.includes(`--only=${what}`);
  const language = isAsked('language') ? await compare(runLanguage, model) : null;
  const automations = isAsked('automations') ? await compare(runRules, model) : null;
  print(`\n${JSON.stringify({ model: name, language, automations })}`);
  const wrong = [
    ...(language ? [language.with.wrongAction, language.with.falseAccept] : []),
    ...(automations ? [automations.with.wrongStored, automations.with.falseAccept] : []),
  ];
  return wrong.every(({ count }) => count === 0);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ConfigRefused)) throw error;
  print(error.message);
  process.exitCode = 1;
} finally {
  await stopOwnCluster();
}
