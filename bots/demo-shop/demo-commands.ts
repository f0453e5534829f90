import { type AnyCommand, defineCommand } from '../commands/command.ts';
import type { CommandContext } from '../commands/context.ts';
import { describeListings } from '../commands/describe-listings.ts';
import {
  type AccountRef,
  account,
  optional,
  quantity,
  type SkuRef,
  sku,
  word,
} from '../commands/slot.ts';
import { untilSettled } from '../commands/until-settled.ts';
import { note, type Reply, refusal, reply, text } from '../reply/reply.ts';
import type { BackgroundBuyers } from './background-buyers.ts';
import type { DemoShop } from './demo-shop.ts';

/** What one can do to the demo's shops that nobody could do to real ones. */
export function createDemoCommands(demo: DemoShop, buyers: BackgroundBuyers): AnyCommand[] {
  return [
    defineCommand({
      name: 'buy',
      aliases: ['order from'],
      summary: 'Demo: be a buyer on one of the shops.',
      examples: ['buy HOODIE-M on Kala Threads', 'buy 2 MUG-RED on Studio Nine'],
      group: 'demo',
      risk: 'write',
      slots: { quantity: optional(quantity()), sku: sku(), account: account() },
      async run(context, { quantity = 1, sku, account }) {
        const { core } = context;
        const { accountId } = account;
        const shop = demo.shops.find((each) => each.account.accountId === accountId);
        const listings = await core.catalog.listListings(demo.sellerId, { accountId });
        if (!shop || !listings.some(({ skuId }) => skuId === sku.skuId)) {
          return refusal(`${sku.code} is not offered on ${account.name}.`, `stock ${sku.code}`);
        }
        const { available } = shop.simulator.read(sku.code);
        if (available < quantity) {
          const there = `${Math.max(0, available)} × ${sku.code}`;
          return refusal(
            `${account.name} shows ${there}: no buyer gets ${quantity}.`,
            `stock ${sku.code}`,
          );
        }
        const lines = [{ skuCode: sku.code, quantity }];
        const { number } = shop.simulator.placeOrder({ lines });
        return describePurchase(context, { number, quantity, sku, account });
      },
    }),
    defineCommand({
      name: 'demo',
      aliases: ['buyers'],
      summary: 'Demo: let a buyer come every few seconds, or stop them.',
      examples: ['demo on', 'demo off'],
      group: 'demo',
      risk: 'write',
      slots: { life: optional(word({ on: ['start'], off: ['stop'] }, 'on or off')) },
      async run(_, { life }) {
        if (life === 'on') buyers.start();
        if (life === 'off') buyers.stop();
        if (buyers.isOn) {
          return reply(
            text('A buyer comes every few seconds.', 'good'),
            note('To stop them: demo off'),
          );
        }
        return reply(
          text('Nobody buys unless you do.'),
          note('To change that: demo on, or: buy HOODIE-M on Kala Threads'),
        );
      },
    }),
  ];
}

const WATCHED_MS_MAX = 4_000;
const LOOK_EVERY_MS = 10;

/** Watches the order on its way: into the books, then to every shop. */
async function describePurchase(
  context: CommandContext,
  o: { number: string; quantity: number; sku: SkuRef; account: AccountRef },
): Promise<Reply> {
  const { core, seller, formats } = context;
  const { sellerId } = seller;
  const { accountId } = o.account;
  const beganMs = core.clock.monotonicMs();
  const elapsed = () => formats.duration(core.clock.monotonicMs() - beganMs);
  const done = text(
    `A buyer got ${o.quantity} × ${o.sku.code} on ${o.account.name}: order ${o.number}.`,
    'good',
  );
  const isKnown = async () =>
    (await core.orders.listOrders(sellerId, { number: o.number, accountId, limit: 1 })).length > 0;
  while (!(await isKnown())) {
    if (core.clock.monotonicMs() - beganMs > WATCHED_MS_MAX) {
      return reply(done, note(`It is not in the books yet. Look again: order ${o.number}`));
    }
    await core.clock.sleep(LOOK_EVERY_MS);
  }
  const inBooks = elapsed();
  const left = await untilSettled(core, { sellerId, withinMs: WATCHED_MS_MAX });
  const inShops = left ? 'The other shops are still being told.' : `In every shop: ${elapsed()}.`;
  return reply(
    done,
    note(`In the books: ${inBooks}. ${inShops}`),
    ...(await describeListings(context, o.sku.skuId)),
  );
}
