import type { Location, Sku } from '../../core/catalog/catalog-records.ts';
import type { Core } from '../commands/context.ts';
import { DEMO_KITS, DEMO_LOCATIONS, DEMO_SELLER, DEMO_SKUS, type DemoSku } from './demo-catalog.ts';
import { forgetWakes } from './demo-shop-store.ts';
import { type PastShelf, writePast } from './write-past.ts';

const ACTOR = 'demo';

/**
 * Opens the demo seller's books: locations, SKUs, kits, prices, opening stock. Every step may have
 * been done before, so a start that was cut short is finished by the next one.
 * `pastDays`: so long ago it opened; 0: now.
 */
export async function createDemoSeller(core: Core, o: { pastDays: number }): Promise<number> {
  const known = await core.catalog.firstSeller();
  const sellerId = known?.sellerId ?? (await core.catalog.createSeller(DEMO_SELLER));
  const locations = await ensureLocations(core, sellerId);
  const shelves: PastShelf[] = [];
  for (const each of DEMO_SKUS) {
    const sku = await ensureSku(core, sellerId, each);
    for (const [index, location] of locations.entries()) {
      shelves.push({ sku, location, today: each.opening[index] ?? 0 });
    }
  }
  if (o.pastDays > 0) {
    await writePast(core, { sellerId, shelves, days: o.pastDays });
    await forgetWakes(core.database.forSeller(sellerId), sellerId);
  } else {
    await receiveOpening(core, { sellerId, shelves });
  }
  const skus = new Map((await core.catalog.listSkus(sellerId)).map((each) => [each.code, each]));
  for (const { code, title, priceMinor, parts } of DEMO_KITS) {
    if (skus.has(code)) continue;
    const components = parts.map((part) => ({
      skuId: must(skus.get(part.code), part.code).skuId,
      quantity: part.quantity,
    }));
    await core.catalog.addSku(sellerId, { code, title, priceMinor, components, actor: ACTOR });
  }
  return sellerId;
}

async function ensureLocations(core: Core, sellerId: number): Promise<Location[]> {
  for (const location of DEMO_LOCATIONS) await core.catalog.addLocation(sellerId, location);
  const known = await core.catalog.listLocations(sellerId);
  return DEMO_LOCATIONS.map(({ code }) =>
    must(
      known.find((each) => each.code === code),
      code,
    ),
  );
}

async function ensureSku(core: Core, sellerId: number, o: DemoSku): Promise<Sku> {
  const { code, title, priceMinor } = o;
  const added = await core.catalog.addSku(sellerId, { code, title, priceMinor, actor: ACTOR });
  return added.ok ? added.value : must(await core.catalog.findSku(sellerId, code), code);
}

async function receiveOpening(
  core: Core,
  o: { sellerId: number; shelves: readonly PastShelf[] },
): Promise<void> {
  await Promise.all(
    o.shelves
      .filter(({ today }) => today > 0)
      .map(({ sku, location, today }) =>
        core.ledger.submit(o.sellerId, {
          kind: 'receipt',
          skuId: sku.skuId,
          locationId: location.locationId,
          quantity: today,
          origin: {
            key: `demo:opening:${sku.code}:${location.code}`,
            cause: 'opening stock',
            actor: ACTOR,
          },
        }),
      ),
  );
}

function must<Value>(value: Value | null | undefined, name: string): Value {
  if (value === null || value === undefined) throw new Error(`The demo lost its ${name}.`);
  return value;
}
