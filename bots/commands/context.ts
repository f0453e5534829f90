import type { Automations } from '../../automations/engine/automations.ts';
import type { RuleCatalog } from '../../automations/facts/world.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Seller } from '../../core/catalog/catalog-records.ts';
import type { Engine } from '../../core/engine.ts';
import type { LedgerEvent, Origin } from '../../core/ledger/ledger-event.ts';
import type { Actor } from '../../core/orders/change-order.ts';
import type { InboundFile } from '../front-end/inbound-message.ts';
import type { People } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import type { Formats } from '../reply/format-values.ts';
import type { CommandCard } from './command-card.ts';
import type { UndoRecipe } from './undo-recipe.ts';

/** The parts of core that the conversation and its commands talk to. */
export type Core = Pick<
  Engine,
  'catalog' | 'pricing' | 'ledger' | 'orders' | 'intake' | 'propagation' | 'monitoring' | 'database'
> & { readonly clock: Clock };

/** What a handler knows of the message that it answers. */
export interface CommandContext {
  readonly core: Core;
  readonly seller: Seller;
  /** Who asked. */
  readonly person: Person;
  /** Nobody else reads the answer: a code may be shown. */
  readonly isDirect: boolean;
  /** Where it was said, as the front-end names the chat. */
  readonly chatId: string;
  readonly people: People;
  readonly automations: Automations;
  /** How rules are shown to people. */
  readonly ruleNames: (catalog: RuleCatalog) => RuleNames;
  readonly trail: Trail;
  /** For audit rows: front-end and name, "console:Asha". */
  readonly actor: string;
  readonly frontEnd: string;
  readonly now: Date;
  readonly formats: Formats;
  readonly commands: readonly CommandCard[];
  /** A new business key at each call, the same ones when the same message comes again. */
  origin(): Origin;
  /** Of a write: what it did. One call per change; the conversation keeps it for audit and undo. */
  changed(change: Change): void;
  /**
   * Of a preview: what the drafts before it in the same message will have done by then. A preview
   * stands on it and adds its own.
   */
  readonly rehearsed?: LedgerEvent[];
  /** Files that came with the message. */
  readonly files: readonly InboundFile[];
}

export interface Change {
  /** "Sold 3 × HOODIE-M in Mumbai". */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly undo: UndoRecipe;
  /** Of an undo: the change that it took back, which is then marked. */
  readonly undoes?: number;
}

/** A change as the audit keeps it. */
export interface RecordedChange extends Omit<Change, 'undoes'> {
  readonly changeId: number;
  readonly at: Date;
  readonly personId: number;
  /** Of the person, now. */
  readonly name: string;
  readonly frontEnd: string;
  readonly command: string;
  readonly undoes: number | null;
  readonly undoneBy: number | null;
}

/** The audit as commands read it; what they change gets into it by `changed`. */
export interface Trail {
  /** All that the sender's last message changed that is not taken back; in its order. */
  newest(): Promise<readonly RecordedChange[]>;
  /** Newest first; of one person or of all. */
  list(o: { personId: number | null; limit: number }): Promise<readonly RecordedChange[]>;
}

/** The origin of a change to an order, whose cause is the order itself. */
export function toActor(context: CommandContext): Actor {
  const { key, actor, frontEnd, correlationId } = context.origin();
  return {
    key,
    actor,
    ...(frontEnd === undefined ? {} : { frontEnd }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}
