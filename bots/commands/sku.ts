import type { Money } from '../../core/base/money.ts';
import { parseMoney } from '../../core/base/money.ts';
import type { SkuRefusal } from '../../core/catalog/add-sku.ts';
import { done, note, type Reply, refusal, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import type { Change, CommandContext } from './context.ts';
import { describeMoney } from './price.ts';
import { amount, code, freeText, optional, type PartRef, parts } from './slot.ts';

export const skuCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'add sku',
    aliases: ['new sku', 'create sku'],
    summary: 'Add something to sell: code, title and perhaps price.',
    examples: ['add sku MUG-BLUE Stoneware mug, blue 349', 'add sku CAP-ONE "Canvas cap"'],
    group: 'catalogue',
    risk: 'write',
    role: 'manager',
    slots: {
      code: code('which code'),
      title: freeText('which title'),
      price: optional(amount()),
    },
    async preview(context, { code, title, price }) {
      const money = price === undefined ? null : readPrice(context, price);
      if (money && 'blocks' in money) return money;
      if (await isTaken(context, code)) return refuseSku('code-taken', code);
      const costs = money ? ` at ${context.formats.money(money)}` : '';
      return { sentence: `Add ${code}, ${title}${costs}.`, weight: NO_WEIGHT };
    },
    async run(context, { code, title, price }) {
      const money = price === undefined ? null : readPrice(context, price);
      if (money && 'blocks' in money) return money;
      const { core, seller, actor } = context;
      const answer = await core.catalog.addSku(seller.sellerId, {
        code,
        title,
        actor,
        ...(money ? { priceMinor: money.minor } : {}),
      });
      if (!answer.ok) return refuseSku(answer.reason, code);
      const { value } = answer;
      const costs = money ? ` at ${context.formats.money(money)}` : '';
      context.changed(addition(`Added ${value.code}, ${value.title}`));
      return done(
        text(`Added ${value.code}, ${value.title}${costs}.`, 'good'),
        note(`It has no stock yet. Try: received 10 ${value.code}`),
      );
    },
  }),
  defineCommand({
    name: 'add kit',
    aliases: ['new kit', 'create kit', 'add bundle'],
    summary: 'Add a kit: sold as one, taken from the stock of its parts.',
    examples: ['add kit TEA-SET Mug and towel = 2 x MUG-RED + 1 x TOWEL-SAND'],
    group: 'catalogue',
    risk: 'write',
    role: 'manager',
    slots: { code: code('which code'), title: freeText('which title'), parts: parts() },
    async preview(context, { code, title, parts }) {
      if (await isTaken(context, code)) return refuseSku('code-taken', code);
      const sentence = `Add the kit ${code}, ${title}: ${describeParts(parts)}.`;
      return { sentence, weight: NO_WEIGHT };
    },
    async run(context, { code, title, parts }) {
      const { core, seller, actor } = context;
      const components = parts.map(({ sku, quantity }) => ({ skuId: sku.skuId, quantity }));
      const answer = await core.catalog.addSku(seller.sellerId, { code, title, components, actor });
      if (!answer.ok) return refuseSku(answer.reason, code);
      const { value } = answer;
      context.changed(addition(`Added kit ${value.code}, ${value.title}`));
      return done(
        text(`Added kit ${value.code}, ${value.title}: ${describeParts(parts)}.`, 'good'),
        note('Its stock is what its parts allow.'),
      );
    },
  }),
];

async function isTaken({ core, seller }: CommandContext, code: string): Promise<boolean> {
  return (await core.catalog.findSku(seller.sellerId, code)) !== null;
}

function addition(what: string): Change {
  const because = 'A SKU is not removed: pause it, or leave it without stock.';
  return { what, before: null, after: null, undo: { kind: 'none', because } };
}

function describeParts(parts: readonly PartRef[]): string {
  return parts.map(({ sku, quantity }) => `${quantity} × ${sku.code}`).join(' + ');
}

function readPrice(context: CommandContext, typed: string): Money | Reply {
  const { currency } = context.seller;
  const parsed = parseMoney(typed, currency);
  if (!parsed.ok) return refusal(describeMoney(parsed.reason, typed, currency));
  return parsed.value.minor < 0 ? refusal('A price is not below zero.') : parsed.value;
}

function refuseSku(reason: SkuRefusal, code: string): Reply {
  switch (reason) {
    case 'code-taken':
      return refusal(`${code} exists already.`, `stock ${code}`);
    case 'bad-code':
      return refusal('A code has 1 to 64 visible characters.', 'add sku CAP-ONE "Canvas cap"');
    case 'bad-title':
      return refusal('A title has 1 to 500 characters.', 'add sku CAP-ONE "Canvas cap"');
    case 'bad-price':
    case 'bad-safety-stock':
      return refusal('That figure is out of range.');
    case 'bad-components':
      return refusal(
        'A kit has 1 to 100 different parts, each 1 to 1,000 times.',
        'add kit TEA-SET Mug and towel = 2 x MUG-RED + 1 x TOWEL-SAND',
      );
    case 'bad-aliases':
    case 'bad-barcodes':
    case 'bad-options':
    case 'bad-category':
    case 'bad-tags':
    case 'bad-packs':
    case 'bad-unit-cost':
      return refusal('One of its names or figures cannot be kept.');
    case 'unknown-component':
      return refusal('One of the parts is not a SKU of yours.', 'stock all');
    case 'component-is-a-kit':
      return refusal('A kit cannot be part of a kit: name the parts themselves.');
  }
}
