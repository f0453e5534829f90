/**
 * Sends a reply to where it belongs, part by part. What has left is remembered by its key, so that
 * a reply that is sent again goes on where it stopped.
 */
import type { Logger } from '../../core/base/log.ts';
import type { Destination, SendOutcome } from '../front-end/front-end.ts';
import type { Reply } from '../reply/reply.ts';
import { type SlackApi, SlackCallFailed, toSendOutcome } from './api.ts';
import { pressKey, type SlackMemory, talkKey } from './memory.ts';
import { renderSlack, type SlackLook, type SlackPart } from './render.ts';
import { fromReplyTo, type Route } from './route.ts';
import { settleCard } from './settle-card.ts';

export interface DeliveryDeps {
  readonly api: SlackApi;
  readonly memory: SlackMemory;
  readonly look: SlackLook;
  readonly log: Logger;
}

type Message = SlackPart & { kind: 'message' };

/** Ways to reach somebody; the next one where Slack refuses this one. */
type Way =
  | { readonly kind: 'hook'; readonly url: string }
  | { readonly kind: 'unseen'; readonly channel: string; readonly user: string }
  | { readonly kind: 'post'; readonly chatId: string; readonly thread: string | undefined };

// A person's id instead of a conversation's.
const PERSON_ID = /^[UW]/;

// Data must not become a link, a mention or a preview on the way.
const LITERAL = {
  unfurl_links: false,
  unfurl_media: false,
  link_names: false,
  parse: 'none',
  mrkdwn: false,
} as const;

export async function deliver(
  deps: DeliveryDeps,
  o: { to: Destination; reply: Reply; key: string },
): Promise<SendOutcome> {
  const route = fromReplyTo(o.to.replyTo);
  const parts = renderSlack(o.reply, deps.look);
  try {
    const messageId = await sendParts(deps, { ...o, route, parts });
    if (o.reply.outcome !== 'refused' && o.reply.outcome !== 'ignored') {
      await settlePressed(deps, o.to, route);
    }
    return { kind: 'sent', messageId };
  } catch (error) {
    if (error instanceof SlackCallFailed) return toSendOutcome(error.failure);
    throw error;
  }
}

async function sendParts(
  deps: DeliveryDeps,
  o: { to: Destination; key: string; route: Route; parts: readonly SlackPart[] },
): Promise<string> {
  const { memory } = deps;
  const before = memory.sent.get(o.key) ?? { count: 0, messageId: '' };
  let { messageId } = before;
  for (const [index, part] of o.parts.entries()) {
    if (index < before.count) continue;
    const id =
      part.kind === 'message' ? await sendMessage(deps, o, part) : await sendUpload(deps, o, part);
    messageId ||= id;
    memory.sent.set(o.key, { count: index + 1, messageId });
  }
  return messageId;
}

async function sendMessage(
  deps: DeliveryDeps,
  o: { to: Destination; route: Route },
  message: Message,
): Promise<string> {
  const ways = await waysTo(deps, o);
  for (const [index, way] of ways.entries()) {
    try {
      return await sendBy(deps, way, message, o.route);
    } catch (error) {
      const isLast = index === ways.length - 1;
      if (isLast || !isRefused(error)) throw error;
      deps.log.debug('slack_way_closed', { way: way.kind, error });
    }
  }
  return '';
}

const isRefused = (error: unknown): boolean =>
  error instanceof SlackCallFailed && error.failure.kind === 'refused';

/** Best first; the last one is the conversation itself. */
async function waysTo(deps: DeliveryDeps, o: { to: Destination; route: Route }): Promise<Way[]> {
  const { route, to } = o;
  const post: Way = { kind: 'post', chatId: to.chatId, thread: route.thread };
  if (!route.place || (await isOurChat(deps, route.place, to.chatId))) return [post];
  const url = route.hook && deps.memory.hooks.get(route.hook);
  const unseen: Way[] = route.user
    ? [{ kind: 'unseen', channel: route.place, user: route.user }]
    : [];
  return url ? [{ kind: 'hook', url }, ...unseen, post] : [...unseen, post];
}

/** There, everybody who sees an answer has asked; elsewhere it is for the asker alone. */
async function isOurChat(deps: DeliveryDeps, place: string, chatId: string): Promise<boolean> {
  if (!place.startsWith('D')) return place === chatId;
  try {
    return (await conversationOf(deps, chatId)) === place;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return false;
  }
}

async function conversationOf(deps: DeliveryDeps, chatId: string): Promise<string> {
  if (!PERSON_ID.test(chatId)) return chatId;
  const known = deps.memory.directChats.get(chatId);
  if (known) return known;
  const opened = await deps.api.call('conversations.open', { users: chatId });
  const { channel } = opened as { channel?: { id?: string } };
  const id = channel?.id;
  if (!id) throw new SlackCallFailed('conversations.open', { kind: 'refused', error: 'no_chat' });
  deps.memory.directChats.set(chatId, id);
  return id;
}

async function sendBy(
  deps: DeliveryDeps,
  way: Way,
  message: Message,
  route: Route,
): Promise<string> {
  const { api, memory } = deps;
  const { text, blocks } = message;
  switch (way.kind) {
    case 'hook': {
      const body = { response_type: 'ephemeral', replace_original: false, text, blocks };
      await api.respond(way.url, body);
      rememberUnseen(memory, message);
      return `hook:${route.hook ?? ''}`;
    }
    case 'unseen': {
      const { channel, user } = way;
      const sent = await api.call('chat.postEphemeral', {
        ...{ channel, user, text, blocks },
        ...{ link_names: false, parse: 'none' },
      });
      rememberUnseen(memory, message);
      return String(sent.message_ts ?? '');
    }
    case 'post': {
      const { thread } = way;
      const channel = await conversationOf(deps, way.chatId);
      const place = { channel, ...(thread && { thread_ts: thread }) };
      const sent = await api.call('chat.postMessage', { ...place, text, blocks, ...LITERAL });
      if (thread && route.user) {
        memory.talks.set(talkKey({ channel, thread, user: route.user }), true);
      }
      return String(sent.ts ?? '');
    }
  }
}

/** Slack does not send a card that only one person sees along when it is pressed. */
function rememberUnseen(memory: SlackMemory, message: Message): void {
  for (const block of message.blocks) {
    if (block.type === 'actions' && block.block_id) {
      memory.unseen.set(block.block_id, message.blocks);
    }
  }
}

async function sendUpload(
  deps: DeliveryDeps,
  o: { to: Destination; route: Route },
  part: SlackPart & { kind: 'upload' },
): Promise<string> {
  const channel = await conversationOf(deps, o.to.chatId);
  const thread = o.route.place ? undefined : o.route.thread;
  await deps.api.upload({ channel, thread, bytes: part.bytes, name: part.name, alt: part.alt });
  return '';
}

/** Looks only: that a question is answered once is held behind the desk. */
async function settlePressed(deps: DeliveryDeps, to: Destination, route: Route): Promise<void> {
  if (!route.card) return;
  const { api, memory, log } = deps;
  const channel = route.place ?? to.chatId;
  const key = pressKey(channel, route);
  const card = memory.pressed.get(key);
  if (!card) return;
  memory.pressed.delete(key);
  const { blocks, text } = settleCard(card);
  try {
    const url = route.hook && memory.hooks.get(route.hook);
    if (url) await api.respond(url, { replace_original: true, text, blocks });
    else await api.call('chat.update', { channel, ts: route.card, text, blocks });
  } catch (error) {
    log.warn('slack_card_kept_its_buttons', { error });
  }
}
