/**
 * Automations: rules that act by themselves on what happens to a seller's stock, orders and shops.
 *
 * Who calls it: `bots/main.ts` starts it, commands create and change rules and ask what they did,
 * the demo and the tests settle it. It hears every fact once and in order (ledger entries by their
 * sequence, events by where they were read), evaluates it with the very code of the back-test, and
 * writes the run, its actions and its messages in the transaction that moves its cursor. What
 * changes something is carried out after that, under a key that makes a repetition harmless, with
 * the rights that the rule's author has at that moment.
 * It must never act on what it only keeps in memory, nor do for a rule what its author may not do.
 */
import type { RuleCatalog } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import type { BackTest } from './back-test.ts';
import type {
  Automation,
  AutomationRefusal,
  AutomationRun,
  NotifyTarget,
  OpenTask,
  PurchaseDraft,
  WaitingAction,
  WhyFired,
  WhyNot,
} from './records.ts';

type Refused<Reason extends AutomationRefusal['reason'] = AutomationRefusal['reason']> = Extract<
  AutomationRefusal,
  { reason: Reason }
>;

/** What a rule that is about to be saved gets to hear from the check. */
export type SaveAnswer =
  | { readonly ok: true; readonly automation: Automation; readonly warnings: readonly string[] }
  | Refused<'bad-rule' | 'loop' | 'not-allowed' | 'too-many' | 'unknown'>;

export type StateAnswer =
  | { readonly ok: true; readonly automation: Automation; readonly before: Automation['state'] }
  | Refused<'unknown' | 'not-allowed' | 'loop' | 'bad-rule'>;

export interface Automations {
  /** The gate has been passed: every text of the rule is one of the seller's own. */
  create(
    sellerId: number,
    o: { rule: Rule; authorId: number; state: 'on' | 'draft' },
  ): Promise<SaveAnswer>;
  /** What `create` would say; changes nothing. `except`: the automation that it would replace. */
  check(
    sellerId: number,
    o: { rule: Rule; authorId: number; except?: number },
  ): Promise<
    { ok: true; warnings: readonly string[] } | Refused<'bad-rule' | 'loop' | 'not-allowed'>
  >;
  /** A new version; who wrote it is its author from now on. It keeps its state. */
  revise(
    sellerId: number,
    o: { number: number; rule: Rule; authorId: number },
  ): Promise<SaveAnswer>;
  /** Without those that were removed, by number. */
  list(sellerId: number): Promise<Automation[]>;
  /** Null: there is none, or it was removed. */
  show(sellerId: number, number: number): Promise<Automation | null>;
  /**
   * Switched on again it hears only of what comes after. If its author may no longer do what it
   * does, whoever switches it on becomes its author.
   */
  setState(
    sellerId: number,
    o: { number: number; state: 'on' | 'paused'; personId: number },
  ): Promise<StateAnswer>;
  remove(sellerId: number, o: { number: number; personId: number }): Promise<StateAnswer>;
  /** A removed one is there again, paused: what `undo` does. */
  restore(sellerId: number, o: { number: number; personId: number }): Promise<StateAnswer>;

  /** Newest first, with what each brought about. */
  history(sellerId: number, o: { number: number; limit?: number }): Promise<AutomationRun[]>;
  /** Of the last 24 hours: how many ran, and how many beyond its budget were only told. */
  countToday(sellerId: number, number: number): Promise<{ ran: number; grouped: number }>;
  /** Its last run with its trace; null: it has not run. */
  whyFired(sellerId: number, number: number): Promise<WhyFired | null>;
  /** Why it has not run, of late or for this SKU. Null: there is no such automation. */
  whyNot(sellerId: number, o: { number: number; skuId?: number | null }): Promise<WhyNot | null>;
  /** What the rule would have done in the last so many days, at most 30. Changes nothing. */
  backTest(sellerId: number, o: { rule: Rule; days: number }): Promise<BackTest>;

  /** The kill switch. False: it was so already. */
  stopAll(sellerId: number, personId: number): Promise<boolean>;
  /** What happened meanwhile is not made up for. */
  resumeAll(sellerId: number, personId: number): Promise<boolean>;
  /** Null: nothing is stopped. */
  readStop(sellerId: number): Promise<{ at: Date; personId: number } | null>;

  /** Actions that wait for a person's yes. */
  listWaiting(sellerId: number): Promise<WaitingAction[]>;
  /**
   * A yes or no to one of them. `needs-second`: the author cannot approve it alone while somebody
   * else could. `name`: of the person, for whoever asks later what became of it.
   */
  decide(
    sellerId: number,
    o: { actionId: number; personId: number; isApproved: boolean; name?: string },
  ): Promise<
    | { ok: true; result: string; state: 'done' | 'refused' | 'waiting' }
    | Refused<'unknown' | 'not-allowed' | 'needs-second' | 'decided'>
  >;

  listTasks(sellerId: number): Promise<OpenTask[]>;
  closeTask(sellerId: number, o: { taskId: number; personId: number }): Promise<boolean>;
  listPurchaseDrafts(sellerId: number): Promise<PurchaseDraft[]>;
  closePurchaseDraft(sellerId: number, o: { draftId: number; personId: number }): Promise<boolean>;

  /** The oldest first. */
  listTargets(sellerId: number): Promise<NotifyTarget[]>;
  /** The same name again: it moves. */
  saveTarget(
    sellerId: number,
    o: {
      name: string;
      to: { frontEnd: string; chatId: string } | { personId: number; frontEnd: string | null };
      madeBy: number | null;
    },
  ): Promise<NotifyTarget>;
  /** False: there is none of that name. */
  removeTarget(sellerId: number, name: string): Promise<boolean>;

  /** The seller's names as rules use them, as they are now. */
  readCatalog(sellerId: number): Promise<RuleCatalog>;
  /** With what calls of webhooks are signed; made when it is first asked for. */
  readWebhookSecret(sellerId: number): Promise<string>;

  /** Something was committed: look now. May be lost. */
  wake(sellerId: number): void;
  /** Call it before `engine.start`. */
  listen(): void;
  start(): void;
  stop(): Promise<void>;
  /** Resolves when everything that has happened was heard and what follows from it was done. */
  settle(): Promise<void>;
}
