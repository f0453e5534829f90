import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StockPush } from '../channel.ts';
import { type CallRefusal, type PushOutcome, rejected, retryLater } from '../outcome.ts';
import { type AskShop, reasonOf } from './call-shop.ts';
import { READ_LEVELS, SET_QUANTITIES } from './documents.ts';
import { idOfGid, isShopId, toGid } from './gid.ts';
import { availableOf, inventoryItem } from './graphql-wire.ts';

/** One push on its way, with its place among those that were given to us. */
interface Pending {
  readonly place: number;
  readonly push: StockPush;
  readonly stockId: string;
}

/** Accepted, but not proven by the reply. */
interface Silent extends Pending {
  /** Does it replace another figure, if the shop shows it now? */
  readonly isChange: boolean;
}

type Outcomes = Map<number, PushOutcome>;

const userError = z.object({
  code: z.string().nullable(),
  field: z.array(z.string()).nullable(),
  message: z.string(),
});
type UserError = z.output<typeof userError>;

const setReply = z.object({
  inventorySetQuantities: z.object({
    inventoryAdjustmentGroup: z
      .object({
        changes: z.array(
          z.object({
            name: z.string(),
            quantityAfterChange: z.int().nullable(),
            item: z.object({ id: z.string() }).nullable(),
          }),
        ),
      })
      .nullable(),
    userErrors: z.array(userError),
  }),
});
type SetReply = z.output<typeof setReply>['inventorySetQuantities'];

const levelsReply = z.object({ nodes: z.array(inventoryItem.nullable()) });

/** Rounds of one push: the whole call is refused when one listing is, so the rest is sent again. */
const ROUNDS_MAX = 4;
const CONCURRENT_WAIT_MS = 1_000;

const STALE: ReadonlySet<string> = new Set([
  'CHANGE_FROM_QUANTITY_STALE',
  'COMPARE_QUANTITY_STALE',
]);
const KEY_IN_USE = 'IDEMPOTENCY_CONCURRENT_REQUEST';
const KEY_SPENT = 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED';

/**
 * The shop wants one key per call and one call per key, while ours are per listing: so the key is a
 * digest of all that is in the call. The same pushes give the same key, in whichever process;
 * another batch, figure or expectation gives another. `attempt` leads past a key that the shop
 * calls spent.
 */
export function callKey(input: unknown, o: { keys: readonly string[]; attempt: number }): string {
  const text = JSON.stringify([input, o.keys, o.attempt]);
  const hex = createHash('sha256').update(text).digest('hex');
  // Written as a UUID of version 8, the form for digests, since the shop advises UUIDs.
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

const URI = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;

/** The shop takes URIs only, and shows their first part as the author in its stock history. */
export function referenceUri(reference: string): string {
  return URI.test(reference)
    ? reference
    : `gid://shelftalk/StockPush/${encodeURIComponent(reference)}`;
}

function inputOf(pending: readonly Pending[], locationId: string) {
  return {
    name: 'available',
    reason: 'correction',
    // One call carries many references; the first names the moment well enough to find the rest.
    referenceDocumentUri: referenceUri(pending[0]?.push.reference ?? 'unnamed'),
    quantities: pending.map(({ push, stockId }) => ({
      inventoryItemId: toGid('InventoryItem', stockId),
      locationId: toGid('Location', locationId),
      quantity: push.quantity,
      // Always written, also as null: the schema lets it be left out, the shop does not.
      changeFromQuantity: push.expected,
    })),
  };
}

/** ["input", "quantities", "3", …] → 3. Null: the error is about the whole call. */
function placeOf(error: UserError): number | null {
  const step = error.field?.find((part) => /^\d{1,3}$/.test(part));
  return step === undefined ? null : Number.parseInt(step, 10);
}

function outcomeOf(error: UserError): PushOutcome {
  if (STALE.has(error.code ?? '')) return { kind: 'conflict', actual: null };
  return rejected(reasonOf([error.message]));
}

/** What every listing of the call hears when an error names none of them. */
function outcomeForAll(errors: readonly UserError[], pending: Pending): PushOutcome {
  const codes = errors.map(({ code }) => code ?? '');
  const reason = reasonOf(errors.map(({ message }) => message));
  if (codes.includes(KEY_IN_USE)) {
    return retryLater(reason, { afterMs: CONCURRENT_WAIT_MS, isOutcomeUnknown: true });
  }
  // Which listing was stale is not said: reading the levels of those that compare tells.
  if (codes.some((code) => STALE.has(code))) {
    return pending.push.expected === null
      ? retryLater(reason, { afterMs: 0 })
      : { kind: 'conflict', actual: null };
  }
  const isClear = codes.every((code) => code !== '' && code !== KEY_SPENT);
  return isClear ? rejected(reason) : retryLater(reason);
}

type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly rest: readonly Pending[]; readonly attempt: number };

/** Nothing of a call with errors was applied. Settles the guilty, and says who is sent again. */
function judgeErrors(
  errors: readonly UserError[],
  o: { pending: readonly Pending[]; attempt: number; outcomes: Outcomes },
): Verdict {
  const { pending, attempt, outcomes } = o;
  if (errors.some(({ code }) => code === KEY_SPENT)) {
    return { kind: 'again', rest: pending, attempt: attempt + 1 };
  }
  const guilty = new Map<number, UserError>();
  for (const error of errors) {
    const place = placeOf(error);
    if (place !== null && pending[place] && !guilty.has(place)) guilty.set(place, error);
  }
  if (guilty.size === 0) {
    for (const item of pending) outcomes.set(item.place, outcomeForAll(errors, item));
    return { kind: 'done' };
  }
  for (const [index, error] of guilty) {
    const item = pending[index];
    if (item) outcomes.set(item.place, outcomeOf(error));
  }
  return { kind: 'again', rest: pending.filter((_, index) => !guilty.has(index)), attempt };
}

/**
 * Settles what the reply proves, and returns the rest: items that it does not mention, or mentions
 * without their figure.
 */
function settleChanged(
  group: SetReply['inventoryAdjustmentGroup'],
  o: { pending: readonly Pending[]; outcomes: Outcomes },
): readonly Silent[] {
  const after = new Map<string, number | null>();
  for (const { name, item, quantityAfterChange } of group?.changes ?? []) {
    const id = item ? idOfGid('InventoryItem', item.id) : null;
    if (name === 'available' && id !== null) after.set(id, quantityAfterChange);
  }
  const silent = o.pending.filter(({ place, push, stockId }) => {
    const shown = after.get(stockId);
    const isAsExpected = shown === undefined && push.expected === push.quantity;
    if (isAsExpected) o.outcomes.set(place, { kind: 'unchanged' });
    else if (shown === push.quantity) o.outcomes.set(place, { kind: 'applied' });
    else if (typeof shown === 'number') o.outcomes.set(place, { kind: 'conflict', actual: shown });
    else return true;
    return false;
  });
  // Replaced, or there before? Whoever compared has replaced; otherwise only a listed change tells.
  const isChange = ({ push, stockId }: Pending) => push.expected !== null || after.has(stockId);
  return silent.map((item) => ({ ...item, isChange: isChange(item) }));
}

function unproven(refusal: CallRefusal): PushOutcome {
  if (refusal.kind !== 'retry-later') return refusal;
  return { ...refusal, isOutcomeUnknown: true };
}

/** Looks at the levels that the reply did not mention: shown already, or not stocked there? */
async function settleByReading(
  ask: AskShop,
  o: { silent: readonly Silent[]; locationId: string; outcomes: Outcomes },
): Promise<void> {
  if (o.silent.length === 0) return;
  const answer = await ask({
    document: READ_LEVELS,
    variables: {
      ids: o.silent.map(({ stockId }) => toGid('InventoryItem', stockId)),
      locationId: toGid('Location', o.locationId),
    },
    effect: 'read',
    schema: levelsReply,
  });
  if (answer.kind !== 'ok') {
    for (const { place } of o.silent) o.outcomes.set(place, unproven(answer));
    return;
  }
  const shown = new Map(answer.value.nodes.map((node) => [node?.id, availableOf(node)]));
  for (const { place, push, stockId, isChange } of o.silent) {
    const actual = shown.get(toGid('InventoryItem', stockId)) ?? null;
    if (actual === push.quantity) {
      o.outcomes.set(place, { kind: isChange ? 'applied' : 'unchanged' });
    } else if (actual !== null) o.outcomes.set(place, { kind: 'conflict', actual });
    else o.outcomes.set(place, rejected('the shop does not stock this item at the location'));
  }
}

async function sendRounds(
  ask: AskShop,
  o: { pending: readonly Pending[]; locationId: string; outcomes: Outcomes },
): Promise<void> {
  const { locationId, outcomes } = o;
  let { pending } = o;
  let attempt = 1;
  for (let round = 1; round <= ROUNDS_MAX && pending.length > 0; round += 1) {
    const input = inputOf(pending, locationId);
    const key = callKey(input, { keys: pending.map(({ push }) => push.key), attempt });
    const answer = await ask({
      document: SET_QUANTITIES,
      variables: { input, key },
      effect: 'write',
      isUrgent: pending.some(({ push }) => push.quantity === 0),
      schema: setReply,
    });
    if (answer.kind !== 'ok') {
      for (const { place } of pending) outcomes.set(place, answer);
      return;
    }
    const { inventoryAdjustmentGroup: group, userErrors } = answer.value.inventorySetQuantities;
    if (userErrors.length === 0) {
      const silent = settleChanged(group, { pending, outcomes });
      return settleByReading(ask, { silent, locationId, outcomes });
    }
    const verdict = judgeErrors(userErrors, { pending, attempt, outcomes });
    if (verdict.kind === 'done') return;
    ({ rest: pending, attempt } = verdict);
  }
  for (const { place } of pending) {
    outcomes.set(place, retryLater('the shop kept refusing the call', { afterMs: 0 }));
  }
}

/**
 * One call for all. The shop refuses the whole call when one listing cannot be set, so the others
 * are sent again without it, at once: waiting would make every listing of the account late because
 * of one order.
 */
export async function pushStock(
  ask: AskShop,
  o: { items: readonly StockPush[]; locationId: string },
): Promise<readonly PushOutcome[]> {
  const outcomes: Outcomes = new Map();
  const pending = o.items.flatMap((push, place): Pending[] => {
    const stockId = push.listing.externalStockId;
    if (stockId !== null && isShopId(stockId)) return [{ place, push, stockId }];
    outcomes.set(
      place,
      rejected('the inventory item of this listing is not known: import it again'),
    );
    return [];
  });
  await sendRounds(ask, { pending, locationId: o.locationId, outcomes });
  return o.items.map((_, place) => outcomes.get(place) ?? retryLater('the shop did not say'));
}
