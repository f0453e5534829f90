import type { Fact } from '../facts/fact.ts';
import type { Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import { sayNumber } from '../terms/phrases.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { sayMoment } from '../terms/window.ts';
import type { TemplateValues } from './fill-template.ts';

/** What is known at the moment of a firing. Null: nothing is. Names are plain, without quotes. */
export function templateValues(o: {
  fact: Pick<Fact, 'at'>;
  occurrence: Occurrence;
  world: Pick<World, 'stock'>;
  catalog: RuleCatalog;
  names: RuleNames;
}): TemplateValues {
  const { fact, occurrence, world, catalog, names } = o;
  const { skuId, locationId, accountId, figure, valueMinor, orderNumber } = occurrence;
  const sku = skuId === null ? undefined : catalog.sku(skuId);
  const stock = skuId === null ? null : world.stock({ skuId, locationId });
  const location = locationId === null ? undefined : catalog.location(locationId);
  const account = accountId === null ? undefined : catalog.account(accountId);
  return {
    sku: sku?.code ?? null,
    title: sku?.title ?? null,
    available: stock === null ? null : sayNumber(stock.available),
    onHand: stock === null ? null : sayNumber(stock.onHand),
    location: location?.name ?? null,
    account: account?.name ?? null,
    order: orderNumber,
    units: figure === null || valueMinor === figure ? null : sayNumber(figure),
    value: valueMinor === null ? null : names.money(valueMinor),
    time: sayMoment(fact.at, catalog.timeZone),
  };
}
