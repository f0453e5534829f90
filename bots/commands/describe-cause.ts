import { HELD_BY_HAND } from '../../core/ledger/ledger-event.ts';
import type { WrittenEntry } from '../../core/ledger/ledger-history-store.ts';
import type { Core } from './context.ts';
import { HELD_CAUSE } from './hold.ts';

/** Orders by the numbers that people know, looked up once each. */
export interface OrderNames {
  /** `account:order:line`, or the part of it that names the order. */
  ofLine(lineKey: string): Promise<string>;
}

const ORDER_CAUSE = /^(?:order|return) (\d+:[^:]+)/;

export function createOrderNames(core: Pick<Core, 'orders'>, sellerId: number): OrderNames {
  const known = new Map<string, Promise<string>>();

  async function find(accountId: number, externalId: string): Promise<string> {
    const [order] = await core.orders.listOrders(sellerId, {
      accountId,
      number: externalId,
      limit: 1,
    });
    return order ? `order ${order.number} (${order.accountName})` : `order ${externalId}`;
  }

  return {
    ofLine(lineKey) {
      const [account = '', order = ''] = lineKey.split(':');
      if (account === String(HELD_BY_HAND)) return Promise.resolve('a hold by hand');
      const key = `${account}:${order}`;
      const found = known.get(key) ?? find(Number.parseInt(account, 10), unescapePart(order));
      known.set(key, found);
      return found;
    },
  };
}

/** The parts of a line key are escaped where they hold its own signs. */
function unescapePart(part: string): string {
  return part.replaceAll('%3A', ':').replaceAll('%25', '%');
}

/** "order #1001 (Kala Threads)", "console, owner", "opening stock". */
export function describeCause(
  entry: Pick<WrittenEntry, 'cause' | 'actor' | 'frontEnd'>,
  names: OrderNames,
): Promise<string> {
  const order = ORDER_CAUSE.exec(entry.cause)?.[1];
  if (order !== undefined) return names.ofLine(order);
  // A hold says for whom it is; any other message says no more than who sent it.
  const isTold = entry.frontEnd === null || entry.cause.startsWith(HELD_CAUSE);
  if (isTold) return Promise.resolve(entry.cause);
  const person = entry.actor.slice(entry.actor.indexOf(':') + 1);
  return Promise.resolve(`${entry.frontEnd}, ${person}`);
}
