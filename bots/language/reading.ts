import { codesOf } from './amend-drafts.ts';
import type { FillOptions } from './fill-drafts.ts';
import { foldWord } from './fold-text.ts';
import type { Item } from './message-item.ts';
import type { SceneIndex } from './scene-index.ts';
import { tongueOf, toReadable } from './settle-items.ts';
import type { Token } from './split-tokens.ts';
import { tagWords } from './tag-words.ts';
import type { Draft, Scene } from './understanding.ts';

const REMEMBERED_MS = 15 * 60_000;
const ONE_OF_THEM = /^(?:one|ones|wala|wali|wale|वाला|वाली|वाले|otro|otra)$/;

/** One message on its way, with everything that the steps of reading share. */
export interface Reading {
  /** As the tokens' places count it. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** As typed, before names glued by hyphens were parted. */
  readonly whole: readonly Token[];
  readonly index: SceneIndex;
  readonly scene: Scene;
}

export function tagReading({ tokens, index, scene }: Reading, prefers: 'cue' | 'sku'): Item[] {
  const { now, timeZone } = scene;
  const tongue = tongueOf(tokens);
  return toReadable(tagWords(tokens, { index, tongue, now, timeZone, prefers }), { tokens, index });
}

/** What this person spoke of a moment ago. */
export function rememberedDrafts({ scene }: Reading): readonly Draft[] {
  const { last } = scene.memory;
  const isFresh = last !== null && scene.now.getTime() - last.at.getTime() <= REMEMBERED_MS;
  return isFresh ? last.drafts : [];
}

export function fillOptionsOf(reading: Reading): FillOptions {
  const { index, scene, tokens } = reading;
  const spoken = rememberedDrafts(reading);
  const spokenOf = onlyOne(spoken.flatMap(({ slots }) => codesOf(slots.sku)));
  const spokenOrder = onlyOne(spoken.flatMap(({ slots }) => codesOf(slots.order)));
  const refersBack = tokens.some(({ word }) => ONE_OF_THEM.test(word));
  const known = spokenOf === null ? null : index.catalogue.findCode(foldWord(spokenOf));
  const before = refersBack && known !== null ? [known] : [];
  return { index, currency: scene.currency, home: scene.home, spokenOf, spokenOrder, before };
}

export function onlyOne(values: readonly string[]): string | null {
  const [first, ...others] = new Set(values);
  return first !== undefined && others.length === 0 ? first : null;
}
