/** WhatsApp's own markup, put only around text that was neutralised before. */
export interface Marks {
  bold(words: string): string;
  italic(words: string): string;
  code(words: string): string;
  readonly fence: string;
}

/** Markup means nothing around nothing, and breaks where a space touches it. */
const around = (mark: string) => (words: string) => {
  const inner = words.trim();
  return inner === '' ? '' : `${mark}${inner}${mark}`;
};

export const WHATSAPP_MARKS: Marks = {
  bold: around('*'),
  italic: around('_'),
  code: around('`'),
  fence: '```',
};

/** As a person reads it, for comparing. */
export const NO_MARKS: Marks = {
  bold: around(''),
  italic: around(''),
  code: around(''),
  fence: '',
};
