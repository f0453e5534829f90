/**
 * Units that an account's own orders took of a target's SKU after a moment: the shop has subtracted
 * them by itself. A part of statements over `listing_target AS target`, by `$1` seller and `$2`
 * account.
 */
export const ownOrdersSince = (moment: string) => `
  coalesce((SELECT sum(line.ordered - line.cancelled)
    FROM sales_order AS own
      JOIN sales_order_line AS shown
        ON shown.seller_id = own.seller_id AND shown.order_id = own.order_id
      JOIN order_line AS line
        ON line.seller_id = shown.seller_id AND line.line_key = shown.line_key
    WHERE own.seller_id = $1 AND own.account_id = $2 AND own.arrived_at > ${moment}
      AND line.sku_id = target.sku_id), 0)::int`;

/**
 * What the shop should show now of a target of aspect 'stock': its last proven figure, less what
 * its own orders took since; null: nothing is known.
 */
export const expectedNow = `
  CASE WHEN target.seen_at > target.acked_at OR target.acked_at IS NULL
      THEN target.seen_value - ${ownOrdersSince('target.seen_at')}
    ELSE target.acked_value - ${ownOrdersSince('target.acked_sent_at')} END`;
