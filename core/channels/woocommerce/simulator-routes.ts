import { parseMoney } from '../../base/money.ts';
import {
  type FaultReplies,
  jsonReply,
  type PreparedCall,
  pageReply,
  plainFaultReplies,
  type SimulatedReply,
  type SimulatedRequest,
} from '../simulation/simulated-api.ts';
import type { SimulatedStore } from '../simulation/simulated-store.ts';
import type { StoredListing, StoreView } from '../simulation/store-view.ts';
import { wireInteger } from '../wire-integer.ts';
import type { OrderChronicle } from './simulator-chronicle.ts';
import type { ParentOf } from './simulator-families.ts';
import type { HookDesk, HookStatus } from './simulator-hooks.ts';
import { listingJson, orderJson, refundJson } from './simulator-json.ts';
import { type Problem, readOrderQuery, readPageQuery } from './simulator-query.ts';

export interface RoutesContext {
  readonly store: SimulatedStore;
  readonly chronicle: OrderChronicle;
  readonly hooks: HookDesk;
  readonly parentOf: ParentOf;
  readonly credentials: { readonly consumerKey: string; readonly consumerSecret: string };
}

const API = '/wp-json/wc/v3';
const BATCH_MAX = 100;
const STATUSES: ReadonlySet<unknown> = new Set(['draft', 'pending', 'private', 'publish']);
const HOOK_STATUSES: ReadonlySet<unknown> = new Set(['active', 'paused', 'disabled']);

/**
 * The API as far as a stock program needs it. Anything else, even if WooCommerce has it, is
 * refused.
 */
export function createRoutes(context: RoutesContext): {
  prepare(request: SimulatedRequest): PreparedCall;
  faultReplies: FaultReplies;
} {
  return {
    faultReplies: {
      ...plainFaultReplies,
      unauthorized: () => problem(UNAUTHORIZED),
      // A plugin's warning printed before, or instead of, the answer.
      errorBody: () => pageReply('There has been a critical error on this website.'),
      serverError: () =>
        problem({ status: 500, code: 'internal_server_error', message: 'A critical error.' }),
    },
    prepare(request) {
      if (!isAuthorized(request, context)) return refuse(UNAUTHORIZED);
      const path = request.path.startsWith(API) ? request.path.slice(API.length) : '';
      const call = `${request.method} ${path}`;
      for (const [pattern, prepare] of ROUTES) {
        const match = pattern.exec(call);
        if (match) return prepare({ request, context, id: match[1] ?? '' });
      }
      return refuse({
        status: 404,
        code: 'rest_no_route',
        message: 'No route was found matching the URL and request method.',
      });
    },
  };
}

interface RouteCall {
  readonly request: SimulatedRequest;
  readonly context: RoutesContext;
  /** What stood in the path. */
  readonly id: string;
}

const ROUTES: readonly (readonly [RegExp, (call: RouteCall) => PreparedCall])[] = [
  [/^GET \/orders$/, listOrders],
  [/^GET \/orders\/(\d+)$/, getOrder],
  [/^GET \/orders\/(\d+)\/refunds$/, listRefunds],
  [/^GET \/products$/, (call) => listListings({ ...call, id: '' })],
  [/^GET \/products\/(\d+)\/variations$/, listListings],
  [/^POST \/products\/batch$/, (call) => updateListings({ ...call, id: '' })],
  [/^POST \/products\/(\d+)\/variations\/batch$/, updateListings],
  [/^GET \/webhooks\/(\d+)$/, getHook],
  [/^PUT \/webhooks\/(\d+)$/, updateHook],
];

const UNAUTHORIZED: Problem = {
  status: 401,
  code: 'woocommerce_rest_cannot_view',
  message: 'Sorry, you cannot list resources.',
};

const NO_SUCH_ORDER: Problem = {
  status: 404,
  code: 'woocommerce_rest_shop_order_invalid_id',
  message: 'Invalid ID.',
};

function problem({ status, code, message }: Problem): SimulatedReply {
  return jsonReply({ code, message, data: { status } }, { status });
}

function refuse(what: Problem): PreparedCall {
  return { effect: 'refused', reply: problem(what) };
}

function isAuthorized(request: SimulatedRequest, { credentials }: RoutesContext): boolean {
  const pair = `${credentials.consumerKey}:${credentials.consumerSecret}`;
  return request.headers.authorization === `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** "_fields" keeps only what was asked for, as WordPress does for every answer. */
function pick(json: Record<string, unknown>, fields: ReadonlySet<string> | null) {
  if (fields === null) return json;
  return Object.fromEntries(Object.entries(json).filter(([name]) => fields.has(name)));
}

function orderContext({ context }: RouteCall, order: Parameters<typeof orderJson>[0]) {
  const { store, chronicle, parentOf } = context;
  return { course: chronicle.courseOf(order), listingOf: store.now.listing, parentOf };
}

function listOrders(call: RouteCall): PreparedCall {
  const { store, chronicle } = call.context;
  const query = readOrderQuery(call.request.query);
  if ('code' in query) return refuse(query);
  const modifiedMs = (order: ReturnType<StoreView['ordersByChange']>[number]) =>
    chronicle.courseOf(order).modifiedAt.getTime();
  return {
    effect: 'read',
    answer(when) {
      // Nobody moves an order to the bin here.
      const all = query.status === 'trash' ? [] : store.view(when).ordersByChange();
      const page = all
        .filter((order) => modifiedMs(order) > query.modifiedAfterMs)
        .toSorted((a, b) => modifiedMs(a) - modifiedMs(b) || a.ordinal - b.ordinal)
        .slice(query.offset, query.offset + query.perPage);
      return jsonReply(
        page.map((order) => pick(orderJson(order, orderContext(call, order)), query.fields)),
      );
    },
  };
}

function getOrder(call: RouteCall): PreparedCall {
  const query = readPageQuery(call.request.query, ['_fields']);
  if ('code' in query) return refuse(query);
  return {
    effect: 'read',
    answer(when) {
      const order = call.context.store.view(when).order(call.id);
      if (!order) return problem(NO_SUCH_ORDER);
      return jsonReply(pick(orderJson(order, orderContext(call, order)), query.fields));
    },
  };
}

function listRefunds(call: RouteCall): PreparedCall {
  const query = readPageQuery(call.request.query, ['_fields', 'per_page', 'page']);
  if ('code' in query) return refuse(query);
  return {
    effect: 'read',
    answer(when) {
      const order = call.context.store.view(when).order(call.id);
      if (!order) return problem(NO_SUCH_ORDER);
      const context = orderContext(call, order);
      const start = (query.page - 1) * query.perPage;
      const page = order.refunds.slice(start, start + query.perPage);
      return jsonReply(
        page.map((refund) => pick(refundJson(refund, { order, context }), query.fields)),
      );
    },
  };
}

/**
 * Simple products and products of variations are asked for by one address, variations by their
 * product's.
 */
function isAt(listing: StoredListing, { context, id }: RouteCall): boolean {
  return (context.parentOf(listing) ?? '') === id;
}

function listListings(call: RouteCall): PreparedCall {
  const query = readPageQuery(call.request.query, ['_fields', 'per_page', 'page', 'include']);
  if ('code' in query) return refuse(query);
  return {
    effect: 'read',
    answer(when) {
      const { include } = query;
      const found = call.context.store
        .view(when)
        .listings()
        .filter((listing) => isAt(listing, call))
        .filter((listing) => include === null || include.has(listing.externalId));
      const start = (query.page - 1) * query.perPage;
      const page = found.slice(start, start + query.perPage);
      return jsonReply(page.map((listing) => pick(listingJson(listing), query.fields)));
    },
  };
}

interface ListingUpdate {
  readonly id: string;
  readonly stockQuantity: number | null;
  readonly priceMinor: number | null;
  readonly status: 'active' | 'paused' | null;
}

function updateListings(call: RouteCall): PreparedCall {
  const updates = readUpdates(call);
  if ('code' in updates) return refuse(updates);
  return {
    effect: 'write',
    run: () => jsonReply({ update: updates.map((update) => applyUpdate(update, call)) }),
  };
}

function applyUpdate(update: ListingUpdate, call: RouteCall): unknown {
  const { store } = call.context;
  const listing = store.now.listing(update.id);
  if (!listing || !isAt(listing, call)) {
    const error = { code: 'woocommerce_rest_product_invalid_id', message: 'Invalid ID.' };
    return { id: wireInteger(update.id), error: { ...error, data: { status: 400 } } };
  }
  const { externalId } = listing;
  if (update.stockQuantity !== null) {
    store.setAvailable({ externalId, available: update.stockQuantity, cause: 'api' });
  }
  if (update.priceMinor !== null) store.revise({ externalId, priceMinor: update.priceMinor });
  if (update.status !== null) store.revise({ externalId, status: update.status });
  return listingJson(store.now.listing(externalId) ?? listing);
}

function invalid(parameter: string): Problem {
  const message = `Invalid parameter(s): ${parameter}`;
  return { status: 400, code: 'rest_invalid_param', message };
}

function readUpdates({ request, context }: RouteCall): readonly ListingUpdate[] | Problem {
  const body = request.body?.ok ? request.body.value : null;
  const { update, ...rest } = (body ?? {}) as Record<string, unknown>;
  if (!Array.isArray(update) || Object.keys(rest).length > 0) return invalid('update');
  if (update.length > BATCH_MAX) {
    const message = `Unable to accept more than ${BATCH_MAX} items for this request.`;
    return { status: 413, code: 'woocommerce_rest_request_entity_too_large', message };
  }
  const read = update.map((entry) => readUpdate(entry, context));
  return read.find((entry): entry is Problem => 'code' in entry) ?? (read as ListingUpdate[]);
}

function readUpdate(entry: unknown, context: RoutesContext): ListingUpdate | Problem {
  const { id, manage_stock, stock_quantity, regular_price, status, ...unknown } = entry as Record<
    string,
    unknown
  >;
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) return invalid(stranger);
  if (!/^\d+$/.test(String(id))) return invalid('id');
  if (manage_stock !== undefined && typeof manage_stock !== 'boolean') {
    return invalid('manage_stock');
  }
  if (stock_quantity !== undefined && !Number.isSafeInteger(stock_quantity)) {
    return invalid('stock_quantity');
  }
  if (status !== undefined && !STATUSES.has(status)) return invalid('status');
  const price = regular_price === undefined ? null : readPrice(regular_price, context);
  if (price === 'not a price') return invalid('regular_price');
  return {
    id: String(id),
    stockQuantity: stock_quantity === undefined ? null : (stock_quantity as number),
    priceMinor: price,
    status: status === undefined ? null : status === 'publish' ? 'active' : 'paused',
  };
}

/** A price is text in the reference, and a number in the reader's mistake. */
function readPrice(value: unknown, { store }: RoutesContext): number | 'not a price' {
  const currency = store.now.listings()[0]?.currency ?? 'EUR';
  const read = typeof value === 'string' ? parseMoney(value, currency) : null;
  return read?.ok ? read.value.minor : 'not a price';
}

function hookReply(call: RouteCall): SimulatedReply {
  const hook = call.context.hooks.hooks().find((one) => String(one.id) === call.id);
  if (hook) return jsonReply(hook);
  const code = 'woocommerce_rest_webhook_invalid_id';
  return problem({ status: 404, code, message: 'Invalid ID.' });
}

function getHook(call: RouteCall): PreparedCall {
  return { effect: 'read', answer: () => hookReply(call) };
}

function updateHook(call: RouteCall): PreparedCall {
  const body = call.request.body?.ok ? call.request.body.value : null;
  const { status } = (body ?? {}) as { status?: unknown };
  if (!HOOK_STATUSES.has(status)) return refuse(invalid('status'));
  return {
    effect: 'write',
    run() {
      const known = hookReply(call);
      if (known.status !== 200) return known;
      const id = Number.parseInt(call.id, 10);
      return jsonReply(call.context.hooks.setStatus({ id, status: status as HookStatus }));
    },
  };
}
