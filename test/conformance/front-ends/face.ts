/**
 * What a front-end shows, for the suite that compares them. A front-end of the registry without a
 * face here fails the suite.
 */
import type { Reply } from '../../../bots/reply/reply.ts';

export interface Face {
  readonly id: string;
  /** As people read it. */
  show(reply: Reply): string;
  /** Everything in it that would be more than text there, whoever wrote it: the reason in words. */
  findLive(reply: Reply): string[];
}

// Direction marks and other controls could make a text look like another one; a line break and a
// tab are layout.
const CONTROL = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** What no front-end may let through. */
export function findControls(texts: readonly string[]): string[] {
  return texts
    .filter((text) => CONTROL.test(text))
    .map((text) => `a control character in ${JSON.stringify(text)}`);
}
