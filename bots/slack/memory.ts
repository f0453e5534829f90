import type { Clock } from '../../core/base/clock.ts';
import type { SlackBlock } from './blocks.ts';
import { createRecent, type Recent } from './recent.ts';
import type { Route } from './route.ts';

/** A card whose button was pressed: what it showed, and what was chosen by whom. */
export interface PressedCard {
  readonly blocks: readonly unknown[];
  readonly questionId: string;
  readonly label: string;
  readonly by: string | null;
}

/**
 * What one process remembers of the last minutes. All of it may be lost: an answer then goes to the
 * direct chat instead of beside the question, a card keeps buttons that no longer do anything.
 */
export interface SlackMemory {
  /** Addresses for answers that only the asker sees; Slack takes five each, for half an hour. */
  readonly hooks: Recent<string>;
  /** By `pressKey`. */
  readonly pressed: Recent<PressedCard>;
  /** Cards that only one person sees, by question: Slack does not send them along with a press. */
  readonly unseen: Recent<readonly SlackBlock[]>;
  /** With whom we are talking in which thread. */
  readonly talks: Recent<true>;
  /** How much of an answer has left, by its key. */
  readonly sent: Recent<{ readonly count: number; readonly messageId: string }>;
  /** The direct chat with a person. */
  readonly directChats: Recent<string>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const COUNT_MAX = 1_000;

export function createSlackMemory(clock: Clock): SlackMemory {
  const recent = <Value>(ageMsMax: number) =>
    createRecent<Value>({ clock, countMax: COUNT_MAX, ageMsMax });
  return {
    hooks: recent(29 * MINUTE_MS),
    pressed: recent(HOUR_MS),
    unseen: recent(HOUR_MS),
    talks: recent(10 * MINUTE_MS),
    sent: recent(HOUR_MS),
    directChats: recent(24 * HOUR_MS),
  };
}

export const talkKey = (o: { channel: string; thread: string; user: string }): string =>
  `${o.channel}:${o.thread}:${o.user}`;

/** Two people may press the same card: each press is settled by its own answer. */
export const pressKey = (channel: string, { card, user }: Route): string =>
  `${channel}:${card ?? ''}:${user ?? ''}`;
