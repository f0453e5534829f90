/**
 * How well people are understood with a language model behind the parser and behind the grammar of
 * automations: `npm run eval:live`.
 *
 * The development halves of the texts and of the sentences that ask for rules, once without a model
 * and once with whatever OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY name. It costs tokens, so
 * nothing else runs it. Ends with 1 when there is no model, or something was written or stored that
 * nobody asked for. `-- --only=automations` or `--only=language` runs one of the two, and
 * `--case=scope,order` the cases whose names begin so.
 *
 * `--scripted=prose` needs no model: a server on loopback that is bad in that one way
 * (scripted-model.ts lists the ways; `all` is each of them). Then it also ends with 1 when anything
 * is read worse than without, or a request was not as the published description says.
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
  SCRIPTED_MODES,
  SCRIPTED_TIMEOUT_MS,
  type ScriptedMode,
  startScriptedModel,
} from './scripted-model.ts';
import {
  type AutomationRates,
  showAutomationMisses,
  showAutomations,
  toAutomationRates,
} from './show-automations.ts';
import { type HalfRates, print, showHalf, showMisses, toRates } from './show-half.ts';

const LANES = 2;

const flags = process.argv.slice(2);
const readFlag = (name: string) =>
  flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);
const starts = (readFlag('case') ?? '').split(',');
const isAsked = ({ id }: { id: string }) => starts.some((start) => id.startsWith(start));

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
  const results = await runCases(readLanguageCases('development').filter(isAsked), {
    lanes: LANES,
    ...(model ? { model } : {}),
  });
  const rates = toRates(results);
  showHalf(`texts, development, ${how}`, rates, results);
  if (model) showMisses(`texts, development, ${how}`, results);
  return rates;
}

async function runRules(how: string, model?: ModelAddress): Promise<AutomationRates> {
  const cases = readAutomationCases('development').filter(isAsked);
  const results = await runAutomations(cases, { lanes: LANES, ...(model ? { model } : {}) });
  const rates = toAutomationRates(results);
  showAutomations(`automations, development, ${how}`, { rates, results });
  if (model) showAutomationMisses(`automations, development, ${how}`, results);
  return rates;
}

/** What there is without a model is the same for every one. */
const withoutModel = {
  language: onceOnly(() => runLanguage('without a model')),
  automations: onceOnly(() => runRules('without a model')),
};

function onceOnly<Value>(run: () => Promise<Value>): () => Promise<Value> {
  let found: Promise<Value> | undefined;
  return () => {
    found ??= run();
    return found;
  };
}

/** Once without and once with the model. */
async function compare<Rates>(
  o: { without: () => Promise<Rates>; run: (how: string, model: ModelAddress) => Promise<Rates> },
  model: ModelAddress,
) {
  return { without: await o.without(), with: await o.run(`with ${model.model}`, model) };
}

interface Tried {
  readonly name: string;
  readonly address: ModelAddress;
}

async function tryModel({ name, address }: Tried) {
  const only = readFlag('only');
  const texts = { without: withoutModel.language, run: runLanguage };
  const rules = { without: withoutModel.automations, run: runRules };
  const language = only === 'automations' ? null : await compare(texts, address);
  const automations = only === 'language' ? null : await compare(rules, address);
  print(`\n${JSON.stringify({ model: name, language, automations })}`);
  const wrong = [
    ...(language ? [language.with.wrongAction, language.with.falseAccept] : []),
    ...(automations ? [automations.with.wrongStored, automations.with.falseAccept] : []),
  ];
  const isWorse = [language, automations].some(
    (each) => each !== null && each.with.exact.count < each.without.exact.count,
  );
  return { isRight: wrong.every(({ count }) => count === 0), isWorse };
}

async function tryConfigured(): Promise<boolean> {
  const settings = readSettings();
  if (!settings) {
    print(HOW);
    return false;
  }
  if (!(await answers(settings))) return false;
  const { name, baseUrl = 'https://api.openai.com/v1', apiKey } = settings;
  const address = { model: name, baseURL: baseUrl, apiKey: apiKey?.reveal() ?? '' };
  return (await tryModel({ name, address })).isRight;
}

/** How a person would do without the model must not suffer from it. */
async function tryScripted(mode: ScriptedMode): Promise<boolean> {
  const server = await startScriptedModel(mode);
  try {
    const { baseURL } = server;
    const address = { baseURL, apiKey: '', model: mode, timeoutMs: SCRIPTED_TIMEOUT_MS };
    const { isRight, isWorse } = await tryModel({ name: `scripted: ${mode}`, address });
    const { requests, problems, isChecked } = server;
    const held = isChecked ? `${problems.length} not as published` : 'not held against a contract';
    print(`The scripted server was asked ${requests.length} times; ${held}.`);
    for (const problem of new Set(problems)) print(`  ${problem}`);
    if (isWorse) print('Something is read worse than without a model.');
    if (requests.length === 0) print('These cases need no model, so this shows nothing.');
    return isRight && !isWorse && problems.length === 0 && requests.length > 0;
  } finally {
    await server.close();
  }
}

async function main(): Promise<boolean> {
  const wanted = readFlag('scripted')?.split(',');
  if (!wanted) return tryConfigured();
  const modes = SCRIPTED_MODES.filter((mode) => wanted.includes(mode) || wanted[0] === 'all');
  if (modes.length === 0) {
    print(`No scripted model is called so. There are: ${SCRIPTED_MODES.join(', ')}; or all.`);
    return false;
  }
  let isRight = true;
  for (const mode of modes) isRight = (await tryScripted(mode)) && isRight;
  return isRight;
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
