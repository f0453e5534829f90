import { CHANGE_VERBS } from './read-edit-talk.ts';

/** A change as the grammar reads it: without the words that only say that it is one. */
export function toPlainChange(typed: string): string {
  const plain = typed
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(OPENING, '')
    .replace(CLOSING, '')
    .replace(KI_JAGAH, '$2 instead of $1')
    .trim();
  return plain === '' ? typed.trim() : plain;
}

const OPENING = new RegExp(
  '^(?:in |please |pls )*(?:should|must|shall|ought to|needs to|has to|(?:mein|me|में)(?= ))\\s+|' +
    `^(?:in |please |pls )*(?:${CHANGE_VERBS})(?: it)?(?: so that it| to| a)?\\s+(?=\\S)`,
  'iu',
);
/** "10 ki jagah 15" */
const KI_JAGAH = /^(\d+) ki jagah (?:par |pe )?(\d+)$/iu;

/** "no, mejor 8": a word for nothing, that would be taken for a name. */
export function withoutRather(typed: string): string {
  return typed.replace(/^(\s*no,?\s+)?mejor\s+/iu, '$1');
}
const CLOSING = /\s+(?:karo|kar do|kar de|kardo|kar dijiye|please|pls|por favor|करो|कर दो)[.!]*$/iu;
