/** The real front-end with the real SDK, between the stand-in of Telegram and a desk that notes. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrontEnd, MenuEntry } from '../../bots/front-end/front-end.ts';
import type { InboundMessage } from '../../bots/front-end/inbound-message.ts';
import { telegram } from '../../bots/telegram/index.ts';
import { readTelegramSettings } from '../../bots/telegram/settings.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { createLogger } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { BOT_TOKEN, startTelegramServer, type TelegramServer } from './telegram-server.ts';

export const WEBHOOK_SECRET = 'a_secret_of_the_webhook';
const WEBHOOK_URL = 'https://shop.example';

export interface NotingDesk {
  /** One of each message, as a durable inbox would have them. */
  readonly taken: InboundMessage[];
  readonly copies: InboundMessage[];
  /** Set: nothing can be stored. */
  refusal: Error | null;
}

export interface TelegramStage {
  readonly server: TelegramServer;
  readonly desk: NotingDesk;
  readonly frontEnd: FrontEnd;
  /** Where the listener is, for whoever posts to it past Telegram; '' without one. */
  readonly webhookAddress: string;
  readonly logged: readonly string[];
  untilTaken(count: number): Promise<InboundMessage>;
  close(): Promise<void>;
}

const MENU: readonly MenuEntry[] = [
  { name: 'stock', summary: 'Show what is there.' },
  { name: 'add sku', summary: 'Add a SKU.' },
];

export async function openTelegramStage(
  o: {
    mode?: 'poll' | 'webhook';
    server?: TelegramServer;
    apiRoot?: string;
    token?: string;
    /** Default: always. */
    isOurTurn?: () => Promise<boolean>;
  } = {},
): Promise<TelegramStage> {
  const { mode = 'poll' } = o;
  const door = mode === 'webhook' ? await openDoor() : null;
  const server = o.server ?? (await startTelegramServer({ route: () => door?.address ?? '' }));
  const desk: NotingDesk = { taken: [], copies: [], refusal: null };
  const logged: string[] = [];
  const settings = readTelegramSettings({
    TELEGRAM_BOT_TOKEN: new Secret(o.token ?? BOT_TOKEN),
    TELEGRAM_API_ROOT: o.apiRoot ?? server.origin,
    TELEGRAM_WEBHOOK_URL: mode === 'webhook' ? WEBHOOK_URL : undefined,
    TELEGRAM_WEBHOOK_SECRET: mode === 'webhook' ? new Secret(WEBHOOK_SECRET) : undefined,
  });
  if (!settings) throw new Error('Telegram is off.');
  const frontEnd = await telegram.open(settings, {
    ...{ sellerId: 7, desk: noteOn(desk), menu: MENU, dataDir: '/nowhere' },
    ...{ clock: systemClock, ids: systemIds, random: createSeededRandom(3) },
    log: createLogger({ level: 'debug', write: (line) => logged.push(line) }),
    formatNumber: (value) => new Intl.NumberFormat('en-IN').format(value),
    announce: () => undefined,
    isOurTurn: o.isOurTurn ?? (async () => true),
  });
  door?.leadTo(frontEnd);
  await frontEnd.start();
  return {
    ...{ server, desk, frontEnd, logged, webhookAddress: door?.address ?? '' },
    async untilTaken(count) {
      await server.until(() => desk.taken.length >= count, `taken message ${count}`);
      const newest = desk.taken[count - 1];
      if (!newest) throw new Error('It was taken and is gone.');
      return newest;
    },
    async close() {
      await frontEnd.stop();
      door?.server.closeAllConnections();
      door?.server.close();
      if (!o.server) await server.stop();
    },
  };
}

function noteOn(desk: NotingDesk) {
  return {
    async take(message: InboundMessage): Promise<'accepted' | 'copy'> {
      if (desk.refusal) throw desk.refusal;
      const isCopy = desk.taken.some(({ messageId }) => messageId === message.messageId);
      (isCopy ? desk.copies : desk.taken).push(message);
      return isCopy ? 'copy' : 'accepted';
    },
    overview: async () => null,
  };
}

/** What the service's own server does: hands requests to the listener as they are. */
async function openDoor() {
  let frontEnd: FrontEnd | null = null;
  const server: Server = createServer((request, response) => {
    if (frontEnd?.listener) frontEnd.listener(request, response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    address: `http://127.0.0.1:${port}/chat/telegram`,
    leadTo(opened: FrontEnd) {
      frontEnd = opened;
    },
  };
}
