import { z } from 'zod';
import { createKindFinder } from '../terms/find-kind.ts';
import { schemasOf } from '../terms/schemas-of.ts';
import type { ActionKind } from './action-kind.ts';
import { adjustStock } from './adjust-stock.ts';
import { notify } from './notify.ts';
import { pauseListing } from './pause-listing.ts';
import { purchaseDraft } from './purchase-draft.ts';
import { report } from './report.ts';
import { resumeListing } from './resume-listing.ts';
import { safetyStock } from './safety-stock.ts';
import { setPrice } from './set-price.ts';
import { task } from './task.ts';
import { transfer } from './transfer.ts';
import { webhook } from './webhook.ts';

export const actions = [
  notify,
  adjustStock,
  transfer,
  safetyStock,
  setPrice,
  pauseListing,
  resumeListing,
  purchaseDraft,
  task,
  webhook,
  report,
] as const;

export const actionSchemas = schemasOf(actions);
export const actionSchema = z.discriminatedUnion('kind', actionSchemas);
export type Action = z.infer<typeof actionSchema>;

export type AnyActionKind = ActionKind<Action['kind'], z.ZodType<Action>>;

export const kindOfAction: (of: Pick<Action, 'kind'>) => AnyActionKind = createKindFinder(
  'action',
  actions,
);
