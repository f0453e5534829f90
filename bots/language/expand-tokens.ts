import { wordsOf } from './fold-text.ts';
import { NUMBER_WORDS, OPEN_TENS } from './lexicon/number-words.ts';
import { findPhrase } from './phrase-index.ts';
import type { SceneIndex } from './scene-index.ts';
import type { Token } from './split-tokens.ts';

const GLUE = /[-_/+&.]/;

/** "low-stock" as two words, where the seller has nothing of that name and we know both. */
export function expandTokens(tokens: readonly Token[], index: SceneIndex): readonly Token[] {
  return tokens.flatMap((token) => {
    if (token.kind !== 'word' || !GLUE.test(token.text) || isName(token, index)) return [token];
    if (/^\P{L}*$/u.test(token.text)) return [token];
    const pieces = cut(token);
    if (pieces.length < 2 || OPEN_TENS.has(pieces[0]?.word ?? '')) return [token];
    const isKnown = pieces.every(({ word }) => isKnownWord(word, index));
    return isKnown && !pieces.some(({ word }) => /\d/.test(word)) ? pieces : [token];
  });
}

function isName(token: Token, { catalogue, findOrder, places, accounts }: SceneIndex): boolean {
  const key = wordsOf(token.word).join('');
  return (
    catalogue.findCode(token.word) !== null ||
    catalogue.findKey(key).length > 0 ||
    catalogue.findBarcode(token.word) !== null ||
    catalogue.findWord(key) !== null ||
    findOrder(token.word) !== null ||
    (places.match([token.word])?.isWhole ?? false) ||
    (accounts.match([token.word])?.isWhole ?? false) ||
    findPhrase([token.word]) !== null
  );
}

function isKnownWord(word: string, { catalogue, places, accounts }: SceneIndex): boolean {
  return (
    findPhrase([word]) !== null ||
    NUMBER_WORDS.has(word) ||
    catalogue.findWord(word) !== null ||
    (places.match([word])?.isWhole ?? false) ||
    (accounts.match([word])?.isWhole ?? false)
  );
}

function cut(token: Token): Token[] {
  const pieces: Token[] = [];
  for (const found of token.text.matchAll(/[^\-_/+&.]+/g)) {
    const from = token.from + found.index;
    const text = found[0];
    pieces.push({
      ...{ text, word: token.word.slice(found.index, found.index + text.length), kind: 'word' },
      ...{ from, to: from + text.length },
    });
  }
  return pieces;
}
