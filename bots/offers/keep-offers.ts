/**
 * Buttons that carry a command, under a message that is an answer or goes out by itself.
 *
 * What a button does is kept here and never in the button: what comes back is a name and a number.
 * Whoever presses is taken for somebody who has typed the line, with their own rights and their own
 * question where one is asked; so a button can be pressed by several people, and again.
 */
import { createHash } from 'node:crypto';
import type { Queryable } from '../../core/database/queryable.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { insertOffers } from './offer-store.ts';

/** Afterwards nobody knows what the card was about. */
const PRESSED_WITHIN_MS = 7 * 86_400_000;
const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 10;

type Offers = Extract<Block, { kind: 'offers' }>;

const isOffers = (block: Block): block is Offers => block.kind === 'offers';

/** The same reply, its buttons named after the message that they stand under. */
export function nameOffers(reply: Reply, messageName: string): Reply {
  if (!reply.blocks.some(isOffers)) return reply;
  const blocks = reply.blocks.map((block, index) =>
    isOffers(block) ? { ...block, questionId: toId(`${messageName}/${index}`) } : block,
  );
  return { ...reply, blocks };
}

/** In the transaction that keeps the message. */
export async function keepOffers(
  tx: Queryable,
  o: { sellerId: number; reply: Reply; at: Date },
): Promise<void> {
  const { sellerId, at } = o;
  const expiresAt = new Date(at.getTime() + PRESSED_WITHIN_MS);
  for (const { questionId: offerId, offers } of o.reply.blocks.filter(isOffers)) {
    if (offerId !== null) await insertOffers(tx, { sellerId, offerId, offers, at, expiresAt });
  }
}

function toId(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, ID_LENGTH);
  return Array.from(bytes, (byte) => SIGNS[byte % SIGNS.length]).join('');
}
