/** WhatsApp over Meta's official interface: webhooks in, calls out. */
import type { Clock } from '../../core/base/clock.ts';
import type { Destination, FrontEnd, FrontEndDeps, SendOutcome } from '../front-end/front-end.ts';
import type { InboundFile } from '../front-end/inbound-message.ts';
import type { Reply } from '../reply/reply.ts';
import { readPhoneDigits } from './chat-address.ts';
import { type CloudApi, createCloudApi } from './cloud-api.ts';
import type { CloudDelivery, CloudMessage, CloudStatus } from './cloud-inbound.ts';
import { createCloudListener } from './cloud-listener.ts';
import { type CloudRefusal, WINDOW_CLOSED, WINDOW_REASON } from './cloud-refusal.ts';
import { createHealthBoard, type HealthBoard } from './health-board.ts';
import { NotFetched } from './not-fetched.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import { renderReply } from './render-reply.ts';
import { createReplyWindow, type ReplyWindow } from './reply-window.ts';
import { createSendProgress, type SendProgress } from './send-progress.ts';
import type { CloudSettings } from './settings.ts';
import { toCloudBody, toTemplateBody, toUploadType } from './to-cloud-body.ts';

interface Cloud {
  readonly id: string;
  readonly settings: CloudSettings;
  readonly deps: FrontEndDeps;
  readonly api: CloudApi;
  readonly health: HealthBoard;
  readonly window: ReplyWindow;
  readonly progress: SendProgress;
}

const CHECK_EVERY_MS = 60_000;

export function createCloudFrontEnd(o: {
  id: string;
  settings: CloudSettings;
  deps: FrontEndDeps;
}): FrontEnd {
  const { id, settings, deps } = o;
  const cloud: Cloud = {
    ...o,
    api: createCloudApi({ settings, clock: deps.clock }),
    health: createHealthBoard(deps),
    window: createReplyWindow(deps),
    progress: createSendProgress(),
  };
  let stopChecking = () => {};
  return {
    id,
    async start() {
      await checkNumber(cloud);
      stopChecking = watch(cloud, deps.clock);
    },
    async stop() {
      stopChecking();
      cloud.health.set('down', 'stopped');
    },
    health: () => cloud.health.read(),
    send: (message) => sendReply(cloud, message),
    listener: createCloudListener({
      settings,
      log: deps.log,
      receive: (delivery) => receive(cloud, delivery),
    }),
  };
}

/** Asked again while something is wrong; while all is well every message tells. */
function watch(cloud: Cloud, clock: Clock): () => void {
  return clock.every(CHECK_EVERY_MS, () => {
    if (cloud.health.read().state !== 'ready') void checkNumber(cloud);
  });
}

async function checkNumber(cloud: Cloud): Promise<void> {
  const answer = await cloud.api.checkNumber();
  if (answer.kind === 'ok') cloud.health.set('ready');
  else noteRefusal(cloud, answer);
}

/** A message that is refused for itself says nothing about all others. */
function noteRefusal({ health }: Cloud, refusal: CloudRefusal): void {
  if (refusal.kind === 'needs-login') health.set('needs-login', refusal.reason);
  else if (refusal.kind === 'retry-later') health.set('down', refusal.reason);
}

async function receive(cloud: Cloud, delivery: CloudDelivery): Promise<void> {
  const { log } = cloud.deps;
  if (delivery.skipped.length > 0) log.debug('whatsapp_skipped', { kinds: delivery.skipped });
  for (const status of delivery.statuses) await noteStatus(cloud, status);
  for (const message of delivery.messages) await handOver(cloud, message);
}

async function handOver(cloud: Cloud, message: CloudMessage): Promise<void> {
  const { deps, window, id } = cloud;
  window.heard({ chatId: message.sender.id, at: message.at });
  await deps.desk.take({
    frontEnd: id,
    messageId: message.messageId,
    sellerId: deps.sellerId,
    sender: message.sender,
    chat: { id: message.sender.id, isDirect: true },
    content: message.content,
    standing: message.standing,
    // The interface names the message that is quoted, and does not say what it said.
    quoted: null,
    files: await fetchFiles(cloud, message),
    at: message.at,
    replyTo: null,
  });
}

async function fetchFiles(cloud: Cloud, { media }: CloudMessage): Promise<InboundFile[]> {
  if (media === null) return [];
  const answer = await cloud.api.download(media.mediaId);
  if (answer.kind === 'retry-later') {
    throw new NotFetched('A file could not be fetched from WhatsApp. It is tried again.');
  }
  if (answer.kind !== 'ok') noteRefusal(cloud, answer);
  const bytes = answer.kind === 'ok' ? answer.value : null;
  if (bytes === null) {
    cloud.deps.log.warn('whatsapp_file_left_out', { name: media.name });
    return [];
  }
  return [{ name: media.name, mediaType: media.mediaType, bytes }];
}

/** Whether a message arrived is told later: a window that was closed is only seen here. */
async function noteStatus(cloud: Cloud, status: CloudStatus): Promise<void> {
  const { log } = cloud.deps;
  const facts = { messageId: status.messageId, status: status.status, code: status.errorCode };
  if (status.status !== 'failed') {
    log.debug('whatsapp_message_status', facts);
    return;
  }
  log.warn('whatsapp_message_status', facts);
  if (status.errorCode !== WINDOW_CLOSED) return;
  cloud.window.closed(status.chatId);
  const text = cloud.window.takeBack(status.messageId);
  const digits = readPhoneDigits(status.chatId);
  if (text !== null && digits !== null) await sendTemplate(cloud, { text, digits });
}

async function sendReply(
  cloud: Cloud,
  o: { to: Destination; reply: Reply; key: string },
): Promise<SendOutcome> {
  const digits = readPhoneDigits(o.to.chatId);
  if (digits === null) {
    return { kind: 'rejected', reason: 'The official interface of WhatsApp reaches people only' };
  }
  const { formatNumber } = cloud.deps;
  const messages = renderReply(o.reply, { press: 'buttons', formatNumber });
  if (!cloud.window.isOpen(o.to.chatId)) return sendOutside(cloud, { digits, messages });
  const left = cloud.progress.of(o.key);
  let messageId = left.at(-1) ?? '';
  for (const message of messages.slice(left.length)) {
    const answer = await sendOne(cloud, { digits, message });
    if (answer.kind !== 'ok') {
      noteRefusal(cloud, answer);
      if (answer.errorCode !== WINDOW_CLOSED) return toOutcome(answer);
      cloud.window.closed(o.to.chatId);
      return sendOutside(cloud, { digits, messages });
    }
    messageId = answer.value;
    cloud.health.set('ready');
    cloud.progress.left({ key: o.key, messageId });
    cloud.window.said({ messageId, text: toLine([message]) });
  }
  return { kind: 'sent', messageId };
}

async function sendOne(cloud: Cloud, o: { digits: string; message: OutgoingMessage }) {
  const { digits, message } = o;
  if (message.kind !== 'picture' && message.kind !== 'file') {
    return cloud.api.sendMessage(toCloudBody({ message, digits, mediaId: null }));
  }
  const file =
    message.kind === 'picture'
      ? { bytes: message.png, name: message.name, mediaType: 'image/png' }
      : { ...message, mediaType: toUploadType(message.mediaType) };
  const uploaded = await cloud.api.upload(file);
  if (uploaded.kind !== 'ok') return uploaded;
  return cloud.api.sendMessage(toCloudBody({ message, digits, mediaId: uploaded.value }));
}

/** Outside of 24 hours there is the template, or nothing. */
async function sendOutside(
  cloud: Cloud,
  o: { digits: string; messages: readonly OutgoingMessage[] },
): Promise<SendOutcome> {
  return sendTemplate(cloud, { digits: o.digits, text: toLine(o.messages) });
}

async function sendTemplate(
  cloud: Cloud,
  o: { digits: string; text: string },
): Promise<SendOutcome> {
  const { template } = cloud.settings;
  if (template === null) {
    const remedy = 'Set WHATSAPP_CLOUD_TEMPLATE to an approved template, or wait for a message.';
    return { kind: 'rejected', reason: `${WINDOW_REASON}. ${remedy}` };
  }
  const answer = await cloud.api.sendMessage(toTemplateBody({ ...o, template }));
  if (answer.kind === 'ok') return { kind: 'sent', messageId: answer.value };
  noteRefusal(cloud, answer);
  return toOutcome(answer);
}

function toLine(messages: readonly OutgoingMessage[]): string {
  const words = messages.map((message) => {
    if (message.kind === 'picture') return message.caption;
    if (message.kind === 'file') return message.name;
    return message.kind === 'poll' ? message.question : message.text;
  });
  return words.join(' ');
}

function toOutcome(refusal: CloudRefusal): SendOutcome {
  if (refusal.kind === 'retry-later') {
    const { kind, afterMs, reason } = refusal;
    return { kind, afterMs, reason };
  }
  return { kind: refusal.kind, reason: refusal.reason };
}
