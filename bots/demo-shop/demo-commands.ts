import { type AnyCommand, defineCommand } from '../commands/command.ts';
import { account, optional, quantity, sku, word } from '../commands/slot.ts';
import { note, refusal, reply, text } from '../reply/reply.ts';
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
      risk: 'write',
      slots: { quantity: optional(quantity()), sku: sku(), account: account() },
      async run({ core }, { quantity = 1, sku, account }) {
        const { accountId } = account;
        const shop = demo.shops.find((each) => each.account.accountId === accountId);
        const listings = await core.catalog.listListings(demo.sellerId, { accountId });
        if (!shop || !listings.some(({ skuId }) => skuId === sku.skuId)) {
          return refusal(`${sku.code} is not offered on ${account.name}.`, `stock ${sku.code}`);
        }
        const { available } = shop.simulator.read(sku.code);
        if (available < quantity) {
          return refusal(
            `${account.name} shows ${Math.max(0, available)} × ${sku.code}: no buyer gets ${quantity}.`,
            `stock ${sku.code}`,
          );
        }
        const lines = [{ skuCode: sku.code, quantity }];
        const { number } = shop.simulator.placeOrder({ lines });
        return reply(
          text(
            `A buyer got ${quantity} × ${sku.code} on ${account.name}: order ${number}.`,
            'good',
          ),
          note(`The shop tells the books, the books tell the other shops: stock ${sku.code}`),
        );
      },
    }),
    defineCommand({
      name: 'demo',
      aliases: ['buyers'],
      summary: 'Demo: let a buyer come every few seconds, or stop them.',
      examples: ['demo on', 'demo off'],
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
