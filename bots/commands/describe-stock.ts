import { type Cell, headline, note, type Reply, reply, table, text } from '../reply/reply.ts';
import type { Balance } from './balance-store.ts';
import type { CommandContext } from './context.ts';
import { summarizeListings } from './describe-listings.ts';
import { availableUnits, readBalances, sumFigures } from './read-balances.ts';
import type { LocationRef, SkuRef } from './slot.ts';
import { isLow } from './stock-lines.ts';

/** One SKU: the figure first, then where it lies and what the shops show. */
export async function describeStock(
  context: CommandContext,
  o: { sku: SkuRef; location: LocationRef | undefined },
): Promise<Reply> {
  const { core, seller, formats } = context;
  const { sellerId } = seller;
  const { skuId, code, title } = o.sku;
  const [known] = await core.catalog.readSkus(sellerId, [skuId]);
  const components = known?.components ?? [];
  const partIds = components.map((part) => part.skuId);
  const [balances, locations, listings, parts, shortages] = await Promise.all([
    readBalances(core, sellerId, [skuId, ...partIds]),
    core.catalog.listLocations(sellerId),
    o.location ? [] : summarizeListings(context, skuId),
    core.catalog.readSkus(sellerId, partIds),
    core.orders.listShortages(sellerId, { skuId }),
  ]);
  const sku = { skuId, components };
  const everywhere = availableUnits(sku, balances);
  const here = balances.filter((each) => each.locationId === o.location?.locationId);
  const available = o.location ? availableUnits(sku, here) : everywhere;
  const tone =
    available === 0 ? 'bad' : isLow(available, known?.safetyStock ?? 0) ? 'warn' : 'good';
  const missing = shortages.reduce((sum, { short }) => sum + short, 0);
  const where = o.location ? ` in ${o.location.name}` : '';
  const head = [
    headline(formats.quantity(available), `${code} available${where}`, tone),
    missing > 0
      ? text(`${formats.quantity(missing)} more are promised than there are: shortages`, 'bad')
      : null,
  ];
  if (o.location) return reply(...head, note(describePlace(context, { sku, here, everywhere })));
  if (components.length > 0) {
    const rows = components.map((part): Cell[] => [
      parts.find((each) => each.skuId === part.skuId)?.code ?? String(part.skuId),
      part.quantity,
      sumFigures(part.skuId, balances).available,
    ]);
    const made = table(['Made of', 'Each', 'Available'], rows);
    return reply(...head, note(`${title}, a kit`), made, ...listings);
  }
  const rows = locations.map(({ locationId, name }): Cell[] => {
    const { onHand = 0, reserved = 0 } =
      balances.find((each) => each.locationId === locationId) ?? {};
    return [name, onHand - reserved, onHand, reserved];
  });
  const total = sumFigures(skuId, balances);
  const sum: Cell[] = ['Together', total.available, total.onHand, total.reserved];
  const columns = ['Location', 'Available', 'On hand', { title: 'Reserved', dropOrder: 1 }];
  const all = rows.length > 1 ? [...rows, sum] : rows;
  return reply(...head, note(title), table(columns, all), ...listings);
}

function describePlace(
  { formats }: CommandContext,
  o: {
    sku: { skuId: number; components: readonly unknown[] };
    here: readonly Balance[];
    everywhere: number;
  },
): string {
  const { quantity } = formats;
  const all = `${quantity(o.everywhere)} available in all places`;
  if (o.sku.components.length > 0) return `A kit: as many as its parts allow. ${all}.`;
  const { onHand, reserved } = sumFigures(o.sku.skuId, o.here);
  return `${quantity(onHand)} on hand, ${quantity(reserved)} reserved. ${all}.`;
}
