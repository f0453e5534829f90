/**
 * The catalogue's rules as a decision needs them: kits, ranked locations, how accounts want to be
 * covered.
 */
import type { Scoped } from '../database/queryable.ts';
import type { AccountId, LocationId, SkuId } from './ledger-event.ts';
import type { AccountRule, KitComponent, LedgerRules } from './ledger-state.ts';

const READ_RULES = `
  SELECT
    (SELECT catalog_version FROM ledger_head WHERE seller_id = $1) AS version,
    (SELECT json_agg(location_id ORDER BY rank, location_id) FROM location WHERE seller_id = $1)
      AS locations,
    (SELECT json_agg(json_build_array(kit_sku_id, component_sku_id, quantity)
      ORDER BY kit_sku_id, component_sku_id) FROM kit_component WHERE seller_id = $1) AS components,
    (SELECT json_agg(json_build_array(account_id, coverage, restock, (
      SELECT json_agg(location_id ORDER BY rank, location_id) FROM account_location AS own
      WHERE own.seller_id = $1 AND own.account_id = account.account_id)))
      FROM account WHERE seller_id = $1) AS accounts`;

interface RulesRow {
  version: number;
  locations: LocationId[] | null;
  components: [SkuId, SkuId, number][] | null;
  accounts:
    | [AccountId, AccountRule['coverage'], AccountRule['restock'], LocationId[] | null][]
    | null;
}

export async function readLedgerRules(scoped: Scoped, sellerId: number): Promise<LedgerRules> {
  const row = await scoped.row<RulesRow & Record<string, unknown>>(READ_RULES, [sellerId]);
  const kits = new Map<SkuId, KitComponent[]>();
  const kitsWith = new Map<SkuId, SkuId[]>();
  for (const [kit, component, quantity] of row.components ?? []) {
    kits.set(kit, [...(kits.get(kit) ?? []), { skuId: component, quantity }]);
    kitsWith.set(component, [...(kitsWith.get(component) ?? []), kit]);
  }
  const locations = row.locations ?? [];
  const accounts = new Map(
    (row.accounts ?? []).map(([accountId, coverage, restock, own]) => [
      accountId,
      { coverage, restock, locations: own ?? locations },
    ]),
  );
  return { version: row.version, kits, kitsWith, locations, accounts };
}
