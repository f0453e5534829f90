/**
 * A command: everything that one can say to the product is one of these.
 *
 * The conversation fills the slots and runs the handler; help, examples and (later) slash commands,
 * permissions and language-model tools are generated from the same declaration. A handler talks to
 * core through `context`, answers with a Reply, and never reads the clock, the message's text or a
 * database of its own. A handler of risk 'write' must carry `context.origin()` into the ledger: it
 * is what makes a redelivered message harmless.
 */
import { z } from 'zod';
import type { Reply } from '../reply/reply.ts';
import type { CommandCard } from './command-card.ts';
import type { CommandContext } from './context.ts';
import type { ArgsOf, Slots } from './slot.ts';

export interface Command<Some extends Slots = Slots> extends CommandCard {
  readonly risk: 'read' | 'write';
  readonly slots: Some;
  /** What a draft of this command may hold. */
  readonly schema: z.ZodType;
  run(context: CommandContext, args: ArgsOf<Some>): Promise<Reply>;
}

/** A command of any slots, as the table keeps it. */
export type AnyCommand = Omit<Command, 'run'> & {
  run(context: CommandContext, args: Readonly<Record<string, unknown>>): Promise<Reply>;
};

export function defineCommand<const Some extends Slots>(
  declared: Omit<Command<Some>, 'schema' | 'aliases'> & { aliases?: readonly string[] },
): AnyCommand {
  // A location is asked for when it is missing, so a draft may come without any of its slots.
  const fields = Object.entries(declared.slots).map(([name, slot]) => [
    name,
    slot.schema.optional(),
  ]);
  const { run } = declared;
  return {
    aliases: [],
    ...declared,
    schema: z.strictObject(Object.fromEntries(fields)),
    // The resolver fills exactly the declared slots; this is the one place that takes its word.
    run: (context, args) => run(context, args as ArgsOf<Some>),
  };
}
