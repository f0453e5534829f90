/**
 * "do not tell me about the lamp any more", "change my lamp rule to 3": which rule that is, only
 * its list can say. Asked last, of texts that nothing else could read.
 */
import { splitTokens } from '../language/split-tokens.ts';
import type { Draft, Scene } from '../language/understanding.ts';
import { NOUNS, SMALL_WORDS } from './automation-words.ts';
import { findSkuCodes } from './seller-names.ts';

const TELL = '(?:tell|notify|alert|message|ping|inform|bother)(?:ing)?';
const STOP = `(?:do not|dont|no need to|stop|never|no longer) ${TELL} (?:me|us)`;
const WHY =
  'why (?:was i|were we|am i|did i get|do i get|did you|do you) ' +
  '(?:told|tell|notified|alerted|messaged|an alert|a message)(?: me| us)?';
const TOLD = new RegExp(`^(?:please )?(?:${STOP}|${WHY}) (?:about|of|for|when) `, 'u');
/** "change my lamp rule to 3": one of mine, and nothing that a message may say of rules. */
const OF_RULE = new RegExp(
  '^(?:please )?(?:change|edit|update|show|pause|stop|delete|set|make) (?:my|the|our) ' +
    '.+ (?:rule|automation)(?!\\p{L})',
  'u',
);
const OF_RULE_WORDS_MAX = 9;
const NAME_WORDS_MAX = 4;

export function readAboutSku(
  text: string,
  { vocabulary }: Pick<Scene, 'vocabulary'>,
): Draft | null {
  const words = (splitTokens(text) ?? [])
    .filter(({ kind }) => kind === 'word')
    .map(({ word }) => word);
  const isOfRule = OF_RULE.test(words.join(' ')) && words.length <= OF_RULE_WORDS_MAX;
  if (!isOfRule && !TOLD.test(words.join(' '))) return null;
  const codes = longestName(words, vocabulary);
  const [only] = codes;
  if (only === undefined) return null;
  const sku = codes.length === 1 ? only : { oneOf: codes };
  return { command: 'automations', slots: { sku } };
}

/** The most words in a row that name something of the seller's. */
function longestName(words: readonly string[], vocabulary: Scene['vocabulary']): string[] {
  for (let count = Math.min(NAME_WORDS_MAX, words.length); count > 0; count -= 1) {
    for (let at = 0; at + count <= words.length; at += 1) {
      const run = words.slice(at, at + count);
      if (run.some((word) => SMALL_WORDS.has(word) || NOUNS.has(word))) continue;
      const codes = findSkuCodes(vocabulary, run.join(' '));
      if (codes.length > 0) return codes;
    }
  }
  return [];
}
