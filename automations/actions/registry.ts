import { z } from 'zod';
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

// A kind takes its own action only; by its kind it is given no other.
const byKind = new Map<string, AnyActionKind>(
  actions.map((each) => [each.kind, each as unknown as AnyActionKind]),
);

export function kindOfAction({ kind }: Pick<Action, 'kind'>): AnyActionKind {
  const found = byKind.get(kind);
  if (!found) throw new RangeError(`There is no action "${kind}".`);
  return found;
}
