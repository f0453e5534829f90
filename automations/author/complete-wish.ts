/**
 * "When MUG-RED drops below 5" and, asked what should happen then, "tell me": one sentence of both.
 * Tried in the ways in which people would say the whole, and read like any other sentence: every
 * word of both has to be accounted for.
 */
import type { Lacking } from './explain-unclear.ts';
import { type ReadProposal, readProposal } from './read-proposal.ts';
import type { SellerNames } from './seller-names.ts';
import { LOW_WORDS } from './unclear-reasons.ts';

const ANSWER_LENGTH_MAX = 300;

/** @returns the whole sentence; null: they make none */
export function completeWish(half: string, answer: string, names: SellerNames): string | null {
  const lacks = whatLacks(readProposal(half, names));
  const said = bare(answer);
  if (lacks === null || said === '' || said.length > ANSWER_LENGTH_MAX) return null;
  const whole = join(bare(half), said, lacks);
  const isRead = (text: string) => readProposal(text, names).kind === 'proposal';
  return whole.find(isRead) ?? null;
}

/** Null: nothing, or more than can be asked for. */
export function whatLacks(read: ReadProposal): Lacking | null {
  return read.kind === 'unclear' ? (read.lacks ?? null) : null;
}

function join(half: string, said: string, lacks: Lacking): readonly string[] {
  switch (lacks) {
    case 'act':
      return [`${half}, ${said}`, `${half} ${said}`, `${said} ${half}`, `${half}, tell ${said}`];
    case 'event':
      return [
        ...[`${said}, ${half}`, `${half} ${said}`, `when ${said}, ${half}`, `${half} when ${said}`],
      ];
    case 'level': {
      const figure = said.replace(BELOW, '').replace(KAM, '').trim();
      const put = (level: string) => half.replace(LOW_WORDS, level);
      return [
        `drops below ${figure}`,
        `${figure} se kam ho`,
        `baje de ${figure}`,
        `below ${figure}`,
      ].map(put);
    }
  }
}

const BELOW =
  /^(?:when )?(?:it )?(?:is |drops |falls |goes )?(?:below|under|less than|menos de)\s+/iu;
const KAM = /\s+se (?:kam|neeche)(?: ho| hai)?$/iu;

const bare = (text: string) => text.trim().replace(/[\s.,;:!?…]+$/u, '');
