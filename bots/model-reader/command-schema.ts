import { z } from 'zod';
import type { AnyCommand } from '../commands/command.ts';
import type { Slot } from '../commands/slot.ts';

/** More commands than this are no message of a person any more. */
export const DRAFTS_MAX = 5;

/** A command as a model writes it: every slot, and null in what the message does not say. */
export interface WrittenDraft {
  readonly command: string;
  readonly slots: Readonly<Record<string, string | null>>;
}

export interface WrittenDrafts {
  readonly drafts: readonly WrittenDraft[];
}

/**
 * The commands of the table and no others, each with its own slots and no others. It holds the
 * shape only: servers know few of the other rules, so what a slot may hold is checked afterwards.
 */
export function toCommandSchema(commands: readonly AnyCommand[]): z.ZodType<WrittenDrafts> {
  const drafts = commands.map(({ name, slots }) => {
    const fields = Object.entries(slots).map(([slot, declared]) => [slot, toField(declared)]);
    return z.strictObject({
      command: z.literal(name),
      slots: z.strictObject(Object.fromEntries(fields) as Record<string, z.ZodType<string | null>>),
    });
  });
  return z.strictObject({ drafts: z.array(z.union(drafts)).max(DRAFTS_MAX) });
}

function toField({ kind, words }: Slot): z.ZodType<string | null> {
  return kind === 'word' ? z.enum(Object.keys(words)).nullable() : z.string().nullable();
}
