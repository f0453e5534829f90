import type { UnmappedCode } from '../../core/intake/unmapped-store.ts';
import { plural } from '../reply/format-values.ts';
import {
  type Cell,
  done,
  headline,
  note,
  type Reply,
  refusal,
  reply,
  table,
  text,
} from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT, type Preview } from './command.ts';
import type { CommandContext } from './context.ts';
import { readWords, type Words } from './read-words.ts';
import { type AccountRef, account, code, optional, type SkuRef, skuAfter } from './slot.ts';
import { bestSuggestion, suggestSkus } from './suggest-skus.ts';

const SHOWN_MAX = 20;
const ROW_NUMBER = /^#?(\d{1,3})$/;

export const mappingCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'unmapped',
    aliases: ['unknown', 'unmatched'],
    summary: 'List what shops sell under codes that no SKU has.',
    examples: ['unmapped'],
    group: 'shops',
    risk: 'read',
    slots: {},
    run: listUnmapped,
  }),
  defineCommand({
    name: 'map',
    aliases: ['match'],
    summary: 'Say which SKU a shop means by a code.',
    examples: ['map Bazaar Corner BC-77 = HOODIE-M'],
    group: 'shops',
    risk: 'write',
    role: 'manager',
    slots: {
      account: optional(account()),
      code: code('which code of the shop, or its number in “unmapped”'),
      sku: optional(skuAfter('=')),
    },
    preview: previewMapping,
    run: mapCode,
  }),
];

async function listUnmapped(context: CommandContext): Promise<Reply> {
  const { core, seller, formats } = context;
  const found = await core.intake.listUnmapped(seller.sellerId);
  if (found.length === 0) return reply(text('Every code is known.', 'good'));
  const words = await readWords(context);
  const shown = found.slice(0, SHOWN_MAX);
  const near = shown.map((each) => suggestFor(each, words));
  const rows = shown.map((each, index): Cell[] => [
    `${index + 1}`,
    each.channelCode,
    each.accountName,
    each.title,
    each.units,
    near[index]?.[0]?.code ?? null,
    formats.ago(each.firstSeenAt),
  ]);
  const columns = [
    { title: '#', align: 'right' as const },
    'Code',
    { title: 'Shop', dropOrder: 2 },
    { title: 'Title', isElastic: true },
    'Units',
    'Perhaps',
    { title: 'Since', dropOrder: 3 },
  ];
  const taken = near.findIndex((each) => bestSuggestion(each));
  const [first] = found;
  return reply(
    headline(String(found.length), `${plural(found.length, 'code')} without a SKU`, 'warn'),
    table(columns, rows),
    found.length > SHOWN_MAX ? note(`and ${found.length - SHOWN_MAX} more`) : null,
    taken < 0 ? null : note(`Take a suggestion by its number: map ${taken + 1}`),
    note(`Or say what it is: map ${first?.accountName} ${first?.channelCode} = HOODIE-M`),
  );
}

function suggestFor(unknown: UnmappedCode, { vocabulary }: Words) {
  return suggestSkus({ code: unknown.channelCode, title: unknown.title }, vocabulary.skus);
}

interface Wish {
  readonly account: AccountRef | undefined;
  readonly code: string;
  readonly sku: SkuRef | undefined;
}

interface Chosen {
  readonly account: Pick<AccountRef, 'accountId' | 'name'>;
  readonly code: string;
  readonly sku: SkuRef;
  readonly units: number;
}

/** What is meant, from the queue where the message leaves it open; or what is missing. */
async function choose(context: CommandContext, o: Wish): Promise<Chosen | Reply> {
  const queue = await context.core.intake.listUnmapped(context.seller.sellerId);
  const words = await readWords(context);
  const waiting = findWaiting(queue, o);
  if (waiting.length > 1) {
    const shops = waiting.map(({ accountName }) => accountName).join(', ');
    const tryThis = `map ${waiting[0]?.accountName} ${o.code} = …`;
    return refusal(`Several shops use “${o.code}” (${shops}): name the shop.`, tryThis);
  }
  const [found] = waiting;
  const account = found ? { accountId: found.accountId, name: found.accountName } : o.account;
  if (!account) return refusal(`No order waits for a code “${o.code}”.`, 'unmapped');
  const code = found?.channelCode ?? o.code;
  const units = found?.units ?? 0;
  if (o.sku) return { account, code, sku: o.sku, units };
  const near = found ? suggestFor(found, words) : [];
  const best = bestSuggestion(near);
  if (best) {
    return { account, code, units, sku: { ...best, title: words.title(best.skuId) } };
  }
  const choices = near.map((each) => each.code);
  const hint = choices.length > 0 ? ` Perhaps ${choices.join(' or ')}.` : '';
  const tryThis = `map ${account.name} ${code} = ${choices[0] ?? 'HOODIE-M'}`;
  return refusal(`Which SKU is ${code}?${hint}`, tryThis);
}

/** By the code itself, else by its number in the list. */
function findWaiting(queue: readonly UnmappedCode[], o: Wish): readonly UnmappedCode[] {
  const wanted = o.code.toLowerCase();
  const ofShop = queue.filter((each) => !o.account || each.accountId === o.account.accountId);
  const byCode = ofShop.filter(({ channelCode }) => channelCode.toLowerCase() === wanted);
  if (byCode.length > 0 || o.account) return byCode;
  const row = ROW_NUMBER.exec(o.code)?.[1];
  const found = row === undefined ? undefined : queue[Number.parseInt(row, 10) - 1];
  return found ? [found] : [];
}

async function previewMapping(context: CommandContext, o: Wish): Promise<Preview | Reply> {
  const chosen = await choose(context, o);
  if ('blocks' in chosen) return chosen;
  const { account, code, sku, units } = chosen;
  const wait = units > 0 ? ` ${units} ordered ${plural(units, 'unit')} wait for it.` : '';
  return {
    sentence: `From now on ${code} on ${account.name} is ${sku.code}, ${sku.title}.${wait}`,
    weight: { ...NO_WEIGHT, units },
  };
}

async function mapCode(context: CommandContext, o: Wish): Promise<Reply> {
  const chosen = await choose(context, o);
  if ('blocks' in chosen) return chosen;
  const { account, code, sku } = chosen;
  const answer = await context.core.intake.mapCode(context.seller.sellerId, {
    accountId: account.accountId,
    channelCode: code,
    skuId: sku.skuId,
  });
  if (!answer.ok) return refusal(`“${code}” cannot be a code of ${account.name}.`, 'unmapped');
  const { appliedLines: applied } = answer;
  context.changed({
    what: `Mapped ${code} on ${account.name}`,
    before: null,
    after: sku.code,
    undo: { kind: 'none', because: `Map it again: map ${account.name} ${code} = …` },
  });
  return done(
    text(`${code} on ${account.name} is ${sku.code}, ${sku.title}.`, 'good'),
    note(
      applied === 0
        ? 'No order was waiting for it.'
        : `${applied} order ${plural(applied, 'line')} that waited for it ` +
            `${plural(applied, 'is', 'are')} in the books now.`,
    ),
  );
}
