/** How a line written on a front-end reaches the desk, by that front-end's own code. */
import type { InboundMessage } from '../../../bots/front-end/inbound-message.ts';
import { readMessageEvent } from '../../../bots/slack/read-event.ts';
import { messageEventSchema } from '../../../bots/slack/wire.ts';
import { toInbound } from '../../../bots/telegram/inbound.ts';
import { updateSchema } from '../../../bots/telegram/wire.ts';
import { readCloudWebhook } from '../../../bots/whatsapp/cloud-inbound.ts';
import { ANN, BOT, messageOf } from '../../support/telegram-updates.ts';

export interface Line {
  readonly sellerId: number;
  readonly text: string;
  /** Counts the lines, so that each is another message. */
  readonly ordinal: number;
  readonly at: Date;
}

type Voice = (line: Line) => InboundMessage | null | undefined;

const PHONE = '919800000001';

export const voices: Readonly<Record<string, Voice>> = {
  console: ({ sellerId, text, ordinal, at }) => ({
    ...{ frontEnd: 'console', messageId: `line-${ordinal}`, sellerId, at },
    sender: { id: 'ann', name: null },
    chat: { id: 'ann', isDirect: true },
    content: { kind: 'text', text },
    ...{ standing: 'typed', quoted: null, files: [], replyTo: null },
  }),
  telegram({ sellerId, text, ordinal, at }) {
    const message = messageOf(ANN, text, { messageId: ordinal, at });
    const update = updateSchema.parse({ update_id: ordinal, message });
    const inbound = toInbound(update, { sellerId, me: BOT, menu: [], now: at });
    return inbound.kind === 'message' ? inbound.message : null;
  },
  slack({ sellerId, text, ordinal, at }) {
    const ts = `${Math.floor(at.getTime() / 1_000)}.${String(ordinal).padStart(6, '0')}`;
    const about = { type: 'message', channel: 'D0AB12CD3', channel_type: 'im', user: 'U0AB12CD3' };
    const event = messageEventSchema.parse({ ...about, text, ts });
    const reading = { sellerId, teamId: 'T0AB12CD3', botUserId: 'U0BOT', isTalking: () => false };
    return readMessageEvent(event, reading)?.message;
  },
  whatsapp({ sellerId, text, ordinal, at }) {
    const timestamp = String(Math.floor(at.getTime() / 1_000));
    const message = { from: PHONE, id: `wamid.${ordinal}`, timestamp, type: 'text' };
    const value = {
      metadata: { phone_number_id: '1' },
      contacts: [{ wa_id: PHONE, profile: { name: 'Ann' } }],
      messages: [{ ...message, text: { body: text } }],
    };
    const entry = [{ changes: [{ field: 'messages', value }] }];
    const body = { object: 'whatsapp_business_account', entry };
    const [read] = readCloudWebhook(body, { phoneNumberId: '1' })?.messages ?? [];
    if (!read) return null;
    const { messageId, sender, content, standing } = read;
    return {
      ...{ frontEnd: 'whatsapp', messageId, sellerId, sender, content, standing, at: read.at },
      chat: { id: sender.id, isDirect: true },
      ...{ quoted: null, files: [], replyTo: null },
    };
  },
};
