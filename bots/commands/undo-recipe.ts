/**
 * What takes a change back. Kept with the change, so that "undo" works from any front-end and after
 * a restart; `bots/commands/undo-change.ts` carries it out, as new entries and never by deleting.
 */
import type { NotifyTarget } from '../../automations/engine/records.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import type { Money } from '../../core/base/money.ts';
import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import type { Subscription } from '../notify/topic.ts';

/** An event before it is known who said it. */
export type WithoutOrigin<Event> = Event extends LedgerEvent ? Omit<Event, 'origin'> : never;

export type UndoRecipe =
  | { readonly kind: 'ledger'; readonly events: readonly WithoutOrigin<LedgerEvent>[] }
  /** Only while the price is still `after`. */
  | {
      readonly kind: 'price';
      readonly skuId: number;
      readonly accountId: number | null;
      readonly before: Money | null;
      readonly after: Money;
    }
  /** Those that are still `after`; the others were changed since and stay. */
  | {
      readonly kind: 'prices';
      readonly prices: readonly {
        readonly skuId: number;
        readonly accountId: number | null;
        readonly before: Money;
        readonly after: Money;
      }[];
    }
  | {
      readonly kind: 'listing';
      readonly skuId: number;
      /** Where it was changed. */
      readonly accountIds: readonly number[];
      /** What it is set to again. */
      readonly isPaused: boolean;
    }
  /** `isHeld`: what it is set to again. */
  | { readonly kind: 'order-hold'; readonly orderId: number; readonly isHeld: boolean }
  /** Only while it is still `after`. */
  | {
      readonly kind: 'safety-stock';
      readonly skuId: number;
      readonly before: number;
      readonly after: number;
    }
  | { readonly kind: 'alias'; readonly skuId: number; readonly alias: string }
  /** Alerts: those that end, and those that are wanted again. */
  | {
      readonly kind: 'subscriptions';
      readonly remove: readonly number[];
      readonly add: readonly Pick<
        Subscription,
        'personId' | 'frontEnd' | 'chatId' | 'topic' | 'skuId' | 'locationId' | 'below'
      >[];
    }
  /** One that was made is removed, one that was removed is there again, paused. */
  | { readonly kind: 'automation-made' | 'automation-removed'; readonly number: number }
  | {
      readonly kind: 'automation-state';
      readonly number: number;
      readonly state: 'on' | 'paused';
    }
  /** Only while it is still `after`. */
  | {
      readonly kind: 'automation-rule';
      readonly number: number;
      readonly before: Rule;
      /** Whose rule it was, and is again; recipes of before do not say. */
      readonly authorId?: number;
      readonly after: Rule;
    }
  | { readonly kind: 'automations-stopped'; readonly isStopped: boolean }
  /** A team that was named, or told elsewhere before; null: there was none. */
  | { readonly kind: 'team'; readonly name: string; readonly before: NotifyTarget | null }
  /** Cannot be taken back, with the reason that is told. */
  | { readonly kind: 'none'; readonly because: string };
