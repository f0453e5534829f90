/**
 * The program: reads the environment, opens the engine, and talks to whoever is there: a person at
 * a terminal, lines piped into stdin, or nobody, in which case it serves and logs.
 *
 * The only file that builds everything; nothing imports it.
 */
import { createWriteStream, fstatSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Automations } from '../automations/engine/automations.ts';
import { systemClock as clock } from '../core/base/clock.ts';
import { ShelftalkError } from '../core/base/errors.ts';
import { systemIds as ids } from '../core/base/ids.ts';
import { createLogger, type Logger } from '../core/base/log.ts';
import { systemRandom as random } from '../core/base/random.ts';
import { type Config, ConfigRefused, parseConfig } from '../core/config/config.ts';
import { type Engine, openEngine } from '../core/engine.ts';
import { commands as allCommands } from './commands/registry.ts';
import { CONSOLE_OWNER } from './console/console.ts';
import type { Desk } from './conversation/desk.ts';
import { createNotify, type Notify } from './notify/notify.ts';
import { DEMO_ASK_ABOVE_UNITS, openConversation, seatOwner } from './open-conversation.ts';
import {
  type OpenedFrontEnds,
  openFrontEnds,
  type PreparedFrontEnd,
  prepareFrontEnds,
} from './open-front-ends.ts';
import { type RunningLoopback, runLoopback } from './open-loopback.ts';
import { openModel } from './open-model.ts';
import { type Loopback, type OpenedShop, openShop } from './open-shop.ts';
import { createFormats } from './reply/format-values.ts';
import type { Reply } from './reply/reply.ts';
import { createStopSequence, type StopSequence } from './stop-sequence.ts';
import { startTalk, type Talk } from './talk.ts';

type Company = 'terminal' | 'piped' | 'none';

const LOG_FILE = 'console.log';
// Somebody waits at a terminal; a supervisor gives ten seconds before it kills.
const STOP_MS_MAX: Readonly<Record<Company, number>> = {
  terminal: 1_700,
  piped: 8_000,
  none: 8_000,
};
// What shops still have to tell at the end is told, but not for ever.
const SETTLE_MS_MAX = 600;

function whoIsThere(): Company {
  if (process.stdin.isTTY) return process.stdout.isTTY ? 'terminal' : 'none';
  try {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isFile() || stdin.isSocket() ? 'piped' : 'none';
  } catch {
    return 'none';
  }
}

/** A terminal belongs to the conversation: the log goes to a file beside the books. */
function openLog(config: Config, company: Company): Logger {
  const level = config.logLevel;
  if (company === 'none' || !process.stderr.isTTY) return createLogger({ level });
  mkdirSync(config.dataDir, { recursive: true });
  const file = createWriteStream(path.join(config.dataDir, LOG_FILE), { flags: 'w' });
  return createLogger({ level, write: (line) => void file.write(line) });
}

/** Before anything is touched: a second copy of the program must leave the first one its shops. */
async function requireFreePort({ host, port }: Config): Promise<void> {
  const probe = net.createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ host, port }, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? 'is taken, perhaps by another Shelftalk' : error.code;
    throw new ConfigRefused(`${host}:${port} ${why}. Stop that, or set PORT=0 for any free port.`);
  });
  await new Promise((resolve) => probe.close(resolve));
}

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const prepared = prepareFrontEnds(config.chat);
  const company = whoIsThere();
  const log = openLog(config, company);
  const open: Open = {};
  const stop = createStopSequence({
    clock,
    log,
    stopMsMax: STOP_MS_MAX[company],
    async shutDown() {
      open.talk?.close();
      await open.automations?.stop();
      await open.notify?.stop();
      // Nothing new is heard, and what was heard is answered.
      await Promise.all([open.frontEnds?.stop(), open.loopback?.stop()]);
      await open.desk?.stop();
      await Promise.race([open.shop?.settle(), clock.sleep(SETTLE_MS_MAX)]);
      await open.engine?.stop();
      await open.shop?.stop();
    },
    exit: (code) => process.exit(code),
  });
  try {
    await run({ config, company, log, open, stop, prepared });
  } catch (error) {
    if (!stop.isRequested()) throw error;
    log.info('stopped_while_starting', { error });
  }
}

type Open = {
  engine?: Engine;
  shop?: OpenedShop;
  talk?: Talk;
  desk?: Desk;
  frontEnds?: OpenedFrontEnds;
  loopback?: RunningLoopback;
  automations?: Automations;
  notify?: Notify;
};

/** For whoever watches the terminal: a code to pair by, a picture to scan. */
function announce(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Whoever can be reached from this process: over its front-ends, or at its terminal. */
function startNotify(engine: Engine, { open, log }: { open: Open; log: Logger }): Notify {
  const notify = createNotify({
    ...{ core: engine, clock, random, log },
    frontEnds: () => [
      ...(open.frontEnds?.list ?? []),
      ...(open.talk ? [open.talk.reachable] : []),
      ...(open.loopback ? [open.loopback.reachable] : []),
    ],
  });
  notify.start();
  return notify;
}

interface Run {
  readonly config: Config;
  readonly company: Company;
  readonly log: Logger;
  readonly open: Open;
  readonly stop: StopSequence;
  readonly prepared: readonly PreparedFrontEnd[];
}

/** Where the platform itself is configured, nobody plays it; nor where nobody would see it. */
function loopbackOf({ config, company, prepared }: Run, shop: OpenedShop): Loopback | null {
  const { loopback } = shop;
  const isSeen = config.roles.has('serve') && company !== 'none';
  return isSeen && !prepared.some(({ id }) => id === loopback?.id) ? loopback : null;
}

/** Over which front-ends somebody is reached from this process. */
function connectedOf({ prepared, company }: Run, loopback: Loopback | null): () => string[] {
  const ids = [...prepared, ...(loopback ? [loopback] : [])].map(({ id }) => id);
  return () => (company === 'none' ? ids : [...ids, CONSOLE_OWNER.frontEnd]);
}

/** What the seller has named themselves stays. */
async function nameTeams(
  automations: Automations,
  sellerId: number,
  { id: frontEnd, teams }: Loopback,
): Promise<void> {
  const known = new Set((await automations.listTargets(sellerId)).map(({ name }) => name));
  for (const { name, chatId } of teams) {
    if (known.has(name)) continue;
    await automations.saveTarget(sellerId, { name, to: { frontEnd, chatId }, madeBy: null });
  }
}

async function run(o: Run): Promise<void> {
  const { config, company, log, open, stop, prepared } = o;
  if (config.roles.has('serve')) await requireFreePort(config);
  const engine = await openEngine({ config, clock, ids, random, log });
  open.engine = engine;
  const shop = await openShop({ engine, clock, random });
  open.shop = shop;
  const commands = [...allCommands, ...shop.commands];
  const model = await openModel({ settings: config.model, clock, log });
  const loopback = loopbackOf(o, shop);
  const connected = connectedOf(o, loopback);
  const { desk, people, automations } = openConversation({
    ...{ engine, commands, model, clock, ids, random, log, connected },
  });
  Object.assign(open, { desk, automations });
  await seatOwner(people, shop.sellerId);
  if (loopback) await nameTeams(automations, shop.sellerId, loopback);
  automations.listen();
  if (shop.isDemo) await people.startAskAbove(shop.sellerId, DEMO_ASK_ABOVE_UNITS);
  await engine.start();
  automations.start();
  await shop.connect(engine.origin());
  if (config.roles.has('serve')) {
    const { sellerId } = shop;
    const { dataDir } = config;
    const seller = await engine.catalog.readSeller(sellerId);
    const { quantity } = createFormats({ ...seller, now: () => clock.now() });
    const menu = commands.filter(({ group }) => group !== 'demo');
    const openThere = (some: readonly PreparedFrontEnd[], logThere: Logger) =>
      openFrontEnds(some, {
        ...{ engine, desk, sellerId, menu, clock, ids, random, dataDir, announce },
        ...{ formatNumber: quantity, log: logThere },
      });
    open.frontEnds = await openThere(prepared, log);
    if (loopback) {
      const tell = (card: Reply) => open.talk?.tell(card);
      // That a platform of ours is connected is news to nobody, between two answers at that.
      const quiet = { ...log, info: log.debug };
      const openFrontEnds = (some: readonly PreparedFrontEnd[]) => openThere(some, quiet);
      open.loopback = runLoopback(loopback, { clock, tell, openFrontEnds });
    }
    desk.start();
    open.notify = startNotify(engine, { open, log });
  }
  const origin = engine.origin();
  const hooks = origin ? `Shops post to ${origin}/webhooks/…` : 'It serves no webhooks (ROLES).';
  process.stdout.write(`Shelftalk is ready. ${hooks}\n`);
  // Whoever reads our output may go before we do.
  process.stdout.on('error', () => stop.request('output closed'));
  if (company === 'none') return;
  const isTerminal = company === 'terminal';
  const hasColour = isTerminal && !process.env.NO_COLOR;
  const talk = await startTalk({
    ...{ engine, shop, conversation: desk, commands, clock, ids, log, isTerminal, hasColour },
    async follow() {
      await automations.settle();
      await open.notify?.settle();
    },
  });
  open.talk = talk;
  const lines = await talk.ended;
  // A pipe that never said a word is no conversation: a supervisor's, most likely.
  if (isTerminal || lines > 0) stop.request('the conversation is over');
}

try {
  await main();
} catch (error) {
  const shown = error instanceof ShelftalkError ? error.message : (error as Error).stack;
  process.stderr.write(`${shown}\n`);
  process.exit(1);
}
