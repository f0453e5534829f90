import { countOtherSkus } from '../action-store.ts';
import {
  type ActionOf,
  type Carried,
  type Carrier,
  type CarryDeps,
  done,
  findAccount,
  findSku,
  NO_SKU,
  refused,
  type ToCarry,
} from '../carrier.ts';

type Pause = ActionOf<'pause-listing'>;
type Resume = ActionOf<'resume-listing'>;

const HOUR_MS = 3_600_000;
/** As for a person: more than so many SKUs to zero need a second one. */
const ZEROED_ALONE_MAX = 10;

async function carry(
  { core }: CarryDeps,
  o: ToCarry<Pause> | ToCarry<Resume>,
  isPaused: boolean,
): Promise<Carried> {
  const { action, sellerId, stored } = o;
  const sku = findSku(action, o);
  if (!sku) return NO_SKU;
  const accountId = findAccount(action.account, o);
  if (accountId === undefined) return refused(`There is no shop ${action.account} any more.`);
  const { causes } = stored;
  const change = { skuId: sku.skuId, accountId, isPaused, causes };
  const answer = await core.catalog.setPausedByHand(sellerId, change);
  const shop = accountId === null ? 'every shop' : (o.catalog.account(accountId)?.name ?? '');
  if (!answer.ok) return refused(`${sku.code} is not listed on ${shop}.`);
  if (answer.value.changed === 0) return done(`${sku.code} was so on ${shop} already.`);
  return done(`${isPaused ? 'Paused' : 'Resumed'} ${sku.code} on ${shop}.`);
}

export const carryPauseListing: Carrier<Pause> = {
  kind: 'pause-listing',
  async weigh({ core, clock }, o) {
    const since = new Date(clock.now().getTime() - HOUR_MS);
    const { number, occurrence } = o.stored;
    const others = await countOtherSkus(core.database.forSeller(o.sellerId), {
      ...{ sellerId: o.sellerId, number, since, skuId: occurrence.skuId },
      kinds: ['pause-listing'],
    });
    if (others < ZEROED_ALONE_MAX) return null;
    return `it has taken ${others} other SKUs off sale within the hour`;
  },
  carryOut: (deps, o) => carry(deps, o, true),
};

export const carryResumeListing: Carrier<Resume> = {
  kind: 'resume-listing',
  carryOut: (deps, o) => carry(deps, o, false),
};
