/**
 * How well people are understood with a language model behind the parser: `npm run eval:live`.
 *
 * The development half of the texts, once without a model and once with whatever OPENAI_MODEL,
 * OPENAI_BASE_URL and OPENAI_API_KEY name. It costs tokens, so nothing else runs it. Ends with 1
 * when there is no model, or something was written that nobody asked for.
 */
import { z } from 'zod';
import { openModel } from '../../bots/open-model.ts';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { ConfigRefused, type ModelSettings, parseConfig } from '../../core/config/config.ts';
import { type ModelAddress, stopOwnCluster } from '../support/conversation.ts';
import { readLanguageCases } from './language-cases.ts';
import { runCases } from './run-cases.ts';
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

async function run(how: string, model?: ModelAddress): Promise<HalfRates> {
  const results = await runCases(readLanguageCases('development'), {
    lanes: LANES,
    ...(model ? { model } : {}),
  });
  const rates = toRates(results);
  showHalf(`development, ${how}`, rates, results);
  if (model) showMisses(`development, ${how}`, results);
  return rates;
}

async function main(): Promise<boolean> {
  const settings = readSettings();
  if (!settings) {
    print(HOW);
    return false;
  }
  if (!(await answers(settings))) return false;
  const { name, baseUrl = 'https://api.openai.com/v1', apiKey } = settings;
  const without = await run('without a model');
  const withModel = await run(`with ${name}`, {
    ...{ model: name, baseURL: baseUrl, apiKey: apiKey?.reveal() ?? '' },
  });
  print(`\n${JSON.stringify({ model: name, without, with: withModel })}`);
  return withModel.wrongAction.count + withModel.falseAccept.count === 0;
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
