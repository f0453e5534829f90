import { plural } from '../reply/format-values.ts';
import { note, type Reply, refusal, reply, text } from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { type AccountRef, account, optional, type SkuRef, sku } from './slot.ts';

export const listingCommands = [
  defineCommand({
    name: 'pause',
    aliases: ['unlist', 'hide'],
    summary: 'Take a SKU off sale on one shop or all, until resumed.',
    examples: ['pause HOODIE-M', 'pause MUG-RED on Nila Home'],
    group: 'catalogue',
    risk: 'write',
    role: 'manager',
    slots: { sku: sku(), account: optional(account()) },
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
    run: (context, args) => setPaused(context, { ...args, isPaused: false }),
  }),
];

async function setPaused(
  context: CommandContext,
  o: { sku: SkuRef; account: AccountRef | undefined; isPaused: boolean },
): Promise<Reply> {
  const { sku, account, isPaused } = o;
  const answer = await context.core.catalog.setPausedByHand(context.seller.sellerId, {
    skuId: sku.skuId,
    accountId: account?.accountId ?? null,
    isPaused,
  });
  const where = account ? `on ${account.name}` : 'on any shop';
  if (!answer.ok) return refusal(`${sku.code} is not offered ${where}.`, `stock ${sku.code}`);
  const { changed } = answer.value;
  if (changed === 0) {
    return reply(text(`${sku.code} ${isPaused ? 'was paused' : 'was not paused'} before.`));
  }
  const listings = `${changed} ${plural(changed, 'listing')}`;
  if (isPaused) {
    return reply(
      text(`Paused ${sku.code} on ${listings}.`, 'good'),
      note(`It stays off sale until you type: resume ${sku.code}`),
    );
  }
  return reply(
    text(`Resumed ${sku.code} on ${listings}.`, 'good'),
    note('A listing shows it as soon as there is stock and no shortage is open.'),
  );
}
