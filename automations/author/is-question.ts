/** Questions and tales that have the words of a rule in them. */
const ASKS = new RegExp(
  '^\\s*(?:and |so |but |hey |hi |ok |okay |well |hmm |¿)*(?:' +
    [
      '(?:is|are|was|were|am|does|did|has|had) (?!there a way)',
      'do (?:i|we|you|they|the|any|my|our)\\b',
      '(?:what|why|who|whom|whose|which|where|how)\\b',
      'should (?:i|we)\\b',
      '(?:would|could|can|may|might|must) (?:i|it|they|there)\\b',
      'when (?:does|did|will|is|are|was|were|do|should|can|could|would|has|had) ',
      'if (?:i|we) were to\\b',
      'what if\\b',
      '(?:kya|kab|kyu|kyun|kyon|kaise|kitne|kitna|kaun)\\b(?! bhi)',
      '(?:cuanto|cuantos|cuantas|cuánto|cuántos|cuántas|por qué|qué|quién|cómo|dónde|cuándo)\\b',
    ].join('|') +
    ')',
  'iu',
);

export function isQuestion(text: string): boolean {
  return ASKS.test(text);
}
