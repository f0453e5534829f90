import type { z } from 'zod';
import type { DeliveryReading, PrivacyRequest } from '../channel.ts';
import { idsOfLevelGid } from './gid.ts';
import { toIncomingOrder } from './mapping.ts';
import type { ShopifySettings } from './settings.ts';
import {
  customerDataBody,
  customerRedactBody,
  levelBody,
  mentionedOrder,
  orderBody,
  orderMention,
  shopOrderOf,
  shopRedactBody,
} from './wire.ts';
import { describeIssues } from './wire-values.ts';

type Reader = (body: unknown, settings: ShopifySettings) => DeliveryReading;

const nothing = (reason: string): DeliveryReading => ({ kind: 'none', reason });
const privacy = (request: PrivacyRequest): DeliveryReading => ({ kind: 'privacy', request });

function reader<Schema extends z.ZodType>(
  schema: Schema,
  read: (body: z.output<Schema>, settings: ShopifySettings) => DeliveryReading,
): Reader {
  return (body, settings) => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return read(parsed.data, settings);
    return { kind: 'unreadable', reason: describeIssues(parsed.error) };
  };
}

const readOrder = reader(orderBody, (body) => {
  const order = shopOrderOf(body);
  const lineIds = new Set(order.lines.map(({ id }) => id));
  if (lineIds.size < order.lines.length) {
    return { kind: 'unreadable', reason: 'two lines have one id' };
  }
  return { kind: 'order', order: toIncomingOrder(order) };
});

const readMention = reader(orderMention, (body) => {
  const orderRef = mentionedOrder(body);
  return orderRef === null ? nothing('the body names no order') : { kind: 'order-ref', orderRef };
});

const readLevel = reader(levelBody, (body, { locationId }) => {
  const exact = idsOfLevelGid(body.admin_graphql_api_id ?? '');
  if ((exact?.locationId ?? body.location_id) !== locationId) {
    return nothing('another location of the shop');
  }
  if (body.available === null) return nothing('the shop does not count this item');
  return {
    kind: 'level',
    externalStockId: exact?.stockId ?? body.inventory_item_id,
    available: body.available,
    at: body.updated_at,
  };
});

const readCustomerRedact = reader(customerRedactBody, ({ customer, orders_to_redact }) =>
  privacy({
    kind: 'redact-customer',
    customerExternalId: customer?.id ?? null,
    email: customer?.email ?? null,
    orderExternalIds: orders_to_redact,
  }),
);

const readCustomerData = reader(customerDataBody, ({ customer, orders_requested }) =>
  privacy({
    kind: 'export-customer',
    customerExternalId: customer?.id ?? null,
    email: customer?.email ?? null,
    orderExternalIds: orders_requested,
  }),
);

const readShopRedact = reader(shopRedactBody, () => privacy({ kind: 'redact-account' }));

const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    'orders/create': readOrder,
    'orders/updated': readOrder,
    'orders/paid': readOrder,
    'orders/cancelled': readOrder,
    'orders/fulfilled': readOrder,
    'orders/partially_fulfilled': readOrder,
    'orders/edited': readMention,
    'refunds/create': readMention,
    'inventory_levels/update': readLevel,
    'inventory_levels/connect': readLevel,
    'customers/redact': readCustomerRedact,
    'customers/data_request': readCustomerData,
    'shop/redact': readShopRedact,
  }),
);

/** Whole families: their bodies name the order, or they do not and the next order body tells. */
const MENTION_FAMILIES: ReadonlySet<string> = new Set([
  'fulfillments',
  'fulfillment_orders',
  'returns',
]);

const REASONS_FOR_NOTHING: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'app/uninstalled': 'the shop took the app away: its next call will be refused',
    'app/scopes_update': 'permissions changed: a call that lacks one says so',
    'bulk_operations/finish': 'no bulk operation is started by us',
    'inventory_levels/disconnect': 'the item is no longer stocked there: read-back shows it',
    'orders/delete': 'a deleted order names no units, and its last change was told before',
    'orders/link_requested': 'a buyer asked for a link: the order is the same',
    'orders/risk_assessment_changed': 'a risk figure moves no stock',
    'orders/shopify_protect_eligibility_changed': 'a payment guarantee moves no stock',
  }),
);

const FAMILY_REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    inventory_items: 'the catalogue is read by the import',
    locations: 'the catalogue is read by the import',
    products: 'the catalogue is read by the import',
  }),
);

/** What a verified delivery means. Never throws on a body, whatever is in it. */
export function readDelivery(
  delivery: { readonly topic: string; readonly body: unknown },
  settings: ShopifySettings,
): DeliveryReading {
  const { topic, body } = delivery;
  const [family = ''] = topic.split('/');
  const read = READERS.get(topic) ?? (MENTION_FAMILIES.has(family) ? readMention : undefined);
  if (read) return read(body, settings);
  const reason = REASONS_FOR_NOTHING.get(topic) ?? FAMILY_REASONS.get(family);
  return nothing(reason ?? 'this topic moves no stock');
}
