// A name inside a sentence must not be taken for the words around it: one that could be is quoted.

const PLAIN_WORD = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}._/#&+'-]*$/u;
const WORDS_MAX = 4;

// Words by which a sentence goes on. A name with one of them in it is quoted.
const JOINTS = new Set([
  ...['a', 'an', 'and', 'any', 'all', 'at', 'between', 'but', 'by', 'call', 'category', 'create'],
  ...['draft', 'drops', 'every', 'except', 'exactly', 'for', 'from', 'goes', 'has', 'have', 'if'],
  ...['in', 'is', 'it', 'its', 'lasts', 'me', 'move', 'my', 'not', 'of', 'on', 'once', 'only'],
  ...['or', 'order', 'pause', 'price', 'put', 'raise', 'lower', 'remove', 'rises', 'runs'],
  ...['saying', 'send', 'set', 'sku', 'sold', 'stock', 'tagged', 'tell', 'than', 'that', 'the'],
  ...['then', 'to', 'unit', 'units', 'unless', 'when', 'while', 'with', 'within', 'worth'],
  ...['add', 'are', 'arrives', 'cannot', 'changes', 'falls', 'ours', 'shows', 'spike', 'fails'],
  ...['back', 'day', 'days', 'did', 'does', 'each', 'more', 'less', 'which'],
]);

/** `Mumbai`, `warehouse team`, `"Pick and pack"` */
export function spellName(name: string): string {
  const words = name.split(' ');
  const isPlain =
    words.length <= WORDS_MAX &&
    words.every((word) => PLAIN_WORD.test(word) && !JOINTS.has(word.toLowerCase()));
  return isPlain ? name : `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
