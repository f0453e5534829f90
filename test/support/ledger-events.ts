/** Events in one line each, for stories about the ledger. What a story does not say is usual. */
import {
  type CountEvent,
  type HoldEvent,
  type LineUpdate,
  type OrderEvent,
  type ReceiptEvent,
  type RemovalEvent,
  type RestockEvent,
  type ReturnEvent,
  type ReversalEvent,
  type TransferEvent,
  toLineKey,
  type UnholdEvent,
} from '../../core/ledger/ledger-event.ts';

type Told = Partial<Omit<LineUpdate, 'lineKey'>> & { skuId: number };

let keys = 0;

function originOf(key?: string) {
  keys += 1;
  return { key: key ?? `test:${keys}`, cause: `test ${keys}`, actor: 'person 1' };
}

/** An order of one line, `account:name:1`. */
export function orderOf(o: Told & { accountId: number; name: string }): OrderEvent {
  const { accountId, name, ...told } = o;
  const lineKey = toLineKey({ accountId, orderExternalId: name, lineExternalId: '1' });
  const none = { ordered: 0, cancelled: 0, shipped: 0, returned: 0, revision: 0 };
  const origin = { ...originOf(`${accountId}:${name}`), cause: `order ${name}`, actor: 'shop' };
  return { kind: 'order', accountId, lines: [{ lineKey, ...none, ...told }], origin };
}

export function receiptOf(o: Omit<ReceiptEvent, 'kind' | 'origin'> & { key?: string }) {
  const { key, ...rest } = o;
  return { kind: 'receipt', ...rest, origin: originOf(key) } satisfies ReceiptEvent;
}

export function countOf(o: Omit<CountEvent, 'kind' | 'origin'>) {
  return { kind: 'count', ...o, origin: originOf() } satisfies CountEvent;
}

export function saleOf(o: Omit<RemovalEvent, 'kind' | 'origin'>) {
  return { kind: 'sale', ...o, origin: originOf() } satisfies RemovalEvent;
}

export function damageOf(o: Omit<RemovalEvent, 'kind' | 'origin'>) {
  return { kind: 'damage', ...o, origin: originOf() } satisfies RemovalEvent;
}

export function transferOf(o: Omit<TransferEvent, 'kind' | 'origin'>) {
  return { kind: 'transfer', ...o, origin: originOf() } satisfies TransferEvent;
}

export function restockOf(o: Omit<RestockEvent, 'kind' | 'origin'>) {
  return { kind: 'restock', ...o, origin: originOf() } satisfies RestockEvent;
}

export function holdOf(o: Omit<HoldEvent, 'kind' | 'origin'> & { key?: string }) {
  const { key, ...rest } = o;
  return { kind: 'hold', ...rest, origin: originOf(key) } satisfies HoldEvent;
}

export function unholdOf(o: Omit<UnholdEvent, 'kind' | 'origin'> & { key?: string }) {
  const { key, ...rest } = o;
  return { kind: 'unhold', ...rest, origin: originOf(key) } satisfies UnholdEvent;
}

export function returnOf(o: Omit<ReturnEvent, 'kind' | 'origin'>) {
  return { kind: 'return', ...o, origin: originOf() } satisfies ReturnEvent;
}

export function reversalOf(o: Omit<ReversalEvent, 'kind' | 'origin'>) {
  return { kind: 'reversal', ...o, origin: originOf() } satisfies ReversalEvent;
}
