import type { TargetStatus } from '../../core/monitoring/sync-store.ts';
import { type Block, type Cell, note, table, toned } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';

/** The same in one line while every shop is in step and sells. */
export async function summarizeListings(
  context: CommandContext,
  skuId: number,
): Promise<readonly Block[]> {
  const rows = await readListings(context, skuId);
  const [first] = rows;
  if (!first) return [NOT_OFFERED];
  const isCalm = rows.every(({ isInStep, shows }) => isInStep && shows === first.shows);
  if (!isCalm) return [toTable(rows)];
  const figure = first.shows === null ? 'nothing yet' : context.formats.quantity(first.shows);
  return [
    note(
      rows.length === 1
        ? `${first.shop} shows ${figure}, in step.`
        : `${rows.length} shops show ${figure}, in step.`,
    ),
  ];
}

/** What each shop should show of a SKU and what it has accepted. */
export async function describeListings(
  context: CommandContext,
  skuId: number,
): Promise<readonly Block[]> {
  const rows = await readListings(context, skuId);
  return rows.length === 0 ? [NOT_OFFERED] : [toTable(rows)];
}

const NOT_OFFERED = note('It is not offered on any shop.');

interface ShownListing {
  readonly shop: string;
  readonly shows: number | null;
  readonly price: string | null;
  readonly state: Cell;
  readonly isInStep: boolean;
}

async function readListings(context: CommandContext, skuId: number): Promise<ShownListing[]> {
  const { core, seller, formats } = context;
  const { sellerId } = seller;
  const [targets, listings, accounts] = await Promise.all([
    core.monitoring.readTargets({ sellerId, skuId }),
    core.catalog.listListings(sellerId, { skuId }),
    core.catalog.listAccounts(sellerId),
  ]);
  const stock = targets.filter(({ aspect }) => aspect === 'stock');
  const byHand = new Set(
    listings.filter((each) => each.isPausedByHand).map(({ accountId }) => accountId),
  );
  return stock.map((target): ShownListing => {
    const { currency } = accounts.find(({ name }) => name === target.accountName) ?? seller;
    const price = targets.find(
      (each) => each.aspect === 'price' && each.accountName === target.accountName,
    );
    const isPaused = accounts.some(
      ({ accountId, name }) => name === target.accountName && byHand.has(accountId),
    );
    return {
      shop: target.accountName,
      shows: target.acked,
      price: price ? formats.money({ minor: price.acked ?? price.desired, currency }) : null,
      state: isPaused ? toned('paused by hand', 'warn') : describeState(context, target),
      isInStep: !isPaused && !target.isWaiting && target.parkedAt === null,
    };
  });
}

function toTable(listings: readonly ShownListing[]): Block {
  const columns = [
    { title: 'Shop', isElastic: true },
    { title: 'Shows', align: 'right' as const },
    { title: 'Price', align: 'right' as const, dropOrder: 1 },
    { title: 'State', isElastic: true },
  ];
  return table(
    columns,
    listings.map(({ shop, shows, price, state }) => [shop, shows, price, state]),
  );
}

function describeState({ formats }: CommandContext, target: TargetStatus): Cell {
  if (target.parkedAt) return toned(`given up: ${target.lastError ?? 'no reason given'}`, 'bad');
  if (target.isWaiting) return toned(`→ ${formats.quantity(target.desired)} on the way`, 'warn');
  return toned('in step', 'good');
}
