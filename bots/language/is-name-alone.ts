import { expandTokens } from './expand-tokens.ts';
import { isKind } from './message-item.ts';
import { tagReading } from './reading.ts';
import { indexScene } from './scene-index.ts';
import { prepare, splitTokens } from './split-tokens.ts';
import type { Scene } from './understanding.ts';

/** The text names something and says no more: no word of a command, and no question. */
export function isNameAlone(typed: string, scene: Scene): boolean {
  const whole = splitTokens(typed) ?? [];
  const index = indexScene(scene.vocabulary);
  const tokens = expandTokens(whole, index);
  if (tokens.some(({ word }) => /^[?¿؟/]$/.test(word))) return false;
  const items = tagReading({ text: prepare(typed), tokens, whole, index, scene }, 'cue');
  return items.every((item) => !isKind(item, 'cue') || item.isFiller);
}
