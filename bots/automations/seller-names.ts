/** The seller's names for rules, found by the matchers that find them in commands. */
import type { FoundName, NameKind, SellerNames } from '../../automations/author/seller-names.ts';
import type { NotifyTarget } from '../../automations/engine/records.ts';
import { wordsOf } from '../language/fold-text.ts';
import { matchSku } from '../language/match-sku.ts';
import { createNameIndex, type Named, type NameIndex } from '../language/name-index.ts';
import { indexScene } from '../language/scene-index.ts';
import { splitTokens } from '../language/split-tokens.ts';
import type { Vocabulary } from '../language/understanding.ts';
import type { FrontEndName } from './front-end-names.ts';

export interface NamesOf {
  readonly vocabulary: Vocabulary;
  readonly teams: readonly NotifyTarget[];
  readonly frontEnds: readonly FrontEndName[];
  readonly currency: string;
  readonly timeZone: string;
  readonly now: Date;
  /** The person who writes. */
  readonly author: string;
}

/** A start or a slip of fewer letters may be another word altogether. */
const GUESS_LENGTH_MIN = 5;
const ARTICLE = /^(?:the|a|an|our|my|el|la|los|las)\s+/i;

export function createSellerNames(o: NamesOf): SellerNames {
  const { currency, timeZone, now, author, vocabulary } = o;
  const lists = listNames(o);
  const indexes = indexNames(o);
  const labels = new Map(
    Object.entries(lists).map(([kind, found]) => [
      kind,
      new Map(found.map((each) => [each.name, each])),
    ]),
  );
  const found = new Map<string, readonly FoundName[]>();
  const look = (kind: NameKind, text: string): readonly FoundName[] => {
    const bare = text.trim().replace(ARTICLE, '');
    const names = kind === 'sku' ? findSkuCodes(vocabulary, bare) : matchWhole(indexes[kind], bare);
    const known = kind === 'team' ? onePerPlace(names, o.teams) : names;
    return known.flatMap((name) => labels.get(kind)?.get(name) ?? []);
  };
  return {
    ...{ currency, timeZone, now, author },
    find(kind, text) {
      const key = `${kind} ${text}`;
      const known = found.get(key) ?? look(kind, text);
      found.set(key, known);
      return known;
    },
    list: (kind) => lists[kind],
  };
}

/** A group chat may have several names: they are no choice, and the oldest is its own. */
function onePerPlace(names: readonly string[], teams: readonly NotifyTarget[]): readonly string[] {
  const placeOf = ({ frontEnd, chatId, personId }: NotifyTarget) =>
    `${frontEnd} ${chatId} ${personId}`;
  const places = new Map(teams.map((team) => [team.name, placeOf(team)]));
  const own = (name: string) =>
    teams.find((team) => placeOf(team) === places.get(name))?.name ?? name;
  return [...new Set(names.map(own))];
}

/** Codes of the SKUs that the whole text names; a bare size or colour names none. */
export function findSkuCodes(vocabulary: Vocabulary, text: string): string[] {
  const tokens = splitTokens(text) ?? [];
  const { catalogue } = indexScene(vocabulary);
  const found = matchSku(catalogue, tokens, 0);
  if (!found || found.used < tokens.length || found.isOptionOnly) return [];
  return found.skus.flatMap((at) => catalogue.skus[at]?.sku.code ?? []);
}

function matchWhole(index: NameIndex, text: string): readonly string[] {
  const words = wordsOf(text);
  const found = words.length > 0 ? index.match(words) : null;
  if (!found || found.used < words.length) return [];
  return found.isGuess && words.join('').length < GUESS_LENGTH_MIN ? [] : found.values;
}

type Indexed = Exclude<NameKind, 'sku'>;

function indexNames({ vocabulary, teams, frontEnds }: NamesOf): Record<Indexed, NameIndex> {
  const { places, accounts, people } = indexScene(vocabulary);
  const ofGroups = (names: readonly string[]) =>
    createNameIndex(names.map((name): Named => ({ value: name, names: [name] })));
  return {
    ...{ location: places, account: accounts, person: people },
    category: ofGroups(categoriesOf(vocabulary)),
    tag: ofGroups(tagsOf(vocabulary)),
    team: ofGroups(teams.map(({ name }) => name)),
    'front-end': createNameIndex(
      frontEnds.map(({ id, title, alsoCalled }) => ({
        value: id,
        names: [id, title, ...alsoCalled],
      })),
    ),
  };
}

const categoriesOf = ({ skus }: Vocabulary) => [
  ...new Set(skus.flatMap(({ category }) => category ?? [])),
];
const tagsOf = ({ skus }: Vocabulary) => [...new Set(skus.flatMap(({ tags }) => tags))];

function listNames(o: NamesOf): Record<NameKind, readonly FoundName[]> {
  const { vocabulary, teams, frontEnds } = o;
  const own = (name: string): FoundName => ({ name, label: name });
  return {
    sku: vocabulary.skus.map(({ code, title }) => ({ name: code, label: `${code}, ${title}` })),
    category: categoriesOf(vocabulary).map(own),
    tag: tagsOf(vocabulary).map(own),
    location: vocabulary.locations.map(({ code, name }) => ({ name: code, label: name })),
    account: vocabulary.accounts.map(({ publicId, name }) => ({ name: publicId, label: name })),
    person: vocabulary.people.map(({ name }) => own(name)),
    team: teams.map(({ name, chatId, frontEnd }) => ({
      ...own(name),
      ...(chatId !== null && frontEnd !== null ? { frontEnd } : {}),
    })),
    'front-end': frontEnds.map(({ id, title, isOn }) => ({
      ...{ name: id, label: title },
      ...(isOn ? {} : { isOff: true as const }),
    })),
  };
}
