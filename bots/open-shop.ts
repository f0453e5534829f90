import type { Clock } from '../core/base/clock.ts';
import type { Random } from '../core/base/random.ts';
import type { Engine } from '../core/engine.ts';
import type { AnyCommand } from './commands/command.ts';
import { DEMO_CHANNEL } from './demo-slack/demo-channel.ts';
import type { PreparedFrontEnd } from './open-front-ends.ts';
import type { Reply } from './reply/reply.ts';

/** The shop that this program runs: a real seller's, or the demo's with shops of its own. */
export interface OpenedShop {
  readonly sellerId: number;
  readonly isDemo: boolean;
  /** Commands that only this shop has. */
  readonly commands: readonly AnyCommand[];
  /** Call it after engine.start. */
  connect(webhookOrigin: string | null): Promise<void>;
  /** Nothing new happens by itself, and what the shops have to tell is told. */
  settle(): Promise<void>;
  stop(): Promise<void>;
  /** A chat platform on loopback that only this shop has; null: there is none. */
  readonly loopback: Loopback | null;
}

/** Opened after everything else, so that nobody waits for it. */
export interface Loopback {
  /** As the front-ends of the registry are called: where that one is configured, it is used. */
  readonly id: string;
  /** Its group chats that rules have a name for. */
  readonly teams: readonly { readonly name: string; readonly chatId: string }[];
  /** `tell`: what arrives there, for whoever sits at the terminal. */
  open(tell: (card: Reply) => void): Promise<{ prepared: PreparedFrontEnd; stop(): Promise<void> }>;
}

// Long enough for days of cover and for a month of a chart.
const DEMO_PAST_DAYS = 30;
const DEMO_PUBLIC_ID = /^demo-/;

/** The demo opens on empty books, and again on its own. Call it before engine.start. */
export async function openShop(deps: {
  engine: Engine;
  clock: Clock;
  random: Random;
}): Promise<OpenedShop> {
  const { catalog } = deps.engine;
  const seller = await catalog.firstSeller();
  const accounts = seller ? await catalog.listAccounts(seller.sellerId) : [];
  const isReal = accounts.some(({ publicId }) => !DEMO_PUBLIC_ID.test(publicId));
  const demo = isReal ? null : await openDemo(deps);
  if (demo) return demo;
  if (!seller) throw new Error('There is neither a seller nor a demo.');
  const nothing = async () => undefined;
  return {
    sellerId: seller.sellerId,
    isDemo: false,
    commands: [],
    connect: nothing,
    settle: nothing,
    stop: nothing,
    loopback: null,
  };
}

/** Loaded only when it is needed: a program with real shops never reads a simulator. */
async function openDemo(deps: {
  engine: Engine;
  clock: Clock;
  random: Random;
}): Promise<OpenedShop | null> {
  const { clock, random } = deps;
  const [{ openDemoShop }, { createBackgroundBuyers }, { createDemoCommands }] = await Promise.all([
    import('./demo-shop/demo-shop.ts'),
    import('./demo-shop/background-buyers.ts'),
    import('./demo-shop/demo-commands.ts'),
  ]);
  const engine = { ...deps.engine, clock };
  const demo = await openDemoShop({ engine, clock, random, pastDays: DEMO_PAST_DAYS });
  if (!demo) return null;
  const buyers = createBackgroundBuyers({ shops: demo.shops, clock, random });
  return {
    sellerId: demo.sellerId,
    isDemo: true,
    commands: createDemoCommands(demo, buyers),
    async connect(webhookOrigin) {
      if (webhookOrigin !== null) await demo.connect(webhookOrigin);
    },
    async settle() {
      buyers.stop();
      await demo.settle();
    },
    stop: () => demo.stop(),
    loopback: createLoopback(clock),
  };
}

function createLoopback(clock: Clock): Loopback {
  return {
    id: 'slack',
    teams: [{ name: DEMO_CHANNEL.team, chatId: DEMO_CHANNEL.id }],
    async open(tell) {
      const [{ openDemoSlack }, { frameCard }] = await Promise.all([
        import('./demo-slack/open-demo-slack.ts'),
        import('./demo-slack/frame-card.ts'),
      ]);
      return openDemoSlack({ clock, tell: (posted) => tell(frameCard(posted)) });
    },
  };
}
