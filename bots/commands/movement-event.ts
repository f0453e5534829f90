import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import type { WithoutOrigin } from './undo-recipe.ts';

/** What a person can do to stock by hand, before it is known who said it. */
export type MovementEvent = WithoutOrigin<Exclude<LedgerEvent, { kind: 'order' }>>;
