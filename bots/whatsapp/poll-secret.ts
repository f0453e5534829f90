/**
 * Which question a poll asks, so that a vote is understood after a restart too. WhatsApp gives
 * every poll 32 secret bytes that only the two sides ever see, and comes back with them beside a
 * vote: the first half carries the question's id here, the second half stays drawn by chance.
 */
import type { Random } from '../../core/base/random.ts';

const SECRET_BYTES = 32;
const ID_BYTES_MAX = 15;
const ID = /^[a-z0-9]+$/;

export function canCarryQuestion(questionId: string): boolean {
  return ID.test(questionId) && questionId.length <= ID_BYTES_MAX;
}

export function toPollSecret(questionId: string, random: Random): number[] {
  const id = Buffer.from(questionId, 'latin1');
  const chance = Array.from({ length: SECRET_BYTES - 1 - id.length }, () =>
    random.integer({ min: 0, max: 255 }),
  );
  return [id.length, ...id, ...chance];
}

/** Null: not a poll of ours. */
export function readPollSecret(secret: readonly number[]): string | null {
  const [length = 0] = secret;
  if (secret.length !== SECRET_BYTES || length < 1 || length > ID_BYTES_MAX) return null;
  const id = Buffer.from(secret.slice(1, 1 + length)).toString('latin1');
  return ID.test(id) ? id : null;
}
