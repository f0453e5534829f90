import type { Order } from '../../core/orders/list-orders.ts';
import type { Core } from '../commands/context.ts';
import { type Reply, reply, text } from '../reply/reply.ts';

const LOOK_EVERY_MS = 1_000;
const LOOKED_AT = 20;
// More at once are told as a number.
const TOLD_ONE_BY_ONE = 4;

/** Tells of orders as they reach the books, until the returned function is called. */
export function watchOrders(deps: {
  core: Core;
  sellerId: number;
  tell: (notice: Reply) => void;
  onError: (error: unknown) => void;
}): () => void {
  const { core, sellerId } = deps;
  // What was there before somebody looked is no news.
  let told: ReadonlySet<number> | null = null;
  let isLooking = false;

  async function look(): Promise<void> {
    const found = await core.orders.listOrders(sellerId, { limit: LOOKED_AT });
    const known = told;
    // Between the order and the decision about its units there is a moment: it is told after it.
    const decided = found.filter((order) => order.lines.some(({ ordered }) => ordered > 0));
    told = new Set(decided.map(({ orderId }) => orderId));
    const fresh = decided.filter(({ orderId }) => known !== null && !known.has(orderId));
    if (fresh.length === 0) return;
    const inTurn = fresh.toReversed();
    deps.tell(fresh.length > TOLD_ONE_BY_ONE ? tellMany(fresh) : reply(...inTurn.map(tellOne)));
  }

  const lookOnce = () => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch(deps.onError)
      .finally(() => {
        isLooking = false;
      });
  };
  // At once, so that whatever comes from now on is news.
  lookOnce();
  return core.clock.every(LOOK_EVERY_MS, lookOnce);
}

function tellOne(order: Order) {
  const what = order.lines
    .map(({ ordered, skuCode, title }) => `${ordered} × ${skuCode ?? title}`)
    .join(', ');
  const short = order.lines.reduce((sum, line) => sum + line.short, 0);
  const missing = short > 0 ? `, ${short} short` : '';
  const tone = short > 0 ? 'bad' : 'quiet';
  return text(`order ${order.number} from ${order.accountName}: ${what}${missing}`, tone);
}

function tellMany(orders: readonly Order[]): Reply {
  const shops = new Set(orders.map(({ accountName }) => accountName)).size;
  const count = orders.length >= LOOKED_AT ? `${LOOKED_AT} or more` : String(orders.length);
  return reply(text(`${count} new orders from ${shops} shops: orders`, 'quiet'));
}
