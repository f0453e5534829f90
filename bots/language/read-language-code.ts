import { spokenWords } from './read-answer.ts';
import type { Reading } from './reading.ts';
import type { Draft } from './understanding.ts';

const CODE =
  /^(?:set )?(?:my )?(?:language|lang|idioma|bhasha|भाषा)(?: to| is| =| :)? (en|es|hi|hinglish)$/u;

/** "language es": a code of two letters is a small word anywhere else. */
export function readLanguageCode({ tokens }: Pick<Reading, 'tokens'>): Draft | null {
  const language = CODE.exec(spokenWords(tokens).join(' '))?.[1];
  return language === undefined ? null : { command: 'language', slots: { language } };
}
