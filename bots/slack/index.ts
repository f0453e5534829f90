/**
 * Slack as a front-end, on its own library: Socket Mode, or HTTP under `/chat/slack`.
 *
 * This is the only file that knows the library, which is loaded when a front-end is opened. It
 * carries calls and events across and decides nothing: what an event means is read in `read-*`, how
 * a reply looks in `render`, where it goes in `deliver`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, HTTPReceiver, Receiver, ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import { isRetriedLater } from '../../core/base/errors.ts';
import type { FrontEnd, FrontEndDeps, FrontEndKind } from '../front-end/front-end.ts';
import { type SlackApi, SlackCallFailed } from './api.ts';
import { createBackgroundWork } from './background-work.ts';
import { blocksToText } from './block-text.ts';
import { type Connection, keepConnected, type Link } from './connection.ts';
import { deliver } from './deliver.ts';
import { guardRequest } from './guard-request.ts';
import { createSlackHandlers, type SlackHandlers, type SlackIdentity } from './handlers.ts';
import { createSlackMemory } from './memory.ts';
import { FRONT_END } from './read-event.ts';
import { renderSlack } from './render.ts';
import { createSdkLog } from './sdk-log.ts';
import type { SlackSettings } from './settings.ts';
import { createWebApi, type SlackClient } from './web-api.ts';

const loadBolt = () => import('@slack/bolt');
type Bolt = Awaited<ReturnType<typeof loadBolt>>;
type SdkLog = NonNullable<ConstructorParameters<Bolt['HTTPReceiver']>[0]['logger']>;

const PATH = `/chat/${FRONT_END}`;
const CALL_MS_MAX = 10_000;
const HELLO_MS_MAX = 10_000;
const STOP_MS_MAX = 1_000;

export const slack: FrontEndKind<SlackSettings> = {
  id: FRONT_END,
  title: 'Slack',
  // A longer list becomes a menu.
  abilities: { buttons: 5, hasPictures: true, hasFiles: true, textLengthMax: 40_000 },
  async open(settings, deps) {
    return openSlack(await loadBolt(), settings, deps);
  },
  toPlainText(reply) {
    const parts = renderSlack(reply, { formatNumber: String });
    return parts
      .map((part) =>
        part.kind === 'message' ? blocksToText(part.blocks) : (part.alt ?? part.name),
      )
      .join('\n');
  },
};

function openSlack(bolt: Bolt, settings: SlackSettings, deps: FrontEndDeps): FrontEnd {
  const { clock, log, random } = deps;
  const { apiUrl, botToken, transport } = settings;
  const secrets = [
    botToken,
    transport.kind === 'socket' ? transport.appToken : transport.signingSecret,
  ];
  const logger: SdkLog = createSdkLog({ log, level: bolt.LogLevel.WARN, secrets });
  const clientOptions = {
    ...{ slackApiUrl: apiUrl, logger, timeout: CALL_MS_MAX },
    // Whoever sends decides when to send again.
    ...{ rejectRateLimitedCalls: true, retryConfig: { retries: 0 } },
  };
  const client = new bolt.webApi.WebClient(botToken.reveal(), clientOptions);
  const api = createWebApi(client as unknown as SlackClient);
  const memory = createSlackMemory(clock);
  const work = createBackgroundWork({ clock, log });
  let identity: SlackIdentity | null = null;
  const identify = async () => {
    identity = await readIdentity(api);
  };
  const handlers = createSlackHandlers({
    ...{ deps, api, memory, work, apiUrl },
    identity: () => identity,
    token: () => botToken.reveal(),
  });
  const seam = { bolt, settings, deps, logger, clientOptions };
  const { receiver, link } =
    transport.kind === 'socket'
      ? openSocket(seam, { appToken: transport.appToken.reveal(), identify })
      : openHttp(seam, { signingSecret: transport.signingSecret.reveal(), identify });
  addListeners(createApp(seam, receiver), handlers);
  const connection: Connection = keepConnected({ link, clock, random, log });
  const look = { formatNumber: deps.formatNumber };
  return {
    id: FRONT_END,
    start: () => connection.start(),
    async stop() {
      await connection.stop();
      await work.settle(STOP_MS_MAX);
    },
    health: () => connection.health(),
    async send(o) {
      const outcome = await deliver({ api, memory, look, log }, o);
      if (outcome.kind === 'needs-login') connection.doubt(outcome.reason);
      return outcome;
    },
    listener: 'requestListener' in receiver ? toListener(receiver, deps) : null,
  };
}

async function readIdentity(api: SlackApi): Promise<SlackIdentity> {
  const { team_id: teamId, user_id: botUserId } = await api.call('auth.test', {});
  if (typeof teamId !== 'string' || typeof botUserId !== 'string') {
    throw new SlackCallFailed('auth.test', { kind: 'unreachable', note: 'auth.test names nobody' });
  }
  return { teamId, botUserId };
}

interface Seam {
  readonly bolt: Bolt;
  readonly settings: SlackSettings;
  readonly deps: FrontEndDeps;
  readonly logger: SdkLog;
  readonly clientOptions: object;
}

function createApp(seam: Seam, receiver: Receiver): App {
  const app = new seam.bolt.App({
    receiver: acknowledgeAfter(receiver),
    logger: seam.logger,
    clientOptions: seam.clientOptions,
    // We make our own calls, so that no event waits for one.
    authorize: async () => ({}),
    // What bots write is dropped where events are read, ours and others'.
    ignoreSelf: false,
    convoStore: false,
  });
  app.error(async (error) => {
    throw error;
  });
  return app;
}

/**
 * The library says "arrived" before a listener has begun. Here it is said after the last one has
 * ended, and not at all when one has failed: Slack then sends it again.
 */
function acknowledgeAfter(inner: Receiver): Receiver {
  return {
    init(app) {
      const processEvent = async (event: ReceiverEvent) => {
        let response: unknown;
        const ack = async (given?: unknown) => {
          response = given;
        };
        await app.processEvent({ ...event, ack });
        await event.ack(response);
      };
      inner.init({ processEvent } as unknown as App);
    },
    start: () => inner.start(),
    stop: () => inner.stop(),
  };
}

function addListeners(app: App, handlers: SlackHandlers): void {
  app.event('message', ({ event }) => handlers.message(event));
  app.event('app_mention', ({ event }) => handlers.message(event));
  app.event('app_home_opened', ({ event }) => handlers.home(event));
  app.command(/.*/, ({ body }) => handlers.command(body));
  app.action(/.*/, ({ body }) => handlers.action(body));
  app.shortcut(/.*/, ({ body }) => handlers.shortcut(body));
  app.view(/.*/, async ({ body, ack }) => {
    const errors = await handlers.submission(body);
    if (errors) await ack({ response_action: 'errors', errors: { ...errors } });
  });
}

function openHttp(
  { bolt, deps, logger }: Seam,
  o: { signingSecret: string; identify: () => Promise<void> },
): { receiver: HTTPReceiver; link: Link } {
  const receiver = new bolt.HTTPReceiver({
    signingSecret: o.signingSecret,
    endpoints: PATH,
    logger,
    // Slack sends again what is answered with an error.
    async processEventErrorHandler({ error, response }) {
      deps.log.warn('slack_event_not_taken', { error });
      if (!response.headersSent) response.writeHead(isRetriedLater(original(error)) ? 503 : 500);
      response.end();
      return false;
    },
    unhandledRequestHandler({ response }) {
      if (!response.headersSent) response.writeHead(503);
      response.end();
    },
  });
  const link: Link = {
    async open() {
      await o.identify();
      return { lost: new Promise<string>(() => {}) };
    },
    close: async () => {},
  };
  return { receiver, link };
}

/** The library wraps what a listener throws. */
function original(error: Error): unknown {
  return 'original' in error ? error.original : error;
}

function toListener(
  receiver: HTTPReceiver,
  { clock, log }: FrontEndDeps,
): (request: IncomingMessage, response: ServerResponse) => void {
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const guarded = await guardRequest(request, clock.now());
    if ('status' in guarded) response.writeHead(guarded.status, CLOSING).end();
    else receiver.requestListener(guarded.request, response);
  };
  return (request, response) => {
    if (request.method !== 'POST' || request.url !== PATH) {
      response.writeHead(404, CLOSING).end();
      return;
    }
    serve(request, response).catch((error: unknown) => {
      // Mostly: whoever called hung up before all of it was here.
      log.debug('slack_request_failed', { error });
      response.destroy();
    });
  };
}

// What is left of a refused body is not read.
const CLOSING = { connection: 'close' };

function openSocket(
  { bolt, deps, logger, clientOptions }: Seam,
  o: { appToken: string; identify: () => Promise<void> },
): { receiver: SocketModeReceiver; link: Link } {
  const receiver = new bolt.SocketModeReceiver({
    appToken: o.appToken,
    logger,
    installerOptions: { clientOptions },
    // Its own reconnecting gives up, and takes the process along, when the network is away.
    autoReconnectEnabled: false,
    async processEventErrorHandler({ error }) {
      deps.log.warn('slack_event_not_taken', { error });
      return false;
    },
  });
  const { client } = receiver;
  const link: Link = {
    async open(signal) {
      await o.identify();
      let lose = () => {};
      const lost = new Promise<string>((resolve) => {
        lose = () => resolve('connection lost');
        client.once('disconnected', lose);
      });
      const patience = new AbortController();
      const tooLate = deps.clock
        .sleep(HELLO_MS_MAX, AbortSignal.any([signal, patience.signal]))
        .then(() => Promise.reject(new SlackCallFailed('hello', NO_HELLO)));
      tooLate.catch(() => {});
      try {
        await Promise.race([client.start(), tooLate]);
      } catch (error) {
        client.off('disconnected', lose);
        void client.disconnect();
        throw error;
      } finally {
        patience.abort();
      }
      return { lost };
    },
    async close() {
      const given = new AbortController();
      const closed = client.disconnect().then(() => given.abort());
      await deps.clock.sleep(STOP_MS_MAX, given.signal);
      // The other side does not answer the farewell: the second time it is not waited for.
      if (!given.signal.aborted) await client.disconnect();
      await closed;
    },
  };
  return { receiver, link };
}

const NO_HELLO = { kind: 'unreachable', note: 'no hello on the socket' } as const;
