import type { z } from 'zod';
import { type CallAnswer, ok, rejected } from '../outcome.ts';
import type { AskShop, Question } from './call-shop.ts';
import {
  LIST_SIZE,
  type OrderSizes,
  READ_FULFILLMENT_LINES,
  READ_ORDER_LINES,
  READ_ORDER_MOVEMENTS,
  READ_REFUND_LINES,
} from './documents.ts';
import { toGid } from './gid.ts';
import {
  fulfillmentLinesReply,
  type OrderNode,
  orderLinesReply,
  orderMovementsReply,
  type PageInfo,
  refundLinesReply,
} from './graphql-wire.ts';

/** An order is told in full or not at all: units behind a page that nobody turned are lost. */
const QUESTIONS_MAX = 250;

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/** Ends the completion of one order from anywhere inside it; becomes a returned refusal. */
class Stopped extends Error {
  readonly answer: Exclude<CallAnswer<never>, { kind: 'ok' }>;
  constructor(answer: Exclude<CallAnswer<never>, { kind: 'ok' }>) {
    super(answer.reason);
    this.answer = answer;
  }
}

function movementsMayGoOn(order: OrderNode, sizes: OrderSizes): boolean {
  const { fulfillments, refunds } = order;
  const isFull = Math.max(fulfillments.length, refunds.length) >= sizes.movements;
  const isCut =
    fulfillments.some((one) => one.fulfillmentLineItems.pageInfo.hasNextPage) ||
    refunds.some((one) => one.refundLineItems.pageInfo.hasNextPage);
  return isFull || isCut;
}

/** Does a list of this order end only because no more was asked for? */
export function isIncomplete(order: OrderNode, sizes: OrderSizes): boolean {
  return order.lineItems.pageInfo.hasNextPage || movementsMayGoOn(order, sizes);
}

function createReader(ask: AskShop) {
  let left = QUESTIONS_MAX;
  const must = async <Schema extends z.ZodType>(question: Question<Schema>) => {
    left -= 1;
    if (left < 0) throw new Stopped(rejected('the order is too large to be read'));
    const answer = await ask(question);
    if (answer.kind !== 'ok') throw new Stopped(answer);
    return answer.value;
  };
  /** Every page of a list, from the first or from where a page left off. */
  const readAll = async <Node>(
    page: (after: string | null) => Promise<Connection<Node> | null | undefined>,
    start: Connection<Node> = { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } },
  ): Promise<Connection<Node>> => {
    const nodes = [...start.nodes];
    let { pageInfo } = start;
    while (pageInfo.hasNextPage) {
      const next = await page(pageInfo.endCursor);
      if (!next) throw new Stopped(rejected('the order vanished while it was read'));
      nodes.push(...next.nodes);
      ({ pageInfo } = next);
    }
    return { nodes, pageInfo };
  };
  return { must, readAll };
}

type Reader = ReturnType<typeof createReader>;

function readLines({ must, readAll }: Reader, order: OrderNode) {
  const id = toGid('Order', order.id);
  return readAll(async (after) => {
    const reply = await must({
      document: READ_ORDER_LINES,
      variables: { id, after },
      effect: 'read',
      schema: orderLinesReply,
    });
    return reply.order?.lineItems;
  }, order.lineItems);
}

async function readMovements({ must, readAll }: Reader, order: OrderNode) {
  const { order: heads } = await must({
    document: READ_ORDER_MOVEMENTS,
    variables: { id: toGid('Order', order.id) },
    effect: 'read',
    schema: orderMovementsReply,
  });
  if (!heads) throw new Stopped(rejected('the order vanished while it was read'));
  if (Math.max(heads.fulfillments.length, heads.refunds.length) >= LIST_SIZE) {
    throw new Stopped(rejected('the order has too many shipments or refunds to be read'));
  }
  const fulfillments: OrderNode['fulfillments'] = [];
  for (const head of heads.fulfillments) {
    const lines = await readAll(async (after) => {
      const reply = await must({
        document: READ_FULFILLMENT_LINES,
        variables: { id: head.id, after },
        effect: 'read',
        schema: fulfillmentLinesReply,
      });
      return reply.fulfillment?.fulfillmentLineItems;
    });
    fulfillments.push({ ...head, fulfillmentLineItems: { ...lines, nodes: [...lines.nodes] } });
  }
  const refunds: OrderNode['refunds'] = [];
  for (const head of heads.refunds) {
    const lines = await readAll(async (after) => {
      const reply = await must({
        document: READ_REFUND_LINES,
        variables: { id: head.id, after },
        effect: 'read',
        schema: refundLinesReply,
      });
      return reply.refund?.refundLineItems;
    });
    refunds.push({ ...head, refundLineItems: { ...lines, nodes: [...lines.nodes] } });
  }
  return { fulfillments, refunds };
}

/**
 * Reads on where the lists of an order were cut.
 * Refusals: those of the calls, and 'rejected' for an order that is too large.
 */
export async function completeOrder(
  ask: AskShop,
  o: { order: OrderNode; sizes: OrderSizes },
): Promise<CallAnswer<OrderNode>> {
  const { order, sizes } = o;
  if (!isIncomplete(order, sizes)) return ok(order);
  const reader = createReader(ask);
  try {
    const lines = await readLines(reader, order);
    const movements = movementsMayGoOn(order, sizes) ? await readMovements(reader, order) : {};
    return ok({ ...order, ...movements, lineItems: { ...lines, nodes: [...lines.nodes] } });
  } catch (error) {
    if (error instanceof Stopped) return error.answer;
    throw error;
  }
}
