import type { Listing } from '../../core/catalog/catalog-records.ts';
import { plural } from '../reply/format-values.ts';
import { done, note, type Reply, refusal, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT, type Preview } from './command.ts';
import type { CommandContext } from './context.ts';
import { type AccountRef, account, optional, type SkuRef, sku } from './slot.ts';

type Args = { readonly sku: SkuRef; readonly account: AccountRef | undefined };

export const listingCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'pause',
    aliases: ['unlist', 'hide'],
    summary: 'Take a SKU off sale on one shop or all, until resumed.',
    examples: ['pause HOODIE-M', 'pause MUG-RED on Nila Home'],
    group: 'catalogue',
    risk: 'write',
    role: 'manager',
    slots: { sku: sku(), account: optional(account()) },
    preview: (context, args) => preview(context, { ...args, isPaused: true }),
    run: (context, args) => setPaused(context, { ...args, isPaused: true }),
  }),
  defineCommand({
    name: 'resume',
    aliases: ['unpause', 'relist'],
    summary: 'Let a SKU be sold again that was paused by hand.',
    examples: ['resume HOODIE-M', 'resume MUG-RED on Nila Home'],
    group: 'catalogue',
    risk: 'write',
    role: 'manager',
    slots: { sku: sku(), account: optional(account()) },
    preview: (context, args) => preview(context, { ...args, isPaused: false }),
    run: (context, args) => setPaused(context, { ...args, isPaused: false }),
  }),
];

type Wish = Args & { readonly isPaused: boolean };

/** The listings that it would change, or why there are none. */
async function judge({ core, seller }: CommandContext, o: Wish): Promise<Listing[] | Reply> {
  const { sku, account, isPaused } = o;
  const listings = await core.catalog.listListings(seller.sellerId, {
    skuId: sku.skuId,
    ...(account ? { accountId: account.accountId } : {}),
  });
  const where = account ? `on ${account.name}` : 'on any shop';
  if (listings.length === 0) {
    return refusal(`${sku.code} is not offered ${where}.`, `stock ${sku.code}`);
  }
  const others = listings.filter((each) => each.isPausedByHand !== isPaused);
  if (others.length > 0) return others;
  const state = isPaused ? 'is paused already' : 'is not paused by hand';
  const tryThis = isPaused ? `resume ${sku.code}` : `stock ${sku.code}`;
  return refusal(`${sku.code} ${state}${account ? ` on ${account.name}` : ''}.`, tryThis);
}

async function preview(context: CommandContext, o: Wish): Promise<Preview | Reply> {
  const judged = await judge(context, o);
  if ('blocks' in judged) return judged;
  const verb = o.isPaused ? 'Take off sale' : 'Put back on sale';
  const where = o.account
    ? `on ${o.account.name}`
    : `on ${judged.length} ${plural(judged.length, 'shop')}`;
  return { sentence: `${verb}: ${o.sku.code} ${where}.`, weight: NO_WEIGHT };
}

async function setPaused(context: CommandContext, o: Wish): Promise<Reply> {
  const { sku, account, isPaused } = o;
  const judged = await judge(context, o);
  if ('blocks' in judged) return judged;
  await context.core.catalog.setPausedByHand(context.seller.sellerId, {
    skuId: sku.skuId,
    accountId: account?.accountId ?? null,
    isPaused,
  });
  const listings = `${judged.length} ${plural(judged.length, 'listing')}`;
  const what = `${isPaused ? 'Paused' : 'Resumed'} ${sku.code} on ${listings}`;
  const accountIds = judged.map(({ accountId }) => accountId);
  context.changed({
    what,
    before: isPaused ? 'on sale' : 'paused',
    after: isPaused ? 'paused' : 'on sale',
    undo: { kind: 'listing', skuId: sku.skuId, accountIds, isPaused: !isPaused },
  });
  return done(
    text(`${what}.`, 'good'),
    note(
      isPaused
        ? `It stays off sale until you type: resume ${sku.code}`
        : 'A listing shows it as soon as there is stock and no shortage is open.',
    ),
  );
}
