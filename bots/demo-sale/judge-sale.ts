/**
 * The sale's verdict, from two sources that know nothing of each other: what the shops tell through
 * their own APIs about their own orders and figures, and what the books hold.
 */
import { computeTargets } from '../../core/allocation/compute-targets.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Engine } from '../../core/engine.ts';
import { toLineKey, toOrderKey } from '../../core/ledger/ledger-event.ts';
import { proveLedger } from '../../core/ledger/prove-ledger.ts';
import type { IncomingOrder } from '../../core/orders/incoming-order.ts';
import { readWhatListingsShow } from '../../core/propagation/relay-store.ts';
import type { DemoShop } from '../demo-shop/demo-shop.ts';
import { type BookedLine, countTakenTwice, readBookedLines } from './sale-store.ts';
import type { ConfirmedOrder } from './sale-traffic.ts';

export interface Judgement {
  /** Orders that their shop confirmed. */
  readonly orders: number;
  /** Confirmed orders that the books hold without anything missing, and those with. */
  readonly accepted: number;
  readonly short: number;
  /** Confirmed orders that the books do not have. */
  readonly lost: number;
  /** Lines for which entries took more units than their buyer wants. */
  readonly duplicatesApplied: number;
  readonly checks: readonly Check[];
}

export interface Check {
  readonly name: string;
  readonly violations: number;
  readonly example?: string;
}

const CALLS_MAX = 1_000;
// Some shops tell whole seconds only: the sale's first orders must not fall through that gap.
const EARLIER_MS = 60_000;
const ASK_AGAIN_MS = 1_000;

export async function judgeSale(
  engine: Engine,
  demo: DemoShop,
  o: { confirmed: readonly ConfirmedOrder[]; since: Date; clock: Clock },
): Promise<Judgement> {
  const { sellerId } = demo;
  const db = engine.database.forSeller(sellerId);
  const booked = new Map((await readBookedLines(db, sellerId)).map((line) => [line.lineKey, line]));
  const told: ToldOrder[] = [];
  for (const { account } of demo.shops) {
    const { accountId } = account;
    const orders = await readOrdersOfShop(engine, { ...o, sellerId, accountId });
    told.push(...orders.map((order) => ({ accountId, order })));
  }
  const lost = findLost(told, o.confirmed, booked);
  const present = told.filter((each) => linesOf(each, booked).every((line) => line !== undefined));
  const short = present.filter((each) => linesOf(each, booked).some((line) => isShort(line)));
  const twice = await countTakenTwice(db, sellerId);
  const proofs = await proveLedger(engine, { sellerId });
  const { waiting, deliveries } = await engine.monitoring.countUnsynced(sellerId);
  const givenUp = (await engine.propagation.listDeadLetters(sellerId)).map(
    ({ skuCode, accountName, attempts, reason }) =>
      `${skuCode} on ${accountName} after ${attempts} attempts: ${reason}`,
  );
  return {
    orders: o.confirmed.length,
    accepted: present.length - short.length,
    short: short.length,
    lost: lost.length,
    duplicatesApplied: twice.tooMany,
    checks: [
      ...proofs.map(({ invariant, violations, examples }) => ({
        name: invariant.replaceAll('-', ' '),
        violations,
        ...(violations > 0 ? { example: JSON.stringify(examples[0]) } : {}),
      })),
      toCheck('every confirmed order is in the books', lost),
      toCheck('every shop lists what it confirmed', findUnlisted(told, o.confirmed)),
      toCheck('every line stands as its shop tells it', findDifferent(told, booked)),
      { name: 'no order took its units twice', violations: twice.tooMany },
      toCheck('every shop shows what the books say', await findWrongFigures(engine, demo)),
      { name: 'no message undecided, no update on the way', violations: waiting + deliveries },
      toCheck('no update given up', givenUp),
    ],
  };
}

interface ToldOrder {
  readonly accountId: number;
  readonly order: IncomingOrder;
}

/** The shop's own list, asked for through its API. */
async function readOrdersOfShop(
  engine: Engine,
  o: { sellerId: number; accountId: number; since: Date; clock: Clock },
): Promise<IncomingOrder[]> {
  const { session } = await engine.sessions.open(o);
  const since = new Date(o.since.getTime() - EARLIER_MS);
  const orders = new Map<string, IncomingOrder>();
  let cursor: string | null = null;
  for (let calls = 0; calls < CALLS_MAX; calls += 1) {
    const answer = await session.listOrders({ cursor, since });
    if (answer.kind === 'retry-later' && calls < CALLS_MAX - 1) {
      await o.clock.sleep(answer.afterMs ?? ASK_AGAIN_MS);
      continue;
    }
    if (answer.kind !== 'ok') throw new Error(`A shop does not list its orders: ${answer.reason}`);
    for (const order of answer.value.orders) orders.set(order.externalId, order);
    cursor = answer.value.cursor;
    if (!answer.value.hasMore) return [...orders.values()];
  }
  throw new Error('The list of a shop found no end.');
}

function linesOf(
  { accountId, order }: ToldOrder,
  booked: ReadonlyMap<string, BookedLine>,
): (BookedLine | undefined)[] {
  return order.lines.map((line) =>
    booked.get(
      toLineKey({
        accountId,
        orderExternalId: order.externalId,
        lineExternalId: line.externalId,
      }),
    ),
  );
}

const isShort = (line: BookedLine | undefined) => line !== undefined && line.short > 0;

/** Of the orders that buyers were told are placed, and of those that shops list. */
function findLost(
  told: readonly ToldOrder[],
  confirmed: readonly ConfirmedOrder[],
  booked: ReadonlyMap<string, BookedLine>,
): string[] {
  const known = new Set([...booked.keys()].map((lineKey) => lineKey.replace(/:[^:]*$/, '')));
  const unknown = confirmed.map(nameOf).filter((name) => !known.has(name));
  const halved = told
    .filter((each) => linesOf(each, booked).some((line) => line === undefined))
    .map(({ accountId, order }) => nameOf({ accountId, externalId: order.externalId }));
  return [...new Set([...unknown, ...halved])];
}

function findUnlisted(told: readonly ToldOrder[], confirmed: readonly ConfirmedOrder[]): string[] {
  const listed = new Set(
    told.map(({ accountId, order }) => nameOf({ accountId, externalId: order.externalId })),
  );
  return confirmed.map(nameOf).filter((name) => !listed.has(name));
}

function nameOf({ accountId, externalId }: ConfirmedOrder): string {
  return toOrderKey({ accountId, orderExternalId: externalId });
}

function findDifferent(
  told: readonly ToldOrder[],
  booked: ReadonlyMap<string, BookedLine>,
): string[] {
  return told.flatMap((each) => {
    const lines = linesOf(each, booked);
    return each.order.lines.flatMap((line, index) => {
      const known = lines[index];
      if (!known) return [];
      const figures = ['ordered', 'cancelled', 'shipped', 'returned'] as const;
      const wrong = figures.filter((figure) => known[figure] !== line[figure]);
      return wrong.map((figure) => {
        const words = `${figure} ${line[figure]} at the shop, ${known[figure]} in the books`;
        return `${known.lineKey}: ${words}`;
      });
    });
  });
}

/** What each listing should show, worked out anew from the balances. */
async function findWrongFigures(engine: Engine, demo: DemoShop): Promise<string[]> {
  const { sellerId } = demo;
  const skus = await engine.catalog.listSkus(sellerId);
  const db = engine.database.forSeller(sellerId);
  const skuIds = skus.map(({ skuId }) => skuId);
  const targets = computeTargets(await readWhatListingsShow(db, { sellerId, skuIds }));
  const wrong: string[] = [];
  for (const { accountId, skuId, aspect, value } of targets) {
    const shop = demo.shops.find(({ account }) => account.accountId === accountId);
    const code = skus.find((sku) => sku.skuId === skuId)?.code;
    if (!shop || code === undefined || aspect === 'status') continue;
    const { available, priceMinor } = shop.simulator.read(code);
    const shown = aspect === 'stock' ? available : priceMinor;
    if (shown === value) continue;
    wrong.push(`${shop.account.name} shows ${shown} for ${code}, the books say ${value}`);
  }
  return wrong;
}

function toCheck(name: string, found: readonly string[]): Check {
  const [example] = found;
  return { name, violations: found.length, ...(example === undefined ? {} : { example }) };
}
