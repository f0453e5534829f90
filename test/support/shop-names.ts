/** The names of a shop file, as the gate of automations asks for them; exact ones only. */
import type { FoundName, NameKind, SellerNames } from '../../automations/author/seller-names.ts';
import { FRONT_ENDS, type ShopFile } from './shop-file.ts';

interface Named extends FoundName {
  readonly texts: readonly string[];
}

export function toFileNames(file: ShopFile, o: { author: string }): SellerNames {
  const all: Readonly<Record<NameKind, readonly Named[]>> = {
    sku: file.skus.map(({ code, title, aliases, options }) => {
      const short = `${options.colour ?? ''} ${title.split(' ')[1]?.replace(',', '') ?? ''}s`;
      return named(code, `${code} ${title}`, [title, short.trim(), ...aliases]);
    }),
    category: unique(file.skus.flatMap(({ category }) => category ?? [])),
    tag: unique(file.skus.flatMap(({ tags }) => tags)),
    location: file.locations.map(({ code, name, aliases }) => named(code, name, aliases)),
    account: file.accounts.map(({ id, name, channel }) => named(id, name, [name, channel])),
    person: unique(file.people.map(({ name }) => name)),
    team: unique(file.targets.flatMap(({ name, aliases }) => [name, ...aliases])),
    'front-end': unique(FRONT_ENDS),
  };
  return {
    ...{ currency: file.currency, timeZone: file.timeZone, now: new Date(file.now) },
    author: o.author,
    find: (kind, text) =>
      all[kind].filter(({ texts }) => texts.includes(text.trim().toLowerCase())),
    list: (kind) => all[kind],
  };
}

function named(name: string, label: string, texts: readonly string[] = []): Named {
  return { name, label, texts: [name, label, ...texts].map((text) => text.toLowerCase()) };
}

const unique = (names: readonly string[]) => [...new Set(names)].map((name) => named(name, name));
