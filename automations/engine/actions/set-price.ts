import { z } from 'zod';
import type { Money } from '../../../core/base/money.ts';
import type { SkuPrices } from '../../../core/pricing/pricing.ts';
import { CUT_ALONE_PERCENT_MAX } from '../../actions/set-price.ts';
import {
  type ActionOf,
  type Carrier,
  type CarryDeps,
  done,
  findAccount,
  findSku,
  NO_SKU,
  refused,
  type ToCarry,
} from '../carrier.ts';
import { toCause } from '../to-facts.ts';

type SetPrice = ActionOf<'set-price'>;

const planSchema = z.strictObject({ from: z.number().nullable(), to: z.int() });
type Plan = z.infer<typeof planSchema>;

interface Place {
  readonly skuId: number;
  readonly code: string;
  readonly accountId: number | null;
  readonly currency: string;
  /** What it costs there now; null: nothing is set. */
  readonly now: number | null;
}

/** Null: there is no such SKU or shop any more. */
async function findPlace({ core }: CarryDeps, o: ToCarry<SetPrice>): Promise<Place | null> {
  const sku = findSku(o.action, o);
  const accountId = findAccount(o.action.account, o);
  if (!sku || accountId === undefined) return null;
  const prices = await core.pricing.currentPrices(o.sellerId, [sku.skuId]);
  const accounts = await core.catalog.listAccounts(o.sellerId);
  const account = accounts.find((each) => each.accountId === accountId);
  const currency = account?.currency ?? o.catalog.currency;
  const now = priceAt(prices.get(sku.skuId), { accountId, currency })?.minor ?? null;
  return { skuId: sku.skuId, code: sku.code, accountId, currency, now };
}

function priceAt(
  prices: SkuPrices | undefined,
  o: { accountId: number | null; currency: string },
): Money | null {
  const own = o.accountId === null ? null : (prices?.byAccount.get(o.accountId) ?? null);
  const price = own ?? prices?.base ?? null;
  return price?.currency === o.currency ? price : null;
}

function planPrice({ to }: SetPrice, now: number | null): Plan | null {
  if (to.by === 'amount') return { from: now, to: to.minor };
  if (now === null) return null;
  return { from: now, to: Math.max(0, Math.round((now * (100 + to.percent)) / 100)) };
}

export const carrySetPrice: Carrier<SetPrice> = {
  kind: 'set-price',
  async weigh(deps, o) {
    const place = await findPlace(deps, o);
    const plan = place && planPrice(o.action, place.now);
    if (!place || !plan?.from) return null;
    const cut = Math.round(((plan.from - plan.to) / plan.from) * 100);
    if (cut <= CUT_ALONE_PERCENT_MAX) return null;
    const { money } = o.names;
    const isOurs = place.currency === o.catalog.currency;
    const figures = isOurs ? `: ${money(plan.from)} → ${money(plan.to)}` : '';
    return `it cuts the price by ${cut} %${figures}`;
  },
  async carryOut(deps, o) {
    const { stored, sellerId } = o;
    const sku = findSku(o.action, o);
    if (!sku) return NO_SKU;
    const place = await findPlace(deps, o);
    if (!place) return refused(`There is no shop ${o.action.account} any more.`);
    // A price that was cut by percent before this process died must not be cut once more.
    const kept = planSchema.safeParse(stored.plan?.price);
    const plan = kept.success ? kept.data : planPrice(o.action, place.now);
    if (!plan) return refused(`${place.code} has no price to change by percent.`);
    // A rule cannot say so, but a part of a small price may come to nothing.
    if (plan.to === 0) return refused(`That would make ${place.code} free of charge.`);
    if (!kept.success) await o.keepPlan({ price: plan });
    if (place.now !== plan.from && place.now !== plan.to) {
      return refused(`Somebody changed the price of ${place.code} meanwhile.`);
    }
    const { skuId, accountId, currency } = place;
    const answer = await deps.core.pricing.setPrice(sellerId, {
      ...{ skuId, accountId, money: { minor: plan.to, currency } },
      ...{ actor: toCause(stored.number), causes: stored.causes },
    });
    if (!answer.ok) return refused(`The price of ${place.code} was refused.`);
    const said = currency === o.catalog.currency ? o.names.money(plan.to) : `${plan.to} minor`;
    return done(`Set the price of ${place.code} to ${said}.`);
  },
};
