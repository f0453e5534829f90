/** WhatsApp over a linked session: a browser that is kept open, messages in and out of its page. */
import { toError } from '../../core/base/errors.ts';
import type { Destination, FrontEnd, FrontEndDeps, SendOutcome } from '../front-end/front-end.ts';
import type { InboundFile } from '../front-end/inbound-message.ts';
import type { Reply } from '../reply/reply.ts';
import { isGroup, isPerson } from './chat-address.ts';
import { createHealthBoard, type HealthBoard } from './health-board.ts';
import { createIntakeLine, type IntakeLine } from './intake-line.ts';
import { NotFetched } from './not-fetched.ts';
import { renderReply } from './render-reply.ts';
import { createSendPace, type SendPace } from './send-pace.ts';
import { createSendProgress, type SendProgress } from './send-progress.ts';
import type { WebSettings } from './settings.ts';
import { createSupervisor, type Supervisor } from './supervise-web.ts';
import type { OpenWebClient, WebClient, WebMessage, WebPerson, WebVote } from './web-client.ts';
import { hasWantedFile, isForUs, senderIdOf, toInbound, toPress } from './web-inbound.ts';
import { WEB_TIMES } from './web-times.ts';

interface Web {
  readonly id: string;
  readonly settings: WebSettings;
  readonly deps: FrontEndDeps;
  readonly health: HealthBoard;
  readonly line: IntakeLine;
  readonly pace: SendPace;
  readonly progress: SendProgress;
  readonly supervisor: () => Supervisor;
  /** Of the linked phone; empty until a page has told. */
  myIds: readonly string[];
}

/** What was written while nobody listened is taken up; older than this it has had its answer. */
const CATCH_UP_SECONDS = 86_400;
const RETRY_AFTER_MS = 5_000;
const SEND_MS_MAX = 30_000;

export function createWebFrontEnd(o: {
  id: string;
  settings: WebSettings;
  deps: FrontEndDeps;
  openClient: OpenWebClient;
  forgetSession: () => Promise<void>;
}): FrontEnd {
  const { id, settings, deps } = o;
  const health = createHealthBoard(deps);
  const web: Web = {
    id,
    settings,
    deps,
    health,
    line: createIntakeLine(deps),
    pace: createSendPace(deps),
    progress: createSendProgress(),
    supervisor: () => supervisor,
    myIds: [],
  };
  const supervisor = createSupervisor({
    ...deps,
    ...o,
    health,
    times: { ...WEB_TIMES, ...settings.times },
    onReady: (client, { isLinkedAnew }) => {
      // A phone that was linked just now has chats that are none of ours.
      if (!isLinkedAnew) catchUp(web, client);
    },
    events: {
      onMessage: (message) => queue(web, message, { isEdited: false }),
      onEdited: (message) => queue(web, message, { isEdited: true }),
      onVote: (vote) => web.line.add(() => handOverVote(web, vote)),
    },
  });
  return {
    id,
    start: () => supervisor.start(),
    async stop() {
      await Promise.all([supervisor.stop(), web.line.stop()]);
    },
    health: () => health.read(),
    send: (message) => sendReply(web, message),
    listener: null,
  };
}

function queue(web: Web, message: WebMessage, o: { isEdited: boolean }): void {
  web.line.add(() => handOver(web, message, o));
}

function catchUp(web: Web, client: WebClient): void {
  web.line.add(async () => {
    const nowSeconds = Math.trunc(web.deps.clock.now().getTime() / 1_000);
    const missed = await client.unread({ sinceSeconds: nowSeconds - CATCH_UP_SECONDS });
    for (const message of missed) await handOver(web, message, { isEdited: false });
  });
}

/** Throws (retry 'later') while there is no page to ask. */
function livePage(web: Web): WebClient {
  const client = web.supervisor().client();
  if (!client) throw new NotFetched('WhatsApp Web is not there. The message waits for it.');
  return client;
}

async function handOver(web: Web, message: WebMessage, o: { isEdited: boolean }): Promise<void> {
  if (isGroup(message.chatId) && web.myIds.length === 0) web.myIds = await livePage(web).myIds();
  if (!isForUs(message, web.myIds)) return;
  const sender = await livePage(web).personOf(senderIdOf(message));
  const files = await fetchFiles(web, message);
  const { id: frontEnd, myIds } = web;
  const { sellerId, desk } = web.deps;
  await desk.take(toInbound(message, { frontEnd, sellerId, sender, myIds, files, ...o }));
}

async function fetchFiles(web: Web, message: WebMessage): Promise<InboundFile[]> {
  if (!hasWantedFile(message)) return [];
  const file = await livePage(web).fileOf(message.id);
  if (file) return [file];
  web.deps.log.warn('whatsapp_file_left_out', { messageId: message.id });
  return [];
}

async function handOverVote(web: Web, vote: WebVote): Promise<void> {
  const { sellerId, desk, clock } = web.deps;
  const sender: WebPerson = await livePage(web).personOf(vote.voterId);
  const around = { frontEnd: web.id, sellerId, sender, receivedAt: clock.now() };
  const press = toPress(vote, around);
  if (press) await desk.take(press);
}

async function sendReply(
  web: Web,
  o: { to: Destination; reply: Reply; key: string },
): Promise<SendOutcome> {
  const { chatId, replyTo } = o.to;
  if (!isPerson(chatId) && !isGroup(chatId)) {
    return { kind: 'rejected', reason: 'This is no chat of WhatsApp' };
  }
  const look = { press: web.settings.hasPolls ? 'polls' : 'none', ...web.deps } as const;
  const left = web.progress.of(o.key);
  let messageId = left.at(-1) ?? '';
  for (const [index, message] of renderReply(o.reply, look).entries()) {
    if (index < left.length) continue;
    const client = web.supervisor().client();
    if (!client) return awayOutcome(web);
    const waitMs = web.pace.take();
    if (waitMs > 0) {
      const reason = 'WhatsApp is given no more than so many messages a minute';
      return { kind: 'retry-later', afterMs: waitMs, reason };
    }
    const quotedId = index === 0 ? replyTo : null;
    const sent = await withinTime(web, client.send({ chatId, message, quotedId }));
    if (sent instanceof Error) {
      web.deps.log.warn('whatsapp_not_sent', { error: sent });
      return {
        kind: 'retry-later',
        afterMs: RETRY_AFTER_MS,
        reason: 'WhatsApp Web did not take it',
      };
    }
    if (sent === null) return { kind: 'rejected', reason: 'WhatsApp knows no such chat' };
    messageId = sent;
    web.progress.left({ key: o.key, messageId });
  }
  return { kind: 'sent', messageId };
}

function awayOutcome({ health }: Web): SendOutcome {
  const { state, note } = health.read();
  if (state === 'needs-login') return { kind: 'needs-login', reason: note ?? 'Link a phone.' };
  return { kind: 'retry-later', afterMs: RETRY_AFTER_MS, reason: note ?? 'WhatsApp is away' };
}

/** A page that hangs must not hold up who waits for the answer. */
async function withinTime<Value>(web: Web, call: Promise<Value>): Promise<Value | Error> {
  const { promise, resolve } = Promise.withResolvers<Error>();
  const disarm = web.deps.clock.after(SEND_MS_MAX, () => resolve(new Error('no answer in time')));
  try {
    return await Promise.race([call.catch(toError), promise]);
  } finally {
    disarm();
  }
}
