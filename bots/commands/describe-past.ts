import { stockAsOf } from '../../core/ledger/stock-as-of.ts';
import { type Cell, headline, note, type Reply, reply, table } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import { availableUnits, sumFigures } from './read-balances.ts';
import type { SkuRef } from './slot.ts';

const SKUS_SHOWN = 40;

/** The stock at a past moment: of one SKU by location, or of all. */
export async function describePast(
  context: CommandContext,
  at: Date,
  asked: SkuRef | undefined,
): Promise<Reply> {
  const { core, seller, formats } = context;
  const { sellerId } = seller;
  const [known] = asked ? await core.catalog.readSkus(sellerId, [asked.skuId]) : [];
  const components = known?.components ?? [];
  const isOne = asked !== undefined && components.length === 0;
  const balances = await stockAsOf(core, {
    sellerId,
    at,
    ...(isOne ? { skuId: asked.skuId } : {}),
  });
  const when = formats.instant(at);
  if (asked) {
    const available = availableUnits({ skuId: asked.skuId, components }, balances);
    const locations = await core.catalog.listLocations(sellerId);
    const rows = locations.map(({ locationId, name }): Cell[] => {
      const here = balances.filter(
        (each) => each.locationId === locationId && each.skuId === asked.skuId,
      );
      const { onHand, reserved } = sumFigures(asked.skuId, here);
      return [name, onHand - reserved, onHand, reserved];
    });
    return reply(
      headline(formats.quantity(available), `${asked.code} available as of ${when}`),
      note(asked.title),
      isOne ? table(['Location', 'Available', 'On hand', 'Reserved'], rows) : null,
    );
  }
  const skus = await core.catalog.listSkus(sellerId);
  const lines = skus.map((each) => ({ ...each, units: availableUnits(each, balances) }));
  const units = balances.reduce((sum, each) => sum + each.onHand - each.reserved, 0);
  const rows = lines
    .slice(0, SKUS_SHOWN)
    .map((each): Cell[] => [each.code, each.title, each.units]);
  return reply(
    headline(formats.quantity(units), `units available as of ${when}`),
    units > 0 ? table(['SKU', { title: 'Title', isElastic: true }, 'Available'], rows) : null,
    lines.length > SKUS_SHOWN ? note(`and ${lines.length - SKUS_SHOWN} more; name one`) : null,
  );
}
