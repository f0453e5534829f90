/**
 * A command: everything that one can say to the product is one of these.
 *
 * The conversation fills the slots, asks for what is missing, shows the preview of a write, and
 * runs the handler once it is confirmed; help, slash commands, permissions and language-model
 * tools are generated from the same declaration. A handler talks to core through `context`,
 * answers with a Reply, and never reads the clock, the message's text or a database of its own. A
 * handler of risk 'write' must carry `context.origin()` into the ledger: it is what makes a
 * redelivered message harmless; and it tells `context.changed` what it did, which is what "undo"
 * and the audit know.
 */
import { z } from 'zod';
import type { NeededRole } from '../people/role.ts';
import type { Block, Reply } from '../reply/reply.ts';
import type { CommandCard } from './command-card.ts';
import type { CommandContext } from './context.ts';
import type { ArgsOf, Slots } from './slot.ts';

export interface Command<Some extends Slots = Slots> extends CommandCard {
  readonly risk: 'read' | 'write';
  readonly slots: Some;
  /** What a draft of this command may hold. */
  readonly schema: z.ZodType;
  /**
   * Of a write: what it would do, from → to, and how much that is. A refusal: it cannot be done, so
   * nobody needs to be asked. Changes nothing.
   */
  preview?(context: CommandContext, args: ArgsOf<Some>): Promise<Preview | Reply | null>;
  run(context: CommandContext, args: ArgsOf<Some>): Promise<Reply>;
}

/** What a person is asked to say yes to. */
export interface Preview {
  /** One sentence: "Sell 3 × HOODIE-M in Mumbai: 24 → 21 available." */
  readonly sentence: string;
  /** Its figure after → follows from the one before: units more or less, and no new figure. */
  readonly isRelative?: boolean;
  readonly details?: readonly Block[];
  readonly weight: Weight;
  /** What the yes is to, where “Is that right?” says too little. */
  readonly question?: string;
}

/** How much a change is: what can be done at once, and what needs a second person. */
export interface Weight {
  /** Units that it moves; 0 for a change that moves none. */
  readonly units: number;
  readonly skus: number;
  /** SKUs whose on hand would be set to 0. */
  readonly zeroed: number;
  /** The largest cut among its prices, in whole percent. */
  readonly priceCutPercent: number;
  /** A shop is disconnected, a person removed: never without asking. */
  readonly isGrave: boolean;
  /** Big for another reason, in words: "it cuts the price by 40 %". */
  readonly because?: string;
}

type Args = Readonly<Record<string, unknown>>;

/** A command of any slots, as the table keeps it. */
export type AnyCommand = Omit<Command, 'run' | 'preview'> & {
  preview?(context: CommandContext, args: Args): Promise<Preview | Reply | null>;
  run(context: CommandContext, args: Args): Promise<Reply>;
};

export function defineCommand<const Some extends Slots>(
  declared: Omit<Command<Some>, 'schema' | 'aliases' | 'role'> & {
    aliases?: readonly string[];
    role?: NeededRole;
  },
): AnyCommand {
  // A location is asked for when it is missing, so a draft may come without any of its slots.
  const fields = Object.entries(declared.slots).map(([name, slot]) => [
    name,
    slot.schema.optional(),
  ]);
  const { run, preview } = declared;
  return {
    aliases: [],
    role: declared.risk === 'read' ? 'viewer' : 'warehouse',
    ...declared,
    ...(preview && { preview: (context, args) => preview(context, args as ArgsOf<Some>) }),
    schema: z.strictObject(Object.fromEntries(fields)),
    // The resolver fills exactly the declared slots; this is the one place that takes its word.
    run: (context, args) => run(context, args as ArgsOf<Some>),
  };
}

export const NO_WEIGHT: Weight = {
  units: 0,
  skus: 1,
  zeroed: 0,
  priceCutPercent: 0,
  isGrave: false,
};
