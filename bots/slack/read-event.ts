import type { InboundMessage } from '../front-end/inbound-message.ts';
import { readWrittenText, unescapeText, type WrittenText } from './plain-text.ts';
import { toReplyTo } from './route.ts';
import type { SlackFile, SlackMessageEvent, SlackWritten } from './wire.ts';

export const FRONT_END = 'slack';

/** What a payload does not say itself. */
export interface Reading {
  readonly sellerId: number;
  readonly teamId: string;
  readonly botUserId: string;
  /** Whether we are talking with this person in this thread. */
  readonly isTalking: (o: { channel: string; thread: string; user: string }) => boolean;
}

export interface ReadMessage {
  /** Without its files: they are still to be fetched. */
  readonly message: InboundMessage;
  readonly files: readonly SlackFile[];
}

// A message with a file, one shown in the channel as well, and "/me".
const SUBTYPES_READ = new Set(['file_share', 'thread_broadcast', 'me_message']);

export function toInstant(stamp: string): Date {
  return new Date(Math.round(Number(stamp) * 1000));
}

/**
 * Null: it is not for us. In a direct chat everything is; elsewhere what names us, and what the
 * person we are talking with says next in the same thread.
 *
 * A message is known by where it stands and when it was written, so it is one message whether it
 * comes as a message, as a mention, once more after a time-out, by HTTP or by socket.
 */
export function readMessageEvent(event: SlackMessageEvent, reading: Reading): ReadMessage | null {
  if (event.subtype === 'message_changed') return readEdit(event, reading);
  if (event.subtype && !SUBTYPES_READ.has(event.subtype)) return null;
  return readWritten(event, event, reading);
}

/** Slack also tells that it unfolded a link: the same text again is no edit. */
function readEdit(event: SlackMessageEvent, reading: Reading): ReadMessage | null {
  const { message, previous_message: before } = event;
  if (!message?.edited || message.text === before?.text) return null;
  const read = readWritten(event, message, reading);
  if (!read) return null;
  const messageId = `${read.message.messageId}:${message.edited.ts}`;
  const at = toInstant(message.edited.ts);
  return { message: { ...read.message, messageId, at, standing: 'edited' }, files: [] };
}

function readWritten(
  event: SlackMessageEvent,
  written: SlackWritten,
  reading: Reading,
): ReadMessage | null {
  const { user } = written;
  if (!user || written.bot_id || user === reading.botUserId) return null;
  const { channel } = event;
  const isDirect = event.channel_type === 'im' || channel.startsWith('D');
  const said = readWrittenText(written.text ?? '', reading.botUserId);
  const thread = written.thread_ts ?? null;
  const isNamed = event.type === 'app_mention' || said.mentionsUs;
  const isNext =
    thread !== null && !said.isForOthers && reading.isTalking({ channel, thread, user });
  if (!isDirect && !isNamed && !isNext) return null;
  const team = written.user_team ?? written.source_team ?? written.team ?? reading.teamId;
  const inThread = thread ?? (isDirect ? undefined : written.ts);
  return {
    message: {
      frontEnd: FRONT_END,
      messageId: `${channel}:${written.ts}`,
      sellerId: reading.sellerId,
      sender: { id: `${team}:${user}`, name: null },
      chat: { id: channel, isDirect },
      ...readWords(written, said),
      files: [],
      at: toInstant(written.ts),
      replyTo: inThread ? toReplyTo({ thread: inThread, ...(!isDirect && { user }) }) : null,
    },
    files: written.files ?? [],
  };
}

/** What is shared from elsewhere, or stands behind a quotation mark, are somebody else's words. */
function readWords(
  written: SlackWritten,
  said: WrittenText,
): Pick<InboundMessage, 'content' | 'standing' | 'quoted'> {
  const shared = (written.attachments ?? [])
    .filter((each) => each.is_share || each.is_msg_unfurl)
    .map((each) => unescapeText(each.text ?? each.fallback ?? ''));
  const foreign = [said.quoted, ...shared].filter((text) => text !== null).join('\n');
  const isForeign = said.text === '' && foreign !== '';
  return {
    content: { kind: 'text', text: isForeign ? foreign : said.text },
    standing: isForeign ? 'forwarded' : 'typed',
    quoted: isForeign || foreign === '' ? null : foreign,
  };
}
