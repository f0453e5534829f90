import type { Item } from './message-item.ts';
import type { SceneIndex } from './scene-index.ts';
import { tongueOf, toReadable } from './settle-items.ts';
import type { Token } from './split-tokens.ts';
import { tagWords } from './tag-words.ts';
import type { Scene } from './understanding.ts';

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
