import type { AnyCommand } from '../commands/command.ts';
import type { Slot } from '../commands/slot.ts';
import type { Draft, SlotText } from '../language/understanding.ts';
import { DRAFTS_MAX, type WrittenDraft, type WrittenDrafts } from './command-schema.ts';

const SLOT_LENGTH_MAX = 200;
const DIGITS = /^\d{1,7}$/;
// How the conversation names what was chosen from a list; nobody else may speak like that.
const CHOSEN = /^id:/i;

/**
 * From what a model wrote to drafts, each slot within its bounds; null: one of them is not, and
 * then none of them counts. Empty: it read nothing out of the message.
 */
export function readWritten(
  commands: readonly AnyCommand[],
  { drafts }: WrittenDrafts,
): readonly Draft[] | null {
  if (drafts.length > DRAFTS_MAX) return null;
  const read = drafts.map((draft) => readDraft(commands, draft));
  return read.some((draft) => draft === null) ? null : read.filter((draft) => draft !== null);
}

function readDraft(commands: readonly AnyCommand[], written: WrittenDraft): Draft | null {
  const command = commands.find(({ name }) => name === written.command);
  if (!command) return null;
  const slots: Record<string, SlotText> = {};
  for (const [name, text] of Object.entries(written.slots)) {
    if (text === null || text.trim() === '') continue;
    const slot = Object.hasOwn(command.slots, name) ? command.slots[name] : undefined;
    const value = slot && readSlot(slot, text.trim());
    if (value === undefined) return null;
    slots[name] = value;
  }
  return { command: command.name, slots, isProposed: true };
}

/** Undefined: it cannot hold that. */
function readSlot(slot: Slot, text: string): string | number | undefined {
  if (text.length > SLOT_LENGTH_MAX || CHOSEN.test(text)) return undefined;
  if (slot.kind === 'quantity' && !DIGITS.test(text)) return undefined;
  const value = slot.kind === 'quantity' ? Number.parseInt(text, 10) : text;
  const read = slot.schema.safeParse(value);
  return read.success ? read.data : undefined;
}
