import { formatMoney, type Money, type MoneyRefusal, parseMoney } from '../../core/base/money.ts';
import { choosePrice } from '../../core/pricing/pricing.ts';
import { done, headline, note, type Reply, refusal, reply, table, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT, type Preview } from './command.ts';
import type { CommandContext } from './context.ts';
import { type AccountRef, account, amount, optional, type SkuRef, sku } from './slot.ts';

export const priceCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'price',
    aliases: ['prices', 'price of'],
    summary: 'Show the price of a SKU, everywhere or on one shop.',
    examples: ['price HOODIE-M', 'price HOODIE-M on Kala Threads'],
    group: 'catalogue',
    risk: 'read',
    slots: { sku: sku(), account: optional(account()) },
    run: (context, { sku, account }) => showPrices(context, sku, account),
  }),
  defineCommand({
    name: 'set price',
    aliases: ['reprice', 'change price', 'set price of'],
    summary: 'Set a price, everywhere or on one shop.',
    examples: ['set price HOODIE-M 1499', 'set price HOODIE-M 1399 on Kala Threads'],
    group: 'catalogue',
    risk: 'write',
    role: 'manager',
    slots: { sku: sku(), amount: amount(), account: optional(account()) },
    preview: (context, { sku, amount, account }) =>
      previewPrice(context, { sku, typed: amount, account }),
    run: (context, { sku, amount, account }) => setPrice(context, { sku, typed: amount, account }),
  }),
];

async function showPrices(
  context: CommandContext,
  sku: SkuRef,
  asked: AccountRef | undefined,
): Promise<Reply> {
  const { core, seller, formats } = context;
  const [prices, accounts, listings] = await Promise.all([
    core.pricing.currentPrices(seller.sellerId, [sku.skuId]),
    core.catalog.listAccounts(seller.sellerId),
    core.catalog.listListings(seller.sellerId, { skuId: sku.skuId }),
  ]);
  const own = prices.get(sku.skuId) ?? { base: null, byAccount: new Map() };
  const listed = new Set(listings.map(({ accountId }) => accountId));
  const rows = accounts
    .filter(({ accountId }) => listed.has(accountId))
    .filter(({ accountId }) => !asked || accountId === asked.accountId)
    .map((each) => {
      const shown = choosePrice(own, each);
      const source = own.byAccount.has(each.accountId) ? 'its own' : 'base price';
      return [each.name, shown ? formats.money(shown) : null, shown ? source : 'left alone'];
    });
  return reply(
    own.base
      ? headline(formats.money(own.base), `base price of ${sku.code}, ${sku.title}`)
      : text(`${sku.code} has no base price.`),
    rows.length > 0
      ? table(['Shop', { title: 'Price', align: 'right' }, { title: 'From', dropOrder: 1 }], rows)
      : note('It is not offered on any shop.'),
  );
}

type Wish = { sku: SkuRef; typed: string; account: AccountRef | undefined };

function readWish({ seller }: CommandContext, o: Wish): Money | Reply {
  const currency = o.account?.currency ?? seller.currency;
  const parsed = parseMoney(o.typed, currency);
  const tryThis = `set price ${o.sku.code} 1499`;
  if (!parsed.ok) return refusal(describeMoney(parsed.reason, o.typed, currency), tryThis);
  return parsed.value.minor < 0 ? refusal('A price is not below zero.', tryThis) : parsed.value;
}

async function previewPrice(context: CommandContext, o: Wish): Promise<Preview | Reply> {
  const { core, seller, formats } = context;
  const money = readWish(context, o);
  if ('blocks' in money) return money;
  const prices = await core.pricing.currentPrices(seller.sellerId, [o.sku.skuId]);
  const own = prices.get(o.sku.skuId);
  const set = o.account ? own?.byAccount.get(o.account.accountId) : own?.base;
  // What buyers see now: a shop without a price of its own shows the base price.
  const seen = set ?? (o.account && own ? choosePrice(own, o.account) : null);
  if (set && set.minor === money.minor && set.currency === money.currency) {
    return refusal(`${o.sku.code} costs ${formats.money(money)} already.`, `price ${o.sku.code}`);
  }
  const where = o.account ? ` on ${o.account.name}` : '';
  const was = seen ? `${formats.money(seen)} → ` : '';
  return {
    sentence: `Set the price of ${o.sku.code}${where}: ${was}${formats.money(money)}.`,
    weight: { ...NO_WEIGHT, priceCutPercent: cutPercent(seen ?? null, money) },
  };
}

/** Rounded up, so that 30.1 % is more than 30 %. */
function cutPercent(before: Money | null, after: Money): number {
  if (!before || before.currency !== after.currency || before.minor === 0) return 0;
  return Math.max(0, Math.ceil(((before.minor - after.minor) * 100) / before.minor));
}

async function setPrice(context: CommandContext, o: Wish): Promise<Reply> {
  const { core, seller, formats } = context;
  const money = readWish(context, o);
  if ('blocks' in money) return money;
  const place = { skuId: o.sku.skuId, accountId: o.account?.accountId ?? null };
  const answer = await core.pricing.setPrice(seller.sellerId, {
    ...place,
    money,
    actor: context.actor,
    frontEnd: context.frontEnd,
  });
  if (!answer.ok) return refusal('That price cannot be set.', `price ${o.sku.code}`);
  const where = o.account ? `on ${o.account.name}` : 'base price';
  const words = `${o.sku.code} ${where}, ${o.sku.title}`;
  const shown = formats.money(money);
  if (!answer.isChanged) return reply(headline(shown, words), note('It was that before.'));
  context.changed({
    what: `Price of ${o.sku.code}${o.account ? ` on ${o.account.name}` : ''}`,
    before: answer.before ? formats.money(answer.before) : null,
    after: shown,
    undo: { kind: 'price', ...place, before: answer.before, after: money },
  });
  const was = answer.before ? `It was ${formats.money(answer.before)}. ` : '';
  return done(headline(shown, words, 'good'), note(`${was}The shops are being told.`));
}

export function describeMoney(reason: MoneyRefusal, typed: string, currency: string): string {
  switch (reason) {
    case 'not_an_amount':
      return `“${typed}” is not an amount. Write it in plain digits, such as 1499 or 1499.50.`;
    case 'too_many_decimals':
      return `“${typed}” has more decimals than ${currency} knows.`;
    case 'too_large':
      return `“${typed}” is too large for a price.`;
    case 'unknown_currency':
      return `Prices in ${currency} cannot be kept: ${formatMoney({ minor: 0, currency })}?`;
  }
}
