/**
 * WhatsApp, over one of two ways: a linked session of WhatsApp Web (whatsapp-web.js and a browser)
 * or Meta's official interface. The library of the first is loaded only when that way is on, and is
 * known to no other file. It is unofficial: WhatsApp may lock a number that uses it.
 */
import { chmod, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Client, Message, MessageMedia } from 'whatsapp-web.js';
import { toError } from '../../core/base/errors.ts';
import type { FrontEnd, FrontEndDeps, FrontEndKind } from '../front-end/front-end.ts';
import type { Reply } from '../reply/reply.ts';
import { readPhoneDigits } from './chat-address.ts';
import { createCloudFrontEnd } from './cloud-front-end.ts';
import { type OutgoingMessage, WHATSAPP_LIMITS } from './outgoing-message.ts';
import { toPollSecret } from './poll-secret.ts';
import { readWebEdit, readWebMessage, readWebVote } from './read-web-message.ts';
import type { WebSettings, WhatsAppSettings } from './settings.ts';
import { toPlainText } from './to-plain-text.ts';
import type { WebClient, WebEnd, WebEvents } from './web-client.ts';
import { createWebFrontEnd } from './web-front-end.ts';
import { WEB_TIMES } from './web-times.ts';

const ID = 'whatsapp';

type Library = typeof import('whatsapp-web.js');

/** What the library does by itself, and lets fail where nobody listens. */
interface Inner {
  inject(): Promise<void>;
  destroy(): Promise<void>;
  requestPairingCode(phone: string, notify?: boolean, everyMs?: number): Promise<string>;
}

const UNREAD_CHATS_MAX = 20;
const UNREAD_MESSAGES_MAX = 30;
const PEOPLE_MAX = 2_000;

export const whatsapp: FrontEndKind<WhatsAppSettings> = {
  id: ID,
  title: 'WhatsApp',
  // What both ways have; the official one shows buttons too.
  abilities: {
    buttons: 0,
    hasPictures: true,
    hasFiles: true,
    textLengthMax: WHATSAPP_LIMITS.textLength,
  },
  async open(settings: WhatsAppSettings, deps: FrontEndDeps): Promise<FrontEnd> {
    if (settings.transport === 'cloud') return createCloudFrontEnd({ id: ID, settings, deps });
    const { default: library } = await import('whatsapp-web.js');
    const folder = path.join(deps.dataDir, 'whatsapp');
    // Whoever can read the session can write in the name of the phone.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    const clientId = `seller-${deps.sellerId}`;
    return createWebFrontEnd({
      id: ID,
      settings,
      deps,
      openClient: (events) => openClient(library, { settings, deps, folder, clientId, events }),
      forgetSession: () =>
        rm(path.join(folder, `session-${clientId}`), { recursive: true, force: true }),
    });
  },
  toPlainText: (reply: Reply) => toPlainText(reply),
};

interface ClientNeeds {
  readonly settings: WebSettings;
  readonly deps: FrontEndDeps;
  readonly folder: string;
  readonly clientId: string;
  readonly events: WebEvents;
}

function openClient(library: Library, o: ClientNeeds): WebClient {
  const { events, settings, deps } = o;
  let isOver = false;
  const end = (how: WebEnd) => {
    if (isOver) return;
    isOver = true;
    events.onEnd(how);
  };
  const lost = (reason: string) => end({ kind: 'lost', reason });
  const client = buildClient(library, { ...o, lost, isOver: () => isOver });
  listen(client, events, end);
  const times = { ...WEB_TIMES, ...settings.times };
  const people = new Map<string, Awaited<ReturnType<WebClient['personOf']>>>();
  return {
    async start() {
      await client.initialize();
    },
    async close() {
      isOver = true;
      await closeBrowser(client, { deps, closeMs: times.closeMs });
    },
    state: () => client.getState(),
    myIds: () => readMyIds(client),
    async personOf(id) {
      const known = people.get(id);
      if (known) return known;
      const contact = await client.getContactById(id);
      const person = { id: contact.id._serialized, name: contact.pushname ?? contact.name ?? null };
      // The number behind a hidden id may become known later.
      if (readPhoneDigits(person.id) !== null && people.size < PEOPLE_MAX) people.set(id, person);
      return person;
    },
    unread: ({ sinceSeconds }) => readUnread(client, sinceSeconds),
    async fileOf(messageId) {
      const message = await client.getMessageById(messageId);
      // The library says undefined for a file that is gone, against its own types.
      const media = (await message?.downloadMedia()) as MessageMedia | undefined;
      if (!media) return null;
      const bytes = Buffer.from(media.data, 'base64');
      return { name: media.filename ?? '', mediaType: media.mimetype, bytes };
    },
    async send({ chatId, message, quotedId }) {
      const { content, options } = toContent(library, message, deps);
      const quoted = quotedId === null ? {} : { quotedMessageId: quotedId };
      const sent: Message | undefined = await client.sendMessage(chatId, content, {
        ...options,
        ...quoted,
        linkPreview: false,
        parseVCards: false,
      });
      return sent ? sent.id._serialized : null;
    },
  };
}

function buildClient(
  library: Library,
  o: ClientNeeds & { lost: (reason: string) => void; isOver: () => boolean },
): Client {
  const { settings, folder, clientId, lost } = o;
  const isRoot = process.getuid?.() === 0;
  const { page, pairNumber } = settings;
  const auth = new library.LocalAuth({ clientId, dataPath: folder });
  const client = new library.Client({
    authStrategy: auth,
    // Its own default for a page is a folder wherever the program was started.
    ...(page
      ? {
          webVersion: page.version,
          webVersionCache: { type: 'local', path: page.folder, strict: true },
        }
      : { webVersionCache: { type: 'none' } }),
    takeoverOnConflict: true,
    takeoverTimeoutMs: 0,
    ...(pairNumber === null ? {} : { pairWithPhoneNumber: { phoneNumber: pairNumber } }),
    puppeteer: {
      executablePath: settings.chromiumPath,
      // A browser that hangs on a pipe ends with us, however we end, and listens on no port.
      pipe: true,
      args: ['--disable-gpu', '--disable-dev-shm-usage', ...(isRoot ? ['--no-sandbox'] : [])],
      // Stopping is the program's business.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    },
  });
  Object.assign(auth, {
    // A browser is still in the folder at that time; it goes when the browser has.
    logout: async () => {},
    afterBrowserInitialized: async () => {
      // It was stopped while it came up.
      watchBrowser(client, lost);
      if (o.isOver()) await client.pupBrowser?.close();
    },
  });
  quieten(client, lost);
  return client;
}

/** These are called where a failure would end the whole program; here it ends the client. */
function quieten(client: Client, lost: (reason: string) => void): void {
  const inner = client as unknown as Inner;
  const inject = inner.inject.bind(client);
  const destroy = inner.destroy.bind(client);
  const requestPairingCode = inner.requestPairingCode.bind(client);
  inner.inject = () => inject().catch(() => lost('WhatsApp Web did not come up'));
  inner.destroy = () => destroy().catch(() => lost('The browser did not close'));
  inner.requestPairingCode = (...given) =>
    requestPairingCode(...given).catch(() => {
      lost('WhatsApp gave no pairing code');
      return '';
    });
}

function watchBrowser({ pupBrowser, pupPage }: Client, lost: (reason: string) => void): void {
  // A pipe breaks with its browser, which ends the program where nobody listens.
  for (const pipe of pupBrowser?.process()?.stdio ?? []) {
    pipe?.on('error', () => lost('The browser has ended'));
  }
  pupBrowser?.on('disconnected', () => lost('The browser has ended'));
  pupPage?.on('error', () => lost('The page has crashed'));
  pupPage?.on('close', () => lost('The page was closed'));
}

function listen(client: Client, events: WebEvents, end: (how: WebEnd) => void): void {
  client.on('qr', (text) => events.onQr(text));
  client.on('code', (code) => events.onPairingCode(code));
  client.on('authenticated', () => events.onAuthenticated());
  client.on('ready', () => events.onReady());
  client.on('change_state', (state) => events.onState(state));
  client.on('auth_failure', () => end({ kind: 'logout' }));
  client.on('disconnected', (reason) => {
    const isLogout = reason === 'LOGOUT' || reason === 'UNPAIRED' || reason === 'UNPAIRED_IDLE';
    end(isLogout ? { kind: 'logout' } : { kind: 'lost', reason: `WhatsApp Web is ${reason}` });
  });
  client.on('message', (message) => {
    const read = readWebMessage(message.rawData);
    if (read) events.onMessage(read);
  });
  client.on('message_edit', (message) => {
    const read = readWebEdit(message.rawData);
    if (read) events.onEdited(read);
  });
  client.on('vote_update', (vote) => {
    const read = readWebVote(vote);
    if (read) events.onVote(read);
  });
}

/** A browser that does not close in time is ended. */
async function closeBrowser(
  client: Client,
  o: { deps: FrontEndDeps; closeMs: number },
): Promise<void> {
  const { pupBrowser } = client;
  const { promise, resolve } = Promise.withResolvers<'late'>();
  const disarm = o.deps.clock.after(o.closeMs, () => resolve('late'));
  try {
    const closed = client.destroy().then(() => 'closed' as const);
    if ((await Promise.race([closed, promise])) === 'late') pupBrowser?.process()?.kill('SIGKILL');
  } catch (error) {
    o.deps.log.warn('whatsapp_close_failed', { error: toError(error) });
    pupBrowser?.process()?.kill('SIGKILL');
  } finally {
    disarm();
  }
}

/** By number and by the id that hides it: a group may use either. */
async function readMyIds(client: Client): Promise<string[]> {
  const mine = client.info.wid._serialized;
  const [ids] = await client.getContactLidAndPhone([mine]);
  return [...new Set([mine, ids?.lid, ids?.pn].filter((id) => id !== undefined))];
}

async function readUnread(client: Client, sinceSeconds: number) {
  const chats = await client.getChats();
  const waiting = chats
    .filter(({ unreadCount, timestamp }) => unreadCount > 0 && timestamp >= sinceSeconds)
    .slice(0, UNREAD_CHATS_MAX);
  const found = [];
  for (const chat of waiting) {
    const limit = Math.min(chat.unreadCount, UNREAD_MESSAGES_MAX);
    found.push(...(await chat.fetchMessages({ limit, fromMe: false })));
  }
  return found
    .map((message) => readWebMessage(message.rawData))
    .filter((message) => message !== null && message.seconds >= sinceSeconds)
    .toSorted((a, b) => (a?.seconds ?? 0) - (b?.seconds ?? 0))
    .flatMap((message) => (message ? [message] : []));
}

function toContent(library: Library, message: OutgoingMessage, { random }: FrontEndDeps) {
  switch (message.kind) {
    case 'poll': {
      const messageSecret = toPollSecret(message.questionId, random);
      const options = { messageSecret, allowMultipleAnswers: false };
      return {
        content: new library.Poll(message.question, [...message.options], options),
        options: {},
      };
    }
    case 'picture':
      return {
        content: toMedia(library, { ...message, bytes: message.png, mediaType: 'image/png' }),
        options: { caption: message.caption },
      };
    case 'file':
      return { content: toMedia(library, message), options: { sendMediaAsDocument: true } };
    default:
      return { content: message.text, options: {} };
  }
}

function toMedia(
  library: Library,
  o: { bytes: Uint8Array; name: string; mediaType: string },
): MessageMedia {
  const data = Buffer.from(o.bytes).toString('base64');
  return new library.MessageMedia(o.mediaType, data, o.name, o.bytes.length);
}
