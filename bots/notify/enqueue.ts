import type { Queryable } from '../../core/database/queryable.ts';
import { keepOffers, nameOffers } from '../offers/keep-offers.ts';
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
export async function enqueue(
  tx: Queryable,
  o: Outgoing & { sellerId: number; at: Date },
): Promise<boolean> {
  const { sellerId, key, cause, at } = o;
  const target = nameTarget(o.target);
  const reply = nameOffers(o.reply, `${key}/${target}`);
  const text = JSON.stringify(encodeReply(reply));
  const isNew = await insertOutgoing(tx, {
    ...{ ...o.target, sellerId, key, target, cause, at },
    reply: text,
  });
  if (isNew) await keepOffers(tx, { sellerId, reply, at });
  return isNew;
}
