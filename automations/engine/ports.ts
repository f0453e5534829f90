/**
 * What the engine of automations needs from above: to reach people, and to know what they may do.
 * `bots/` gives it; a test gives its own.
 */
import type { Queryable } from '../../core/database/queryable.ts';
import type { ActionRole } from '../actions/action-kind.ts';
import type { Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Action, Rule } from '../rule/rule.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import type { Target } from '../terms/scope.ts';
import type { TraceLine, Undelivered } from './records.ts';

/** What set a rule off, in words and figures. Titles and names are data of shops and sellers. */
export interface FiringDetails {
  readonly occurrence: Occurrence;
  readonly happenedAt: Date;
  readonly sku: { readonly code: string; readonly title: string } | null;
  readonly locationName: string | null;
  readonly accountName: string | null;
  /** Of the SKU just after it, where the trigger looks (its location, or all together). */
  readonly stock: { readonly available: number; readonly onHand: number } | null;
  /** Conditions whose figures are not seen in what set it off. */
  readonly held: readonly TraceLine[];
}

interface OfAutomation {
  /** The automation, as people call it. */
  readonly number: number;
  readonly rule: Rule;
}

/** What is told. The renderer makes a card of it; nothing here is markup. */
export type AutomationMessage =
  /**
   * `words`: the rule's own template, filled; null: it has none. `task`: what the same people are
   * given to do by the same firing, so that it is one message; null: nothing.
   */
  | (OfAutomation & {
      kind: 'fired';
      words: string | null;
      task: string | null;
      firing: FiringDetails;
    })
  /**
   * Firings beyond the hour's budget: `firings` are the newest of `count`. What else the rule does
   * than to tell was not done for any of these.
   */
  | (OfAutomation & { kind: 'grouped'; count: number; firings: readonly FiringDetails[] })
  | (OfAutomation & { kind: 'report'; what: Extract<Action, { kind: 'report' }>['what'] })
  | (OfAutomation & { kind: 'task'; taskId: number; title: string; firing: FiringDetails })
  /** An action that waits for a person: `approve 12`, `reject 12`. */
  | (OfAutomation & {
      kind: 'approval';
      actionId: number;
      /** In the imperative: "set the price of MUG to ₹120". */
      does: string;
      because: string;
      firing: FiringDetails;
    })
  | (OfAutomation & { kind: 'not-done'; actionId: number; does: string; because: string })
  /** It was paused by the engine: a loop, or its author may no longer do what it does. */
  | (OfAutomation & { kind: 'paused'; because: string });

export interface Telling {
  readonly sellerId: number;
  /** Names the reason for ever: of one key each chat gets one message. */
  readonly key: string;
  readonly at: Date;
  readonly to: Target;
  /** Null: wherever each person is reached. */
  readonly frontEnd: string | null;
  /** Who is meant by a target that is the author. */
  readonly authorId: number;
  readonly message: AutomationMessage;
}

export type Told =
  /** So many chats and people; told again under the same key: the same number, nothing more. */
  | { readonly ok: true; readonly chats: number }
  /** Nobody is there to be told, in words. */
  | { readonly ok: false; readonly because: string };

export interface AutomationPorts {
  /** Leaves messages in the caller's transaction: they go if and only if it commits. */
  tell(tx: Queryable, o: Telling): Promise<Told>;
  /** Why nobody would be told now, with what helps, as sentences; null: somebody would be. */
  whyUnheard(
    db: Queryable,
    o: Pick<Telling, 'sellerId' | 'to' | 'authorId'>,
  ): Promise<string | null>;
  /** Of what was told under these keys: what has not arrived everywhere. */
  listUndelivered(
    db: Queryable,
    o: { sellerId: number; keys: readonly string[] },
  ): Promise<readonly Undelivered[]>;
  /** What somebody may do now. Null: no longer with us. */
  roleOf(db: Queryable, o: { sellerId: number; personId: number }): Promise<ActionRole | null>;
  /** Who may do now what needs this role. */
  listAble(db: Queryable, o: { sellerId: number; role: ActionRole }): Promise<readonly number[]>;
  /** How a rule's texts are shown to people. */
  namesOf(catalog: RuleCatalog): RuleNames;
}
