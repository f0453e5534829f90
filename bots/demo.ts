/** `npm run demo`: a flash sale on five simulated shops with the real engine, judged at its end. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemClock as clock } from '../core/base/clock.ts';
import { ShelftalkError } from '../core/base/errors.ts';
import { systemIds as ids } from '../core/base/ids.ts';
import { createLogger } from '../core/base/log.ts';
import { createSeededRandom, systemRandom } from '../core/base/random.ts';
import { parseConfig } from '../core/config/config.ts';
import { type Engine, openEngine } from '../core/engine.ts';
import { runSale } from './demo-sale/run-sale.ts';
import { readSaleOptions, type SaleOptions } from './demo-sale/sale-options.ts';
import { describeSale, isPassed, toSummary } from './demo-sale/sale-report.ts';
import { createLiveScreen, createPlainScreen } from './demo-sale/sale-screen.ts';
import { DEMO_SELLER } from './demo-shop/demo-catalog.ts';
import { type DemoShop, openDemoShop } from './demo-shop/demo-shop.ts';
import { createFormats } from './reply/format-values.ts';
import { renderConsole } from './reply/render-console.ts';
import { createStopSequence } from './stop-sequence.ts';

const STOP_MS_MAX = 5_000;
const INTERRUPTED = 130;
const WIDTH = 80;

const isTerminal = process.stdout.isTTY === true;
const hasColour = isTerminal && !process.env.NO_COLOR;
const formats = createFormats({ ...DEMO_SELLER, now: () => clock.now() });

/** Books of its own, so that no sale ever touches a real seller's. */
async function openBooks(dataDir: string): Promise<Engine> {
  // The log would tear the live figures apart; the verdict does not depend on it.
  const isShared = isTerminal && process.stderr.isTTY === true;
  const level = process.env.LOG_LEVEL ?? (isShared ? 'silent' : 'error');
  const config = parseConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: level });
  const log = createLogger({ level: config.logLevel });
  return openEngine({ config, clock, ids, random: systemRandom, log });
}

async function sell(
  options: SaleOptions,
  o: { engine: Engine; demo: DemoShop; signal: AbortSignal },
): Promise<boolean> {
  const { seconds, rate, seed } = options;
  process.stdout.write(
    `A flash sale: ${seconds} s, about ${rate} buyers a second on ${o.demo.shops.length} shops ` +
      `(seed ${seed}).\n\n`,
  );
  const screenOf = isTerminal ? createLiveScreen : createPlainScreen;
  const screen = screenOf({ output: process.stdout, formats, seconds, hasColour });
  const random = createSeededRandom(seed);
  const result = await runSale({ ...o, clock, random, screen }, options);
  if (!result) return false;
  const look = { width: WIDTH, hasColour, formatNumber: formats.quantity };
  const lines = renderConsole(describeSale(result, formats), look);
  process.stdout.write(`${lines.join('\n')}\n\n${JSON.stringify(toSummary(result))}\n`);
  return isPassed(result);
}

type Open = { engine?: Promise<Engine>; demo?: DemoShop };

/** @returns whether the sale was passed; null: it was interrupted */
async function openAndSell(
  options: SaleOptions,
  o: { dataDir: string; open: Open; signal: AbortSignal },
): Promise<boolean | null> {
  const { dataDir, open, signal } = o;
  open.engine = openBooks(dataDir);
  const engine = await open.engine;
  if (signal.aborted) return null;
  const demo = await openDemoShop({ engine: { ...engine, clock }, clock, random: systemRandom });
  if (!demo) throw new Error(`The books in ${dataDir} are not the demo's. Name another folder.`);
  open.demo = demo;
  await engine.start();
  await demo.connect(engine.origin() ?? '');
  const isGood = await sell(options, { engine, demo, signal });
  return signal.aborted ? null : isGood;
}

async function main(): Promise<void> {
  const options = readSaleOptions(process.argv.slice(2));
  const kept = options.dataDir && path.resolve(options.dataDir);
  const dataDir = kept ?? (await mkdtemp(path.join(os.tmpdir(), 'shelftalk-demo-')));
  // Postgres may run as another user, who must be able to come in.
  if (!kept) await chmod(dataDir, 0o755);
  const interrupted = new AbortController();
  const open: Open = {};
  let exitCode = INTERRUPTED;
  const stop = createStopSequence({
    clock,
    log: createLogger({ level: 'error' }),
    stopMsMax: STOP_MS_MAX,
    async shutDown() {
      interrupted.abort();
      // A start that is under way is waited for: Postgres must not lose its folder before it ends.
      const engine = await open.engine?.catch(() => undefined);
      await engine?.stop();
      await open.demo?.stop();
      if (!kept) await rm(dataDir, { recursive: true, force: true });
    },
    exit: (code) => process.exit(code === 0 ? exitCode : code),
  });
  try {
    const isGood = await openAndSell(options, { dataDir, open, signal: interrupted.signal });
    if (isGood !== null) exitCode = isGood ? 0 : 1;
  } catch (error) {
    if (!stop.isRequested()) throw error;
  }
  stop.request('the sale is over');
}

try {
  await main();
} catch (error) {
  const shown = error instanceof ShelftalkError ? error.message : (error as Error).stack;
  process.stderr.write(`${shown}\n`);
  process.exit(1);
}
