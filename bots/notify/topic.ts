export const TOPICS = ['low', 'out', 'shortage', 'parked', 'digest'] as const;
/** What somebody can be told without asking. */
export type Topic = (typeof TOPICS)[number];

/** Where a message goes that answers nobody. */
export interface Target {
  /** Null: a chat, whoever is in it. */
  readonly personId: number | null;
  /** Where it should go first. */
  readonly frontEnd: string;
  /** Null: the person's own chat there. */
  readonly chatId: string | null;
}

export interface Subscription extends Target {
  readonly subscriptionId: number;
  readonly personId: number;
  readonly topic: Topic;
  /** Null: every SKU; all locations together. */
  readonly skuId: number | null;
  readonly locationId: number | null;
  /** Topic low: fewer than this are low. */
  readonly below: number | null;
  readonly sinceSeq: number;
  readonly mutedUntil: Date | null;
  readonly createdAt: Date;
}

/** The permanent name of a target: a key is sent to each once. */
export function nameTarget({ personId, frontEnd, chatId }: Target): string {
  return chatId === null ? `person:${personId}:${frontEnd}` : `chat:${frontEnd}:${chatId}`;
}

export function isMuted({ mutedUntil }: Pick<Subscription, 'mutedUntil'>, now: Date): boolean {
  return mutedUntil !== null && mutedUntil > now;
}
