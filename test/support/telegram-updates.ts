/** Updates as Telegram would write them: who said, pressed or changed what. */
export interface Person {
  readonly id: number;
  readonly first_name: string;
  readonly username?: string;
}

export type Chat =
  | { readonly id: number; readonly type: 'private'; readonly first_name: string }
  | { readonly id: number; readonly type: 'group' | 'supergroup'; readonly title: string };

export interface SaidOptions {
  readonly chat?: Chat;
  /** Of an update that is brought once more, or of an edit of an earlier message. */
  readonly messageId?: number;
  readonly at?: Date;
  readonly isForwarded?: boolean;
  readonly answers?: {
    readonly message_id: number;
    readonly text: string;
    readonly ofBot: boolean;
  };
  readonly isBot?: boolean;
  readonly extra?: Readonly<Record<string, unknown>>;
}

export const ANN: Person = { id: 5_001, first_name: 'Ann', username: 'ann_sells' };
export const BOB: Person = { id: 5_002, first_name: 'Bob' };
export const WAREHOUSE: Chat = { id: -1_001_234, type: 'supergroup', title: 'Warehouse' };
export const BOT = {
  id: 424_242,
  is_bot: true,
  first_name: 'Shelftalk',
  username: 'shelftalk_bot',
} as const;

export function directChat(person: Person): Chat {
  return { id: person.id, type: 'private', first_name: person.first_name };
}

export function messageOf(
  person: Person,
  text: string | null,
  o: SaidOptions & { messageId: number },
): Record<string, unknown> {
  const { chat = directChat(person), at = new Date(), isBot = false } = o;
  const date = Math.floor(at.getTime() / 1_000);
  const field = o.extra?.document || o.extra?.photo ? 'caption' : 'text';
  const spelling = field === 'text' ? 'entities' : 'caption_entities';
  const entities = text === null ? [] : entitiesOf(text);
  return {
    message_id: o.messageId,
    date,
    chat,
    from: { ...person, is_bot: isBot },
    ...(text === null ? {} : { [field]: text }),
    ...(entities.length > 0 && { [spelling]: entities }),
    ...(o.isForwarded && {
      forward_origin: { type: 'hidden_user', date, sender_user_name: 'Somebody' },
    }),
    ...(o.answers && {
      reply_to_message: {
        ...{ message_id: o.answers.message_id, date, chat, text: o.answers.text },
        from: o.answers.ofBot ? BOT : { ...BOB, is_bot: false },
      },
    }),
    ...o.extra,
  };
}

/** Telegram marks commands and names in what people write. */
function entitiesOf(text: string) {
  const found = (type: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map((match) => {
      const length = (match[1] ?? match[0]).length;
      return { type, offset: match.index + match[0].length - length, length };
    });
  return [
    ...found('bot_command', /(?:^|\s)(\/\w+(?:@\w+)?)/g),
    ...found('mention', /(?<![\w/])@\w{3,32}/g),
  ];
}

export function pressOf(
  person: Person,
  sent: { readonly wire: Record<string, unknown> },
  o: { id: string; data: string },
): Record<string, unknown> {
  return {
    ...{ id: o.id, data: o.data, chat_instance: '1' },
    from: { ...person, is_bot: false },
    message: sent.wire,
  };
}
