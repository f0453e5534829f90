/**
 * Carries out what takes a change back: as new entries and new rows, never by deleting. Called by
 * the conversation's "undo", which knows whose last change it was and that it was not undone yet.
 * Refused, with the reason, when it cannot be done any more; an undo is not undone again.
 */
import type { Money } from '../../core/base/money.ts';
import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import { done, note, type Reply, refusal, text } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import { describePlaces } from './describe-places.ts';
import type { MovementEvent } from './movement-event.ts';
import { readWords, type Words } from './read-words.ts';
import { refuseMovement } from './refuse-movement.ts';
import { undoAutomation } from './undo-automation.ts';
import type { UndoRecipe } from './undo-recipe.ts';
import { undoSubscriptions } from './undo-subscriptions.ts';

type Of<Kind extends UndoRecipe['kind']> = Extract<UndoRecipe, { kind: Kind }>;

export async function undoChange(context: CommandContext, recipe: UndoRecipe): Promise<Reply> {
  switch (recipe.kind) {
    case 'ledger':
      return undoMovements(context, recipe);
    case 'price':
      return undoPrice(context, recipe);
    case 'prices':
      return undoPrices(context, recipe);
    case 'listing':
      return undoListing(context, recipe);
    case 'order-hold':
      return undoOrderHold(context, recipe);
    case 'safety-stock':
      return undoSafetyStock(context, recipe);
    case 'alias':
      return undoAlias(context, recipe);
    case 'subscriptions':
      await undoSubscriptions(context, recipe);
      return tell(context, 'the alerts are as they were');
    case 'automation-made':
    case 'automation-removed':
    case 'automation-state':
    case 'automation-rule':
    case 'automations-stopped':
    case 'team': {
      const undone = await undoAutomation(context, recipe);
      return undone.ok ? tell(context, undone.what) : refusal(undone.because, 'automations');
    }
    case 'none':
      return refusal(`That cannot be taken back. ${recipe.because}`, 'changes');
  }
}

const NO_UNDO = 'It was taken back itself. Say again what you want.';

function tell(context: CommandContext, what: string): Reply {
  const undo = { kind: 'none', because: NO_UNDO } as const;
  context.changed({ what: `Took back: ${what}`, before: null, after: null, undo });
  return done(text(`Taken back: ${what}.`, 'good'));
}

/** All of them or none: every one is asked first whether it would be refused. */
async function undoMovements(context: CommandContext, { events }: Of<'ledger'>): Promise<Reply> {
  const { core, seller } = context;
  const { sellerId } = seller;
  const words = await readWords(context);
  const planned = events.map((event) => ({ event, origin: context.origin() }));
  const lines: string[] = [];
  for (const { event, origin } of planned) {
    if (event.kind === 'order') return refusal('An order is not taken back from here.', 'orders');
    const whole = { ...event, origin } as LedgerEvent;
    const { answer, places } = await core.ledger.rehearse(sellerId, whole);
    if (answer.kind === 'refused') {
      const sku = { skuId: event.skuId, code: words.code(event.skuId), title: '' };
      const refused = await refuseMovement(context, { event, sku }, answer);
      return { ...refused, blocks: [...refused.blocks, note('So it cannot be taken back.')] };
    }
    const figures = describePlaces(places, { ...context, words, kind: event.kind });
    const what = describeEvent(event, words);
    lines.push(figures === '' ? what : `${what} ${figures}`);
  }
  for (const { event, origin } of planned) {
    const answer = await core.ledger.submit(sellerId, { ...event, origin } as LedgerEvent);
    if (answer.kind === 'refused') {
      return refusal('It changed at this very moment and was not taken back. Look again.', 'stock');
    }
  }
  return tell(context, lines.join('; '));
}

function describeEvent(event: MovementEvent, words: Words): string {
  const code = words.code(event.skuId);
  if (event.kind === 'transfer') return `${code} back to ${words.place(event.toLocationId)},`;
  const { locationId } = event;
  return locationId === null ? code : `${code} in ${words.place(locationId)}`;
}

async function undoPrice(context: CommandContext, recipe: Of<'price'>): Promise<Reply> {
  const { core, seller, formats, actor, frontEnd } = context;
  const { skuId, accountId, before, after } = recipe;
  const words = await readWords(context);
  const code = words.code(skuId);
  const prices = (await core.pricing.currentPrices(seller.sellerId, [skuId])).get(skuId);
  const current = accountId === null ? prices?.base : prices?.byAccount.get(accountId);
  // After a crash it may be done already: it is told again, and nothing is set.
  if (before && isSame(current, before)) return tell(context, sayPrice(context, words, recipe));
  if (!isSame(current, after)) {
    const now = current ? `it is ${formats.money(current)} now` : 'it has none now';
    return refusal(`The price of ${code} has changed since: ${now}.`, `price ${code}`);
  }
  if (!before) {
    return refusal(`${code} had no price there before, and a price is not removed.`, 'set price …');
  }
  const change = { skuId, accountId, money: before, actor, frontEnd };
  const answer = await core.pricing.setPrice(seller.sellerId, change);
  if (!answer.ok) return refusal('That price cannot be set again.', `price ${code}`);
  return tell(context, sayPrice(context, words, recipe));
}

function isSame(a: Money | null | undefined, b: Money): boolean {
  return a?.minor === b.minor && a.currency === b.currency;
}

function sayPrice({ formats }: CommandContext, words: Words, recipe: Of<'price'>): string {
  const { skuId, accountId, before } = recipe;
  const where = accountId === null ? '' : ` on ${words.shop(accountId)}`;
  return `${words.code(skuId)}${where} is ${before ? formats.money(before) : 'without one'} again`;
}

async function undoPrices(context: CommandContext, { prices }: Of<'prices'>): Promise<Reply> {
  const { core, seller, actor, frontEnd } = context;
  const { sellerId } = seller;
  const skuIds = [...new Set(prices.map(({ skuId }) => skuId))];
  const current = await core.pricing.currentPrices(sellerId, skuIds);
  const still = prices.filter(({ skuId, accountId, after }) => {
    const known = current.get(skuId);
    const now = accountId === null ? known?.base : known?.byAccount.get(accountId);
    return now?.minor === after.minor && now.currency === after.currency;
  });
  if (still.length === 0) {
    return refusal('All of these prices have changed since: none was taken back.', 'changes');
  }
  const back = still.map(({ skuId, accountId, before }) => ({ skuId, accountId, money: before }));
  const answer = await core.pricing.setPrices(sellerId, { prices: back, actor, frontEnd });
  if (!answer.ok) return refusal('These prices cannot be set again.', 'changes');
  const left = prices.length - still.length;
  const kept = left > 0 ? `; ${left} had changed since and stay` : '';
  return tell(context, `${still.length} prices${kept}`);
}

async function undoListing(context: CommandContext, recipe: Of<'listing'>): Promise<Reply> {
  const { core, seller } = context;
  const { skuId, accountIds, isPaused } = recipe;
  const words = await readWords(context);
  let changed = 0;
  for (const accountId of accountIds) {
    const o = { skuId, accountId, isPaused };
    const answer = await core.catalog.setPausedByHand(seller.sellerId, o);
    if (answer.ok) changed += answer.value.changed;
  }
  const code = words.code(skuId);
  if (changed === 0) {
    const state = isPaused ? 'is paused already' : 'is not paused any more';
    return refusal(`${code} ${state}.`, `stock ${code}`);
  }
  return tell(context, `${code} is ${isPaused ? 'paused' : 'on sale'} again`);
}

async function undoOrderHold(context: CommandContext, recipe: Of<'order-hold'>): Promise<Reply> {
  const { core, seller } = context;
  const { orderId, isHeld } = recipe;
  const answer = isHeld
    ? await core.orders.holdOrder(seller.sellerId, orderId)
    : await core.orders.releaseOrder(seller.sellerId, orderId);
  const order = await core.orders.showOrder(seller.sellerId, orderId);
  const number = order?.number ?? 'that';
  if (!answer.ok) {
    return refusal(`Order ${number} is not as it was left any more.`, `order ${number}`);
  }
  return tell(context, `order ${number} is ${isHeld ? 'held' : 'no longer held'}`);
}

async function undoSafetyStock(
  context: CommandContext,
  recipe: Of<'safety-stock'>,
): Promise<Reply> {
  const { core, seller, formats } = context;
  const { skuId, before, after } = recipe;
  const [sku] = await core.catalog.readSkus(seller.sellerId, [skuId]);
  const code = sku?.code ?? 'That SKU';
  if (sku?.safetyStock !== after) {
    return refusal(`The safety stock of ${code} has changed since.`, `stock ${code}`);
  }
  await core.catalog.setSafetyStock(seller.sellerId, { skuId, units: before });
  return tell(context, `${formats.quantity(before)} of ${code} are kept back again`);
}

async function undoAlias(context: CommandContext, { skuId, alias }: Of<'alias'>): Promise<Reply> {
  const { core, seller } = context;
  const { code } = await readWords(context);
  const isGone = await core.catalog.removeAlias(seller.sellerId, { skuId, alias });
  if (!isGone) return refusal(`${code(skuId)} is not called “${alias}” any more.`, 'changes');
  return tell(context, `${code(skuId)} is no longer called “${alias}”`);
}
