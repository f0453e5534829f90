import type { Queryable } from '../../core/database/queryable.ts';
import { encodeReply } from '../reply/encode-reply.ts';
import type { Reply } from '../reply/reply.ts';
import { insertOutgoing } from './outgoing-store.ts';
import { nameTarget, type Target } from './topic.ts';

export interface Outgoing {
  /** Names the reason for ever: of one key a target gets one message. */
  readonly key: string;
  readonly target: Target;
  readonly reply: Reply;
  /** For people: what made it. */
  readonly cause: string;
}

/**
 * Leaves a message to be sent in the caller's transaction: it goes if and only if that commits.
 * @returns false: this key goes to this target already
 */
export function enqueue(
  tx: Queryable,
  o: Outgoing & { sellerId: number; at: Date },
): Promise<boolean> {
  return insertOutgoing(tx, {
    ...o.target,
    sellerId: o.sellerId,
    key: o.key,
    target: nameTarget(o.target),
    reply: JSON.stringify(encodeReply(o.reply)),
    cause: o.cause,
    at: o.at,
  });
}
