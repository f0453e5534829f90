import type { Clock } from '../core/base/clock.ts';
import type { Ids } from '../core/base/ids.ts';
import type { Logger } from '../core/base/log.ts';
import type { Engine } from '../core/engine.ts';
import type { AnyCommand } from './commands/command.ts';
import { untilSettled } from './commands/until-settled.ts';
import { createCompleter } from './console/complete-line.ts';
import { CONSOLE_OWNER, type Console, startConsole } from './console/console.ts';
import { greet } from './console/greeting.ts';
import { watchOrders } from './console/watch-orders.ts';
import type { Conversation } from './conversation/conversation.ts';
import type { Reachable } from './notify/notify-deps.ts';
import type { OpenedShop } from './open-shop.ts';
import { createFormats } from './reply/format-values.ts';
import type { Reply } from './reply/reply.ts';

const TRIES = [
  ['stock HOODIE-M', 'what is there, and what every shop shows'],
  ['sold 3 HOODIE-M in Mumbai', 'one sale by hand reaches every shop'],
] as const;
const TRY_DEMO = [
  'buy HOODIE-M on Kala Threads',
  'be a buyer, and watch the others follow',
] as const;
const RULE_DEMO =
  'When stock drops below 10 units on any SKU, send a Slack notification to the warehouse team';
const RULE_REAL = 'When stock drops below 10 units on any SKU, tell me';
const TRY_REAL = ['sync', 'how far every shop has kept up'] as const;
// What was asked for in the last line should have reached the shops when the program ends.
const SETTLE_MS_MAX = 10_000;
const FOLLOW_MS_MAX = 3_000;

export interface TalkDeps {
  readonly conversation: Conversation;
  readonly commands: readonly AnyCommand[];
  readonly engine: Engine;
  readonly shop: OpenedShop;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly isTerminal: boolean;
  readonly hasColour: boolean;
  /** Resolves when rules have done what follows, and it has been sent. */
  readonly follow: () => Promise<void>;
}

export interface Talk {
  /** How many lines were answered, once the person or the input is done. */
  readonly ended: Promise<number>;
  close(): void;
  /** Prints above the line that is being typed. */
  tell(notice: Reply): void;
  /** Whoever reads here, as somebody who can be told something. */
  readonly reachable: Reachable;
}

/** A conversation over stdin and stdout. */
export async function startTalk(deps: TalkDeps): Promise<Talk> {
  const { engine, shop, conversation, commands, clock, ids, isTerminal, hasColour } = deps;
  const { sellerId } = shop;
  const core = { ...engine, clock };
  const seller = await engine.catalog.readSeller(sellerId);
  const { quantity } = createFormats({ ...seller, now: () => clock.now() });
  const terminal = startConsole({
    ...{ sellerId, clock, ids, isTerminal, hasColour },
    conversation,
    input: process.stdin,
    output: process.stdout,
    formatNumber: quantity,
    // What comes of a line is read before the next one is taken, but not for ever.
    settled: () => Promise.race([deps.follow(), clock.sleep(FOLLOW_MS_MAX)]),
    complete: createCompleter({ core, sellerId, commands }),
    greeting: isTerminal
      ? await greet(core, {
          ...{ sellerId, tries: [...TRIES, shop.isDemo ? TRY_DEMO : TRY_REAL] },
          rule: shop.loopback ? RULE_DEMO : RULE_REAL,
        })
      : null,
  });
  const stopWatching = isTerminal ? tellOrders(deps, terminal) : () => undefined;
  return {
    ended: terminal.ended.then(async ({ reason, lines }) => {
      stopWatching();
      if (reason === 'input-over' && !isTerminal) await settle(deps);
      return lines;
    }),
    close: () => terminal.close(),
    tell: (notice) => terminal.tell(notice),
    reachable: toReachable(terminal, clock.now()),
  };
}

/** What is told there is read there. A pipe that never said a word may be a supervisor's. */
function toReachable(terminal: Console, since: Date): Reachable {
  let told = 0;
  return {
    id: CONSOLE_OWNER.frontEnd,
    health: () => ({ state: terminal.isRead() ? 'ready' : 'down', since, note: null }),
    async send({ reply }) {
      told += 1;
      terminal.tell(reply);
      return { kind: 'sent', messageId: String(told) };
    },
  };
}

function tellOrders({ engine, shop, clock, log }: TalkDeps, terminal: Console): () => void {
  return watchOrders({
    core: { ...engine, clock },
    sellerId: shop.sellerId,
    tell: (notice) => terminal.tell(notice),
    onError: (error) => log.warn('orders_not_watched', { error }),
  });
}

async function settle({ engine, shop, clock, log, follow }: TalkDeps): Promise<void> {
  await shop.settle();
  const { sellerId } = shop;
  const left = await untilSettled({ ...engine, clock }, { sellerId, withinMs: SETTLE_MS_MAX });
  if (left) log.warn('ended_before_settled', { ...left });
  await Promise.race([follow(), clock.sleep(FOLLOW_MS_MAX)]);
}
