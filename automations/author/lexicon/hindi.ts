import type { Lexicon } from './lexicon.ts';

export const hindi: Lexicon = {};
