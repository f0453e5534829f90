// In the languages that rules are read in.
const OPENERS = 'when|whenever|if|once|as soon as|every|jab|agar|cuando|si|जब|अगर';
const OPENS_WITH_EVENT = new RegExp(`^\\s*(?:please\\s+)?(?:${OPENERS})(?!\\p{L})`, 'iu');

/** "When …", "every …": it says what sets a rule off before anything else. */
export function opensWithEvent(text: string): boolean {
  return OPENS_WITH_EVENT.test(text);
}
