/** Shopify names a thing twice: by a 64-bit number, and by a "gid" that ends in the same digits. */
export type ShopObject =
  | 'Customer'
  | 'Fulfillment'
  | 'InventoryItem'
  | 'InventoryLevel'
  | 'LineItem'
  | 'Location'
  | 'Order'
  | 'Product'
  | 'ProductVariant'
  | 'Refund';

const DIGITS = /^\d{1,20}$/;
const GID = /^gid:\/\/shopify\/([A-Za-z]{1,60})\/(\d{1,20})(?:\?(.{1,200}))?$/;

export const isShopId = (text: string): boolean => DIGITS.test(text);

export function toGid(kind: ShopObject, id: string): string {
  return `gid://shopify/${kind}/${id}`;
}

/** The digits of a gid, or null when it names something else or is no gid. */
export function idOfGid(kind: ShopObject, gid: string): string | null {
  const [, found, digits] = GID.exec(gid) ?? [];
  return found === kind && digits !== undefined ? digits : null;
}

/** A stock level has no number of its own: its gid holds the location and, behind "?", the item. */
export function idsOfLevelGid(gid: string): { locationId: string; stockId: string } | null {
  const [, found, locationId, query] = GID.exec(gid) ?? [];
  const stockId = new URLSearchParams(query ?? '').get('inventory_item_id');
  if (found !== 'InventoryLevel' || locationId === undefined) return null;
  return stockId !== null && isShopId(stockId) ? { locationId, stockId } : null;
}

/**
 * The number as it stands, unless a reader with 53 bits has rounded it on its way: then the gid,
 * being text, is exact. Should both differ otherwise, the number is what the rest of the body
 * refers to. Empty where the body has neither.
 */
export function exactId(kind: ShopObject, o: { id: string; gid?: string | null }): string {
  const exact = o.gid ? idOfGid(kind, o.gid) : null;
  return exact !== null && (o.id === '' || isRounded(o.id, exact)) ? exact : o.id;
}

/** The one place where an id becomes a number: to recognise what that did to it. */
function isRounded(id: string, exact: string): boolean {
  return id.endsWith('0') && Number(id) === Number(exact);
}
