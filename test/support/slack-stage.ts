import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackStandIn, type SlackStandIn } from '../../bots/demo-slack/slack-stand-in.ts';
import type { FrontEnd, MessageDesk } from '../../bots/front-end/front-end.ts';
import type { InboundMessage } from '../../bots/front-end/inbound-message.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { slack } from '../../bots/slack/index.ts';
import type { SlackSettings } from '../../bots/slack/settings.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { createLogger } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { loadSlackRules } from './slack-schema.ts';

/** A desk that notes what arrives, and answers what it is told to. */
export interface RecordingDesk extends MessageDesk {
  readonly taken: InboundMessage[];
  /** How often the same message came again. */
  copies(): number;
  /** From now on the message cannot be stored. */
  refuse(error: Error | null): void;
  showOverview(overview: Reply | null): void;
}

export function createRecordingDesk(): RecordingDesk {
  const taken: InboundMessage[] = [];
  const seen = new Set<string>();
  let copies = 0;
  let failure: Error | null = null;
  let shown: Reply | null = null;
  return {
    taken,
    copies: () => copies,
    refuse(error) {
      failure = error;
    },
    showOverview(overview) {
      shown = overview;
    },
    async take(message) {
      if (failure) throw failure;
      if (seen.has(message.messageId)) {
        copies += 1;
        return 'copy';
      }
      seen.add(message.messageId);
      taken.push(message);
      return 'accepted';
    },
    overview: async () => shown,
  };
}

export interface SlackStage {
  readonly server: SlackStandIn;
  readonly desk: RecordingDesk;
  readonly frontEnd: FrontEnd;
  /** Every line of the log. */
  readonly logged: string[];
  /** Where the app is reached; null in Socket Mode. */
  readonly appUrl: string | null;
  readonly signingSecret: string;
  /** Answers the newest message that came in. */
  answer(reply: Reply, key?: string): ReturnType<FrontEnd['send']>;
  close(): Promise<void>;
}

export const ASHA = 'U0ASHA';
export const RAVI = 'U0RAVI';
export const WAREHOUSE = 'C0WAREHOUSE';
const SIGNING_SECRET = 'a-signing-secret-of-the-stage';

/** The real front-end on the real library, wherever its Slack is. */
export async function openSlackFrontEnd(o: {
  apiUrl: string;
  botToken: string;
  transport: SlackSettings['transport'];
  desk: MessageDesk;
  sellerId?: number;
}) {
  const logged: string[] = [];
  const settings: SlackSettings = {
    botToken: new Secret(o.botToken),
    transport: o.transport,
    apiUrl: o.apiUrl,
  };
  const frontEnd = await slack.open(settings, {
    ...{ sellerId: o.sellerId ?? 1, desk: o.desk, menu: [], dataDir: '/nonexistent' },
    ...{ clock: systemClock, ids: systemIds, random: createSeededRandom(1) },
    log: createLogger({ level: 'debug', write: (line) => void logged.push(line) }),
    formatNumber: (value) => new Intl.NumberFormat('en-IN').format(value),
    announce: () => {},
    isOurTurn: async () => true,
  });
  const app = await mount(frontEnd);
  return {
    ...{ frontEnd, logged },
    /** Where the app is reached; null in Socket Mode. */
    appUrl: app?.url ?? null,
    async close() {
      await frontEnd.stop();
      await app?.close();
    },
  };
}

/** The same against our own Slack on loopback. */
export async function openSlackStage(o: {
  transport: 'socket' | 'http';
  desk?: MessageDesk;
  sellerId?: number;
  start?: boolean;
}): Promise<SlackStage> {
  const rules = await loadSlackRules();
  const server = createSlackStandIn({ clock: systemClock, check: (call) => rules.check(call) });
  server.addPerson({ id: ASHA, name: 'asha' });
  server.addPerson({ id: RAVI, name: 'ravi' });
  server.addChannel({ id: WAREHOUSE, name: 'warehouse' });
  await server.start();
  const desk = createRecordingDesk();
  const opened = await openSlackFrontEnd({
    ...{ apiUrl: server.apiUrl(), botToken: server.botToken, desk: o.desk ?? desk },
    ...(o.sellerId !== undefined && { sellerId: o.sellerId }),
    transport:
      o.transport === 'socket'
        ? { kind: 'socket', appToken: new Secret(server.appToken) }
        : { kind: 'http', signingSecret: new Secret(SIGNING_SECRET) },
  });
  const { frontEnd, appUrl, logged } = opened;
  if (appUrl) server.link.useHttp({ url: appUrl, signingSecret: SIGNING_SECRET });
  if (o.start !== false) await frontEnd.start();
  return {
    ...{ server, desk, frontEnd, logged, appUrl, signingSecret: SIGNING_SECRET },
    async answer(reply, key) {
      const message = desk.taken.at(-1);
      if (!message) throw new Error('Nothing came in that could be answered.');
      const to = { chatId: message.chat.id, replyTo: message.replyTo };
      return frontEnd.send({ to, reply, key: key ?? `answer to ${message.messageId}` });
    },
    async close() {
      await opened.close();
      await server.stop();
    },
  };
}

/** As the HTTP server hands requests over: under the front-end's path, raw. */
async function mount(frontEnd: FrontEnd) {
  const { listener } = frontEnd;
  if (!listener) return null;
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/chat/slack`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
