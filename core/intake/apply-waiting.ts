import { isRetriedLater } from '../base/errors.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { toOwnCode } from '../catalog/resolve-lines.ts';
import type { OrderEvent } from '../ledger/ledger-event.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { readUnmappedPage, removeUnmapped, type UnmappedLine } from './unmapped-store.ts';

export type WaitingDeps = Pick<IntakeDeps, 'database' | 'clock' | 'ledger' | 'catalog' | 'log'>;

const PAGE = 500;

/**
 * Submits lines of the queue whose SKU is known (null: still not) and takes them out of it. A line
 * that the ledger refuses stays, and is logged. Throws what may pass by itself.
 */
export async function applyWaiting(
  deps: WaitingDeps,
  o: {
    sellerId: number;
    lines: readonly { line: UnmappedLine; skuId: number | null }[];
  },
): Promise<number> {
  const { sellerId } = o;
  const applied: UnmappedLine[] = [];
  let passing: unknown;
  const submit = async (line: UnmappedLine, skuId: number) => {
    try {
      await deps.ledger.submit(sellerId, toEvent(line, skuId));
      applied.push(line);
    } catch (error) {
      if (isRetriedLater(error)) passing = error;
      else deps.log.error('waiting_line_refused', { sellerId, lineKey: line.lineKey, error });
    }
  };
  await Promise.all(
    o.lines.map(({ line, skuId }) => (skuId === null ? undefined : submit(line, skuId))),
  );
  if (applied.length > 0) {
    await removeUnmapped(deps.database.forSeller(sellerId), { sellerId, lines: applied });
  }
  if (passing) throw passing;
  return applied.length;
}

function toEvent(line: UnmappedLine, skuId: number): OrderEvent {
  const { lineKey, accountId, ordered, cancelled, shipped, returned, revision } = line;
  const orderKey = lineKey.slice(0, lineKey.lastIndexOf(':'));
  return {
    kind: 'order',
    accountId,
    lines: [{ lineKey, skuId, ordered, cancelled, shipped, returned, revision }],
    origin: {
      key: `${lineKey}@${revision}`,
      cause: `order ${orderKey}`,
      actor: `account ${accountId}`,
    },
  };
}

/**
 * Looks through the queue for lines that somebody knows by now (a mapping, a new SKU, a new
 * listing), of one code or of all. @returns how many were applied
 */
export async function applyKnownWaiting(
  deps: WaitingDeps,
  sellerId: number,
  o: { accountId?: number; channelCode?: string } = {},
): Promise<number> {
  const { accountId = null, channelCode = null } = o;
  const db = deps.database.forSeller(sellerId);
  let applied = 0;
  for (let afterKey = ''; ; ) {
    const page = { sellerId, afterKey, accountId, channelCode, limit: PAGE };
    const lines = await readUnmappedPage(db, page);
    const skuIds = await deps.catalog.resolveLines(sellerId, lines.map(toNames));
    const known = lines.map((line, index) => ({ line, skuId: skuIds[index] ?? null }));
    applied += await applyWaiting(deps, { sellerId, lines: known });
    const last = lines.at(-1);
    if (!last || lines.length < PAGE) return applied;
    afterKey = last.lineKey;
  }
}

const toNames = (line: UnmappedLine) => ({
  accountId: line.accountId,
  externalId: line.listingExternalId,
  channelCode: line.channelCode,
  ownCode: toOwnCode(line.channelCode),
});

export type MapAnswer =
  | { readonly ok: true; readonly appliedLines: number }
  | { readonly ok: false; readonly reason: 'bad-code' | 'unknown-account-or-sku' };

/** "This code of that shop is this SKU": the orders that waited for it are applied at once. */
export async function mapCode(
  deps: WaitingDeps & { catalog: Catalog },
  sellerId: number,
  o: { accountId: number; channelCode: string; skuId: number },
): Promise<MapAnswer> {
  const saved = await deps.catalog.mapCode(sellerId, o);
  if (!saved.ok) return saved;
  const { accountId } = o;
  const channelCode = o.channelCode.normalize('NFC').trim();
  const appliedLines = await applyKnownWaiting(deps, sellerId, { accountId, channelCode });
  return { ok: true, appliedLines };
}
