import { createLookups } from '../../../bots/conversation/create-lookups.ts';
import {
  DEMO_ACCOUNTS,
  DEMO_KITS,
  DEMO_LOCATIONS,
  DEMO_SKUS,
} from '../../../bots/demo-shop/demo-catalog.ts';
import type { Account, Location, Sku } from '../../../core/catalog/catalog-records.ts';

/** The demo's catalogue in memory, found as the real one finds: every word somewhere in it. */
export async function openDemoLookups() {
  const skus = [...DEMO_SKUS, ...DEMO_KITS].map(
    ({ code, title }, index): Sku => ({
      ...{ skuId: index + 1, code, title, safetyStock: 0, components: [] },
    }),
  );
  const locations = DEMO_LOCATIONS.map(
    (each, index): Location => ({ ...each, locationId: index + 1, rank: index, aliases: [] }),
  );
  const accounts = DEMO_ACCOUNTS.map(
    (each, index): Account => ({
      ...each,
      accountId: index + 1,
      currency: 'INR',
      settings: {},
      pauseBy: 'quantity',
      restock: 'confirm',
      coverage: 'units',
      state: 'active',
      stateReason: null,
      createdAt: new Date(0),
      locationIds: [],
    }),
  );
  const holds = ({ code, title }: Sku, text: string) =>
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => `${code} ${title}`.toLowerCase().includes(word));
  return createLookups(
    {
      findSku: async (_, code) =>
        skus.find((sku) => sku.code.toLowerCase() === code.trim().toLowerCase()) ?? null,
      searchSkus: async (_, text) => skus.filter((sku) => holds(sku, text)),
      listLocations: async () => locations,
      listAccounts: async () => accounts,
    },
    1,
  );
}
