import { stockAsOf } from '../../core/ledger/stock-as-of.ts';
import { type Cell, headline, note, type Reply, reply, table } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import { availableUnits, sumFigures } from './read-balances.ts';
import type { SkuRef } from './slot.ts';
import { readSkusOf, type StockQuestion, toStockLines } from './stock-lines.ts';

const SKUS_SHOWN = 40;

type Question = StockQuestion & { readonly at: Date; readonly sku?: SkuRef | undefined };

/** The stock at a past moment: of one SKU by location, or of many. */
export function describePast(context: CommandContext, o: Question): Promise<Reply> {
  return o.sku ? describeOne(context, { ...o, sku: o.sku }) : describeMany(context, o);
}

async function describeOne(
  { core, seller, formats }: CommandContext,
  o: Question & { sku: SkuRef },
): Promise<Reply> {
  const { sellerId } = seller;
  const { skuId, code, title } = o.sku;
  const [known] = await core.catalog.readSkus(sellerId, [skuId]);
  const components = known?.components ?? [];
  const isPlain = components.length === 0;
  const all = await stockAsOf(core, { sellerId, at: o.at, ...(isPlain ? { skuId } : {}) });
  const there = (locationId: number) => !o.location || o.location.locationId === locationId;
  const balances = all.filter(({ locationId }) => there(locationId));
  const available = availableUnits({ skuId, components }, balances);
  const locations = await core.catalog.listLocations(sellerId);
  const rows = locations
    .filter(({ locationId }) => there(locationId))
    .map(({ locationId, name }): Cell[] => {
      const here = balances.filter((each) => each.locationId === locationId);
      const { onHand, reserved } = sumFigures(skuId, here);
      return [name, onHand - reserved, onHand, reserved];
    });
  const where = o.location ? ` in ${o.location.name}` : '';
  const when = formats.instant(o.at);
  return reply(
    headline(formats.quantity(available), `${code} available${where} as of ${when}`),
    note(title),
    isPlain ? table(['Location', 'Available', 'On hand', 'Reserved'], rows) : null,
  );
}

async function describeMany(context: CommandContext, o: Question): Promise<Reply> {
  const { core, seller, formats } = context;
  const [skus, balances] = await Promise.all([
    readSkusOf(context, o.group),
    stockAsOf(core, { sellerId: seller.sellerId, at: o.at }),
  ]);
  const lines = toStockLines(skus, balances, o.location);
  const units = lines
    .filter(({ isKit }) => !isKit)
    .reduce((sum, line) => sum + line.onHand - line.reserved, 0);
  const rows = lines
    .slice(0, SKUS_SHOWN)
    .map((each): Cell[] => [each.code, each.title, each.available]);
  const columns = ['SKU', { title: 'Title', isElastic: true, dropOrder: 1 }, 'Available'];
  const ofGroup = o.group ? ` of ${o.group.name}` : '';
  const tail = `${ofGroup}${o.location ? ` in ${o.location.name}` : ''}`;
  return reply(
    headline(formats.quantity(units), `units available${tail} as of ${formats.instant(o.at)}`),
    units > 0 ? table(columns, rows) : null,
    lines.length > SKUS_SHOWN ? note(`and ${lines.length - SKUS_SHOWN} more; name one`) : null,
  );
}
