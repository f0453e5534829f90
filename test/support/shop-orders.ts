/** Orders of a shop file, as their shops tell them: whole, with cumulative figures. */
import { parseMoney } from '../../core/base/money.ts';
import type { IncomingLine, IncomingOrder } from '../../core/orders/incoming-order.ts';
import { toWebhookBody } from './shelf-channel.ts';
import type { ShopFile } from './shop-file.ts';
import type { ShopGround } from './shop-ground.ts';

/** Decimal text in minor units; the schema has seen that it is a number. */
export function toMinor(amount: string, currency: string): number {
  const parsed = parseMoney(amount, currency);
  if (!parsed.ok) throw new Error(`${amount} is no amount of ${currency}: ${parsed.reason}`);
  return parsed.value.minor;
}

export const listingIdOf = (account: string, sku: string) => `${account}/${sku}`;
/** Orders of two shops may carry the same number. */
export const orderKeyOf = (account: string, number: string) => `${account} ${number}`;

export function currencyOf(file: ShopFile, account: string): string {
  return file.accounts.find(({ id }) => id === account)?.currency ?? file.currency;
}

type FileOrder = ShopFile['orders'][number];

export function toIncomingOrder(file: ShopFile, order: FileOrder, placedAt: Date): IncomingOrder {
  const currency = currencyOf(file, order.account);
  const lines = order.lines.map((line, index): IncomingLine => {
    const sku = file.skus.find(({ code }) => code === line.sku);
    const price = line.price ?? sku?.prices[order.account] ?? sku?.price ?? null;
    const { ordered, cancelled, shipped, returned } = line;
    return {
      externalId: `line-${index + 1}`,
      listingExternalId: sku ? listingIdOf(order.account, line.sku) : null,
      skuCode: line.sku,
      title: sku?.title ?? line.sku,
      ...{ ordered, cancelled, shipped, returned, refunded: 0 },
      unitPriceMinor: price === null ? null : toMinor(price, currency),
    };
  });
  return withTotals({
    externalId: `id-${order.number}`,
    number: order.number,
    placedAt,
    revisedAt: placedAt,
    currency,
    totalMinor: null,
    isCancelled: false,
    lines,
    buyer: null,
  });
}

/** The same order, to a buyer there. */
export function withCountry(order: IncomingOrder, country: string | null): IncomingOrder {
  if (country === null) return order;
  const address = { country, country_code: country };
  const buyer = { externalId: null, name: null, email: null, phone: null, address };
  return { ...order, buyer };
}

/** The same order, with what follows from its lines. */
export function withTotals(order: IncomingOrder): IncomingOrder {
  const prices = order.lines.map(({ unitPriceMinor, ordered }) => (unitPriceMinor ?? 0) * ordered);
  return {
    ...order,
    totalMinor: prices.reduce((sum, price) => sum + price, 0),
    isCancelled: order.lines.every(({ ordered, cancelled }) => cancelled >= ordered),
  };
}

let deliveries = 0;

/** Posts the order as its shop would; durable when it resolves. */
export async function postOrder(
  { engine, file }: Pick<ShopGround, 'engine' | 'file'>,
  o: { account: string; order: IncomingOrder },
): Promise<void> {
  const account = file.accounts.find(({ id }) => id === o.account);
  if (!account) throw new Error(`No account is called ${o.account}.`);
  deliveries += 1;
  const answer = await engine.intake.receiveWebhook({
    channel: account.channel,
    publicId: account.id,
    rawBody: toWebhookBody(o.order),
    headers: { 'x-delivery': `${o.order.number} ${deliveries}` },
  });
  if (answer.kind !== 'stored') throw new Error(`The order was not taken: ${answer.kind}`);
}
