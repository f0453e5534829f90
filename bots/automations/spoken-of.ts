import type { Draft, Scene } from '../language/understanding.ts';

/** After that "it" is something else. */
const REMEMBERED_MS = 15 * 60_000;
const OF_AUTOMATIONS: ReadonlySet<string> = new Set([
  ...['automations', 'automation', 'test automation', 'automation history', 'why fired'],
  ...['why not', 'automate', 'edit automation', 'pause automation', 'resume automation'],
]);

export type Remembered = Pick<Scene, 'memory' | 'now'>;

/**
 * Which automation "it" is: the one that was made, changed or shown by the last thing that was
 * said. A number of null: several were. Null: the last thing was about something else.
 */
export function findSpokenOf({
  memory,
  now,
}: Remembered): { readonly number: number | null } | null {
  const { last } = memory;
  if (!last || last.state === 'asked') return null;
  if (now.getTime() - last.at.getTime() > REMEMBERED_MS) return null;
  if (last.automation !== undefined) return { number: last.automation };
  const [only, ...others] = last.drafts;
  if (!only || others.length > 0 || !OF_AUTOMATIONS.has(only.command)) return null;
  return { number: numberOf(only) };
}

export function numberOf({ slots }: Draft): number | null {
  return typeof slots.automation === 'number' ? slots.automation : null;
}
