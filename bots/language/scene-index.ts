import { type CatalogueIndex, indexCatalogue } from './catalogue-index.ts';
import { foldWord, wordsOf } from './fold-text.ts';
import { PLACE_WORDS } from './lexicon/place-words.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import type { Vocabulary } from './understanding.ts';

/** Everything of one seller that a message can name, ready to be looked up. */
export interface SceneIndex {
  readonly catalogue: CatalogueIndex;
  readonly places: NameIndex;
  readonly accounts: NameIndex;
  readonly people: NameIndex;
  readonly groups: NameIndex;
  /** The order that is called so, as it is written; null: none of the last weeks. */
  findOrder(word: string): string | null;
  readonly packs: ReadonlySet<string>;
}

const indexes = new WeakMap<Vocabulary, SceneIndex>();

export function indexScene(vocabulary: Vocabulary): SceneIndex {
  const known = indexes.get(vocabulary);
  if (known) return known;
  const made = createSceneIndex(vocabulary);
  indexes.set(vocabulary, made);
  return made;
}

function createSceneIndex(vocabulary: Vocabulary): SceneIndex {
  const { skus, locations, accounts, people } = vocabulary;
  const orders = new Map(vocabulary.orders.map((number) => [bare(number), number]));
  const groups = new Set<string>();
  const packs = new Set<string>();
  for (const { category, tags, packs: own } of skus) {
    for (const group of category === null ? tags : [category, ...tags]) groups.add(group);
    for (const { name } of own) packs.add(wordsOf(name).join(' '));
  }
  return {
    catalogue: indexCatalogue(vocabulary),
    places: createNameIndex(
      locations.map(({ code, name, aliases }) => ({
        value: code,
        names: [code, name, ...aliases],
      })),
      PLACE_WORDS,
    ),
    accounts: createNameIndex(
      accounts.map(({ publicId, name, channel }) => ({
        value: publicId,
        names: [publicId, name, channel],
      })),
    ),
    people: createNameIndex(people.map(({ name }) => ({ value: name, names: [name] }))),
    groups: createNameIndex([...groups].map((name) => ({ value: name, names: [name] }))),
    findOrder: (word) => orders.get(bare(word)) ?? null,
    packs,
  };
}

function bare(number: string): string {
  return foldWord(number).replace(/^#/, '');
}
