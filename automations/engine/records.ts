/** What people see of automations: rules with their state, runs, and what waits. */
import type { Occurrence } from '../facts/occurrence.ts';
import type { Action, Rule } from '../rule/rule.ts';

export interface Automation {
  /** Counted per seller: what people call it by. */
  readonly number: number;
  readonly version: number;
  readonly rule: Rule;
  /** Whose rights it acts with. */
  readonly authorId: number;
  readonly state: 'on' | 'paused' | 'draft' | 'removed';
  /** Why the engine paused it, in words; null: a person did. */
  readonly stateReason: string | null;
  readonly stateAt: Date;
  readonly runsPerHour: number;
  readonly createdAt: Date;
  /** Null: never. */
  readonly lastRunAt: Date | null;
  /** In the last 24 hours, grouped ones included. */
  readonly runsToday: number;
}

export type AutomationRefusal = { readonly ok: false } & (
  | { readonly reason: 'unknown' }
  /** Contradictory, impossible or incomplete, in words. */
  | { readonly reason: 'bad-rule'; readonly because: string }
  /** It would set itself off for ever; `path`: through which automations, by number. */
  | { readonly reason: 'loop'; readonly because: string; readonly path: readonly number[] }
  /** The author may not do by hand what it does: `does` in the imperative. */
  | { readonly reason: 'not-allowed'; readonly does: string; readonly role: string }
  | { readonly reason: 'too-many'; readonly max: number }
  | { readonly reason: 'needs-second' }
  /** Somebody was faster. */
  | { readonly reason: 'decided'; readonly result: string }
);

export type ActionState = 'waiting' | 'awaiting-approval' | 'done' | 'refused' | 'parked';

/** A message that was left to be sent. */
export interface Undelivered {
  readonly key: string;
  /** Given up: nobody took it within a day, or it was refused. */
  readonly state: 'waiting' | 'given-up';
}

export interface ActionRecord {
  readonly actionId: number;
  readonly action: Action;
  readonly state: ActionState;
  /** What came of it, or why it waits, in words. */
  readonly result: string | null;
  readonly doneAt: Date | null;
  /** Of what tells somebody, where that is asked for: it was left for them, and has not arrived. */
  readonly undelivered?: Undelivered['state'];
}

/** One thing that was looked at, with what it was then. */
export interface TraceLine {
  /** "the order is worth more than ₹5,000" */
  readonly what: string;
  /** As the rule wants it, "not" included. Null: it could not be known. */
  readonly holds: boolean | null;
  /** What it was then; null: nothing to show. */
  readonly value: number | string | null;
  /** A figure that is not seen in what set the rule off. Runs of before do not say. */
  readonly isFigure?: boolean;
}

export interface Trace {
  /** "available stock went from 10 to 9" */
  readonly why: string;
  readonly occurrence: Occurrence;
  readonly conditions: readonly TraceLine[];
  /** Automations that led to it, oldest first. */
  readonly causes: readonly number[];
  /** Of the SKU just after the fact; null: it is about none. */
  readonly stock: { readonly available: number; readonly onHand: number } | null;
}

export interface AutomationRun {
  readonly runId: number;
  readonly number: number;
  readonly version: number;
  readonly fact: string;
  readonly happenedAt: Date;
  readonly at: Date;
  /** grouped: beyond the hour's budget, told together. stopped: it would have been a loop. */
  readonly outcome: 'ran' | 'grouped' | 'stopped';
  readonly trace: Trace;
  readonly actions: readonly ActionRecord[];
}

export interface WhyFired {
  readonly automation: Automation;
  readonly run: AutomationRun;
  /** The rule as it was in the version that ran. */
  readonly rule: Rule;
}

export interface WhyNot {
  readonly automation: Automation;
  /** The reasons, the first one decisive: "It is paused since 9:00." */
  readonly reasons: readonly string[];
  /**
   * The closest that it came, where no reason says so: what happened, and what was asked for, each
   * with its figures. Null: nothing concerned it.
   */
  readonly nearest: {
    readonly at: Date;
    readonly happened: string;
    readonly asked: string;
  } | null;
}

export interface WaitingAction extends ActionRecord {
  readonly number: number;
  readonly authorId: number;
  /** In the imperative. */
  readonly does: string;
  readonly skuId: number | null;
  readonly happenedAt: Date;
}

export interface OpenTask {
  readonly taskId: number;
  readonly title: string;
  readonly skuCode: string | null;
  readonly orderNumber: string | null;
  readonly assignee: string | null;
  /** The automation that left it. */
  readonly number: number | null;
  readonly createdAt: Date;
}

export interface PurchaseDraft {
  readonly draftId: number;
  readonly skuId: number;
  readonly skuCode: string;
  readonly title: string;
  readonly units: number;
  readonly number: number | null;
  readonly createdAt: Date;
}

export interface NotifyTarget {
  readonly name: string;
  /** Of a person: null is wherever they are reached. */
  readonly frontEnd: string | null;
  /** Either this, or a person. */
  readonly chatId: string | null;
  readonly personId: number | null;
}
