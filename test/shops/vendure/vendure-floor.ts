/**
 * A seller with a real Vendure and two simulated shops around a real engine, and a prompt to type
 * at.
 *
 * Nothing of ours is replaced: webhooks come over HTTP through a receiver that can go deaf, pushes
 * and polls go to the shop's own process, and what is typed goes the way of every front-end.
 */
import { inject } from 'vitest';
import { commands } from '../../../bots/commands/registry.ts';
import { openConversation, seatOwner } from '../../../bots/open-conversation.ts';
import type { Reply } from '../../../bots/reply/reply.ts';
import { systemClock } from '../../../core/base/clock.ts';
import { systemIds } from '../../../core/base/ids.ts';
import { silentLogger } from '../../../core/base/log.ts';
import { systemRandom } from '../../../core/base/random.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { AccountState } from '../../../core/catalog/catalog-records.ts';
import { openShopFloor, type ShopFloor } from '../../support/shop-floor.ts';
import { passOnTo, startWebhookReceiver, type WebhookReceiver } from '../webhook-receiver.ts';
import { DEFAULT_DATASET } from './dataset.ts';
import { startVendure, type VendureShop } from './shop.ts';

const SECRET = 'a-shared-secret-of-the-test-shop';
// The shop, Postgres and we share two cores, perhaps with others; nothing here measures time.
const PATIENCE_MS = 240_000;
// The receiver's own address ends so.
const PUBLIC_ID = 'test';

/** What one order line became in the books. */
export interface BookedLine {
  readonly orderCode: string;
  readonly ordered: number;
  readonly reserved: number;
  readonly short: number;
}

export interface VendureFloor {
  readonly floor: ShopFloor;
  readonly shop: VendureShop;
  readonly receiver: WebhookReceiver;
  readonly accountId: number;
  /** Types a line; throws when the answer is a refusal or a question. */
  say(text: string): Promise<Reply>;
  /** The receiver takes no call until it is told to listen again. */
  goDeaf(): void;
  listenAgain(): void;
  setState(state: AccountState): Promise<void>;
  /** Every line of this SKU that Vendure's orders have in the books. */
  readBooked(sku: string): Promise<BookedLine[]>;
  /** Resolves when all listings of all shops have acknowledged what they should show. */
  untilConverged(): Promise<void>;
  until(what: string, look: () => boolean | Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

export async function openVendureFloor(): Promise<VendureFloor> {
  const { variants, currency } = DEFAULT_DATASET;
  const floor = await openShopFloor({
    shops: [
      { name: 'Alpha', channel: 'shopify' },
      { name: 'Beta', channel: 'woocommerce', pauseBy: 'status' },
    ],
    locations: ['Mumbai', 'Delhi'],
    skus: variants.map(({ sku, priceMinor, stockOnHand }) => ({
      code: sku,
      priceMinor,
      stock: { Mumbai: stockOnHand },
    })),
  });
  const { engine, sellerId } = floor;
  const receiver = await startWebhookReceiver();
  const listenAgain = () =>
    receiver.onDelivery(passOnTo(`${engine.origin()}/webhooks/vendure/${PUBLIC_ID}`));
  listenAgain();
  const shop = await startVendure({
    postgres: inject('shopsPostgres'),
    webhookUrl: receiver.url,
    webhookSecret: SECRET,
  });
  const accountId = await connectShop({ floor, shop, currency });
  const until = (what: string, look: () => boolean | Promise<boolean>) =>
    floor.until(what, look, PATIENCE_MS);
  return {
    floor,
    shop,
    receiver,
    accountId,
    say: createPrompt(floor),
    goDeaf: () => receiver.onDelivery(() => 'hang-up'),
    listenAgain,
    async setState(state) {
      await engine.catalog.setAccountState(sellerId, { accountId, state, reason: null });
    },
    readBooked: (sku) => readBooked(floor, { accountId, skuId: floor.skuId(sku) }),
    untilConverged: () => floor.untilConverged(PATIENCE_MS),
    until,
    async close() {
      await shop.stop();
      await floor.close();
      await receiver.stop();
    },
  };
}

/** The account and a listing per variant, as somebody who connects a shop would enter them. */
async function connectShop({
  floor: { engine, sellerId, skuId },
  shop,
  currency,
}: {
  floor: ShopFloor;
  shop: VendureShop;
  currency: string;
}): Promise<number> {
  const { stockLocationId } = await shop.readVariant('MUG-WHITE');
  const added = await engine.catalog.addAccount(sellerId, {
    publicId: PUBLIC_ID,
    channel: 'vendure',
    name: 'Gamma',
    currency,
    settings: { baseUrl: shop.adminUrl, stockLocationId },
    credentials: {
      username: new Secret(shop.adminName),
      password: new Secret(shop.adminPassword),
    },
    webhookSecrets: [new Secret(SECRET)],
    pauseBy: 'status',
  });
  if (!added.ok) throw new Error(`The shop could not be connected: ${added.reason}`);
  const { accountId } = added.value;
  for (const { sku } of DEFAULT_DATASET.variants) {
    const { id: externalId } = await shop.readVariant(sku);
    const nothing = { externalParentId: null, externalStockId: null };
    const listing = { accountId, skuId: skuId(sku), externalId, ...nothing };
    const listed = await engine.catalog.addListing(sellerId, listing);
    if (!listed.ok) throw new Error(`${sku} could not be listed: ${listed.reason}`);
  }
  return accountId;
}

/** The owner at the terminal, who says yes to what is previewed. */
function createPrompt({ engine, sellerId }: ShopFloor): (text: string) => Promise<Reply> {
  const { desk, people } = openConversation({
    ...{ engine, commands, clock: systemClock, ids: systemIds, random: systemRandom },
    log: silentLogger,
  });
  let lines = 0;
  const say = async (text: string): Promise<Reply> => {
    await seatOwner(people, sellerId);
    lines += 1;
    return desk.converse({
      ...{ frontEnd: 'console', messageId: `line-${lines}`, sellerId, at: systemClock.now() },
      sender: { id: 'owner', name: null },
      chat: { id: 'owner', isDirect: true },
      content: { kind: 'text', text },
      ...{ standing: 'typed', quoted: null, files: [], replyTo: null },
    });
  };
  return async (text) => {
    const first = await say(text);
    const reply = first.outcome === 'preview' ? await say('yes') : first;
    const isDone = reply.blocks.every(({ kind }) => kind !== 'error' && kind !== 'choices');
    if (!isDone) throw new Error(`“${text}” was answered: ${JSON.stringify(reply.blocks)}`);
    return reply;
  };
}

async function readBooked(
  { engine, sellerId }: ShopFloor,
  o: { accountId: number; skuId: number },
): Promise<BookedLine[]> {
  const orders = await engine.orders.listOrders(sellerId, { accountId: o.accountId });
  return orders.flatMap(({ number, lines }) =>
    lines
      .filter((line) => line.skuId === o.skuId)
      .map(({ ordered, reserved, short }) => ({ orderCode: number, ordered, reserved, short })),
  );
}
