import { endSubscriptions, putSubscription } from '../notify/subscription-store.ts';
import type { CommandContext } from './context.ts';
import type { UndoRecipe } from './undo-recipe.ts';

/** As they were, but from now on: what happened meanwhile is not told. */
export async function undoSubscriptions(
  { core, seller, now }: Pick<CommandContext, 'core' | 'seller' | 'now'>,
  { remove, add }: Extract<UndoRecipe, { kind: 'subscriptions' }>,
): Promise<void> {
  const { sellerId } = seller;
  await core.database.forSeller(sellerId).transaction(async (tx) => {
    await endSubscriptions(tx, { sellerId, subscriptionIds: remove });
    for (const { personId, frontEnd, chatId, topic, skuId, locationId, below } of add) {
      const what = { personId, frontEnd, chatId, topic, skuId, locationId, below };
      await putSubscription(tx, { ...what, sellerId, at: now });
    }
  });
}
