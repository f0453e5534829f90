import type { TargetStatus } from '../../core/monitoring/sync-store.ts';
import { type Block, type Cell, note, table, toned } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';

/** What each shop should show of a SKU and what it has accepted. */
export async function describeListings(
  context: CommandContext,
  skuId: number,
): Promise<readonly Block[]> {
  const { core, seller, formats } = context;
  const { sellerId } = seller;
  const [targets, listings, accounts] = await Promise.all([
    core.monitoring.readTargets({ sellerId, skuId }),
    core.catalog.listListings(sellerId, { skuId }),
    core.catalog.listAccounts(sellerId),
  ]);
  const stock = targets.filter(({ aspect }) => aspect === 'stock');
  if (stock.length === 0) return [note('It is not offered on any shop.')];
  const byHand = new Set(
    listings.filter((each) => each.isPausedByHand).map(({ accountId }) => accountId),
  );
  const rows = stock.map((target): Cell[] => {
    const { currency } = accounts.find(({ name }) => name === target.accountName) ?? seller;
    const price = targets.find(
      (each) => each.aspect === 'price' && each.accountName === target.accountName,
    );
    const isPaused = accounts.some(
      ({ accountId, name }) => name === target.accountName && byHand.has(accountId),
    );
    return [
      target.accountName,
      target.acked,
      price ? formats.money({ minor: price.acked ?? price.desired, currency }) : null,
      isPaused ? toned('paused by hand', 'warn') : describeState(context, target),
    ];
  });
  const columns = [
    { title: 'Shop', isElastic: true },
    { title: 'Shows', align: 'right' as const },
    { title: 'Price', align: 'right' as const, dropOrder: 1 },
    { title: 'State', isElastic: true },
  ];
  return [table(columns, rows)];
}

function describeState({ formats }: CommandContext, target: TargetStatus): Cell {
  if (target.parkedAt) return toned(`given up: ${target.lastError ?? 'no reason given'}`, 'bad');
  if (target.isWaiting) return toned(`→ ${formats.quantity(target.desired)} on the way`, 'warn');
  return toned('in step', 'good');
}
