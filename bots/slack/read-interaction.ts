import type { InboundContent, InboundMessage } from '../front-end/inbound-message.ts';
import { readForm } from './forms.ts';
import { readWrittenText, unescapeText } from './plain-text.ts';
import { FRONT_END, type Reading, toInstant } from './read-event.ts';
import { type Route, toReplyTo } from './route.ts';
import type { SlackActions, SlackCommand, SlackSubmission } from './wire.ts';

type Place = Pick<Reading, 'sellerId' | 'teamId' | 'botUserId'>;

/** The command that takes everything; any other one is the first word itself. */
export const WHOLE_COMMAND = '/shelftalk';

/**
 * A slash command is nobody else's business: its answer is shown to the asker alone, so it counts
 * as said in a direct chat, and is known by its trigger, which no other call has.
 */
export function readSlashCommand(
  command: SlackCommand,
  reading: Place & { readonly now: Date },
): InboundMessage {
  const { text } = readWrittenText(command.text, reading.botUserId);
  const word = command.command.slice(1);
  const whole = command.command === WHOLE_COMMAND ? text : `${word} ${text}`;
  const { user_id: user, channel_id: place, trigger_id: trigger } = command;
  return {
    frontEnd: FRONT_END,
    messageId: `/${trigger}`,
    sellerId: reading.sellerId,
    sender: { id: `${command.team_id}:${user}`, name: command.user_name ?? null },
    chat: { id: user, isDirect: true },
    content: { kind: 'text', text: whole.trim() || 'help' },
    standing: 'typed',
    quoted: null,
    files: [],
    at: reading.now,
    replyTo: toReplyTo({ user, place, hook: trigger }),
  };
}

export type ReadAction =
  | { readonly kind: 'message'; readonly message: InboundMessage; readonly label: string }
  /** A form is wanted: it has to open while the finger is still on the button. */
  | { readonly kind: 'open'; readonly form: string }
  | { readonly kind: 'nothing' };

// q: a question, which is settled by its answer. o: an offer, which can be pressed again.
const PRESS = /^[qo]:([a-z0-9]{1,32})(?::(\d{1,3}))?$/;
const OPEN = /^open:([a-z ]{1,40})$/;
const ASK = /^ask:([a-z ]{1,40})(?:\?(.{0,200}))?$/;

export function readAction(body: SlackActions, reading: Place): ReadAction {
  const [action] = body.actions;
  if (!action) return { kind: 'nothing' };
  const opened = OPEN.exec(action.action_id)?.[1];
  if (opened) return { kind: 'open', form: opened };
  const content = readPressed(action);
  if (!content) return { kind: 'nothing' };
  const label = action.selected_option?.text.text ?? action.text?.text ?? '';
  const { chat, route } = whereOf(body);
  const name = body.user.username ?? body.user.name ?? null;
  return {
    kind: 'message',
    label: unescapeText(label),
    message: {
      frontEnd: FRONT_END,
      messageId: `${chat.id}:${body.container.message_ts ?? 'home'}:${action.action_ts}`,
      sellerId: reading.sellerId,
      sender: {
        id: `${body.user.team_id ?? body.team?.id ?? reading.teamId}:${body.user.id}`,
        name,
      },
      chat,
      content,
      standing: 'typed',
      quoted: null,
      files: [],
      at: toInstant(action.action_ts),
      replyTo: toReplyTo(route),
    },
  };
}

function readPressed(action: SlackActions['actions'][number]): InboundContent | null {
  const [isPress, questionId = '', pressed] = PRESS.exec(action.action_id) ?? [];
  if (isPress) {
    const option = pressed ?? action.selected_option?.value ?? '';
    if (!/^\d{1,3}$/.test(option)) return null;
    return { kind: 'press', questionId, option: Number.parseInt(option, 10) };
  }
  const [isAsk, command = '', slots = ''] = ASK.exec(action.action_id) ?? [];
  if (!isAsk) return null;
  return { kind: 'form', command, slots: Object.fromEntries(new URLSearchParams(slots)) };
}

/** A card that only its reader sees, and a page, are answered like a slash command. */
function whereOf(body: SlackActions): { chat: InboundMessage['chat']; route: Route } {
  const { container } = body;
  const { channel_id: channel, message_ts: card } = container;
  const user = body.user.id;
  if (!channel || !card) return { chat: { id: user, isDirect: true }, route: { user } };
  if (container.is_ephemeral) {
    const hook = body.actions[0]?.action_ts ?? '';
    return { chat: { id: user, isDirect: true }, route: { user, place: channel, card, hook } };
  }
  const isDirect = channel.startsWith('D');
  const thread = body.message?.thread_ts ?? container.thread_ts ?? (isDirect ? undefined : card);
  const route = { card, ...(thread && { thread }), ...(!isDirect && { user }) };
  return { chat: { id: channel, isDirect }, route };
}

export type ReadSubmission =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  /** By field: what is wrong with it. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'nothing' };

export function readSubmission(
  body: SlackSubmission,
  reading: Place & { readonly now: Date },
): ReadSubmission {
  const { view, user } = body;
  const read = readForm(view.callback_id, view.state.values);
  if (read.kind !== 'slots') return read;
  return {
    kind: 'message',
    message: {
      frontEnd: FRONT_END,
      messageId: `view:${view.id}`,
      sellerId: reading.sellerId,
      sender: {
        id: `${user.team_id ?? body.team?.id ?? reading.teamId}:${user.id}`,
        name: user.username ?? user.name ?? null,
      },
      chat: { id: user.id, isDirect: true },
      content: { kind: 'form', command: read.command, slots: read.slots },
      standing: 'typed',
      quoted: null,
      files: [],
      at: reading.now,
      replyTo: toReplyTo({ user: user.id }),
    },
  };
}
