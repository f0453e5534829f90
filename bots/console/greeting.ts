import type { Core } from '../commands/context.ts';
import { plural } from '../reply/format-values.ts';
import {
  type Cell,
  headline,
  note,
  type Reply,
  reply,
  table,
  text,
  toned,
} from '../reply/reply.ts';

const SHOPS_SHOWN_MAX = 12;

/** The shop at a glance, and three things to try. */
export async function greet(
  core: Core,
  o: {
    sellerId: number;
    tries: readonly (readonly [string, string])[];
    /** Something that acts by itself from then on. */
    rule: string;
  },
): Promise<Reply> {
  const { sellerId } = o;
  const [seller, skus, locations, status] = await Promise.all([
    core.catalog.readSeller(sellerId),
    core.catalog.listSkus(sellerId),
    core.catalog.listLocations(sellerId),
    core.monitoring.readSyncStatus(sellerId),
  ]);
  const { accounts } = status;
  const counts = [
    `${skus.length} ${plural(skus.length, 'SKU')}`,
    `${locations.length} ${plural(locations.length, 'location')}`,
    `${accounts.length} ${plural(accounts.length, 'shop')}`,
  ].join(', ');
  const rows = accounts
    .slice(0, SHOPS_SHOWN_MAX)
    .map((account): Cell[] => [
      account.name,
      account.channel,
      account.listings,
      account.state === 'active' ? toned('connected', 'good') : toned(account.state, 'bad'),
    ]);
  const places = locations.map(({ name }) => name).join(', ');
  return reply(
    headline(seller.name, counts),
    places === '' ? null : note(places),
    rows.length > 0 ? table(['Shop', 'Channel', 'Listings', 'State'], rows) : null,
    table(['Try', ''], o.tries),
    text(`Or say what should happen by itself:\n${o.rule}`),
    note('“help” lists everything, Tab completes, “exit” ends.'),
  );
}
