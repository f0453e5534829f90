/** SQL of buttons that carry a command. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { Offer } from '../reply/reply.ts';

// Its name is made of the message, so a message that is written again brings nothing new.
const INSERT_OFFER = `
  INSERT INTO offer (seller_id, offer_id, offers, made_at, expires_at)
  VALUES ($1, $2, $3, $4, $5) ON CONFLICT (seller_id, offer_id) DO NOTHING`;
const READ_OFFER = `
  SELECT offers, expires_at AS "expiresAt" FROM offer WHERE seller_id = $1 AND offer_id = $2`;
const FORGET_OFFERS = 'DELETE FROM offer WHERE expires_at < $1';

export interface StoredOffers {
  readonly offers: readonly Offer[];
  readonly expiresAt: Date;
}

export async function insertOffers(
  tx: Queryable,
  o: { sellerId: number; offerId: string; offers: readonly Offer[]; at: Date; expiresAt: Date },
): Promise<void> {
  const { sellerId, offerId, at, expiresAt } = o;
  await tx.execute(INSERT_OFFER, [sellerId, offerId, JSON.stringify(o.offers), at, expiresAt]);
}

/** Undefined: no button of ours, or one that was forgotten long ago. */
export function readOffers(
  db: Queryable,
  o: { sellerId: number; offerId: string },
): Promise<StoredOffers | undefined> {
  return db.maybeRow<StoredOffers & Record<string, unknown>>(READ_OFFER, [o.sellerId, o.offerId]);
}

/** Of all sellers. */
export async function forgetOffers(sweep: Queryable, o: { before: Date }): Promise<void> {
  await sweep.execute(FORGET_OFFERS, [o.before]);
}
