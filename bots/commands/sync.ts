import type { ParkedDelivery } from '../../core/intake/delivery-store.ts';
import type { SyncStatus } from '../../core/monitoring/monitoring.ts';
import { type Formats, plural } from '../reply/format-values.ts';
import {
  type Block,
  type Cell,
  done,
  headline,
  note,
  type Reply,
  reply,
  table,
  text,
  toned,
} from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import type { CommandContext } from './context.ts';
import { type AccountRef, account, optional, type SkuRef, sku, word } from './slot.ts';

export const syncCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'sync',
    aliases: ['status', 'lag', 'accounts', 'shops'],
    summary: 'Show how far every shop has kept up, and how fast.',
    examples: ['sync'],
    group: 'shops',
    risk: 'read',
    slots: {},
    async run(context) {
      return describeSync(
        context,
        await context.core.monitoring.readSyncStatus(context.seller.sellerId),
      );
    },
  }),
  defineCommand({
    name: 'dead letters',
    aliases: ['dead', 'parked', 'failed'],
    summary: 'List what a shop would not take, and why.',
    examples: ['dead letters'],
    group: 'shops',
    risk: 'read',
    slots: {},
    async run({ core, seller, formats }) {
      const { sellerId } = seller;
      const [parked, deliveries] = await Promise.all([
        core.propagation.listDeadLetters(sellerId),
        core.intake.listParkedDeliveries(sellerId),
      ]);
      const messages = describeDeliveries(deliveries, formats);
      if (parked.length === 0) {
        return reply(text('No update was given up.', 'good'), ...messages);
      }
      const rows = parked
        .slice(0, ROWS_MAX)
        .map(({ skuCode, accountName, aspect, reason, parkedAt }) => [
          skuCode,
          accountName,
          aspect,
          formats.instant(parkedAt),
          reason,
        ]);
      return reply(
        headline(
          formats.quantity(parked.length),
          `${plural(parked.length, 'update')} given up`,
          'bad',
        ),
        table(
          ['SKU', 'Shop', { title: 'What', dropOrder: 2 }, { title: 'Since', dropOrder: 1 }, WHY],
          rows,
        ),
        ...messages,
        note('Try again with the figures of now: retry all'),
      );
    },
  }),
  defineCommand({
    name: 'retry',
    aliases: ['replay', 'try again'],
    summary: 'Send given-up updates again, with the figures of now.',
    examples: ['retry all', 'retry HOODIE-M', 'retry on Kala Threads'],
    group: 'shops',
    risk: 'write',
    role: 'manager',
    slots: {
      scope: optional(word({ all: ['everything'] }, 'all')),
      sku: optional(sku()),
      account: optional(account()),
    },
    async preview(context, args) {
      const { updates, messages } = await countGivenUp(context, args);
      if (updates + messages === 0) return reply(text('Nothing was given up there.', 'good'));
      const parts = [
        ...(updates > 0 ? [`${updates} ${plural(updates, 'update')}`] : []),
        ...(messages > 0 ? [`${messages} ${plural(messages, 'message')} from shops`] : []),
      ];
      const sentence = `Try again, with the figures of now: ${parts.join(' and ')}.`;
      return { sentence, weight: { ...NO_WEIGHT, skus: 0 } };
    },
    async run({ core, seller, changed }, { sku, account }) {
      const count = await core.propagation.replayDeadLetters({
        sellerId: seller.sellerId,
        skuId: sku?.skuId ?? null,
        accountId: account?.accountId ?? null,
      });
      const messages = sku
        ? 0
        : await core.intake.replayParkedDeliveries(
            seller.sellerId,
            account ? { accountId: account.accountId } : {},
          );
      if (count + messages === 0) return reply(text('Nothing was given up there.', 'good'));
      changed({
        what: `Tried again ${count + messages} that were given up`,
        before: null,
        after: null,
        undo: { kind: 'none', because: 'Only figures of now were sent.' },
      });
      return done(
        count > 0 ? text(`Sending ${count} ${plural(count, 'update')} again.`, 'good') : null,
        messages > 0
          ? text(`Reading ${messages} ${plural(messages, 'message')} again.`, 'good')
          : null,
        note('See how it went: sync'),
      );
    },
  }),
];

async function countGivenUp(
  { core, seller }: CommandContext,
  o: { sku?: SkuRef | undefined; account?: AccountRef | undefined },
): Promise<{ updates: number; messages: number }> {
  const [parked, deliveries] = await Promise.all([
    core.propagation.listDeadLetters(seller.sellerId),
    core.intake.listParkedDeliveries(seller.sellerId),
  ]);
  const { sku, account } = o;
  const updates = parked
    .filter(({ skuCode }) => !sku || skuCode === sku.code)
    .filter(({ accountName }) => !account || accountName === account.name);
  const messages = deliveries.filter(
    ({ accountName }) => accountName === account?.name || !account,
  );
  return { updates: updates.length, messages: sku ? 0 : messages.length };
}

const ROWS_MAX = 20;
const WHY = { title: 'Why', isElastic: true };

/** What shops sent and nobody could read. */
function describeDeliveries(
  deliveries: readonly ParkedDelivery[],
  formats: Formats,
): readonly Block[] {
  if (deliveries.length === 0) return [];
  const words = `${plural(deliveries.length, 'message')} from shops could not be read`;
  const rows = deliveries
    .slice(0, ROWS_MAX)
    .map(({ accountName, topic, receivedAt, note: why }): Cell[] => [
      accountName,
      topic,
      formats.instant(receivedAt),
      why,
    ]);
  return [
    headline(formats.quantity(deliveries.length), words, 'bad'),
    table(['Shop', { title: 'What', dropOrder: 2 }, { title: 'Since', dropOrder: 1 }, WHY], rows),
  ];
}

type Row = SyncStatus['accounts'][number];

function describeSync(context: CommandContext, status: SyncStatus): Reply {
  const { formats } = context;
  const { waiting, parked, deliveries } = status.unsynced;
  const columns = [
    { title: 'Shop', isElastic: true },
    { title: 'Channel', dropOrder: 3 },
    'State',
    'Waiting',
    { title: 'Lag p50', align: 'right' as const },
    { title: 'p99', align: 'right' as const },
    { title: '= wait', align: 'right' as const, dropOrder: 2 },
    { title: '+ call', align: 'right' as const, dropOrder: 2 },
  ];
  const rows = status.accounts.map((account): Cell[] => {
    const { lag } = account;
    const ms = (figure: number | undefined) =>
      lag && lag.count > 0 && figure !== undefined ? formats.duration(figure) : null;
    return [
      account.name,
      account.channel,
      stateOf(context, account),
      account.waiting,
      ms(lag?.total[0]),
      ms(lag?.total[2]),
      ms(lag?.wait[2]),
      ms(lag?.call[2]),
    ];
  });
  const waits = `${plural(deliveries, 'message')} ${deliveries === 1 ? 'waits' : 'wait'}`;
  const inbox = deliveries > 0 ? ` ${formats.quantity(deliveries)} ${waits} to be read.` : '';
  return reply(
    waiting === 0
      ? headline('In step', 'every shop shows what the books say', 'good')
      : headline(formats.quantity(waiting), `${plural(waiting, 'update')} on the way`, 'warn'),
    table(columns, rows),
    inbox === '' ? null : text(inbox.trim(), 'warn'),
    parked > 0 ? text(`${parked} ${plural(parked, 'update')} given up: dead letters`, 'bad') : null,
    note('Lag of the last hour: from the books’ commit to the shop’s yes.'),
  );
}

function stateOf({ now, formats }: CommandContext, account: Row): Cell {
  if (account.state === 'needs-reauth') return toned('log in again', 'bad');
  if (account.state === 'held') return toned('held', 'warn');
  if (account.openUntil && account.openUntil > now) {
    const inMs = account.openUntil.getTime() - now.getTime();
    return toned(`resting ${formats.duration(inMs)}`, 'warn');
  }
  if (account.parked > 0) return toned(`${account.parked} given up`, 'bad');
  return account.failures > 0 ? toned('failing', 'warn') : toned('ok', 'good');
}
