import type { Location, Sku } from '../../core/catalog/catalog-records.ts';
import type { Core } from '../commands/context.ts';
import { DEMO_KITS, DEMO_LOCATIONS, DEMO_SELLER, DEMO_SKUS, type DemoSku } from './demo-catalog.ts';

const ACTOR = 'demo';

/**
 * Opens the demo seller's books: locations, SKUs, kits, prices, opening stock. Every step may have
 * been done before, so a start that was cut short is finished by the next one.
 */
export async function createDemoSeller(core: Core): Promise<number> {
  const known = await core.catalog.firstSeller();
  const sellerId = known?.sellerId ?? (await core.catalog.createSeller(DEMO_SELLER));
  const locations = await ensureLocations(core, sellerId);
  for (const each of DEMO_SKUS) {
    const sku = await ensureSku(core, sellerId, each);
    await receiveOpening(core, { sellerId, sku, locations, opening: each.opening });
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
  o: { sellerId: number; sku: Sku; locations: readonly Location[]; opening: readonly number[] },
): Promise<void> {
  const receipts = o.locations.map((location, index) => ({
    location,
    quantity: o.opening[index] ?? 0,
  }));
  await Promise.all(
    receipts
      .filter(({ quantity }) => quantity > 0)
      .map(({ location, quantity }) =>
        core.ledger.submit(o.sellerId, {
          kind: 'receipt',
          skuId: o.sku.skuId,
          locationId: location.locationId,
          quantity,
          origin: {
            key: `demo:opening:${o.sku.code}:${location.code}`,
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
