import { currencyDecimals, formatMoney, localeOfCurrency } from '../../core/base/money.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { spellName } from '../terms/spell-name.ts';

/** "₹5,000", "₹99.50": no decimals where there is nothing behind the point. */
export function sayMoney(minor: number, currency: string): string {
  const said = formatMoney({ minor, currency }, localeOfCurrency(currency));
  const isWhole = minor % 10 ** currencyDecimals(currency) === 0;
  return isWhole ? said.replace(/\.0+$/, '') : said;
}

/** Every name as it is stored, quoted where it could be taken for the words around it. */
export function plainNames(o: { currency: string; timeZone: string }): RuleNames {
  return {
    timeZone: o.timeZone,
    sku: spellName,
    location: spellName,
    account: spellName,
    frontEnd: (id) => id.charAt(0).toUpperCase() + id.slice(1),
    money: (minor) => sayMoney(minor, o.currency),
  };
}

/** The names that people gave: a location's and a shop's instead of its code. */
export function catalogNames(
  catalog: RuleCatalog,
  o: { frontEnd?: (id: string) => string } = {},
): RuleNames {
  const plain = plainNames(catalog);
  return {
    ...plain,
    location: (code) => spellName(catalog.locationByCode(code)?.name ?? code),
    account(publicId) {
      const found = catalog.accountByPublicId(publicId);
      const named = found && catalog.account(found.accountId);
      return spellName(named?.name ?? publicId);
    },
    frontEnd: o.frontEnd ?? plain.frontEnd,
  };
}
