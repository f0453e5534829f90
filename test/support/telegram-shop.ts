/** The demo shop with its real conversation behind the real front-end: nothing is left out. */
import { commands } from '../../bots/commands/registry.ts';
import type { FrontEnd } from '../../bots/front-end/front-end.ts';
import { openConversation } from '../../bots/open-conversation.ts';
import { telegram } from '../../bots/telegram/index.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { openPromptStage, type PromptStage } from './prompt-stage.ts';
import { BOT_TOKEN, startTelegramServer, type TelegramServer } from './telegram-server.ts';

export interface TelegramShop {
  readonly stage: PromptStage;
  readonly server: TelegramServer;
  readonly frontEnd: FrontEnd;
  /** A one-time code for somebody new. */
  makeCode(o: {
    name: string;
    role: 'owner' | 'manager' | 'warehouse' | 'viewer';
  }): Promise<string>;
  close(): Promise<void>;
}

// What a test says in a minute is more than a person does.
const LIMITS = { messagesPerMinute: 10_000, writesPerMinute: 10_000 };

export async function openTelegramShop(): Promise<TelegramShop> {
  const stage = await openPromptStage();
  const server = await startTelegramServer();
  const { engine, sellerId, people } = stage;
  const surroundings = { clock: systemClock, ids: systemIds, random: systemRandom };
  const { desk } = openConversation({
    ...{ engine, commands: stage.commands, ...surroundings, log: silentLogger, limits: LIMITS },
  });
  const settings = { token: new Secret(BOT_TOKEN), webhook: null, apiRoot: server.origin };
  const frontEnd = await telegram.open(settings, {
    ...{ sellerId, desk, menu: commands, ...surroundings, log: silentLogger },
    ...{ formatNumber: String, dataDir: '/nowhere', announce: () => undefined },
    isOurTurn: async () => true,
  });
  desk.add(frontEnd);
  desk.start();
  await frontEnd.start();
  return {
    ...{ stage, server, frontEnd },
    async makeCode({ name, role }) {
      const [owner] = await people.list(sellerId);
      const purpose = { kind: 'new', name, role } as const;
      return (await people.makeCode(sellerId, { by: owner?.personId ?? 0, purpose })).code;
    },
    async close() {
      await frontEnd.stop();
      await desk.stop();
      await server.stop();
      await stage.close();
    },
  };
}
